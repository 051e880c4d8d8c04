"""The table of replies: plain rows, columns that give way, keys of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.views.reply_book.book_list_model import Column

_ROW_PADDING = 14
_WIDTHS = {
    Column.GROUP: 132,
    Column.CODE: 70,
    Column.SCOPE: 82,
    Column.PARTS: 112,
    Column.USED: 52,
    Column.CHANGED_BY: 76,
    Column.VALID: 150,
}
_LEAST_TITLE = 190
_GIVE_WAY = (
    Column.CHANGED_BY,
    Column.PARTS,
    Column.VALID,
    Column.USED,
    Column.SCOPE,
    Column.GROUP,
    Column.CODE,
)
"""Which columns go first where there is no room."""


class ReplyTable(QTableView):
    """The rows; Enter edits, Delete removes or withdraws.

    Signals:
        edit_requested, removal_requested: a key says so.
    """

    edit_requested = Signal()
    removal_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "book_table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        # Measured rows would ask for each of 20,000.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)

    def fit(self) -> None:
        """Give the title what is left; where that is little, columns go."""
        header, room = self.horizontalHeader(), self.viewport().width()
        header.setMinimumSectionSize(40)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(self.fontMetrics().height() + _ROW_PADDING)
        factor = self.fontMetrics().height() / 19
        widths = {each: round(width * factor) for each, width in _WIDTHS.items()}
        shown = dict(widths)
        for column in _GIVE_WAY:
            if room - sum(shown.values()) >= _LEAST_TITLE:
                break
            shown.pop(column)
        for column, width in widths.items():
            self.setColumnHidden(column, column not in shown)
            header.resizeSection(column, width)
        header.resizeSection(Column.TITLE, room - sum(shown.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
