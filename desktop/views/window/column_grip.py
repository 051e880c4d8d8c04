"""The line between two columns, as far as the mouse can take hold of it."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

WIDTH = 7
"""Logical pixels around the line that can be gripped."""


class ColumnGrip(QWidget):
    """Lies over the line and paints nothing; keys widen columns without it.

    Signals:
        taken: the mouse has taken hold.
        dragged(pixels): how far the mouse is to the right of where it took hold.
        released: it has let go, after `dragged`.
        reset_requested: a double click.
    """

    taken = Signal()
    dragged = Signal(int)
    released = Signal()
    reset_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._start: QPointF | None = None
        self._moved = False
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._start = event.globalPosition()
            self._moved = False
            self.taken.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._moved = True
            self.dragged.emit(round((event.globalPosition() - self._start).x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved, self._start = self._moved, None
        self._moved = False
        if moved:
            self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.reset_requested.emit()
