"""The sheet that lists all keys; it lies over the window and blocks nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import KeyLine, shown_key


class KeysSheetView(QFrame):
    """A card in the middle of the window, two columns of keys.

    Signals:
        closed: the person has put the sheet away.
    """

    closed = Signal()

    def __init__(
        self, lines: tuple[KeyLine, ...], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keysSheet")
        self._room = parent
        self.setAccessibleName(self.tr("全部快捷键"))
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("close", theme.colour("muted"), 16))
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setAccessibleName(self.tr("关闭"))
        set_tooltip(self.close_button, self.tr("关闭"))
        self.close_button.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 22)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("全部快捷键"), self, role="title"))
        head.addStretch(1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addLayout(self._grid(lines))
        self.place()

    def place(self) -> None:
        """Stand in the middle of the parent."""
        room = self._room.size()
        size = self.sizeHint().boundedTo(room)
        left = (room.width() - size.width()) // 2
        top = (room.height() - size.height()) // 3
        self.setGeometry(left, top, *size.toTuple())

    def _grid(self, lines: tuple[KeyLine, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(9)
        half = (len(lines) + 1) // 2
        for at, line in enumerate(lines):
            row, side = at % half, at // half * 3
            grid.addWidget(PlainLabel(line.words, self), row, side)
            grid.addLayout(self._caps(line.keys), row, side + 1)
        grid.setColumnMinimumWidth(2, 14)
        return grid

    def _caps(self, keys: tuple[str, ...]) -> QHBoxLayout:
        caps = QHBoxLayout()
        caps.setSpacing(6)
        for key in keys:
            cap = PlainLabel(shown_key(key), self, role="key")
            caps.addWidget(cap, 0, Qt.AlignmentFlag.AlignLeft)
        caps.addStretch(1)
        return caps
