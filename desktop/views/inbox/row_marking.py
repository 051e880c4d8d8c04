"""Clicks and keys by which rows of the list are marked; nothing is opened by them."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.models.conversation import ConversationSummary
from desktop.views.inbox.conversation_list_model import ConversationListModel
from desktop.views.inbox.row_marks import RowMarks

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class RowMarking(QObject):
    """Keeps the marks of a list's rows; a row that leaves the list loses its mark.

    Signals:
        marks_changed: others are marked, or what is known of the marked ones changed.
    """

    marks_changed = Signal()

    def __init__(self, rows: ConversationListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._marks = RowMarks()
        for change in (rows.rowsRemoved, rows.rowsInserted, rows.rowsMoved):
            change.connect(self._on_rows_changed)
        rows.dataChanged.connect(self._on_data_changed)

    @property
    def any(self) -> bool:
        """Whether anything is marked."""
        return bool(self._marks.ids)

    @property
    def marked(self) -> tuple[ConversationSummary, ...]:
        """The marked rows in the order of the list."""
        ids = self._marks.ids
        return tuple(row for row in self._rows.rows if row.id in ids)

    def clear(self) -> None:
        """Take every mark away."""
        if self.any:
            self._marks.clear()
            self._tell()

    def mark_all(self) -> None:
        """Mark all rows that are loaded."""
        self._marks.mark_all(self._order())
        self._tell()

    def take_click(
        self, id_: int, modifiers: Qt.KeyboardModifier, chosen: int | None
    ) -> bool:
        """Mark by Ctrl or Shift; whether the click is spent."""
        if modifiers & _SHIFT:
            self._marks.extend_to(self._order(), id_, start=chosen)
        elif modifiers & _CONTROL:
            self._marks.toggle(id_)
        else:
            return False
        self._tell()
        return True

    def take_key(self, event: QKeyEvent, chosen: int | None) -> tuple[bool, int | None]:
        """Mark by Shift+arrows, Ctrl+A and Esc.

        Returns whether the key is spent, and the row to be brought into sight.
        """
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and modifiers == _SHIFT:
            reached = self._marks.step(self._order(), step, start=chosen)
            self._tell()
            return True, reached
        if event.key() == Qt.Key.Key_A and modifiers == _CONTROL:
            self.mark_all()
            return True, None
        if event.key() == Qt.Key.Key_Escape and self.any:
            self.clear()
            return True, None
        return False, None

    def wants(self, event: QEvent) -> bool:
        """Whether a key that is a shortcut elsewhere is needed here."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        return self.any

    def _order(self) -> list[int]:
        return [row.id for row in self._rows.rows]

    def _tell(self) -> None:
        self._rows.set_marked(self._marks.ids)
        self.marks_changed.emit()

    def _on_rows_changed(self) -> None:
        if self.any:
            before = self._marks.ids
            self._marks.keep_only(self._order())
            if self._marks.ids != before:
                self._tell()

    def _on_data_changed(self) -> None:
        if self.any:
            self.marks_changed.emit()
