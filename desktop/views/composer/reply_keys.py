"""The keys of the quick replies at the cursor, as keyboards send them."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFTED = {sign: number for number, sign in enumerate("!@#$%^&*(", 1)} | {
    sign: number for number, sign in enumerate("！@#￥%…&*（", 1)
}
"""What Shift makes of the digits, on Latin and Chinese keyboards."""


class ReplyWish(Enum):
    """What is to be done with a chosen reply."""

    INSERT = auto()
    SEND = auto()
    APPEND = auto()
    """Put it behind what is written."""


def held_keys(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Return what is held down; that a key stands on the keypad means nothing."""
    return event.modifiers() & ~_KEYPAD


def picked_number(event: QKeyEvent) -> int:
    """Return which reply Alt+1…9 (or with Shift) names, 0 for no such key."""
    held = held_keys(event)
    if held not in (_ALT, _ALT | _SHIFT):
        return 0
    if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return event.key() - Qt.Key.Key_0
    if held == _ALT:
        return 0
    return _SHIFTED.get(chr(event.key()) if event.key() < 0x10000 else "", 0)


def picked_wish(event: QKeyEvent) -> ReplyWish:
    """Return what is wished of the reply that a digit names."""
    shift = bool(event.modifiers() & _SHIFT)
    return ReplyWish.APPEND if shift else ReplyWish.SEND
