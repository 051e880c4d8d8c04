"""Step 2: the check-up, asked of WeCom itself."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.checkup import CheckOutcome, CheckResult, may_go_on
from desktop.views.setup.check_row import CheckRow
from desktop.views.setup.step_page import StepPage
from desktop.views.theme.theme import Theme


class CheckupPage(StepPage):
    """Rows of results; one goes on when none is bad.

    Signals:
        retry_requested(str key), retry_all_requested()
        passed(): a person goes on
        back_pressed()
    """

    retry_requested = Signal(str)
    retry_all_requested = Signal()
    passed = Signal()
    back_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a check-up without rows."""
        super().__init__(parent)
        self._theme = theme
        self.say(
            self.tr("体检"),
            self.tr("每一项都直接向企业微信核实，失败会说明谁在哪里改什么。"),
        )
        self._rows: list[CheckRow] = []
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._box = QFrame(holder)
        self._box.setProperty("role", "setup_box")
        self._lines = QVBoxLayout(self._box)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        column.addWidget(self._box)
        column.addStretch(1)
        self.add_content(holder, scrolls=True)
        self._back = self.back_button(self.tr("上一步"))
        self._again = self.button(self.tr("全部重试"))
        self._go_on = self.button(self.tr("继续"), primary=True)
        self._back.clicked.connect(self.back_pressed)
        self._again.clicked.connect(self.retry_all_requested)
        self._go_on.clicked.connect(self.passed)
        self.show_results(())

    def show_results(self, results: tuple[CheckResult, ...]) -> None:
        """Show the rows as they stand now."""
        while len(self._rows) < len(results):
            self._add_row()
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(results))
        for row, result in zip(self._rows, results, strict=False):
            row.show_result(result)
            last = result is results[-1]
            if bool(row.property("last")) != last:
                row.setProperty("last", last)
                row.style().unpolish(row)
                row.style().polish(row)
        self._box.setVisible(bool(results))
        running = any(each.outcome is CheckOutcome.RUNNING for each in results)
        self._again.setEnabled(bool(results) and not running)
        self._go_on.setEnabled(may_go_on(results))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for row in self._rows:
            row.set_theme(theme)

    def _add_row(self) -> None:
        row = CheckRow(self._theme, self._box)
        row.retry_requested.connect(self.retry_requested)
        self._rows.append(row)
        self._lines.addWidget(row)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab walk through the rows before the buttons below them."""
        order = [button for row in self._rows for button in row.buttons]
        order += [self._back, self._again, self._go_on]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
