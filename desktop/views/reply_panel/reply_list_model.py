"""The list of the reply panel: rows that stay are not touched."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.models.quick_reply import QuickReply
from desktop.views.reply_panel.reply_rows import (
    GroupRow,
    HeadingRow,
    PanelRow,
    ReplyRow,
)
from desktop.views.theme.plain_text import TOOLTIP_ROLE, tooltip

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

Preview = Callable[[QuickReply], str]
"""The whole text of a reply with the data of the customer who is open."""


class ReplyRole(IntEnum):
    """Beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


def _as_written(reply: QuickReply) -> str:
    return "\n\n".join(reply.texts())


class ReplyListModel(QAbstractListModel):
    """Holds headings, groups and replies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PanelRow, ...] = ()
        self.preview: Preview = _as_written

    @property
    def rows(self) -> tuple[PanelRow, ...]:
        """Everything that is listed."""
        return self._rows

    def show(self, rows: Sequence[PanelRow]) -> None:
        """List something else; what stays at the beginning is not touched."""
        new, old, same = tuple(rows), self._rows, 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        if same < len(old):
            self.beginRemoveRows(_NO_INDEX, same, len(old) - 1)
            self._rows = old[:same]
            self.endRemoveRows()
        if same < len(new):
            self.beginInsertRows(_NO_INDEX, same, len(new) - 1)
            self._rows = new
            self.endInsertRows()

    def row(self, at: int) -> PanelRow | None:
        """Return what stands at a place."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def numbered(self, number: int) -> QuickReply | None:
        """Return the reply that a digit picks."""
        for row in self._rows:
            if isinstance(row, ReplyRow) and row.number == number:
                return row.found.reply
        return None

    def next_row(self, at: int, step: int) -> int | None:
        """Return the next row that is no heading; at an end there is none."""
        at += step
        while 0 <= at < len(self._rows) and isinstance(self._rows[at], HeadingRow):
            at += step
        return at if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many rows there are; rows have none below them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, its words for screen readers, or the whole text."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ReplyRole.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(row)
        if role == TOOLTIP_ROLE and isinstance(row, ReplyRow):
            return tooltip(self.preview(row.found.reply))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let groups and replies be chosen."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or isinstance(row, HeadingRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _spoken(row: PanelRow) -> str:
    if isinstance(row, HeadingRow):
        return row.words
    if isinstance(row, GroupRow):
        return f"{row.path[-1]} {row.count}"
    content = row.found.reply.content
    parts = (content.title, *content.group, row.found.line)
    return "，".join(part for part in parts if part)
