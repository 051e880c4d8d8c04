"""The steps of a macro before they run, and while they do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.macro import MacroPreview, StepPreview
from desktop.views.macros.macro_words import kind_words, way_back_words
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.window.keys import shown_key


class MacroRunPage(QWidget):
    """What each step will do, why it cannot, and whether it can be taken back.

    Signals:
        run_requested(MacroPreview): do what is shown.
        stop_requested: do no further step.
        back_requested: to the list.
    """

    run_requested = Signal(object)
    stop_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview: MacroPreview | None = None
        self._running = False
        self._marks: list[PlainLabel] = []
        self.title = PlainLabel("", self, role="heading")
        self.reason = PlainLabel("", self, role="bad", wraps=True)
        self._steps = QWidget(self)
        self.back_button = QPushButton(self.tr("返回"), self)
        self.back_button.setProperty("tone", "line")
        self.back_button.clicked.connect(self.back_requested)
        self.run_button = QPushButton(self)
        self.run_button.setProperty("tone", "primary")
        self.run_button.clicked.connect(self._on_run_clicked)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.run_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for part in (self.title, self._steps, self.reason):
            self._column.addWidget(part)
        self._column.addLayout(foot)

    def show_preview(self, preview: MacroPreview) -> None:
        """Show what would be done now."""
        self._preview = preview
        self.title.setText(preview.macro.name)
        self._marks.clear()
        steps = QWidget(self)
        grid = QGridLayout(steps)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for number, step in enumerate(preview.steps):
            self._add_step(grid, steps, number, step)
        self._column.replaceWidget(self._steps, steps)
        self._steps.hide()
        self._steps.deleteLater()
        self._steps = steps
        self.reason.hide()
        self._set_running(False)

    def show_running(self, number: int) -> None:
        """Mark the steps before this one as done."""
        self._set_running(True)
        for place, mark in enumerate(self._marks):
            if place < number:
                mark.setText("✓")
            elif place == number:
                mark.setText("…")

    def show_stopped(self, done: int, reason: str) -> None:
        """Say that it stopped behind so many steps, and why."""
        self._set_running(False)
        self.run_button.setEnabled(False)
        for place, mark in enumerate(self._marks):
            mark.setText("✓" if place < done else "✕" if place == done else "·")
        self.reason.setText(reason)
        self.reason.show()

    def go(self) -> None:
        """Run it, or stop what runs: what Enter means here."""
        if self.run_button.isEnabled():
            self._on_run_clicked()

    def _add_step(
        self, grid: QGridLayout, steps: QWidget, number: int, step: StepPreview
    ) -> None:
        row = number * 2
        mark = PlainLabel(str(number + 1), steps, role="small")
        self._marks.append(mark)
        grid.addWidget(mark, row, 0)
        grid.addWidget(PlainLabel(kind_words(step.step.kind), steps), row, 1)
        grid.addWidget(ElidedLabel(step.words, steps, role="small"), row, 2)
        way = PlainLabel(way_back_words(step.way_back), steps, role="small")
        grid.addWidget(way, row, 3)
        if step.problem is not None:
            problem = PlainLabel(words(step.problem), steps, role="bad", wraps=True)
            grid.addWidget(problem, row + 1, 1, 1, 3)

    def _set_running(self, running: bool) -> None:
        self._running = running
        self.back_button.setEnabled(not running)
        if running:
            self.run_button.setText(self.tr("停下"))
            self.run_button.setEnabled(True)
            return
        name = self.tr("运行 {key}").format(key=shown_key("Return"))
        self.run_button.setText(name)
        preview = self._preview
        self.run_button.setEnabled(preview is not None and preview.ready)

    def _on_run_clicked(self) -> None:
        if self._running:
            self.run_button.setEnabled(False)
            self.stop_requested.emit()
        elif self._preview is not None:
            self.run_requested.emit(self._preview)
