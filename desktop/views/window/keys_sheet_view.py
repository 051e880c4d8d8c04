"""The sheet that lists all keys; it lies over the window and blocks nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import KeyGroup, KeyLine, group_words, shown_key

_MARGIN = 24
_BESIDE = 56
"""Logical pixels of margins and scroll bar beside the keys."""


class KeysSheetView(QFrame):
    """A card in the middle of the window: groups of keys in two columns, searchable.

    Signals:
        closed: the person has put the sheet away.
        change_requested: the keys are to be changed.
    """

    closed = Signal()
    change_requested = Signal()

    def __init__(
        self, lines: tuple[KeyLine, ...], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keysSheet")
        self._room = parent
        self._lines = lines
        self._page_height = 0
        self._natural_width = 0
        self._shown_columns = 2
        self.setAccessibleName(self.tr("全部快捷键"))
        self.search_field = QLineEdit(self)
        self.search_field.setPlaceholderText(self.tr("搜索命令或按键"))
        self.search_field.setAccessibleName(self.tr("搜索快捷键"))
        self.search_field.setClearButtonEnabled(True)
        self.change_button = QToolButton(self)
        self.change_button.setText(self.tr("修改…"))
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("close", theme.colour("muted"), 16))
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setAccessibleName(self.tr("关闭"))
        set_tooltip(self.close_button, self.tr("关闭"))
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("keysList")
        self._scroll.setAccessibleName(self.tr("全部快捷键"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self.search_field.textChanged.connect(self._show_found)
        self.change_button.clicked.connect(self.change_requested)
        self.close_button.clicked.connect(self.closed)
        self._show_found("")
        self.setFixedWidth(self._wanted_width())
        self._height = self._wanted_height()
        self.place()
        self.search_field.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def scrolled(self) -> int:
        """How far the list is scrolled, in logical pixels."""
        return self._scroll.verticalScrollBar().value()

    def place(self) -> None:
        """Stand in the middle of the parent."""
        if self._columns != self._shown_columns:
            self._show_found(self.search_field.text())
        room = self._room.size()
        self.setFixedWidth(min(self._wanted_width(), room.width() - _MARGIN))
        height = min(self._height, room.height() - _MARGIN)
        left = (room.width() - self.width()) // 2
        top = (room.height() - height) // 3
        self.setGeometry(left, top, self.width(), height)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("全部快捷键"), self, role="title"))
        head.addSpacing(12)
        head.addWidget(self.search_field, 1)
        head.addWidget(self.change_button)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def _show_found(self, words: str) -> None:
        """Show the lines in whose words or keys all that was typed is found."""
        wanted = words.casefold().split()
        found = [line for line in self._lines if _matches(line, wanted)]
        page = self._page(found, 2)
        self._natural_width = max(self._natural_width, page.sizeHint().width())
        if self._columns == 1:
            page.deleteLater()
            page = self._page(found, 1)
        self._shown_columns = self._columns
        self._scroll.setWidget(page)
        self._page_height = max(self._page_height, page.sizeHint().height())

    def _page(self, found: list[KeyLine], columns: int) -> QWidget:
        page = QWidget(self._scroll)
        page.setObjectName("keysPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(9)
        column.addLayout(_grid(found, page, columns))
        if not found:
            column.addWidget(
                PlainLabel(self.tr("没有这样的快捷键"), page, role="quiet")
            )
        column.addStretch(1)
        return page

    @property
    def _columns(self) -> int:
        """How many columns of keys fit side by side: two, or one with large text."""
        room = min(self._wanted_width(), self._room.width() - _MARGIN)
        return 2 if self._natural_width + _BESIDE <= room else 1

    def _wanted_width(self) -> int:
        return 48 * self.fontMetrics().height()

    def _wanted_height(self) -> int:
        return self._page_height + 5 * self.fontMetrics().height() + 30

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows scroll the list while the keyboard is in the field of search.
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down.value: bar.singleStep(),
            Qt.Key.Key_Up.value: -bar.singleStep(),
            Qt.Key.Key_PageDown.value: bar.pageStep(),
            Qt.Key.Key_PageUp.value: -bar.pageStep(),
        }
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)


def _matches(line: KeyLine, wanted: list[str]) -> bool:
    shown = " ".join(map(shown_key, line.keys))
    text = f"{line.words} {shown} {' '.join(line.keys)}".casefold()
    return all(word in text for word in wanted)


def _grid(found: list[KeyLine], page: QWidget, columns: int) -> QGridLayout:
    """Return the groups below each other in one grid, each in so many columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(9)
    top = 0
    for group in KeyGroup:
        lines = [line for line in found if line.group is group]
        if not lines:
            continue
        grid.setRowMinimumHeight(top, 30)
        heading = PlainLabel(group_words(group), page, role="small_heading")
        grid.addWidget(heading, top, 0, 1, 5, Qt.AlignmentFlag.AlignBottom)
        each = -(-len(lines) // columns)
        for at, line in enumerate(lines):
            row, side = top + 1 + at % each, at // each * 3
            grid.addWidget(PlainLabel(line.words, page), row, side)
            grid.addLayout(_caps(line.keys, page), row, side + 1)
        top += each + 1
    grid.setColumnMinimumWidth(2, 14)
    for side in (1, 4)[:columns]:
        grid.setColumnStretch(side, 1)
    return grid


def _caps(keys: tuple[str, ...], page: QWidget) -> QHBoxLayout:
    caps = QHBoxLayout()
    caps.setSpacing(6)
    for key in keys:
        cap = PlainLabel(shown_key(key), page, role="key")
        caps.addWidget(cap, 0, Qt.AlignmentFlag.AlignLeft)
    caps.addStretch(1)
    return caps
