"""One section of the panel: a heading over lines of name and value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from desktop.views.theme.plain_text import ElidedLabel, PlainLabel

_NAME_WIDTH = 68


class FactSection(QFrame):
    """A heading and facts below it; facts without a value take no room."""

    def __init__(self, title: str, parent: QWidget) -> None:
        """Make a section with a heading only."""
        super().__init__(parent)
        self.setProperty("role", "panel_section")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(PlainLabel(title, self, role="panel_heading"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        self._names: dict[PlainLabel, PlainLabel] = {}
        self._rows: dict[PlainLabel, int] = {}

    def add_line(self, name: str) -> PlainLabel:
        """Add a fact of one line, which ends in … where it is too long."""
        return self._add(name, ElidedLabel("", self))

    def add_text(self, name: str) -> PlainLabel:
        """Add a fact that may take several lines."""
        value = PlainLabel("", self, wraps=True)
        flags = Qt.TextInteractionFlag
        value.setTextInteractionFlags(flags.TextSelectableByMouse)
        return self._add(name, value)

    def add_widget(self, widget: QWidget) -> None:
        """Add something else below the facts."""
        self._column.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        """Add a row of things below the facts."""
        self._column.addLayout(layout)

    def add_beside(self, value: PlainLabel, widget: QWidget) -> None:
        """Put a button at the end of a fact's line."""
        row, top = self._rows[value], Qt.AlignmentFlag.AlignTop
        self._grid.removeWidget(value)
        self._grid.addWidget(value, row, 1, top)
        self._grid.addWidget(widget, row, 2, top)

    def say(self, value: PlainLabel, words: str) -> None:
        """Show a fact, or hide its line when there are no words."""
        if words != value.text():
            value.setText(words)
        for each in (self._names[value], value):
            each.setVisible(bool(words))

    def _add(self, name: str, value: PlainLabel) -> PlainLabel:
        row = self._grid.rowCount()
        label = PlainLabel(name, self, role="quiet", wraps=True)
        self._names[value] = label
        self._rows[value] = row
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(value, row, 1, 1, 2, top)
        return value
