"""The table of replies: one row an entry, plain cells, nothing computed twice."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.models.display_text import one_line
from desktop.models.quick_reply import Standing
from desktop.views.library.material_words import scope_words
from desktop.views.reply_book.book_listing import Entry
from desktop.views.reply_book.book_words import (
    group_words,
    parts_words,
    standing_words,
    valid_words,
)
from desktop.views.theme.plain_text import TOOLTIP_ROLE, tooltip
from desktop.views.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole


class Column(IntEnum):
    """What the table tells, from the left."""

    TITLE = 0
    GROUP = 1
    CODE = 2
    SCOPE = 3
    PARTS = 4
    USED = 5
    CHANGED_BY = 6
    VALID = 7


class BookListModel(QAbstractTableModel):
    """Holds the listed entries; a refresh that changes nothing moves nothing."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self._now: datetime | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return self._entries

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._tell_all_changed()

    def show(self, entries: Sequence[Entry], now: datetime) -> None:
        """List something else."""
        new = tuple(entries)
        self._now = now
        if [each.key for each in new] == [each.key for each in self._entries]:
            self._entries = new
            self._tell_all_changed()
            return
        self.beginResetModel()
        self._entries = new
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return an entry, None beyond the list."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, key: str) -> int | None:
        """Return where an entry stands."""
        for row, entry in enumerate(self._entries):
            if entry.key == key:
                return row
        return None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many entries are listed."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """Return the words, colour or alignment of a cell."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        column = Column(index.column())
        if role == _ROLE.DisplayRole:
            return self._words(entry, column)
        if role == _ROLE.ForegroundRole:
            return self._theme.colour(self._tone(entry, column))
        if role == TOOLTIP_ROLE and column is Column.TITLE:
            reply = entry.reply
            texts = () if reply is None else reply.texts()
            return tooltip("\n".join((entry.content.title, *texts)))
        if role == _ROLE.TextAlignmentRole and column is Column.USED:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _ROLE.DisplayRole,
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if section == Column.USED:
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._names()[section] if role == _ROLE.DisplayRole else None

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("标题"),
            self.tr("分组"),
            self.tr("短码"),
            self.tr("范围"),
            self.tr("组成"),
            self.tr("使用"),
            self.tr("修改人"),
            self.tr("有效期"),
        )

    def _words(self, entry: Entry, column: Column) -> str:
        content, reply = entry.content, entry.reply
        match column:
            case Column.TITLE:
                return self._title(entry)
            case Column.GROUP:
                return one_line(group_words(content.group))
            case Column.CODE:
                return one_line(content.code)
            case Column.SCOPE:
                return scope_words(content.scope)
            case Column.PARTS:
                return parts_words(content)
            case Column.USED:
                return str(entry.used) if entry.used else ""
            case Column.CHANGED_BY:
                return "" if reply is None else one_line(reply.changed_by)
            case Column.VALID:
                return self._valid(entry)

    def _title(self, entry: Entry) -> str:
        title = one_line(entry.content.title) or self.tr("（没有标题）")
        if entry.proposal is None:
            return title
        mark = self.tr("新") if entry.reply is None else self.tr("改")
        return f"{title}  [{mark}]"

    def _valid(self, entry: Entry) -> str:
        standing = self._standing(entry)
        if standing in (Standing.USABLE, None):
            return valid_words(entry.content)
        if standing is Standing.WITHDRAWN:
            return standing_words(standing)
        return f"{standing_words(standing)} {valid_words(entry.content)}"

    def _standing(self, entry: Entry) -> Standing | None:
        return None if self._now is None else entry.standing(self._now)

    def _tone(self, entry: Entry, column: Column) -> str:
        standing = self._standing(entry)
        if column is Column.VALID and standing is Standing.NOT_YET:
            return "warn"
        if standing in (Standing.EXPIRED, Standing.WITHDRAWN):
            return "bad" if column is Column.VALID else "faint"
        if column is not Column.TITLE:
            return "muted"
        return "accent" if entry.proposal is not None else "text"

    def _tell_all_changed(self) -> None:
        if self._entries:
            last = self.index(len(self._entries) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
