"""The palette's list: sections one below the other, each replaced when it is known."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.views.palette.palette_rows import Entry, Heading, Note, Row, spoken

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class PaletteRole(IntEnum):
    """Beside Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class PaletteModel(QAbstractListModel):
    """Holds headings, rows and notes; only rows can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is listed."""
        return self._entries

    def show(self, entries: Sequence[Entry]) -> None:
        """List something else; what stays at its place is not touched."""
        new = tuple(entries)
        old, same = self._entries, 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        if same < len(old):
            self.beginRemoveRows(_NO_INDEX, same, len(old) - 1)
            self._entries = old[:same]
            self.endRemoveRows()
        if same < len(new):
            self.beginInsertRows(_NO_INDEX, same, len(new) - 1)
            self._entries = new
            self.endInsertRows()

    def row(self, at: int) -> Row | None:
        """Return what can be chosen at a place, None for headings and notes."""
        entry = self._entries[at] if 0 <= at < len(self._entries) else None
        return entry if isinstance(entry, Row) else None

    def place_of(self, key: str) -> int | None:
        """Return where the row with a key stands."""
        for at, entry in enumerate(self._entries):
            if isinstance(entry, Row) and entry.key == key:
                return at
        return None

    def next_row(self, at: int, step: int) -> int | None:
        """Return the next row that can be chosen; past the end it begins anew."""
        count = len(self._entries)
        for number in range(1, count + 1):
            place = (at + step * number) % count
            if isinstance(self._entries[place], Row):
                return place
        return None

    def next_section(self, at: int, step: int) -> int | None:
        """Return the first row of the next section; past the end it begins anew."""
        heads = [
            place
            for place, entry in enumerate(self._entries)
            if isinstance(entry, Heading) and self.row(place + 1) is not None
        ]
        if not heads:
            return self.next_row(at, step)
        here = sum(head < at for head in heads) - 1
        return heads[(here + step) % len(heads)] + 1

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many entries there are; entries have none below them."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entry, or its words for screen readers and Qt."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == PaletteRole.ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry) if isinstance(entry, Row) else entry.words
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let rows alone be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self._entries[index.row()]
        if isinstance(entry, Heading | Note):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
