"""Lets answers for later go when their time has come, or says why they did not.

An answer moves from its table into the outbox in one transaction: killed anywhere, it
is in one of the two. What the outbox does with it is exactly once.
"""

import asyncio
import logging

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.models.scheduling import LATENESS
from desktop.services.engine.outbox_runner import refusal_of
from desktop.services.schedules import leaving
from desktop.services.storage import (
    content_guard,
    outbox_store,
    outgoing,
    schedule_store,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.storage.schedule_store import Waiting

logger = logging.getLogger(__name__)

INITIATOR = "schedule"
LOOK_EVERY = 1.0
"""Seconds between two looks: no answer leaves later than that after its time."""


class ScheduleRunner:
    """Looks for answers whose time has come."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            try:
                await self.look()
            except StorageError as error:
                logger.warning("schedule: %s", type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Let go, or stop, everything whose time has come."""
        now = self._now()
        ids = await self._database.read(
            lambda connection: schedule_store.due(connection, now=now)
        )
        for schedule_id in ids:
            await self._leave(schedule_id)

    async def _leave(self, schedule_id: int) -> None:
        now = self._now()

        def work(connection: Connection) -> None:
            held = schedule_store.waiting(connection, schedule_id)
            if held is None or held.due_at > now:
                return  # cancelled or put off since the look
            refusal = self._refusal(connection, held, now)
            if refusal is not None:
                schedule_store.stop(connection, schedule_id, refusal, now=now)
                return
            seen = outgoing.seen_position(connection, held.conversation_id)
            schedule_store.remove(connection, schedule_id, initiator=INITIATOR, now=now)
            outgoing.enqueue(
                connection, leaving(held, seen), initiator=INITIATOR, now=now
            )

        await self._database.write(work)

    def _refusal(
        self, connection: Connection, held: Waiting, now: int
    ) -> FailureReason | None:
        """Return why it must not leave: what held when it was written may be over."""
        if now - held.due_at > LATENESS.total_seconds() * 1000:
            return LocalFailure.SCHEDULE_MISSED.reason
        if content_guard.stops_schedule(connection, held.id, now=now):
            return LocalFailure.CONTENT_WITHDRAWN.reason
        seen = held.seen_through
        if held.despite_newer:
            seen = outgoing.seen_position(connection, held.conversation_id)
        facts = outbox_store.standing(connection, held.conversation_id, seen)
        if facts.allowance.pips_left < len(held.parts):
            return LocalFailure.NO_PIPS_LEFT.reason
        return refusal_of(facts, self._clock)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
