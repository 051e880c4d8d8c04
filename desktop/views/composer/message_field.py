"""The field in which an answer is written: plain text that knows its keys."""

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.models.display_text import cleaned
from desktop.views.composer.composer_keys import ComposerKeys, KeyWish
from desktop.views.composer.draft_shelf import DraftPage

MIN_HEIGHT = 74
MAX_HEIGHT = 200


class MessageField(QPlainTextEdit):
    """A plain-text editor between 74 and 200 logical pixels high.

    Signals:
        send_requested(object wish): a KeyWish to send, while nothing is composing
        take_back_requested(): undo was pressed where nothing is written
        files_given(object tuple): paths of files that were pasted or dropped
        picture_given(QImage): a picture that was pasted or dropped
        left(): the keyboard went elsewhere
    """

    send_requested = Signal(object)
    take_back_requested = Signal()
    files_given = Signal(object)
    picture_given = Signal(QImage)
    left = Signal()

    def __init__(self, keys: ComposerKeys, parent: QWidget) -> None:
        """Make an empty field that listens to `keys`."""
        super().__init__(parent)
        self.setProperty("role", "composer_field")
        self.keys = keys
        self._preedit = ""
        self._hint = ""
        self._held: list[QEvent] | None = None
        self._takes_files = True
        # The Enter that ends a composition can follow its commit in the same turn
        # of the event loop (some input methods hand it on): it is not ours.
        self._just_committed = QTimer(self)
        self._just_committed.setObjectName("composition_end")
        self._just_committed.setSingleShot(True)
        self._just_committed.setInterval(0)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit_height)
        self.fit_height()

    @property
    def takes_files(self) -> bool:
        """Whether files and pictures can be put beside the text now."""
        return self._takes_files and not self.isReadOnly()

    @takes_files.setter
    def takes_files(self, takes: bool) -> None:
        self._takes_files = takes

    @property
    def composing(self) -> bool:
        """Whether an input method holds text that is not committed."""
        return bool(self._preedit) or self._just_committed.isActive()

    @property
    def preediting(self) -> bool:
        """Whether text of an input method stands here that is not committed."""
        return bool(self._preedit)

    def sizeHint(self) -> QSize:
        """Ask for the height that the text needs, within the bounds."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Never ask for more width than a few words."""
        return QSize(120, MIN_HEIGHT)

    def setDocument(self, document: QTextDocument) -> None:
        """Show another document; a composition under way is committed before."""
        self.settle_composition()
        super().setDocument(document)
        self.fit_height()

    def open_page(self, page: DraftPage) -> None:
        """Show what is being written in another conversation."""
        page.document.setDefaultFont(self.font())
        self.setDocument(page.document)
        self.place_cursor(page)

    def keep_cursor(self, page: DraftPage) -> None:
        """Remember in the page where the cursor stands."""
        cursor = self.textCursor()
        page.anchor, page.position = cursor.anchor(), cursor.position()

    def place_cursor(self, page: DraftPage) -> None:
        """Put the cursor where the page has it."""
        cursor = QTextCursor(page.document)
        cursor.setPosition(page.anchor)
        cursor.setPosition(page.position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def settle_composition(self) -> None:
        """Keep what is being composed as text before the field changes under it."""
        if not self._preedit:
            return
        QGuiApplication.inputMethod().commit()
        if left := self._preedit:
            # No input method answered: what is on screen is kept all the same.
            self.inputMethodEvent(QInputMethodEvent())
            self.insertPlainText(left)
            QGuiApplication.inputMethod().reset()

    def hold_keys(self) -> None:
        """Keep what is typed from now on for the page that is about to open."""
        self.settle_composition()
        if self._held is None:
            self._held = []

    @property
    def holding(self) -> bool:
        """Whether what is typed waits for another page."""
        return self._held is not None

    def drop_keys(self) -> None:
        """Forget what was typed for a page that did not open."""
        self._held = None

    def release_keys(self) -> None:
        """Let what was typed meanwhile happen now.

        A sending key sends what was typed with it, never a draft that was not on
        screen yet when it was pressed.
        """
        held, self._held = self._held, None
        fresh, before = self.document().isEmpty(), self.document().revision()
        for event in held or ():
            typed = fresh and self.document().revision() != before
            if typed or not self._sends(event):
                QCoreApplication.sendEvent(self, event)

    def show_hint(self, words: str) -> None:
        """Show words while nothing is written; a composition is something written."""
        self._hint = words
        # Qt asks for the document's text alone and would paint both on each other.
        self.setPlaceholderText("" if self._preedit else words)

    def fit_height(self) -> None:
        """Grow or shrink with the text."""
        height = self._wanted_height()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, break the line or type."""
        if self._held is not None:
            self._held.append(event.clone())
            event.accept()
            return
        wish = self.keys.wish(event)
        if wish is None:
            self._type(event)
            return
        event.accept()
        if self.composing:
            return
        if wish is KeyWish.NEW_LINE:
            if not self.isReadOnly():
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
        elif not event.isAutoRepeat():
            self.send_requested.emit(wish)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition, so that its Enter is told from a sending one."""
        if self._held is not None:
            self._held.append(event.clone())
            event.accept()
            return
        ended = bool(self._preedit) and not event.preeditString()
        self._preedit = event.preeditString()
        if ended:
            self._just_committed.start()
        super().inputMethodEvent(event)
        self.show_hint(self._hint)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to lines that break elsewhere now."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_height()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take plain text, files and pictures; nothing else of a rich paste."""
        attachable = source.hasImage() or bool(local_files(source))
        return source.hasText() or (self._takes_files and attachable)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste or drop: files and pictures beside the text, never their paths.

        Of rich text the plain words are taken, without format or tricks; programs that
        give words and a picture of them mean the words.
        """
        if self.isReadOnly():
            return
        if files := local_files(source):
            if self._takes_files:
                self.files_given.emit(files)
        elif source.hasText():
            self.insertPlainText(cleaned(source.text()))
            self.ensureCursorVisible()
        elif self._takes_files and source.hasImage():
            picture = source.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                self.picture_given.emit(picture)

    def _sends(self, event: QEvent) -> bool:
        wish = self.keys.wish(event) if isinstance(event, QKeyEvent) else None
        return wish not in (None, KeyWish.NEW_LINE)

    def _type(self, event: QKeyEvent) -> None:
        """Type; where nothing is written, undo means what was sent last."""
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if undo and self.document().isEmpty() and not self.composing:
            event.accept()
            self.take_back_requested.emit()
        else:
            super().keyPressEvent(event)

    def _wanted_height(self) -> int:
        """Add up the lines, no further than the upper bound."""
        document = self.document()
        layout = document.documentLayout()
        wanted = 2 * document.documentMargin()
        block = document.begin()
        while block.isValid() and wanted < MAX_HEIGHT:
            wanted += layout.blockBoundingRect(block).height()
            block = block.next()
        return int(min(MAX_HEIGHT, max(MIN_HEIGHT, wanted + 1)))


def local_files(source: QMimeData) -> tuple[str, ...]:
    """Return the paths of the files of a paste or drop, in their order."""
    return tuple(url.toLocalFile() for url in source.urls() if url.isLocalFile())
