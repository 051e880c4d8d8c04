"""The tree beside the book: fixed shelves, then the groups with their counts."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.views.reply_book.book_listing import GroupPath, Place, PlaceCounts, Shelf
from desktop.views.reply_book.book_words import shelf_words
from desktop.views.theme.escape_key import keeps_escape

_PLACE = Qt.ItemDataRole.UserRole
_FIXED = (
    Shelf.ALL,
    Shelf.PROPOSED,
    Shelf.WITHDRAWN,
    Shelf.EXPIRED,
    Shelf.UNUSED,
    Shelf.ALIKE,
)
_COUNT_WIDTH = 52


class GroupTree(QTreeWidget):
    """Shelves and groups; groups are dragged, renamed with F2.

    Signals:
        group_dropped(path, new_path): a group was put elsewhere; paths of names.
        entries_dropped(path): the entries that are marked were put into a group.
    """

    group_dropped = Signal(object, object)
    entries_dropped = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "library_tree")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _COUNT_WIDTH)

    def place_at(self, index: QModelIndex) -> Place:
        """Return the place that an item stands for."""
        place = index.siblingAtColumn(0).data(_PLACE)
        return place if isinstance(place, Place) else Place()

    def event(self, event: QEvent) -> bool:
        """Let Esc end a renaming before it closes the page."""
        renaming = self.state() is QAbstractItemView.State.EditingState
        return (renaming and keeps_escape(event)) or super().event(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the wish; the tree itself follows the book."""
        target = self.place_at(self.indexAt(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if event.source() is not self:
            if target.shelf is Shelf.GROUP:
                self.entries_dropped.emit(target.path)
            return
        dragged = self.place_at(self.currentIndex())
        if dragged.shelf is not Shelf.GROUP or not dragged.path:
            return
        new_path = (*target.path, dragged.path[-1])
        inside = target.path[: len(dragged.path)] == dragged.path
        if not inside and new_path != dragged.path:
            self.group_dropped.emit(dragged.path, new_path)


class BookTreeView(QWidget):
    """The tree with its button for a new group.

    Signals:
        place_chosen(Place): what is to be listed.
        rename_requested(path, new_path): a group shall be called or stand otherwise.
        group_wanted(path): a new group.
        order_requested(path, step): a group up (-1) or down among its neighbours.
        move_requested(path): the marked entries belong into this group.
    """

    place_chosen = Signal(object)
    rename_requested = Signal(object, object)
    group_wanted = Signal(object)
    order_requested = Signal(object, int)
    move_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self._filling = False
        self.tree = GroupTree(self)
        self.tree.setAccessibleName(self.tr("分组"))
        self.add_button = QPushButton(self.tr("新建分组"), self)
        self.add_button.setProperty("tone", "small")
        self._menu = QMenu(self)
        self.rename_action = QAction(self.tr("重命名"), self)
        self.add_inside_action = QAction(self.tr("在里面新建分组"), self)
        self.up_action = QAction(self.tr("上移"), self)
        self.down_action = QAction(self.tr("下移"), self)
        self._menu.addActions([self.rename_action, self.add_inside_action])
        self._menu.addActions([self.up_action, self.down_action])
        self._build()
        self._connect_signals()

    def show_counts(self, counts: PlaceCounts, *, alike_known: bool) -> None:
        """Show the groups and what each place holds; the chosen place stays."""
        chosen = self.place
        self._filling = True
        if self._group_paths() != self._wanted_paths(counts):
            self._fill(counts)
        for place, item in self._items.items():
            count = (
                counts.groups.get(place.path, 0)
                if place.shelf is Shelf.GROUP
                else counts.shelves.get(place.shelf, 0)
            )
            known = place.shelf is not Shelf.ALIKE or alike_known
            item.setText(1, str(count) if known and (count or place.path) else "")
        self._filling = False
        self.choose(chosen)

    @property
    def place(self) -> Place:
        """What is chosen."""
        return self.tree.place_at(self.tree.currentIndex())

    def choose(self, place: Place) -> None:
        """Go to a place; one that is gone leads to everything."""
        item = self._items.get(place) or self._items.get(Place())
        if item is not None and self.tree.currentItem() is not item:
            self.tree.setCurrentItem(item)

    def begin_naming(self, path: GroupPath) -> None:
        """Let a group that was just made be named at once."""
        item = self._items.get(Place(Shelf.GROUP, path))
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.editItem(item, 0)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.tree, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 4)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)
        self._fill(PlaceCounts({}, {}))
        self.choose(Place())

    def _connect_signals(self) -> None:
        self.tree.currentItemChanged.connect(self._on_current_changed)
        self.tree.itemChanged.connect(self._on_item_changed)
        self.tree.group_dropped.connect(self.rename_requested)
        self.tree.entries_dropped.connect(self.move_requested)
        self.tree.customContextMenuRequested.connect(self._on_menu_wanted)
        self.rename_action.triggered.connect(self._on_rename)
        self.add_inside_action.triggered.connect(self._on_add_inside)
        self.up_action.triggered.connect(self._on_up)
        self.down_action.triggered.connect(self._on_down)
        self.add_button.clicked.connect(self._on_add)

    def _group_paths(self) -> list[GroupPath]:
        return [place.path for place in self._items if place.shelf is Shelf.GROUP]

    def _wanted_paths(self, counts: PlaceCounts) -> list[GroupPath]:
        """Return every group with those above it, in the book's order."""
        wanted: dict[GroupPath, None] = {}
        for path in counts.groups:
            for depth in range(1, len(path) + 1):
                wanted.setdefault(path[:depth])
        if counts.groups.get(()):
            wanted.setdefault(())
        return list(wanted)

    def _fill(self, counts: PlaceCounts) -> None:
        opened = {
            place.path for place, item in self._items.items() if item.isExpanded()
        }
        self._items = {}
        self.tree.clear()
        for shelf in _FIXED:
            self._add(Place(shelf), shelf_words(shelf), None)
        for path in self._wanted_paths(counts):
            above = self._items.get(Place(Shelf.GROUP, path[:-1])) if path else None
            name = path[-1] if path else shelf_words(Shelf.GROUP)
            self._add(Place(Shelf.GROUP, path), name, above if path[:-1] else None)
        for path in opened:
            if (item := self._items.get(Place(Shelf.GROUP, path))) is not None:
                item.setExpanded(True)

    def _add(self, place: Place, name: str, above: QTreeWidgetItem | None) -> None:
        item = QTreeWidgetItem(above or self.tree.invisibleRootItem())
        item.setText(0, one_line(name))
        item.setData(0, _PLACE, place)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        item.setTextAlignment(1, side)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if place.shelf is Shelf.GROUP:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
            if place.path:
                flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags)
        self._items[place] = item

    def _new_path(self, above: GroupPath) -> GroupPath:
        name, number = self.tr("新分组"), 2
        taken = set(self._group_paths())
        path = (*above, name)
        while path in taken:
            path = (*above, f"{name} {number}")
            number += 1
        return path

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.place_chosen.emit(self.place)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._filling or column:
            return
        path = self.tree.place_at(self.tree.indexFromItem(item)).path
        name = one_line(item.text(0).replace("/", "／"), 40)
        self._filling = True
        item.setText(0, path[-1] if path else shelf_words(Shelf.GROUP))
        self._filling = False
        if path and name and name != path[-1]:
            self.rename_requested.emit(path, (*path[:-1], name))

    def _on_menu_wanted(self, point: QPoint) -> None:
        place = self.tree.place_at(self.tree.indexAt(point))
        if place.shelf is Shelf.GROUP and place.path:
            self._menu.popup(self.tree.viewport().mapToGlobal(point))

    def _on_rename(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.tree.editItem(item, 0)

    def _on_up(self) -> None:
        self.order_requested.emit(self.place.path, -1)

    def _on_down(self) -> None:
        self.order_requested.emit(self.place.path, 1)

    def _on_add(self) -> None:
        self.group_wanted.emit(self._new_path(()))

    def _on_add_inside(self) -> None:
        self.group_wanted.emit(self._new_path(self.place.path))
