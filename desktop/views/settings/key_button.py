"""Shows the key of a command and records another one when it is pressed."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.key_bindings import normal_key
from desktop.views.window.keys import shown_key

_MODIFIER_KEYS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


class KeyButton(QPushButton):
    """Press it, then press a key: Esc leaves it as it was, Backspace takes it away.

    Signals:
        key_recorded: the key in portable form, empty for none.
    """

    key_recorded = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._keys: tuple[str, ...] = ()
        self._recording = False
        self.setProperty("tone", "key")
        self.clicked.connect(self.record)

    @property
    def recording(self) -> bool:
        """Whether the next key is taken."""
        return self._recording

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show the keys in force."""
        self._keys = keys
        self._set_recording(False)

    def record(self) -> None:
        """Take the next key."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set_recording(True)

    def _set_recording(self, recording: bool) -> None:
        self._recording = recording
        keys = "  ".join(map(shown_key, self._keys)) or self.tr("无")
        self.setText(self.tr("请按新的快捷键…") if recording else keys)
        self.setAccessibleName(f"{self._name}：{self.text()}")
        self.setProperty("recording", recording)
        self.style().unpolish(self)
        self.style().polish(self)

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MODIFIER_KEYS:
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and not held:
            self._set_recording(False)
            return
        self._set_recording(False)
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not held:
            self.key_recorded.emit("")
            return
        if key == Qt.Key.Key_Backtab:
            key = Qt.Key.Key_Tab
        self.key_recorded.emit(_portable(held, key))

    def event(self, event: QEvent) -> bool:
        # Before Qt moves the focus by Tab, and before the window hears its keys.
        if self._recording and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._recording:
            self._set_recording(False)


def _portable(held: Qt.KeyboardModifier, key: Qt.Key) -> str:
    sequence = QKeySequence(QKeyCombination(held, key))
    return normal_key(sequence.toString(QKeySequence.SequenceFormat.PortableText))
