"""Keeping conversations in order: steps on many at once, their undo, saved filters."""

from collections.abc import Iterable

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.display_text import one_line
from desktop.models.flow_step import FlowTrace, FlowWish
from desktop.models.organisation import Operator
from desktop.models.saved_filter import LONGEST_NAME, FilterTerms, SavedFilter
from desktop.services.storage import flow_filters, flow_store
from desktop.services.storage.database import Database


class Flow:
    """Writes what an agent decides about conversations; `initiator` is the desk."""

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def apply(self, wish: FlowWish, ids: Iterable[int]) -> FlowTrace:
        """Do a step to conversations, all or none; return what takes it back."""
        wanted, now = tuple(ids), self._now()
        return await self._database.write(
            lambda connection: flow_store.apply(
                connection,
                wish,
                wanted,
                operator_id=self._operator.id,
                initiator=self._initiator,
                now=now,
            )
        )

    async def undo(self, trace: FlowTrace) -> None:
        """Put back what a step changed, except where something newer came over it."""
        now = self._now()
        await self._database.write(
            lambda connection: flow_store.undo(
                connection,
                trace,
                operator_id=self._operator.id,
                initiator=self._initiator,
                now=now,
            )
        )

    async def look_at(self, conversation_id: int) -> None:
        """Take off the mark that a snooze has ended."""
        now = self._now()
        await self._database.write(
            lambda connection: flow_store.look_at(
                connection, conversation_id, initiator=self._initiator, now=now
            )
        )

    async def filters(self) -> tuple[SavedFilter, ...]:
        """Return this operator's saved filters in their order."""
        return await self._database.read(
            lambda connection: flow_filters.filters(connection, self._operator.id)
        )

    async def save_filter(self, name: str, terms: FilterTerms) -> int:
        """Store a filter under a name and return its id."""
        return await self._database.write(
            lambda connection: flow_filters.store(
                connection, self._operator.id, one_line(name, LONGEST_NAME), terms
            )
        )

    async def change_filter(self, changed: SavedFilter) -> None:
        """Give a filter another name or other terms."""
        await self._database.write(
            lambda connection: flow_filters.change(connection, changed)
        )

    async def delete_filter(self, filter_id: int) -> int | None:
        """Take a filter away; return its place for `put_filter_back`."""
        return await self._database.write(
            lambda connection: flow_filters.delete(connection, filter_id)
        )

    async def put_filter_back(self, deleted: SavedFilter, place: int) -> None:
        """Bring a deleted filter back where it stood."""
        await self._database.write(
            lambda connection: flow_filters.put_back(
                connection, self._operator.id, deleted, place
            )
        )

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
