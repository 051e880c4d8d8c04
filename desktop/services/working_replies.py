"""What is being typed into the reply book, safe from a crash, until it is finished."""

from desktop.models.changes import Aspect
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.organisation import Operator
from desktop.models.quick_reply import Scope
from desktop.models.reply_book import FinishedText, WorkingText, WrittenReply
from desktop.services.quick_replies import save_own, spelled
from desktop.services.storage import (
    reply_proposals,
    reply_store,
    reply_working,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.reply_codec import as_kept
from desktop.services.storage.reply_store import Pen


class WorkingReplies:
    """Keeps the working texts of this operator; each entry of the book has one.

    Raises StorageError; then nothing of a call was stored.
    """

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def all(self) -> tuple[WorkingText, ...]:
        """Return what was typed and not finished, the newest last."""
        return await self._database.read(
            lambda connection: reply_working.everything(connection, self._operator.id)
        )

    async def keep(self, text: WorkingText) -> None:
        """Keep what stands in the editor, in place of what stood there before."""
        await self._database.write(
            lambda connection: reply_working.keep(connection, self._pen(), text)
        )

    async def forget(self, text: WorkingText) -> None:
        """Forget the working text of an entry."""
        await self._database.write(
            lambda connection: reply_working.forget(connection, self._pen(), text)
        )

    async def finish(self, text: WorkingText) -> FinishedText:
        """Make a version of it, or a proposal where it is shared, in one transaction.

        Raises ReplyRefusedError where the book would not be right; the working text
        that was kept stays then.
        """
        content = as_kept(text.content)
        spell = await spelled((content,))

        def work(connection: Connection) -> FinishedText:
            pen = self._pen()
            reply_working.forget(connection, pen, text)
            if content.scope is not Scope.PERSONAL:
                return _proposed(
                    connection,
                    pen,
                    WorkingText(content, text.reply_id, text.proposal_id),
                )
            written = WrittenReply(content, text.reply_id)
            reply_id = save_own(connection, pen, written, spell)
            if text.proposal_id is not None:
                reply_proposals.discard(connection, pen, text.proposal_id)
            reply_store.tell(
                connection, pen, [reply_id], Aspect.CREATED | Aspect.SUMMARY
            )
            return FinishedText(reply_id=reply_id)

        return await self._database.write(work)

    def _pen(self) -> Pen:
        now = to_milliseconds(self._clock.now())
        return Pen(self._operator, self._initiator, now)


def _proposed(connection: Connection, pen: Pen, text: WorkingText) -> FinishedText:
    if text.proposal_id is not None:
        reply_proposals.change(connection, pen, text.proposal_id, text.content)
        return FinishedText(proposal_id=text.proposal_id)
    proposal_id = reply_proposals.propose(connection, pen, text.content, text.reply_id)
    reply_store.tell(connection, pen, [text.reply_id or 0], Aspect.DRAFT)
    return FinishedText(text.reply_id, proposal_id)
