"""F6: the keyboard goes from column to column and comes back where it was in each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class ColumnFocus:
    """Knows which widget of each column had the keyboard last."""

    def __init__(self) -> None:
        self._last: dict[QWidget, QWidget] = {}

    def step(self, columns: Sequence[QWidget], by: int) -> None:
        """Give the keyboard to the next column (1) or the one before (-1)."""
        stops = [column for column in columns if column.isVisible()]
        if not stops:
            return
        focused = QApplication.focusWidget()
        at = next(
            (i for i, column in enumerate(stops) if _holds(column, focused)), None
        )
        if at is not None and focused is not None:
            self._last[stops[at]] = focused
        start = -1 if at is None and by > 0 else at or 0
        for distance in range(1, len(stops) + 1):
            column = stops[(start + by * distance) % len(stops)]
            target = self._target(column)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _target(self, column: QWidget) -> QWidget | None:
        """Return what had the keyboard last, else what Tab would reach first."""
        last = self._last.get(column)
        if last is not None and isValid(last) and _takes_keys(last):
            return last
        widget = column.nextInFocusChain()
        while widget is not None and widget is not column:
            if _holds(column, widget) and _takes_keys(widget):
                return widget
            widget = widget.nextInFocusChain()
        return None


def _holds(column: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is column or column.isAncestorOf(widget))


def _takes_keys(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled()
