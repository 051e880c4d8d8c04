"""The inbox of a desk: windows of lanes, counts, accounts, the engine's state."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from desktop.models.account import Account
from desktop.models.clock import Clock, from_milliseconds, to_milliseconds
from desktop.models.conversation import ConversationSummary, LaneCounts
from desktop.models.engine_status import EngineStatus
from desktop.models.organisation import Corp, Operator
from desktop.services.storage import (
    conversation_queries,
    engine_store,
    organisation_store,
)
from desktop.services.storage.conversation_queries import LaneQuery
from desktop.services.storage.database import Database
from desktop.services.storage.errors import GoneError


class Inbox:
    """Reads what the list, the chips and the banner show."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def operator(self, name: str) -> Operator:
        """Return the person at this desk, made at the first start."""
        return await self._database.write(
            lambda connection: organisation_store.ensure_operator(connection, name)
        )

    async def window(
        self,
        query: LaneQuery,
        *,
        offset: int,
        limit: int,
        known: Mapping[int, ConversationSummary],
    ) -> tuple[ConversationSummary, ...]:
        """Return some rows of a lane; those in `known` are taken as they are."""
        now = self._now()
        return await self._database.read(
            lambda connection: conversation_queries.window(
                connection, query, offset=offset, limit=limit, now=now, known=known
            )
        )

    async def counts(
        self, operator: Operator, account_ids: frozenset[int] | None
    ) -> LaneCounts:
        """Return how many conversations each lane holds."""
        now = self._now()
        return await self._database.read(
            lambda connection: conversation_queries.counts(
                connection, operator.id, account_ids, now=now
            )
        )

    async def next_waiting(self, query: LaneQuery, after: int | None) -> int | None:
        """Return the conversation that has waited longest, besides `after`."""
        now = self._now()
        return await self._database.read(
            lambda connection: conversation_queries.next_waiting(
                connection, query, after=after, now=now
            )
        )

    async def next_turn(self, after: datetime) -> datetime | None:
        """Return when time alone changes a lane next, None while nothing waits."""
        seen = to_milliseconds(after)
        found = await self._database.read(
            lambda connection: conversation_queries.next_turn(connection, now=seen)
        )
        return None if found is None else from_milliseconds(found)

    async def summaries(self, ids: Iterable[int]) -> tuple[ConversationSummary, ...]:
        """Return these rows, in no order."""
        wanted = tuple(ids)
        return await self._database.read(
            lambda connection: conversation_queries.by_ids(connection, wanted)
        )

    async def summary(self, conversation_id: int) -> ConversationSummary:
        """Return one row; raises GoneError where its corp was removed meanwhile."""
        found = await self.summaries([conversation_id])
        if not found:
            raise GoneError(GoneError.__name__)
        return found[0]

    async def accounts(self) -> tuple[Account, ...]:
        """Return every account."""
        return await self._database.read(organisation_store.accounts)

    async def corps(self) -> tuple[Corp, ...]:
        """Return every connected corp."""
        found = await self._database.read(organisation_store.corps)
        return tuple(access.corp for access in found)

    async def engine(self) -> EngineStatus | None:
        """Return the engine's last sign of life."""
        return await self._database.read(engine_store.status)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
