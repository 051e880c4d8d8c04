"""What was chosen stays chosen when rows are read again and stand elsewhere."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QSignalBlocker
from PySide6.QtWidgets import QAbstractItemView

from desktop.views.library.materials_model import MaterialsModel
from desktop.views.library.picked_order import PickedOrder


class KeptChoice(QObject):
    """Moves a view's selection after its materials; those that are gone leave it.

    Without it the newest sorting would leave the mark on a row, and with it on a
    material that nobody chose.
    """

    def __init__(
        self, view: QAbstractItemView, model: MaterialsModel, order: PickedOrder
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._order = order
        self._ids: dict[int, int] = {}
        """Which material was chosen in which row."""
        order.changed.connect(self._on_order_changed)
        model.dataChanged.connect(self._on_rows_came)

    def _on_order_changed(self) -> None:
        ids: dict[int, int] = {}
        for row in self._order.rows:
            material = self._model.material(row)
            known = self._ids.get(row)
            if known is not None:
                ids[row] = known  # read again since: told when its page comes
            elif material is not None:
                ids[row] = material.id
        self._ids = ids

    def _on_rows_came(self, first: QModelIndex, last: QModelIndex) -> None:
        came = range(first.row(), last.row() + 1)
        if any(row in came and self._moved(row) for row in self._ids):
            self._follow()

    def _moved(self, row: int) -> bool:
        material = self._model.material(row)
        return material is not None and material.id != self._ids[row]

    def _follow(self) -> None:
        """Choose the same materials, in the same order, without scrolling there."""
        found = {self._model.row_of(each): each for each in self._ids.values()}
        rows = [row for row in found if row is not None]
        scrolls = self._view.hasAutoScroll()
        self._view.setAutoScroll(False)
        with QSignalBlocker(self._order):
            self._choose(rows)
        self._view.setAutoScroll(scrolls)
        self._ids = {row: found[row] for row in rows}
        self._view.viewport().update()
        if rows:  # what was just withdrawn stays in the details, with its way back
            self._order.changed.emit()

    def _choose(self, rows: list[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        selection = self._view.selectionModel()
        selection.clearSelection()
        for at, row in enumerate(rows):
            index = self._model.index(row)
            if at == 0:
                selection.setCurrentIndex(index, flags.Select)
            else:
                selection.select(index, flags.Select)
