"""One part of a reply in the editor: a box of text or a material of the library."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.quick_reply import ReplyMaterial, ReplyPart, ReplyText
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme

_LEAST_LINES, _MOST_LINES = 3, 9
_ICON = 14


class TextBox(QPlainTextEdit):
    """A box that grows with its words; Tab leaves it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setProperty("role", "reply_text")
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        height = round(self.document().size().height())
        lines = min(max(height, _LEAST_LINES), _MOST_LINES)
        return QSize(160, line * lines + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())


class PartRow(QFrame):
    """A part with its number and the buttons that move or remove it.

    Signals:
        changed: its text is another one.
        move_requested(step): -1 is up, 1 is down.
        removal_requested: the part shall go.
        entered: the keyboard is in its text.
    """

    changed = Signal()
    move_requested = Signal(int)
    removal_requested = Signal()
    entered = Signal()

    def __init__(
        self, part: ReplyPart, name: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._part = part
        self.setProperty("role", "reply_part")
        self._number = PlainLabel("", self, role="small")
        self.box: TextBox | None = None
        self.up_button = QToolButton(self)
        self.down_button = QToolButton(self)
        self.remove_button = QToolButton(self)
        self._build(name)
        self.set_theme(theme)

    @property
    def part(self) -> ReplyPart:
        """What the part says now."""
        if self.box is not None:
            return ReplyText(self.box.toPlainText())
        return self._part

    def set_place(self, at: int, count: int) -> None:
        """Show which of how many parts it is."""
        self._number.setText(str(at + 1))
        self.up_button.setEnabled(at > 0)
        self.down_button.setEnabled(at < count - 1)

    def set_locked(self, locked: bool) -> None:
        """Let it be read alone, or changed."""
        if self.box is not None:
            self.box.setReadOnly(locked)
        for button in self._buttons():
            button.setVisible(not locked)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        names = ("arrow_up", "arrow_down", "close")
        for button, name in zip(self._buttons(), names, strict=True):
            muted, faint = theme.colour("muted"), theme.colour("pip_off")
            button.setIcon(icon(name, muted, _ICON, faint))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice where the keyboard is, for markers that are inserted."""
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return False

    def _buttons(self) -> tuple[QToolButton, ...]:
        return self.up_button, self.down_button, self.remove_button

    def _build(self, name: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._number)
        if isinstance(self._part, ReplyText):
            head.addWidget(PlainLabel(self.tr("文字"), self, role="small"), 1)
            self.box = TextBox(self._part.text, self)
            self.box.setAccessibleName(self.tr("这一段的文字"))
            self.box.installEventFilter(self)
            self.box.textChanged.connect(self.changed)
        else:
            head.addWidget(ElidedLabel(name, self, role="heading"), 1)
        words = (self.tr("上移"), self.tr("下移"), self.tr("移除这一段"))
        for button, word in zip(self._buttons(), words, strict=True):
            button.setIconSize(QSize(_ICON, _ICON))
            button.setProperty("role", "part_tool")
            button.setAccessibleName(word)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_tooltip(button, word)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 6)
        column.setSpacing(2)
        column.addLayout(head)
        if self.box is not None:
            column.addWidget(self.box)
        self.up_button.clicked.connect(self._on_up_clicked)
        self.down_button.clicked.connect(self._on_down_clicked)
        self.remove_button.clicked.connect(self.removal_requested)

    def _on_up_clicked(self) -> None:
        self.move_requested.emit(-1)

    def _on_down_clicked(self) -> None:
        self.move_requested.emit(1)


def material_of(part: ReplyPart) -> int | None:
    """Return the material of a part, None for texts."""
    return part.material_id if isinstance(part, ReplyMaterial) else None
