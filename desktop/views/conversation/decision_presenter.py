"""What a person decides about the open conversation and its messages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from desktop.models.service_state import ServiceState
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.handover_menu import HandOver

TIME_TO_UNDO = timedelta(seconds=5)
"""How long the end of a session can be taken back."""


@dataclass(frozen=True, slots=True)
class EndingSession:
    """A session that ends in a moment: the key of its undo."""

    conversation_id: int


class DecisionPresenter(QObject):
    """Carries decisions to the database: sessions, assignment, failed messages.

    Signals:
        refused(words): a decision came too late.
        ending(EndingSession): a session ends soon; `undo` keeps it open.
    """

    refused = Signal(str)
    ending = Signal(object)

    def __init__(
        self,
        view: ConversationView,
        desk: Desk,
        settled_id: Callable[[], int | None],
        tasks: GuardedTasks,
        parent: QObject,
    ) -> None:
        """Decide for what `settled_id` tells to be on screen."""
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._settled_id = settled_id
        self._tasks = tasks
        self._connect_signals()

    def end_session(self) -> None:
        """Ask for the open session to be ended."""
        self._on_open(self._end_soon)

    def undo(self, key: object) -> None:
        """Keep a session open that was about to end; other keys are not ours."""
        if isinstance(key, EndingSession):
            self._tasks.spawn(self._keep_open(key), name="keep-open")

    def take(self) -> None:
        """Make the open conversation mine."""
        self._on_open(
            lambda open_id: self._desk.conversations.assign(
                open_id, self._desk.operator.id
            )
        )

    def release(self) -> None:
        """Give the open conversation back."""
        self._on_open(lambda open_id: self._desk.conversations.assign(open_id, None))

    def hand_over(self) -> None:
        """Show to whom the open session can be handed."""
        self._view.header.ask_handover()

    def request_state(self, wanted: HandOver) -> None:
        """Ask for the open session to be moved."""
        if wanted.state is ServiceState.ENDED:
            self.end_session()
            return
        self._on_open(
            lambda open_id: self._desk.conversations.request_state(
                open_id, wanted.state, servicer=wanted.servicer
            )
        )

    def _connect_signals(self) -> None:
        header, timeline = self._view.header, self._view.timeline
        header.take_requested.connect(self.take)
        header.release_requested.connect(self.release)
        header.handover_requested.connect(self._on_handover_requested)
        header.state_requested.connect(self.request_state)
        header.end_requested.connect(self.end_session)
        timeline.retry_requested.connect(self._on_retry_requested)
        timeline.resend_requested.connect(self._on_resend_requested)
        timeline.mark_delivered_requested.connect(self._on_mark_delivered)
        timeline.discard_requested.connect(self._on_discard_requested)
        self._view.release_queue_requested.connect(self._on_release_queue)

    def _on_retry_requested(self, message_id: int) -> None:
        self._tasks.spawn(self._desk.sending.retry(message_id), name="retry")

    def _on_resend_requested(self, message_id: int) -> None:
        self._tasks.spawn(self._desk.sending.resend(message_id), name="resend")

    def _on_mark_delivered(self, message_id: int) -> None:
        self._tasks.spawn(
            self._desk.sending.mark_delivered(message_id), name="mark-delivered"
        )

    def _on_discard_requested(self, message_id: int) -> None:
        self._tasks.spawn(self._desk.sending.discard(message_id), name="discard")

    def _on_release_queue(self, conversation_id: int) -> None:
        self._tasks.spawn(self._desk.sending.release(conversation_id), name="release")

    def _on_handover_requested(self) -> None:
        self._on_open(self._show_handover)

    async def _show_handover(self, conversation_id: int) -> None:
        summary = await self._desk.inbox.summary(conversation_id)
        servicers = await self._desk.conversations.servicers(summary.account_id)
        if self._settled_id() == conversation_id:
            self._view.header.show_handover(servicers)

    async def _end_soon(self, conversation_id: int) -> None:
        await self._desk.conversations.request_state(
            conversation_id, ServiceState.ENDED, after=TIME_TO_UNDO
        )
        self.ending.emit(EndingSession(conversation_id))

    async def _keep_open(self, ending: EndingSession) -> None:
        kept = await self._desk.conversations.withdraw_state(ending.conversation_id)
        if not kept:
            self.refused.emit(self.tr("太晚了：会话已经结束"))

    def _on_open(self, work: Callable[[int], Awaitable[None]]) -> None:
        """Do it to what is on screen, unless a person is on the way elsewhere."""
        open_id = self._settled_id()
        if open_id is not None:
            self._tasks.spawn(work(open_id), name="act")
