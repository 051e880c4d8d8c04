"""Answers on their way out, as a desk sees them: written, retried, taken back."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import timedelta

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.organisation import Operator
from desktop.models.outgoing import AttachmentPart, CardPart, Part, TakenBack, TextPart
from desktop.models.text_cutting import cut
from desktop.services.storage import (
    attachment_store,
    content_sources,
    draft_store,
    outgoing,
    outgoing_undo,
)
from desktop.services.storage.attachment_store import Prepared
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.database import Database
from desktop.services.storage.outgoing import Answer, Outgoing

LONGEST_HOLD = timedelta(seconds=5)
"""For how long an answer can be taken back at most."""
_LOOK = timedelta(milliseconds=20)


class Sending:
    """Writes intents into the outbox; the engine carries them out."""

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def send(
        self,
        conversation_id: int,
        parts: Sequence[Part],
        *,
        seen_through: int,
        hold_for: timedelta = timedelta(0),
        despite_newer: bool = False,
        from_draft: bool = True,
    ) -> tuple[int, ...]:
        """Commit an answer, texts cut to what WeCom takes, and delete the draft.

        What was written elsewhere than in the draft (not `from_draft`) leaves it as
        it is. Returns the ids of the messages, in order: all parts or none. Until
        `hold_for` is over (0 to 5 s) `take_back` undoes it. `seen_through` is the
        position of the newest message on screen. Raises NewerMessageError when the
        customer wrote after it (unless `despite_newer`), NotEnoughPipsError,
        AttachmentNotReadyError, WithdrawnContentError, and StorageError: then nothing
        was stored and the draft is as it was.
        """

        def work(connection: Connection) -> tuple[int, ...]:
            ready = ready_parts(
                connection, conversation_id, parts, from_draft=from_draft
            )
            if not ready:
                return ()
            seen = seen_through
            if despite_newer:
                seen = max(seen, outgoing.seen_position(connection, conversation_id))
            else:
                outgoing.refuse_unseen(connection, conversation_id, seen)
            outgoing.refuse_beyond_pips(connection, conversation_id, len(ready))
            answer = Answer(
                conversation_id,
                self._operator.id,
                self._operator.name,
                tuple(ready),
                seen,
                hold_ms=round(hold_for.total_seconds() * 1000),
                from_draft=from_draft,
            )
            first = outgoing.enqueue(
                connection, answer, initiator=self._initiator, now=self._now()
            )
            return tuple(range(first, first + len(ready)))

        return await self._database.write(work)

    async def take_back(self, message_ids: Sequence[int]) -> TakenBack:
        """Undo a send: what has not begun lies in the draft again.

        The ids are those that `send` returned. Words come before what was typed since;
        show `TakenBack.text` or the words that were sent, and the attachments.
        """
        return await self._database.write(
            lambda connection: outgoing_undo.take_back(
                connection, message_ids, initiator=self._initiator, now=self._now()
            )
        )

    async def leave_now(self, within: timedelta) -> None:
        """Let what could still be taken back leave: the desk that could do so ends.

        Waits at most `within` for an engine to begin with it. Raises StorageError.
        """
        now = self._now()
        until = now + round(LONGEST_HOLD.total_seconds() * 1000)
        left = await self._database.write(
            lambda connection: outgoing_undo.leave_now(
                connection, held_until=until, initiator=self._initiator, now=now
            )
        )
        for _ in range(within // _LOOK):
            if not await self._database.read(
                lambda connection: outgoing_undo.not_begun(connection, left)
            ):
                return
            await asyncio.sleep(_LOOK.total_seconds())

    async def keep_quote(self, conversation_id: int, message_id: int | None) -> None:
        """Keep with the draft which message it refers to, None for none."""
        await self._database.write(
            lambda connection: draft_store.keep_quote(
                connection, conversation_id, message_id
            )
        )

    async def quote(self, conversation_id: int) -> int | None:
        """Return the message to which the draft refers."""
        return await self._database.read(
            lambda connection: draft_store.quote(connection, conversation_id)
        )

    async def retry(self, message_id: int) -> None:
        """Send a failed message anew, and what it holds after it.

        Raises WithdrawnContentError.
        """
        await self._database.write(
            lambda connection: outgoing.retry(
                connection,
                message_id,
                new_msgid(),
                initiator=self._initiator,
                now=self._now(),
            )
        )

    async def resend(self, message_id: int) -> None:
        """Repeat an unconfirmed message, which may arrive twice.

        Raises WithdrawnContentError.
        """
        await self._database.write(
            lambda connection: outgoing.resend_unconfirmed(
                connection, message_id, initiator=self._initiator, now=self._now()
            )
        )

    async def mark_delivered(self, message_id: int) -> None:
        """Record that a person knows an unconfirmed message to have arrived."""
        await self._database.write(
            lambda connection: outgoing.mark_delivered(
                connection, message_id, initiator=self._initiator, now=self._now()
            )
        )

    async def discard(self, message_id: int) -> None:
        """Take back a message that has failed or not begun."""
        await self._database.write(
            lambda connection: outgoing.discard(connection, message_id, now=self._now())
        )

    async def release(self, conversation_id: int) -> None:
        """Let go what a failure has held in a conversation."""

        def work(connection: Connection) -> None:
            outgoing.release(
                connection,
                conversation_id,
                initiator=self._initiator,
                now=self._now(),
            )

        await self._database.write(work)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def new_msgid() -> str:
    """Return a msgid of our own: 32 characters of `[0-9a-f]` (doc 94677)."""
    return secrets.token_hex(16)


def ready_parts(
    connection: Connection,
    conversation_id: int,
    parts: Sequence[Part],
    *,
    from_draft: bool = True,
) -> list[Outgoing]:
    """Return the messages that parts become; attachments leave the draft for them.

    Words out of the draft come also from what the draft was taken from. Raises
    AttachmentNotReadyError.
    """
    drafted = (
        content_sources.of(connection, SourceOf.DRAFT, conversation_id)
        if from_draft
        else ()
    )
    ready: list[Outgoing] = []
    for part in parts:
        match part:
            case TextPart(text=text, source=source):
                ready += _pieces(text, (source, *drafted))
            case CardPart(content=content):
                ready.append(Outgoing(new_msgid(), content))
            case AttachmentPart(attachment_id=id_):
                taken = attachment_store.take(connection, conversation_id, id_)
                ready += _messages(taken)
    return ready


def _messages(taken: Prepared) -> list[Outgoing]:
    """Return what an attachment becomes: a further text of a combo is cut too."""
    if isinstance(taken.content, Text):
        return _pieces(taken.content.text, taken.sources)
    return [Outgoing(new_msgid(), taken.content, taken.media_row, taken.sources)]


def _pieces(text: str, sources: tuple[ContentSource, ...]) -> list[Outgoing]:
    return [Outgoing(new_msgid(), Text(piece), sources=sources) for piece in cut(text)]
