"""The header of the open conversation: who, through what, and what can be done."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.organisation import Operator
from desktop.models.service_state import ServiceState, legal_next
from desktop.models.servicer import Servicer
from desktop.views.conversation.handover_menu import fill_handover_menu, first_enabled
from desktop.views.conversation.header_parts import AccountDot, Chip
from desktop.views.conversation.header_words import way_words
from desktop.views.theme.durations import stopwatch
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import customer_title
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command, command_words

_ICON = 18
_LEAST_WORDS = 96
_CHIP_GAP = 6
_WAY_GAP = 4


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """Everything the header and the timeline say about the open conversation."""

    summary: ConversationSummary
    account: Account
    operator: Operator
    """Who sits at this desk."""
    assigned_name: str
    """Who has the conversation, empty for nobody."""

    @property
    def mine(self) -> bool:
        """Whether the person at this desk has the conversation."""
        return self.summary.assigned_to == self.operator.id

    @property
    def title(self) -> str:
        """The customer's name, or words for it."""
        return customer_title(self.summary.customer_name, self.summary.external_userid)


class ConversationHeader(QFrame):
    """Shows the open conversation and the steps that are legal now.

    Signals:
        take_requested, release_requested: make it mine; give it back.
        handover_requested: to whom can the session be handed? The answer is
            `show_handover`.
        state_requested(HandOver): another service state, and who is to have it.
        end_requested: end the session.
        panel_toggle_requested: show or hide the side panel.
        find_requested, day_requested, first_unread_requested: find words here; go to
            a day; go to the first message that nobody has seen.
        command_requested(Command): something that the window's keys do, too.
    """

    take_requested = Signal()
    release_requested = Signal()
    handover_requested = Signal()
    state_requested = Signal(object)
    end_requested = Signal()
    panel_toggle_requested = Signal()
    find_requested = Signal()
    day_requested = Signal()
    first_unread_requested = Signal()
    command_requested = Signal(object)

    def __init__(
        self, theme: Theme, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self._open: OpenConversation | None = None
        self._panel_sign = "panel"
        self.setObjectName("conversation_header")
        self._words = QWidget(self)
        self._name = ElidedLabel(parent=self._words, claims_width=True)
        self._name.setObjectName("header_name")
        self._wait_chip = Chip(self._words)
        self._held_chip = Chip(self._words)
        self._kind_chip = Chip(self._words)
        self._through = PlainLabel("", self._words, role="small")
        self._dot = AccountDot(self._words)
        self._way = ElidedLabel(parent=self._words, claims_width=True)
        self._way.setObjectName("header_way")
        self._ways = ("", "")
        self._build_buttons()
        self._build_layout()
        self._connect_signals()
        self._say()

    def show_conversation(self, opened: OpenConversation) -> None:
        """Show a conversation, or what has changed about it."""
        before = self._open
        if before is not None and before.summary.id != opened.summary.id:
            self._state_menu.close()
            self._more_menu.close()
        self._open = opened
        self._show_facts()

    def stand_alone(self) -> None:
        """Leave out the panel, which is not here, and the ways to places like this."""
        for command in (Command.OWN_WINDOW, Command.BESIDE):
            self._flow_actions[command].setVisible(False)
        self._panel_button.hide()

    def stand_beside(self) -> None:
        """Offer, in the panel's place, to put this second conversation away."""
        self._panel_sign = "close"
        self._panel_button.show()
        self.set_theme(self._theme)
        self._say()

    def ask_handover(self) -> None:
        """Begin to hand the session over, where there is anybody who can take it."""
        if not self._state_button.isHidden():
            self.handover_requested.emit()

    def show_handover(self, servicers: tuple[Servicer, ...]) -> None:
        """Open the menu of the steps that are legal now, with the colleagues."""
        opened = self._open
        if opened is None or self._state_button.isHidden():
            return
        fill_handover_menu(self._state_menu, opened.summary.service_state, servicers)
        below = QPoint(0, self._state_button.height() + 2)
        self._state_menu.popup(self._state_button.mapToGlobal(below))
        first = first_enabled(self._state_menu)
        if first is not None:
            self._state_menu.setActiveAction(first)

    def set_theme(self, theme: Theme) -> None:
        """Switch the colours."""
        self._theme = theme
        self._panel_button.setIcon(icon(self._panel_sign, theme.colour("muted"), _ICON))
        self._more_button.setIcon(icon("dots", theme.colour("muted"), _ICON))
        self._show_facts()

    def tick(self, now: datetime) -> None:
        """Take the time of day; the wait runs."""
        self._now = now
        self._show_wait()

    def _build_buttons(self) -> None:
        self._take_button = QPushButton(self)
        self._release_button = QPushButton(self)
        self._state_button = QPushButton(self)
        self._end_button = QPushButton(self)
        self._panel_button = QToolButton(self)
        self._panel_button.setIcon(
            icon(self._panel_sign, self._theme.colour("muted"), _ICON)
        )
        self._more_button = QToolButton(self)
        self._more_button.setIcon(icon("dots", self._theme.colour("muted"), _ICON))
        self._state_menu = QMenu(self)
        self._more_menu = QMenu(self)
        self._find_action = QAction(self._more_menu)
        self._day_action = QAction(self._more_menu)
        self._unread_action = QAction(self._more_menu)
        self._more_menu.addActions(
            [self._find_action, self._day_action, self._unread_action]
        )
        # What concerns this conversation as one of many.
        self._flow_actions = {
            command: QAction(self._more_menu)
            for command in (
                Command.SNOOZE,
                Command.MARK_UNREAD,
                Command.LOOK_QUIETLY,
                Command.OWN_WINDOW,
                Command.BESIDE,
            )
        }
        self._more_menu.addSeparator()
        self._more_menu.addActions(list(self._flow_actions.values()))
        for button in self._buttons():
            # A click leaves the keyboard where the person types.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _build_layout(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(_CHIP_GAP)
        first.addWidget(self._name)
        for chip in self._chips():
            first.addWidget(chip)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(_WAY_GAP)
        for widget in (self._through, self._dot, self._way):
            second.addWidget(widget)
        second.addStretch(1)
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(1)
        words.addLayout(first)
        words.addLayout(second)
        # The words give way, never the buttons: chips hide before anything is cut.
        words.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._words.setMinimumWidth(_LEAST_WORDS)
        self._words.installEventFilter(self)
        row = QHBoxLayout()
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for button in self._buttons():
            row.addWidget(button)
        self.setLayout(row)

    def _chips(self) -> tuple[Chip, ...]:
        """Return the chips, the least important one first."""
        return self._kind_chip, self._wait_chip, self._held_chip

    def _fit(self) -> None:
        """Show what there is room for, the important first."""
        self._fit_chips()
        taken = self._through.sizeHint().width() + self._dot.width() + 2 * _WAY_GAP
        whole, brief = self._ways
        fits = self._way.fontMetrics().horizontalAdvance(whole)
        self._way.setText(whole if fits < self._words.width() - taken else brief)

    def _fit_chips(self) -> None:
        """Hide chips for which there is no room beside the name."""
        room = self._words.width() - self._name.sizeHint().width()
        for chip in reversed(self._chips()):
            if chip.text():
                room -= chip.sizeHint().width() + _CHIP_GAP
            chip.setVisible(bool(chip.text()) and room >= 0)

    def _buttons(self) -> tuple[QWidget, ...]:
        return (
            self._take_button,
            self._release_button,
            self._state_button,
            self._end_button,
            self._more_button,
            self._panel_button,
        )

    def _connect_signals(self) -> None:
        self._take_button.clicked.connect(self._on_take_clicked)
        self._release_button.clicked.connect(self._on_release_clicked)
        self._state_button.clicked.connect(self.ask_handover)
        self._end_button.clicked.connect(self._on_end_clicked)
        self._panel_button.clicked.connect(self._on_panel_clicked)
        self._state_menu.triggered.connect(self._on_state_chosen)
        self._more_button.clicked.connect(self._on_more_clicked)
        self._more_menu.triggered.connect(self._on_more_chosen)

    def _say(self) -> None:
        self._through.setText(self.tr("经"))
        self._take_button.setText(self.tr("接手"))
        set_tooltip(self._take_button, self.tr("由我接待这个客户"))
        self._release_button.setText(self.tr("放回"))
        set_tooltip(self._release_button, self.tr("放回未分配，让其他人接手"))
        self._state_button.setText(self.tr("转接 ▾"))
        self._end_button.setText(self.tr("结束会话"))
        name_keys(self._state_button, "", Command.HAND_OVER)
        name_keys(self._end_button, "", Command.END_SESSION)
        set_tooltip(self._more_button, self.tr("更多"))
        self._more_button.setAccessibleName(self.tr("更多"))
        self._find_action.setText(self.tr("在会话中查找"))
        self._day_action.setText(self.tr("跳到日期"))
        self._unread_action.setText(self.tr("跳到第一条未读"))
        for command, action in self._flow_actions.items():
            action.setText(command_words(command))
        beside = self._panel_sign == "close"
        name = self.tr("收起旁边的会话") if beside else self.tr("客户资料栏")
        tip = name if beside else self.tr("显示或隐藏客户资料")
        set_tooltip(self._panel_button, tip)
        self._panel_button.setAccessibleName(name)
        self._show_facts()

    def _show_facts(self) -> None:
        opened = self._open
        if opened is None:
            return
        self._name.setText(opened.title)
        self._kind_chip.show_words(self.tr("微信客户"))
        held = self.tr("有消息待处理") if opened.summary.held else ""
        self._held_chip.show_words(held, "bad")
        self._dot.set_colour(self._theme.account_colour(opened.account.colour))
        self._ways = way_words(opened.summary, opened.account, opened.assigned_name)
        self._show_buttons(opened)
        self._show_wait()

    def _show_buttons(self, opened: OpenConversation) -> None:
        """Offer only what is legal: a button that cannot work is not there."""
        state = opened.summary.service_state
        manageable = opened.account.manageable
        steps = legal_next(state) if manageable else ()
        self._take_button.setVisible(manageable and not opened.mine)
        answerable = state in (ServiceState.NEW, ServiceState.ASSISTANT)
        _set_tone(self._take_button, "primary" if answerable else "")
        self._release_button.setVisible(opened.mine)
        self._end_button.setVisible(ServiceState.ENDED in steps)
        _set_tone(self._end_button, "primary" if opened.mine else "")
        others = [step for step in steps if step is not ServiceState.ENDED]
        self._state_button.setVisible(bool(others))

    def _show_wait(self) -> None:
        if self._open is None:
            return
        summary = self._open.summary
        waiting = summary.waiting(self._now)
        if waiting is None:
            self._wait_chip.show_words("")
            self._fit()
            return
        late = summary.overdue(self._now)
        words = self.tr("超时 {wait}") if late else self.tr("等待 {wait}")
        tone = "bad" if late else "warn"
        self._wait_chip.show_words(words.format(wait=stopwatch(waiting)), tone)
        self._fit()

    def _on_take_clicked(self) -> None:
        self.take_requested.emit()

    def _on_release_clicked(self) -> None:
        self.release_requested.emit()

    def _on_end_clicked(self) -> None:
        self.end_requested.emit()

    def _on_panel_clicked(self) -> None:
        self.panel_toggle_requested.emit()

    def _on_more_clicked(self) -> None:
        below = QPoint(0, self._more_button.height() + 2)
        self._more_menu.popup(self._more_button.mapToGlobal(below))

    def _on_more_chosen(self, action: QAction) -> None:
        wishes = {
            self._find_action: self.find_requested,
            self._day_action: self.day_requested,
            self._unread_action: self.first_unread_requested,
        }
        if action in wishes:
            wishes[action].emit()
        else:
            found = (each for each, one in self._flow_actions.items() if one is action)
            self.command_requested.emit(next(found))

    def _on_state_chosen(self, action: QAction) -> None:
        self.state_requested.emit(action.data())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let all fit whenever the words get another width."""
        if watched is self._words and event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


def _set_tone(button: QPushButton, tone: str) -> None:
    if button.property("tone") != tone:
        button.setProperty("tone", tone)
        button.style().unpolish(button)
        button.style().polish(button)
