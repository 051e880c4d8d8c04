"""What lies over the window while its contents are covered or locked."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.views.theme.durations import span_words
from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_ICON = 40
_WIDTH = 300


class LockView(QWidget):
    """A quiet page; with a PIN it has a field, without one a key or click lifts it.

    Signals:
        lift_requested: the contents are wanted back, no PIN being set.
        pin_entered: what was typed; the field is empty from then on.
    """

    lift_requested = Signal()
    pin_entered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._locked = False
        self.setObjectName("lockPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sign = PlainLabel(parent=self)
        self._title = PlainLabel(parent=self, role="title")
        self._said = PlainLabel(parent=self, role="quiet", wraps=True)
        self.pin_field = QLineEdit(self)
        self.pin_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin_field.setPlaceholderText("PIN")
        self.pin_field.setAccessibleName("PIN")
        self.button = QPushButton(self)
        self.button.setProperty("tone", "primary")
        self._build()
        self.set_theme(theme)
        self.pin_field.returnPressed.connect(self._on_wanted)
        self.button.clicked.connect(self._on_wanted)
        self.hide()

    def show_cover(self) -> None:
        """Be a cover that anybody may lift."""
        self._locked = False
        self.pin_field.hide()
        self._title.setText(self.tr("内容已遮住"))
        self._said.setText(self.tr("新消息照常接收"))
        self.button.setText(self.tr("继续工作"))

    def show_lock(self) -> None:
        """Ask for the PIN."""
        self._locked = True
        self.pin_field.clear()
        self.pin_field.show()
        self._title.setText(self.tr("总机已锁定"))
        self._said.setText(self.tr("新消息照常接收"))
        self.button.setText(self.tr("解锁"))
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Take no entry while one is looked at."""
        self.pin_field.setEnabled(not busy)
        self.button.setEnabled(not busy)
        if not busy and self._locked:
            self.pin_field.setFocus()

    def say(self, words: str) -> None:
        """Say why it stays locked."""
        self._said.setText(words)

    def say_wait(self, wait: timedelta) -> None:
        """Say how long no PIN is taken."""
        seconds = max(1, round(wait.total_seconds()))
        words = self.tr("PIN 不对，{wait}后再试")
        self.say(words.format(wait=span_words(timedelta(seconds=seconds))))
        self.pin_field.setEnabled(False)
        self.button.setEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        colour = theme.colour("muted")
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap("lock", colour, _ICON, ratio))

    def _build(self) -> None:
        card = QFrame(self)
        card.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(card)
        column.setSpacing(12)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._said.setAlignment(centre)
        column.addWidget(self._sign, 0, centre)
        column.addWidget(self._title, 0, centre)
        column.addWidget(self._said)
        column.addWidget(self.pin_field)
        column.addWidget(self.button)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, centre)
        outer.addStretch(3)

    def _on_wanted(self) -> None:
        if not self._locked:
            self.lift_requested.emit()
            return
        pin = self.pin_field.text()
        self.pin_field.clear()
        if pin:
            self.pin_entered.emit(pin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lifts = event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
            Qt.Key.Key_Escape,
        )
        if lifts and not self._locked:
            self.lift_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._locked:
            self.pin_field.setFocus()
        else:
            self.button.setFocus()
