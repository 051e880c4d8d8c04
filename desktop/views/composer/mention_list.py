"""The colleagues whom an @ in a note can mean, beside the cursor."""

import re

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.models.organisation import Operator

MOST_SHOWN = 8
_WIDTH = 200
_BEGUN = re.compile(r"@([^@\s]*)$")
_ID = Qt.ItemDataRole.UserRole


class MentionList(QFrame):
    """A list that leaves the keyboard in the field, which hands it its keys.

    Signals:
        chosen(object operator): an Operator
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden list."""
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operators: tuple[Operator, ...] = ()
        self._shown: tuple[Operator, ...] = ()
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("role", "mention_list")
        self.list.setAccessibleName(self.tr("要提到的同事"))
        self.list.itemClicked.connect(self._on_item_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        self.hide()

    def set_operators(self, operators: tuple[Operator, ...]) -> None:
        """Learn who works here."""
        self._operators = operators

    def follow(self, before_cursor: str, place: QPoint) -> None:
        """Show who may be meant by what stands before the cursor, or hide.

        `place` is where the cursor is, in the parent's coordinates.
        """
        begun = _BEGUN.search(before_cursor)
        wanted = "" if begun is None else begun[1].casefold()
        found = tuple(
            each for each in self._operators if wanted in each.name.casefold()
        )[:MOST_SHOWN]
        self._shown = found if begun is not None else ()
        if not self._shown:
            self.hide()
            return
        self.list.clear()
        for operator in self._shown:
            item = QListWidgetItem(one_line(operator.name, 30), self.list)
            item.setData(_ID, operator.id)
        self.list.setCurrentRow(0)
        height = len(self._shown) * self.list.sizeHintForRow(0) + 10
        top = place.y() - height
        self.setGeometry(place.x(), max(0, top), _WIDTH, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go to the next or previous one, round and round."""
        row = (self.list.currentRow() + by) % len(self._shown)
        self.list.setCurrentRow(row)

    def choose(self) -> None:
        """Take the one that is marked."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.hide()
            self.chosen.emit(self._shown[row])

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self.choose()


def begun_length(before_cursor: str) -> int:
    """Return how many characters before the cursor are the @ and what follows it."""
    begun = _BEGUN.search(before_cursor)
    return 0 if begun is None else len(begun[0])


def mentioned(text: str, operators: tuple[Operator, ...]) -> tuple[int, ...]:
    """Return the ids of the operators whom a note names, in the order of the table.

    A name that begins another one counts only where the longer does not stand.
    """
    found: list[Operator] = []
    rest = text
    for operator in sorted(operators, key=lambda each: -len(each.name)):
        sign = f"@{operator.name}"
        if operator.name and sign in rest:
            found.append(operator)
            rest = rest.replace(sign, "\0")
    return tuple(each.id for each in operators if each in found)
