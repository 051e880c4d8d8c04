"""The folders of the library with their counts, and the lists that are always there."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.models.display_text import one_line
from desktop.models.quick_reply import Standing
from desktop.views.library.dragged import dropped

Path = tuple[str, ...]
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry stands for; folder None is every folder."""

    folder: Path | None = None
    standing: Standing | None = Standing.USABLE


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """How many materials stand in each place."""

    usable: int = 0
    folders: tuple[tuple[Path, int], ...] = ()
    not_yet: int = 0
    expired: int = 0
    withdrawn: int = 0


EVERYTHING = Place()
NOT_YET = Place(standing=Standing.NOT_YET)
EXPIRED = Place(standing=Standing.EXPIRED)
WITHDRAWN = Place(standing=Standing.WITHDRAWN)


class FolderTreeView(QTreeWidget):
    """A tree of folders; materials can be dropped on one.

    Signals:
        place_chosen(Place): its materials are wanted
        materials_dropped(object ids, object folder): they shall lie in that folder
        menu_requested(object folder, QPoint): a menu for a folder
    """

    place_chosen = Signal(object)
    materials_dropped = Signal(object, object)
    menu_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("素材文件夹"))
        self.setProperty("role", "library_tree")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(self.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        mode = QHeaderView.ResizeMode.ResizeToContents
        self.header().setSectionResizeMode(1, mode)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def place(self) -> Place:
        """What is chosen."""
        item = self.currentItem()
        found = None if item is None else item.data(0, _PLACE)
        return found if isinstance(found, Place) else EVERYTHING

    def show_counts(self, counts: PlaceCounts) -> None:
        """Show folders and numbers; the chosen place stays chosen."""
        chosen = self.place
        wanted = self._wanted(counts)
        self.blockSignals(True)
        if list(self._items) != list(wanted):
            self._rebuild(tuple(wanted))
        for place, (words, count) in wanted.items():
            item = self._items[place]
            item.setText(0, words)
            item.setText(1, str(count))
        now = chosen if chosen in self._items else EVERYTHING
        self.setCurrentItem(self._items[now])
        self.blockSignals(False)
        if now != chosen:
            self.place_chosen.emit(now)

    def show_place(self, place: Place) -> None:
        """Go to a place."""
        if place in self._items:
            self.setCurrentItem(self._items[place])

    def _wanted(self, counts: PlaceCounts) -> dict[Place, tuple[str, int]]:
        """Return the entries in their order with words and numbers."""
        wanted = {EVERYTHING: (self.tr("全部素材"), counts.usable)}
        totals = _totals(counts.folders)
        for folder in sorted(totals):
            wanted[Place(folder)] = (one_line(folder[-1], 40), totals[folder])
        if counts.not_yet:
            wanted[NOT_YET] = (self.tr("未到生效日期"), counts.not_yet)
        wanted[EXPIRED] = (self.tr("已过期"), counts.expired)
        wanted[WITHDRAWN] = (self.tr("已撤回"), counts.withdrawn)
        return wanted

    def _rebuild(self, places: tuple[Place, ...]) -> None:
        open_ones = {place for place, item in self._items.items() if item.isExpanded()}
        known = set(self._items)
        self.clear()
        self._items = {}
        for place in places:
            item = QTreeWidgetItem()
            item.setData(0, _PLACE, place)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            item.setTextAlignment(1, right)
            above = self._above(place)
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
            self._items[place] = item
        for place, item in self._items.items():
            item.setExpanded(place in open_ones or place not in known)
        nested = any(item.childCount() for item in self._items.values())
        self.setRootIsDecorated(nested)

    def _above(self, place: Place) -> QTreeWidgetItem | None:
        if not place.folder or len(place.folder) == 1:
            return None
        return self._items.get(Place(place.folder[:-1]))

    def _place_at(self, event: QDropEvent) -> Place | None:
        item = self.itemAt(event.position().toPoint())
        found = None if item is None else item.data(0, _PLACE)
        return found if isinstance(found, Place) else None

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.place_chosen.emit(item.data(0, _PLACE))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = self._place_at(event)
        fits = place is not None and place.standing is Standing.USABLE
        event.setAccepted(fits and bool(dropped(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        place = self._place_at(event)
        ids = dropped(event.mimeData())
        if place is not None and ids:
            event.acceptProposedAction()
            self.materials_dropped.emit(ids, place.folder or ())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos())
        place = None if item is None else item.data(0, _PLACE)
        if isinstance(place, Place) and place.folder:
            self.menu_requested.emit(place.folder, event.globalPos())


def _totals(folders: tuple[tuple[Path, int], ...]) -> dict[Path, int]:
    """Return every folder, those between included, with all that lies below it."""
    totals: dict[Path, int] = {}
    for path, count in folders:
        for depth in range(1, len(path) + 1):
            above = path[:depth]
            totals[above] = totals.get(above, 0) + count
    return totals
