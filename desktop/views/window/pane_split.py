"""Two conversations side by side in the place of one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.views.theme.theme import Theme

LEAST_WIDTH = 340
"""Logical pixels that a conversation needs to be of use."""


class PaneSplit(QWidget):
    """Holds the first conversation and, while there is room, a second one.

    Signals:
        room_changed(bool): whether both can be seen.
    """

    room_changed = Signal(bool)

    def __init__(self, first: QWidget, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = first
        self._second: QWidget | None = None
        self._both = False
        first.setParent(self)
        first.show()

    @property
    def has_room(self) -> bool:
        """Whether two conversations fit side by side now."""
        return self.width() >= 2 * LEAST_WIDTH + 1

    def set_second(self, widget: QWidget | None) -> None:
        """Take the second conversation, or let go of it."""
        self._second = widget
        if widget is not None:
            widget.setParent(self)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def _arrange(self) -> None:
        both = self._second is not None and self.has_room
        half = (self.width() - 1) // 2 if both else self.width()
        self._first.setGeometry(0, 0, half, self.height())
        if self._second is not None:
            self._second.setGeometry(
                half + 1, 0, self.width() - half - 1, self.height()
            )
            self._second.setVisible(both)
        if both != self._both:
            self._both = both
            self.room_changed.emit(both)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        # What shows between the two is the line that parts them.
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("line"))
