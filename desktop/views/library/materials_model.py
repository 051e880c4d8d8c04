"""The materials of one question: pages of a long list, never the whole of it."""

from collections import OrderedDict
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.models.material import Material
from desktop.views.library.dragged import MIME, dragged
from desktop.views.library.material_words import accessible_words

PAGE = 120
"""Rows that are read together."""
_MOST_PAGES = 30
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class MaterialRole(IntEnum):
    """What can be asked of a row besides its words."""

    MATERIAL = Qt.ItemDataRole.UserRole + 1
    """A Material, None while its page is not here."""


_ROLES = [
    MaterialRole.MATERIAL,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
]


class MaterialsModel(QAbstractListModel):
    """Knows how many rows there are, and what stands in those that were read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._pages: OrderedDict[int, tuple[Material, ...]] = OrderedDict()
        self._stale: set[int] = set()

    def start_over(self, count: int) -> None:
        """Hold as many rows of another question; nothing of them is known."""
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self._stale.clear()
        self.endResetModel()

    def set_count(self, count: int) -> None:
        """Take a new number of rows of the same question; all are read again."""
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self._stale = set(self._pages)

    def put_page(self, number: int, rows: Sequence[Material]) -> None:
        """Fill the rows from `number` × PAGE on."""
        first = number * PAGE
        rows = tuple(rows[: max(0, self._count - first)])
        self._stale.discard(number)
        if not rows:
            return
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > _MOST_PAGES:
            gone, _ = self._pages.popitem(last=False)
            self._stale.discard(gone)
        last = min(self._count, first + len(rows)) - 1
        self.dataChanged.emit(self.index(first), self.index(last), _ROLES)

    def missing_pages(self, first: int, last: int) -> tuple[int, ...]:
        """Return the pages that rows `first` to `last` need and that are not here."""
        last = min(last, self._count - 1)
        if last < first:
            return ()
        numbers = range(max(0, first) // PAGE, last // PAGE + 1)
        return tuple(
            each for each in numbers if each not in self._pages or each in self._stale
        )

    def material(self, row: int) -> Material | None:
        """Return what stands in a row, None while it is not known."""
        page = self._pages.get(row // PAGE)
        at = row % PAGE
        return page[at] if page is not None and at < len(page) else None

    def row_of(self, material_id: int) -> int | None:
        """Return where a material stands among the rows that are known."""
        for number, page in self._pages.items():
            for at, each in enumerate(page):
                if each.id == material_id:
                    return number * PAGE + at
        return None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def data(
        self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        material = self.material(index.row()) if index.isValid() else None
        if role == MaterialRole.MATERIAL:
            return material
        if material is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return material.details.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_words(material)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        if self.material(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = (self.material(each.row()) for each in indexes)
        return dragged(tuple(each.id for each in found if each is not None))

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction
