"""Answers for later: written, listed, changed, cancelled, sent now."""

from collections.abc import Sequence
from datetime import datetime

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.organisation import Operator
from desktop.models.outgoing import Part, TakenBack
from desktop.models.scheduling import Scheduled
from desktop.services.sending import new_msgid, ready_parts
from desktop.services.storage import outgoing, outgoing_undo, schedule_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.outgoing import Answer, Outgoing
from desktop.services.storage.schedule_store import Waiting, WrittenForLater


class ScheduleGoneError(Exception):
    """The answer has left, or was cancelled, in the meantime."""


class Schedules:
    """Keeps answers for later; the engine looks again when their time has come.

    The change feed tells of them as SCHEDULE, with the conversation as parent.
    """

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def add(
        self,
        conversation_id: int,
        parts: Sequence[Part],
        *,
        due_at: datetime,
        seen_through: int,
        despite_newer: bool = False,
    ) -> int:
        """Keep an answer until a time and delete the draft; return its id.

        Unless `despite_newer` it is stopped when the customer has written after
        `seen_through` by then. Raises AttachmentNotReadyError, WithdrawnContentError,
        StorageError, and ValueError for an answer without parts.
        """

        def work(connection: Connection) -> int:
            ready = ready_parts(connection, conversation_id, parts)
            if not ready:
                raise ValueError("an empty answer")
            written = WrittenForLater(
                conversation_id,
                self._operator.id,
                tuple(ready),
                to_milliseconds(due_at),
                seen_through,
                despite_newer,
            )
            return schedule_store.add(
                connection, written, initiator=self._initiator, now=self._now()
            )

        return await self._database.write(work)

    async def of(self, conversation_id: int) -> tuple[Scheduled, ...]:
        """Return the answers for later of one conversation, soonest first."""
        return await self._database.read(
            lambda connection: schedule_store.of_conversation(
                connection, conversation_id
            )
        )

    async def everything(self) -> tuple[Scheduled, ...]:
        """Return all answers for later; those that were stopped come first."""
        return await self._database.read(schedule_store.everything)

    async def move(
        self,
        schedule_id: int,
        due_at: datetime,
        *,
        seen_through: int = 0,
        despite_newer: bool | None = None,
    ) -> None:
        """Give it another time, also when it was stopped; None keeps the condition.

        `seen_through` is what is on screen now. Raises ScheduleGoneError.
        """
        moved = await self._database.write(
            lambda connection: schedule_store.move(
                connection,
                schedule_id,
                to_milliseconds(due_at),
                seen_through,
                despite_newer=despite_newer,
                initiator=self._initiator,
                now=self._now(),
            )
        )
        if not moved:
            raise ScheduleGoneError(str(schedule_id))

    async def cancel(self, schedule_id: int) -> None:
        """Drop it for good; raises ScheduleGoneError."""
        removed = await self._database.write(
            lambda connection: schedule_store.remove(
                connection, schedule_id, initiator=self._initiator, now=self._now()
            )
        )
        if not removed:
            raise ScheduleGoneError(str(schedule_id))

    async def take_back(self, schedule_id: int) -> TakenBack:
        """Drop it and put its parts into the draft; raises ScheduleGoneError."""

        def work(connection: Connection) -> TakenBack:
            held = self._removed(connection, schedule_id)
            text, attachments = outgoing_undo.into_draft(
                connection,
                held.conversation_id,
                held.parts,
                initiator=self._initiator,
                now=self._now(),
            )
            return TakenBack(text, attachments)

        return await self._database.write(work)

    async def send_now(
        self, schedule_id: int, *, seen_through: int, despite_newer: bool = False
    ) -> tuple[int, ...]:
        """Send it at once, under the same conditions as `Sending.send`.

        Returns the ids of the messages. Raises ScheduleGoneError, NewerMessageError,
        NotEnoughPipsError, WithdrawnContentError, StorageError: then it waits as
        before.
        """

        def work(connection: Connection) -> tuple[int, ...]:
            held = self._removed(connection, schedule_id)
            seen = seen_through
            if despite_newer:
                newest = outgoing.seen_position(connection, held.conversation_id)
                seen = max(seen, newest)
            else:
                outgoing.refuse_unseen(connection, held.conversation_id, seen)
            count = len(held.parts)
            outgoing.refuse_beyond_pips(connection, held.conversation_id, count)
            first = outgoing.enqueue(
                connection,
                leaving(held, seen),
                initiator=self._initiator,
                now=self._now(),
            )
            return tuple(range(first, first + count))

        return await self._database.write(work)

    def _removed(self, connection: Connection, schedule_id: int) -> Waiting:
        held = schedule_store.waiting(connection, schedule_id)
        if held is None:
            raise ScheduleGoneError(str(schedule_id))
        schedule_store.remove(
            connection, schedule_id, initiator=self._initiator, now=self._now()
        )
        return held

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def leaving(held: Waiting, seen_through: int) -> Answer:
    """Return an answer for later as one that goes into the outbox."""
    return Answer(
        held.conversation_id,
        held.operator_id,
        held.operator_name,
        tuple(
            Outgoing(new_msgid(), part.content, part.media_row, part.sources)
            for part in held.parts
        ),
        seen_through,
        from_draft=False,
    )
