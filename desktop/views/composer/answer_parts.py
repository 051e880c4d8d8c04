"""What goes along with the words of an answer: files, pictures and cards."""

from itertools import pairwise

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.models.content import Text
from desktop.models.outgoing import CardContent
from desktop.views.composer.attachment_face import AttachmentFace
from desktop.views.composer.attachment_strip import AttachmentStrip
from desktop.views.composer.draft_shelf import DraftPage, DraftShelf, PageKey
from desktop.views.composer.insertions import Insertions
from desktop.views.composer.message_field import MessageField
from desktop.views.composer.written import WritingMode


class AnswerParts(QObject):
    """Keeps the strip and the pages at one, and says what a person wishes.

    Signals:
        files_given(object conversation_id, object tuple): paths to be attached
        picture_given(object conversation_id, QImage): a picture to be attached
        card_made(object conversation_id, object card): a CardContent to be attached
        removed(object conversation_id, object key): off the strip already
        shrink_requested(object conversation_id, object key): make it fit
        ordered(object conversation_id, object tuple): the keys in their new order
        text_taken(object conversation_id, object source): a text that went along
            stands in the field now; its ContentSource
        changed(): the page that is shown has other parts now
    """

    files_given = Signal(object, object)
    picture_given = Signal(object, QImage)
    card_made = Signal(object, object)
    removed = Signal(object, object)
    shrink_requested = Signal(object, object)
    ordered = Signal(object, object)
    text_taken = Signal(object, object)
    changed = Signal()

    def __init__(
        self,
        strip: AttachmentStrip,
        shelf: DraftShelf,
        field: MessageField,
        insertions: Insertions,
    ) -> None:
        """Serve the pages of a shelf."""
        super().__init__(strip)
        self._strip = strip
        self._shelf = shelf
        self._field = field
        self._page: DraftPage | None = None
        field.files_given.connect(self._on_files_given)
        field.picture_given.connect(self._on_picture_given)
        insertions.files_given.connect(self._on_files_given)
        insertions.card_made.connect(self._on_card_made)
        strip.remove_requested.connect(self._on_remove_requested)
        strip.shrink_requested.connect(self._on_shrink_requested)
        strip.order_changed.connect(self._on_order_changed)
        strip.open_requested.connect(self._on_open_requested)

    def open_page(self, page: DraftPage | None) -> None:
        """Serve another page."""
        self._page = page
        self.show_parts()

    def show_parts(self) -> None:
        """Bring the strip up to date with the page; Tab goes on from field to chips."""
        before = self._strip.chips
        self._strip.show_faces(() if self._page is None else self._page.faces)
        chips = self._strip.chips
        if chips != before:
            for one, next_one in pairwise((self._field, *chips)):
                QWidget.setTabOrder(one, next_one)

    def set_faces(
        self, conversation_id: int, faces: tuple[AttachmentFace, ...]
    ) -> None:
        """Show what goes along with the answer of a conversation, in order."""
        page = self._shelf.find(PageKey(conversation_id))
        if page is None or page.faces == faces:
            return
        page.faces = faces
        if page is self._page:
            self.changed.emit()

    def faces(self, conversation_id: int) -> tuple[AttachmentFace, ...]:
        """Return what goes along with the answer of a conversation."""
        page = self._shelf.find(PageKey(conversation_id))
        return () if page is None else page.faces

    def show_thumbnail(self, key: int | str, picture: QImage) -> None:
        """Show what an attachment looks like."""
        self._strip.show_thumbnail(key, picture)

    def _taker(self) -> int | None:
        """Return the conversation whose answer takes parts now."""
        page = self._page
        if page is None or page.key.mode is WritingMode.NOTE:
            return None
        return None if self._field.isReadOnly() else page.key.conversation_id

    def _on_files_given(self, paths: tuple[str, ...]) -> None:
        if (taker := self._taker()) is not None:
            self.files_given.emit(taker, paths)

    def _on_picture_given(self, picture: QImage) -> None:
        if (taker := self._taker()) is not None:
            self.picture_given.emit(taker, picture)

    def _on_card_made(self, card: CardContent) -> None:
        if (taker := self._taker()) is not None:
            self.card_made.emit(taker, card)

    def _on_remove_requested(self, key: int | str) -> None:
        page = self._page
        if page is not None:
            shown = page.key.conversation_id
            kept = tuple(face for face in page.faces if face.key != key)
            self.set_faces(shown, kept)
            self.removed.emit(shown, key)

    def _on_shrink_requested(self, key: int | str) -> None:
        if self._page is not None:
            self.shrink_requested.emit(self._page.key.conversation_id, key)

    def _on_open_requested(self, key: int | str) -> None:
        """Put a text that goes along into the field, where it can be changed."""
        taker = self._taker()
        faces = () if self._page is None else self._page.faces
        found = next((face.attachment for face in faces if face.key == key), None)
        if taker is None or found is None or not isinstance(found.card, Text):
            return
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not cursor.atBlockStart():
            cursor.insertBlock()
        cursor.insertText(found.card.text)
        self._field.setTextCursor(cursor)
        self._on_remove_requested(key)
        self.text_taken.emit(taker, found.source)
        self._field.setFocus()

    def _on_order_changed(self, keys: tuple[int | str, ...]) -> None:
        page = self._page
        if page is not None:
            shown = page.key.conversation_id
            faces = sorted(page.faces, key=lambda face: keys.index(face.key))
            self.set_faces(shown, tuple(faces))
            self.ordered.emit(shown, keys)
