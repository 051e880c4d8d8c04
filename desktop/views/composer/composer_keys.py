"""The keys of the composer, in one value so that they can be changed."""

from dataclasses import dataclass, fields
from enum import Enum, auto

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.views.window.keys import KeyBinding


class KeyWish(Enum):
    """What a key press in the field asks for."""

    SEND = auto()
    NEW_LINE = auto()
    SEND_AND_NEXT = auto()
    SEND_ANYWAY = auto()
    """Although the customer has written meanwhile."""


@dataclass(frozen=True, slots=True)
class ComposerKeys:
    """Key sequences in Qt's portable form; the keypad's Enter counts as Return.

    Fields are named as the commands of the one table of keys (window/keys).
    """

    send: str = "Return"
    new_line: str = "Shift+Return"
    send_and_next: str = "Ctrl+Return"
    send_anyway: str = "Ctrl+Shift+Return"

    @classmethod
    def chosen(cls, bindings: tuple[KeyBinding, ...]) -> "ComposerKeys":
        """Return what the table of keys gives to the field."""
        named = {field.name for field in fields(cls)}
        return cls(
            **{
                each.command.value: each.keys[0] if each.keys else ""
                for each in bindings
                if each.command.value in named
            }
        )

    def wish(self, event: QKeyEvent) -> KeyWish | None:
        """Return what the key press asks for, None for ordinary typing."""
        pressed = _pressed(event)
        for stored, wish in (
            (self.send, KeyWish.SEND),
            (self.new_line, KeyWish.NEW_LINE),
            (self.send_and_next, KeyWish.SEND_AND_NEXT),
            (self.send_anyway, KeyWish.SEND_ANYWAY),
        ):
            if pressed == QKeySequence(stored):
                return wish
        return None


def _pressed(event: QKeyEvent) -> QKeySequence:
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, key))
