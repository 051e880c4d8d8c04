"""The macros of this operator, to be chosen or changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.macro import Macro
from desktop.views.theme.plain_text import PlainLabel

_PLACE = "place"
_NUMBERED = 9
"""Rows that a digit chooses."""


class MacroList(QWidget):
    """One button a macro with one to change it, and one for a new macro.

    Signals:
        chosen(Macro): to be looked at and run.
        edit_requested(Macro): to be changed; id 0 is a new one.
    """

    chosen = Signal(object)
    edit_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._macros: tuple[Macro, ...] = ()
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(PlainLabel(self.tr("宏"), self, role="heading"))
        self._empty = PlainLabel(
            self.tr("把常做的几步存成一个宏：发送回复、备注、稍后提醒、结束会话……"),
            self,
            role="small",
            wraps=True,
        )
        self._column.addWidget(self._empty)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._column.addLayout(self._rows)
        self.new_button = QPushButton(self.tr("新建宏"), self)
        self.new_button.setProperty("tone", "line")
        self.new_button.clicked.connect(self._on_new_clicked)
        self._column.addWidget(self.new_button)

    def show_macros(self, macros: Sequence[Macro]) -> None:
        """Show these and forget the others."""
        self._macros = tuple(macros)
        self.buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for place, macro in enumerate(self._macros):
            self._rows.addWidget(self._row(place, macro))
        self._empty.setVisible(not self._macros)

    def choose_by_digit(self, typed: str) -> bool:
        """Choose the n-th macro, as its row is numbered; return whether it is there."""
        place = "123456789".find(typed) if typed else -1
        if not 0 <= place < len(self._macros):
            return False
        self.chosen.emit(self._macros[place])
        return True

    def _row(self, place: int, macro: Macro) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        steps = self.tr("%n 步", None, len(macro.steps))
        choose = QPushButton(row)
        choose.setProperty("role", "time_choice")
        number = f"{place + 1}  " if place < _NUMBERED else ""
        choose.setText(f"{number}{macro.name} · {steps}".replace("&", "&&"))
        choose.setProperty(_PLACE, place)
        choose.clicked.connect(self._on_choose_clicked)
        change = QPushButton(self.tr("修改"), row)
        change.setAccessibleName(self.tr("修改 {name}").format(name=macro.name))
        change.setProperty("tone", "line")
        change.setProperty(_PLACE, place)
        change.clicked.connect(self._on_change_clicked)
        layout.addWidget(choose, 1)
        layout.addWidget(change)
        self.buttons.append(choose)
        return row

    def _on_choose_clicked(self) -> None:
        self.chosen.emit(self._macros[self.sender().property(_PLACE)])

    def _on_change_clicked(self) -> None:
        self.edit_requested.emit(self._macros[self.sender().property(_PLACE)])

    def _on_new_clicked(self) -> None:
        self.edit_requested.emit(Macro(0, "", ()))
