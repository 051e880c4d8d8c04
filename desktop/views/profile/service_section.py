"""Who looks after a conversation, and the steps that are legal from there."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from desktop.models.customer_card import CustomerCard
from desktop.models.service_state import ServiceState, legal_next
from desktop.views.profile.card_words import (
    assigned_words,
    not_manageable_words,
    state_words,
    step_words,
)
from desktop.views.profile.fact_section import FactSection
from desktop.views.theme.plain_text import PlainLabel

_STEPS = (
    ServiceState.ASSISTANT,
    ServiceState.QUEUED,
    ServiceState.SERVICER,
    ServiceState.ENDED,
)
_COLUMNS = 2


class ServiceSection(FactSection):
    """Service state with its steps, and the operator it is assigned to.

    Signals:
        state_requested(int state): a ServiceState that service_state/trans allows
        take_requested(), release_requested(): assign to this desk, or to nobody
    """

    state_requested = Signal(int)
    take_requested = Signal()
    release_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a section without a conversation."""
        super().__init__(QCoreApplication.translate("ServiceSection", "接待"), parent)
        self._state = self.add_text(self.tr("接待状态"))
        self._assigned = self.add_line(self.tr("分配给"))
        self._take = QPushButton(self.tr("接手"), self)
        self._release = QPushButton(self.tr("放回"), self)
        for button in (self._take, self._release):
            button.setProperty("tone", "small")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.add_beside(self._assigned, button)
        self._why_not = PlainLabel("", self, role="small", wraps=True)
        self.add_widget(self._why_not)
        self._group = QButtonGroup(self)
        self._steps = QGridLayout()
        self._steps.setSpacing(6)
        for state in _STEPS:
            button = QPushButton(step_words(state), self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, state.value)
        self.add_layout(self._steps)
        self._group.idClicked.connect(self.state_requested)
        self._take.clicked.connect(self.take_requested)
        self._release.clicked.connect(self.release_requested)

    def show_card(self, card: CustomerCard) -> None:
        """Show the state, its legal steps and the assignment of a conversation."""
        self.say(self._state, state_words(card))
        self.say(self._assigned, assigned_words(card))
        self._take.setVisible(not card.mine)
        self._release.setVisible(card.mine)
        why_not = not_manageable_words(card.account)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        legal = () if why_not else legal_next(card.conversation.service_state)
        self._offer(legal)

    def _offer(self, legal: tuple[ServiceState, ...]) -> None:
        place = 0
        for state in _STEPS:
            button = self._group.button(state.value)
            button.setVisible(state in legal)
            if state in legal:
                self._steps.addWidget(button, place // _COLUMNS, place % _COLUMNS)
                place += 1
