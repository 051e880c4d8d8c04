"""Writing a note: @ names colleagues, Esc goes back to the answer."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from desktop.models.organisation import Operator
from desktop.views.composer.mention_list import MentionList, begun_length
from desktop.views.composer.message_field import MessageField

_LIST_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Escape,
    }
)


class NoteWriting(QObject):
    """Watches the field while a note is written there.

    Signals:
        left(): Esc was pressed, with no list open
    """

    left = Signal()

    def __init__(self, field: MessageField) -> None:
        """Watch a field, without effect until it is switched on."""
        super().__init__(field)
        self._field = field
        self._on = False
        self.mentions = MentionList(field.window())
        self.mentions.chosen.connect(self._on_chosen)
        field.textChanged.connect(self._follow)
        field.left.connect(self.mentions.hide)
        field.installEventFilter(self)

    def set_operators(self, operators: tuple[Operator, ...]) -> None:
        """Learn who can be named, also for an @ that stands there already."""
        self.mentions.set_operators(operators)
        self._follow()

    def switch(self, on: bool) -> None:
        """Watch, or let the field be."""
        self._on = on
        self.mentions.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc and the keys of the list, never those of a composition."""
        if not self._on or not isinstance(event, QKeyEvent) or self._field.composing:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        return event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self.mentions.isHidden():
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            return False
        if key not in _LIST_KEYS or event.modifiers():
            return False
        match key:
            case Qt.Key.Key_Up:
                self.mentions.step(-1)
            case Qt.Key.Key_Down:
                self.mentions.step(1)
            case Qt.Key.Key_Escape:
                self.mentions.hide()
            case _:
                self.mentions.choose()
        return True

    def _follow(self) -> None:
        if not self._on:
            return
        window = self._field.window()
        if self.mentions.parent() is not window:
            self.mentions.setParent(window)
        corner = self._field.cursorRect().topLeft()
        place = self._field.viewport().mapTo(window, QPoint(corner.x(), corner.y()))
        self.mentions.follow(self._before_cursor(), place)

    def _before_cursor(self) -> str:
        cursor = self._field.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _on_chosen(self, operator: Operator) -> None:
        cursor = self._field.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left,
            QTextCursor.MoveMode.KeepAnchor,
            begun_length(self._before_cursor()),
        )
        cursor.insertText(f"@{operator.name} ")
        self._field.setTextCursor(cursor)
        self.mentions.hide()
