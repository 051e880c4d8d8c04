"""The moment in which a reply is looked for, read from the open conversation."""

from PySide6.QtCore import QObject, Signal

from desktop.models.content import ShopOrder, Text
from desktop.models.message import Origin
from desktop.models.reply_rendering import VariableFacts
from desktop.models.reply_search import ReplySituation
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.timeline.timeline_model import TimelineModel

_LOOKED_THROUGH = 30
"""Messages in which the customer's last words are looked for."""
_LONGEST_WORDS = 200


class SituationPresenter(QObject):
    """Knows what the ranking may know of the conversation that is open.

    Signals:
        changed: another conversation, or something was written in it.
    """

    changed = Signal()

    def __init__(
        self,
        timeline: TimelineModel,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._desk = desk
        self._opened: OpenConversation | None = None
        self._last_reply: int | None = None
        self._last_reply_of: OpenConversation | None = None
        conversation.opened.connect(self._on_opened)
        conversation.summary_changed.connect(self._on_summary_changed)
        conversation.closed.connect(self._on_closed)

    @property
    def opened(self) -> OpenConversation | None:
        """The conversation that is open."""
        return self._opened

    async def situation(self) -> ReplySituation:
        """Return the moment as it is now; without a conversation only the time."""
        now, opened = self._desk.clock.now(), self._opened
        if opened is None:
            return ReplySituation(now)
        if self._last_reply_of is not opened:
            self._last_reply = await self._read_last_reply(opened)
            self._last_reply_of = opened
        return ReplySituation(
            now,
            conversation_id=opened.summary.id,
            account_id=opened.account.id,
            customer_words=customer_words(self._timeline),
            last_reply_id=self._last_reply,
        )

    def facts(self) -> VariableFacts:
        """Return what replies are filled in with."""
        now, opened = self._desk.clock.now(), self._opened
        operator = self._desk.operator.name
        if opened is None:
            return VariableFacts(now=now, operator=operator)
        order = last_order(self._timeline)
        return VariableFacts(
            now=now,
            customer=opened.summary.customer_name,
            account=opened.account.name,
            operator=operator,
            order="" if order is None else order.order_id,
            parcel="" if order is None else order.state,
        )

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        self._on_summary_changed(opened)

    def _on_summary_changed(self, opened: OpenConversation) -> None:
        self._opened = opened
        self.changed.emit()

    def _on_closed(self) -> None:
        self._opened = self._last_reply_of = None
        self.changed.emit()

    async def _read_last_reply(self, opened: OpenConversation) -> int | None:
        own = self._desk.operator.id
        try:
            sent = await self._desk.replies.sent_in(opened.summary.id)
        except StorageError:
            return None  # only the order of what is offered depends on it
        mine = (one.reply_id for one in sent if one.operator_id == own)
        return next(mine, None)


def customer_words(timeline: TimelineModel) -> str:
    """Return what the customer wrote last: their texts since somebody answered.

    Where an answer came after them, the last text alone.
    """
    found: list[str] = []
    for row in reversed(range(max(0, len(timeline) - _LOOKED_THROUGH), len(timeline))):
        message = timeline[row]
        if message.origin is Origin.CUSTOMER and isinstance(message.content, Text):
            found.append(message.content.text)
        elif found and message.origin in (Origin.OPERATOR, Origin.SERVICER):
            break
    return " ".join(reversed(found))[-_LONGEST_WORDS:]


def last_order(timeline: TimelineModel) -> ShopOrder | None:
    """Return the order that the customer sent last."""
    for row in reversed(range(len(timeline))):
        message = timeline[row]
        if message.origin is Origin.CUSTOMER and isinstance(message.content, ShopOrder):
            return message.content
    return None
