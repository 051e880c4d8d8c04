"""The keys of the composer, in one value so that they can be changed."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.views.window.keys import KeyLine


class KeyWish(Enum):
    """What a key press in the field asks for."""

    SEND = auto()
    NEW_LINE = auto()
    SEND_AND_NEXT = auto()


@dataclass(frozen=True, slots=True)
class ComposerKeys:
    """Key sequences in Qt's portable form; the keypad's Enter counts as Return."""

    send: str = "Return"
    new_line: str = "Shift+Return"
    send_and_next: str = "Ctrl+Return"

    def wish(self, event: QKeyEvent) -> KeyWish | None:
        """Return what the key press asks for, None for ordinary typing."""
        pressed = _pressed(event)
        for stored, wish in (
            (self.send, KeyWish.SEND),
            (self.new_line, KeyWish.NEW_LINE),
            (self.send_and_next, KeyWish.SEND_AND_NEXT),
        ):
            if pressed == QKeySequence(stored):
                return wish
        return None


def key_lines(keys: ComposerKeys) -> tuple[KeyLine, ...]:
    """Return the lines that the composer adds to the sheet of all keys."""
    translate = QCoreApplication.translate
    return (
        KeyLine(translate("ComposerKeys", "发送"), (keys.send,)),
        KeyLine(
            translate("ComposerKeys", "发送并到下一个待回复"), (keys.send_and_next,)
        ),
        KeyLine(translate("ComposerKeys", "换行"), (keys.new_line,)),
    )


def _pressed(event: QKeyEvent) -> QKeySequence:
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, key))
