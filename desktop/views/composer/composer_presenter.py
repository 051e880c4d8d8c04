"""Carries what is typed to the database: drafts at once, answers all or nothing."""

from PySide6.QtCore import QObject, Signal

from desktop.models.account import Account
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.composer.composer_view import ComposerView
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.theme.language import words


class ComposerPresenter(QObject):
    """Joins the composer with drafts and sending.

    Signals:
        next_requested(conversation_id): an answer left; the next that waits is wanted.
            What is typed waits for it, until it opens or `stay` is called.
        failed(words): something could not be stored; the text is back in the field.
    """

    next_requested = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        view: ComposerView,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._conversation = conversation
        self._unsaved: dict[int, str] = {}
        """Drafts that could not be stored."""
        self.tasks = TaskGroup("composer")
        view.send_requested.connect(self._on_send_requested)
        view.draft_changed.connect(self._on_draft_changed)
        conversation.opening.connect(view.hold_keys)
        conversation.opening_failed.connect(view.drop_keys)
        conversation.opened.connect(self._on_opened)
        conversation.summary_changed.connect(self._on_summary_changed)
        conversation.closed.connect(self._on_closed)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn which accounts may send."""
        self._view.set_accounts(accounts)

    async def settle(self) -> None:
        """Store what is typed and wait until everything is on disk."""
        self._view.flush_draft()
        await self.tasks.drained()
        for conversation_id, text in self._unsaved.items():
            self._on_draft_changed(conversation_id, text)
        await self.tasks.drained()

    def stay(self) -> None:
        """Go on in the conversation that is open: there is no next one."""
        self._view.drop_keys()

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        self._view.show_conversation(opened.summary, draft)

    def _on_summary_changed(self, opened: OpenConversation) -> None:
        self._view.set_summary(opened.summary)

    def _on_closed(self) -> None:
        self._view.show_conversation(None, "")

    def _on_draft_changed(self, conversation_id: int, text: str) -> None:
        self.tasks.spawn(self._keep(conversation_id, text), name="draft")

    async def _keep(self, conversation_id: int, text: str) -> None:
        try:
            await self._desk.conversations.keep_draft(conversation_id, text)
        except StorageError as error:
            self._unsaved[conversation_id] = text
            self.failed.emit(words(error.sentence))
        else:
            self._unsaved.pop(conversation_id, None)

    def _on_send_requested(
        self, conversation_id: int, text: str, go_to_next: bool
    ) -> None:
        stand_in = self._conversation.show_saving(conversation_id, text)
        seen_through = self._conversation.seen_through()
        self.tasks.spawn(
            self._send(conversation_id, text, seen_through, stand_in), name="send"
        )
        if go_to_next:
            self._view.hold_keys()
            self.next_requested.emit(conversation_id)

    async def _send(
        self, conversation_id: int, text: str, seen_through: int, stand_in: int | None
    ) -> None:
        try:
            ids = await self._desk.sending.send_text(
                conversation_id, text, seen_through=seen_through
            )
        except StorageError as error:
            self._conversation.drop_saving(stand_in)
            self._view.restore_text(text, conversation_id)
            self.failed.emit(words(error.sentence))
            return
        self._view.clear_sent(text, conversation_id)
        await self._conversation.show_saved(stand_in, ids)
