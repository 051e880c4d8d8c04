"""The keys by which the current message of the timeline moves."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Move(Enum):
    """Where the current message goes."""

    UP = "up"
    DOWN = "down"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"
    OLDEST = "oldest"
    NEWEST = "newest"
    MENU = "menu"

    def target(self, row: int | None, count: int, page: int) -> int:
        """Return the row to go to; without a current row, the last one is it."""
        at = count - 1 if row is None else row
        steps = {
            Move.UP: -1,
            Move.DOWN: 1,
            Move.PAGE_UP: -max(1, page - 1),
            Move.PAGE_DOWN: max(1, page - 1),
            Move.OLDEST: -count,
            Move.NEWEST: count,
        }
        return min(count - 1, max(0, at + steps.get(self, 0)))


_MOVES = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_PageUp: Move.PAGE_UP,
    Qt.Key.Key_PageDown: Move.PAGE_DOWN,
    Qt.Key.Key_Home: Move.OLDEST,
    Qt.Key.Key_End: Move.NEWEST,
    Qt.Key.Key_Return: Move.MENU,
    Qt.Key.Key_Enter: Move.MENU,
}


def move_of(event: QKeyEvent) -> Move | None:
    """Return the move of a key, None for keys that belong to others."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    if event.modifiers() & ~keypad:
        return None
    return _MOVES.get(Qt.Key(event.key()))


def selecting_move_of(event: QKeyEvent) -> Move | None:
    """Return the move of a key with Shift that selects on its way."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    if event.modifiers() & ~keypad != Qt.KeyboardModifier.ShiftModifier:
        return None
    move = _MOVES.get(Qt.Key(event.key()))
    return None if move is Move.MENU else move
