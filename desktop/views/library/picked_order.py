"""In which order rows were chosen: the order in which they will be sent."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal


class PickedOrder(QObject):
    """Follows a selection and numbers its rows as they came.

    Signals:
        changed(): other rows are chosen, or in another order
    """

    changed = Signal()

    def __init__(self, selection: QItemSelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._selection = selection
        self._rows: dict[int, None] = {}
        self._numbers: dict[int, int] = {}
        selection.selectionChanged.connect(self._on_selection_changed)
        selection.modelChanged.connect(self._on_model_changed)

    def __contains__(self, row: int) -> bool:
        return row in self._rows

    @property
    def rows(self) -> tuple[int, ...]:
        """The chosen rows in their order."""
        return tuple(self._rows)

    def number(self, row: int) -> int:
        """Return the place of a row among several, from 1; 0 for one alone."""
        return self._numbers.get(row, 0) if len(self._rows) > 1 else 0

    def clear(self) -> None:
        """Forget all: the rows are others now."""
        self._rows.clear()
        self._number()

    def _number(self) -> None:
        self._numbers = {row: at for at, row in enumerate(self._rows, start=1)}
        self.changed.emit()

    def _on_selection_changed(
        self, chosen: QItemSelection, given_up: QItemSelection
    ) -> None:
        for row in rows_of(given_up):
            self._rows.pop(row, None)
        for row in rows_of(chosen):
            self._rows.setdefault(row)
        self._number()

    def _on_model_changed(self) -> None:
        self.clear()


def rows_of(selection: QItemSelection) -> Iterator[int]:
    """Yield the rows of a selection, which may be many."""
    for at in range(selection.size()):
        span = selection.at(at)
        yield from range(span.top(), span.bottom() + 1)
