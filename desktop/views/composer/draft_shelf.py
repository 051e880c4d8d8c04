"""What is being written in each conversation: text, undo history and cursor."""

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.models.outgoing import Attachment
from desktop.views.composer.attachment_face import AttachmentFace, face_of
from desktop.views.composer.written import Quote, WritingMode, Written

KEPT = 60
"""Pages whose undo history is kept; the texts of others are drafts only."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """What a page is for: answers and notes of a conversation are apart."""

    conversation_id: int
    mode: WritingMode = WritingMode.ANSWER


@dataclass(slots=True)
class DraftPage:
    """The document of one conversation, its companions, where its cursor was left."""

    key: PageKey
    document: QTextDocument
    anchor: int = 0
    position: int = 0
    quote: Quote | None = None
    faces: tuple[AttachmentFace, ...] = ()
    """What goes along with the text, in order."""
    touched: bool = False
    """Whether a person has changed it since it was opened."""
    handed_over: list[Written] = field(default_factory=list)
    """What was asked to be sent and is neither accepted nor failed yet."""

    @property
    def text(self) -> str:
        """The text as typed."""
        return self.document.toPlainText()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What is on our disk of what goes along."""
        return tuple(
            face.attachment for face in self.faces if face.attachment is not None
        )

    def written(self) -> Written:
        """Return all that is written here."""
        key = self.key
        return Written(
            key.conversation_id, self.text, key.mode, self.quote, self.attachments
        )

    def fill(self, text: str) -> None:
        """Put a stored draft where nothing was typed."""
        self.document.setPlainText(text)
        self.anchor = self.position = self.document.characterCount() - 1

    def hand_over(self, written: Written) -> None:
        """Empty the page for sending.

        The history goes with it: undo must not bring back what has gone out.
        """
        self.handed_over.append(written)
        self.quote = None
        self.faces = ()
        self.touched = True
        self.fill("")

    def settle(self, written: Written) -> bool:
        """Take something off what was handed over; return whether it was there."""
        if written not in self.handed_over:
            return False
        self.handed_over.remove(written)
        return True

    def put_back(self, written: Written) -> None:
        """Put all of it before what was made since; the cursor goes to the end."""
        self.put_text_back(written.text)
        self.quote = self.quote or written.quote
        held = {face.key for face in self.faces}
        back = [face_of(each) for each in written.attachments if each.id not in held]
        self.faces = (*back, *self.faces)

    def put_text_back(self, text: str) -> None:
        """Put a text before what was typed since; the cursor goes to the end."""
        self.touched = True
        since = self.text
        cursor = QTextCursor(self.document)
        cursor.insertText(f"{text}\n" if since and text else text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.anchor = self.position = cursor.position()


class DraftShelf:
    """The pages written in last."""

    def __init__(self, owner: QObject) -> None:
        """Keep documents as children of `owner`."""
        self._owner = owner
        self._pages: OrderedDict[PageKey, DraftPage] = OrderedDict()

    def find(self, key: PageKey) -> DraftPage | None:
        """Return a page if it is kept."""
        return self._pages.get(key)

    def open(self, key: PageKey, draft: str) -> DraftPage:
        """Return a page, made from the draft when there is none.

        A kept page always wins: the store may not have caught up with what was
        typed, or still hold as draft what has just been sent.
        """
        page = self._pages.get(key)
        if page is None:
            page = DraftPage(key, plain_document(self._owner))
            page.fill(draft)
            self._pages[key] = page
        self._pages.move_to_end(key)
        return page

    def forget(self, conversation_id: int) -> None:
        """Let go of the pages of a conversation; the store has their texts."""
        gone = [key for key in self._pages if key.conversation_id == conversation_id]
        for key in gone:
            self._pages.pop(key).document.deleteLater()

    def trim(self) -> None:
        """Let go of the pages used longest ago, never one that is still needed."""
        spare = len(self._pages) - KEPT
        settled = [key for key, page in self._pages.items() if not page.handed_over]
        for key in settled[: max(0, min(spare, len(settled) - 1))]:
            self._pages.pop(key).document.deleteLater()


def plain_document(owner: QObject) -> QTextDocument:
    """Return an empty document that a plain-text field can show."""
    document = QTextDocument(owner)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return document
