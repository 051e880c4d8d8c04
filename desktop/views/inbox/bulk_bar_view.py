"""What can be done to the marked rows, at the list's foot."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.conversation import ConversationSummary
from desktop.models.flow_step import FlowStep
from desktop.views.inbox.flow_menu import FlowMenu, RowSteps
from desktop.views.inbox.flow_words import step_words
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command

_ICONS = {
    FlowStep.READ: "mail_open",
    FlowStep.UNREAD: "mail",
    FlowStep.PIN: "pin",
    FlowStep.UNPIN: "pin",
    FlowStep.STAR: "star",
    FlowStep.UNSTAR: "star",
    FlowStep.SNOOZE: "clock",
    FlowStep.WAKE: "clock",
    FlowStep.TAKE: "person",
    FlowStep.RELEASE: "undo",
    FlowStep.DONE: "check",
}
_KEYS = {
    FlowStep.READ: Command.MARK_UNREAD,
    FlowStep.UNREAD: Command.MARK_UNREAD,
    FlowStep.PIN: Command.PIN,
    FlowStep.UNPIN: Command.PIN,
    FlowStep.STAR: Command.STAR,
    FlowStep.UNSTAR: Command.STAR,
    FlowStep.SNOOZE: Command.SNOOZE,
    FlowStep.DONE: Command.DONE_AND_NEXT,
}
"""What is marked is what these keys mean while anything is."""
_SIZE = 17


class BulkBarView(QFrame):
    """How many rows are marked, and a button for each step that changes something.

    Signals:
        step_chosen(FlowStep): to be done to all that is marked.
        closed: the marks are to go.
    """

    step_chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps = RowSteps(())
        self._folded = False
        self._count = PlainLabel("", self, role="heading")
        self._more = QToolButton(self)
        self.close_button = QToolButton(self)
        self._buttons: dict[FlowStep, QToolButton] = {}
        self._build()
        self.set_theme(theme)
        self.hide()

    def show_rows(
        self,
        rows: Sequence[ConversationSummary],
        operator_id: int | None,
        now: datetime | None,
    ) -> None:
        """Offer the steps for these rows; none hides the bar."""
        self.setVisible(bool(rows))
        if not rows:
            return
        words = self.tr("已选 {count} 个会话").format(count=len(rows))
        self._count.setText(str(len(rows)) if self._folded else words)
        self.setAccessibleName(words)
        self._steps = RowSteps.of(rows, operator_id, now)
        self._arrange()

    def button(self, step: FlowStep) -> QToolButton:
        """Return the button of a step."""
        return self._buttons[step]

    def set_folded(self, folded: bool) -> None:
        """Leave one button with a menu where there is room for avatars alone."""
        self._folded = folded
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        ink = theme.colour("muted")
        for step, button in self._buttons.items():
            button.setIcon(icon(_ICONS[step], ink, _SIZE))
        self._more.setIcon(icon("dots", ink, _SIZE))
        self.close_button.setIcon(icon("close", ink, _SIZE))

    def _build(self) -> None:
        self.setObjectName("bulkBar")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._more)
        head.addWidget(self.close_button)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(2)
        for step in FlowStep:
            row.addWidget(self._button(step))
        row.addStretch(1)
        column.addLayout(row)
        for button, words in (
            (self._more, self.tr("对所选会话…")),
            (self.close_button, self.tr("取消选择")),
        ):
            self._dress(button, words)
        self._more.clicked.connect(self._on_more_clicked)
        self.close_button.clicked.connect(self.closed)

    def _button(self, step: FlowStep) -> QToolButton:
        button = QToolButton(self)
        words = step_words(step)
        self._dress(button, words)
        if step in _KEYS:
            name_keys(button, words, _KEYS[step])
        button.setProperty("step", step)
        button.clicked.connect(self._on_button_clicked)
        self._buttons[step] = button
        return button

    def _dress(self, button: QToolButton, words: str) -> None:
        button.setIconSize(QSize(_SIZE, _SIZE))
        # A click leaves the keyboard where the person types.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        set_tooltip(button, words)

    def _arrange(self) -> None:
        for step, button in self._buttons.items():
            button.setVisible(step in self._steps.steps and not self._folded)
        self._more.setVisible(self._folded)
        # A click on any row, or Esc, clears as well.
        self.close_button.setVisible(not self._folded)

    def _on_button_clicked(self) -> None:
        self.step_chosen.emit(FlowStep(self.sender().property("step")))

    def _on_more_clicked(self) -> None:
        menu = FlowMenu(self._steps, self, single=False)
        menu.triggered.connect(self._on_menu_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _on_menu_triggered(self, action: QAction) -> None:
        self.step_chosen.emit(FlowStep(action.data()))
