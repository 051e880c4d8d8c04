"""A macro while it is written: its name and its steps."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.models.macro import (
    LONGEST_NAME,
    MOST_STEPS,
    Macro,
    MacroStep,
    StepKind,
)
from desktop.views.macros.macro_step_row import MacroStepRow
from desktop.views.theme.plain_text import PlainLabel


class MacroEditor(QWidget):
    """Name, steps in order, and what is to become of them.

    Signals:
        save_requested(Macro), remove_requested(Macro): what a person decided.
        back_requested: to the list, nothing is kept.
        grown: it needs more or less room.
    """

    save_requested = Signal(object)
    remove_requested = Signal(object)
    back_requested = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._macro = Macro(0, "", ())
        self._replies: Mapping[str, int] = {}
        self.rows: list[MacroStepRow] = []
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("宏的名字"))
        self.name.setAccessibleName(self.tr("宏的名字"))
        self.problem = PlainLabel("", self, role="bad", wraps=True)
        self.add_button = self._button(
            self.tr("添加一步"), "line", self._on_add_clicked
        )
        self.remove_button = self._button(
            self.tr("删除"), "danger", self._on_remove_clicked
        )
        self.back_button = self._button(
            self.tr("返回"), "line", self.back_requested.emit
        )
        self.save_button = self._button(
            self.tr("保存"), "primary", self._on_save_clicked
        )
        self._steps = QVBoxLayout()
        self._steps.setSpacing(6)
        self._build()

    def write(self, macro: Macro, replies: Mapping[str, int]) -> None:
        """Begin with a macro; `replies` are ids by code or title."""
        self._macro, self._replies = macro, replies
        self.name.setText(macro.name)
        for row in list(self.rows):
            self._drop(row)
        for step in macro.steps or (MacroStep(StepKind.SEND_REPLY),):
            self._add(step)
        self.remove_button.setVisible(bool(macro.id))
        self.problem.hide()

    def written(self) -> Macro:
        """Return the macro as it is written."""
        steps = tuple(row.step() for row in self.rows)
        return Macro(self._macro.id, self.name.text(), steps)

    def show_problem(self, words: str) -> None:
        """Say why it was not kept."""
        self.problem.setText(words)
        self.problem.show()
        self.grown.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("编辑宏"), self, role="heading"))
        column.addWidget(self.name)
        column.addLayout(self._steps)
        column.addWidget(self.add_button)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        column.addLayout(foot)

    def _button(
        self, name: str, tone: str, clicked: Callable[[], object]
    ) -> QPushButton:
        button = QPushButton(name, self)
        button.setProperty("tone", tone)
        button.clicked.connect(clicked)
        return button

    def _add(self, step: MacroStep) -> None:
        row = MacroStepRow(step, self._replies, self)
        row.removed.connect(self._on_removed)
        row.raised.connect(self._on_raised)
        self.rows.append(row)
        self._steps.addWidget(row)
        self._set_order()
        self.add_button.setEnabled(len(self.rows) < MOST_STEPS)

    def _drop(self, row: MacroStepRow) -> None:
        self.rows.remove(row)
        self._steps.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add_button.setEnabled(True)

    def _on_add_clicked(self) -> None:
        self._add(MacroStep(StepKind.WRITE_NOTE))
        self.rows[-1].kind_button.setFocus()
        self.grown.emit()

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, MacroStepRow):
            self._drop(row)
            self.grown.emit()

    def _on_raised(self) -> None:
        row = self.sender()
        if not isinstance(row, MacroStepRow):
            return
        place = max(0, self.rows.index(row) - 1)
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._steps.removeWidget(row)
        self._steps.insertWidget(place, row)
        self._set_order()

    def _set_order(self) -> None:
        """Let Tab walk from the name through the steps to the buttons."""
        walk: list[QWidget] = [self.name]
        for row in self.rows:
            walk += [row.kind_button, row.field, row.raise_button, row.remove_button]
        walk += [self.add_button, self.back_button, self.remove_button]
        walk.append(self.save_button)
        for before, after in pairwise(walk):
            self.setTabOrder(before, after)

    def _on_save_clicked(self) -> None:
        self.save_requested.emit(self.written())

    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self._macro)
