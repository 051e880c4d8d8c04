"""Fills the side panel with who writes in the open conversation."""

from PySide6.QtCore import QObject, Signal

from desktop.models.account import Account
from desktop.models.customer_card import CustomerCard
from desktop.models.service_state import ServiceState
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.handover_menu import HandOver
from desktop.views.profile.profile_panel import ProfilePanel
from desktop.views.theme.language import words


class ProfilePresenter(QObject):
    """Joins the panel with the open conversation.

    Signals:
        failed(words): the card could not be read.
    """

    failed = Signal(str)

    def __init__(
        self,
        view: ProfilePanel,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._conversation = conversation
        self._opened: OpenConversation | None = None
        self._accounts: dict[int, Account] = {}
        self.tasks = TaskGroup("profile")
        conversation.opened.connect(self._on_opened)
        conversation.summary_changed.connect(self._on_summary_changed)
        conversation.closed.connect(self._on_closed)
        view.take_requested.connect(conversation.decisions.take)
        view.release_requested.connect(conversation.decisions.release)
        view.state_requested.connect(self._on_state_requested)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn the accounts with what is known of their reading."""
        self._accounts = {account.id: account for account in accounts}
        if self._opened is not None:
            self._on_summary_changed(self._opened)

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        self._on_summary_changed(opened)

    def _on_summary_changed(self, opened: OpenConversation) -> None:
        self._opened = opened
        self.tasks.spawn(self._show(opened), name="card")

    def _on_state_requested(self, state: int) -> None:
        self._conversation.decisions.request_state(HandOver(ServiceState(state)))

    def _on_closed(self) -> None:
        self._opened = None
        self._view.show_card(None)

    async def _show(self, opened: OpenConversation) -> None:
        summary = opened.summary
        try:
            customer, entry = await self._desk.conversations.customer(summary.id)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        if opened is not self._opened:
            return
        self._view.show_card(
            CustomerCard(
                customer=customer,
                entry=entry,
                conversation=summary,
                account=self._accounts.get(summary.account_id, opened.account),
                operator_name=opened.assigned_name or None,
                mine=opened.mine,
            )
        )
