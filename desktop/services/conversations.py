"""One conversation at a desk: its pages, its reading mark, its session, its files."""

from collections.abc import Iterable
from datetime import timedelta

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.customer import Customer, EntryScene
from desktop.models.message import Message
from desktop.models.organisation import Operator
from desktop.models.service_state import ServiceState
from desktop.services.storage import (
    customer_store,
    desk_store,
    media_store,
    message_queries,
)
from desktop.services.storage.database import Database
from desktop.services.storage.message_queries import Place

PAGE = 60
"""Messages that are loaded at once: more than two screens."""


class Conversations:
    """Reads and marks single conversations; `initiator` is this desk's name."""

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def newest(self, conversation_id: int) -> tuple[Message, ...]:
        """Return the last page, oldest first."""
        return await self._database.read(
            lambda connection: message_queries.newest(connection, conversation_id, PAGE)
        )

    async def older(self, conversation_id: int, before: Place) -> tuple[Message, ...]:
        """Return the page before a place."""
        return await self._database.read(
            lambda connection: message_queries.older(
                connection, conversation_id, before, PAGE
            )
        )

    async def newer(self, conversation_id: int, after: Place) -> tuple[Message, ...]:
        """Return the page after a place."""
        return await self._database.read(
            lambda connection: message_queries.newer(
                connection, conversation_id, after, PAGE
            )
        )

    async def added_since(
        self, conversation_id: int, known_id: int
    ) -> tuple[Message, ...]:
        """Return what was stored after a message id, late ones included.

        At most PAGE of them, in the order of ids: the rest follows the last one.
        """
        return await self._database.read(
            lambda connection: message_queries.added_since(
                connection, conversation_id, known_id, PAGE
            )
        )

    async def messages(self, ids: Iterable[int]) -> tuple[Message, ...]:
        """Return these messages."""
        wanted = tuple(ids)
        return await self._database.read(
            lambda connection: message_queries.by_ids(connection, wanted)
        )

    async def customer(self, conversation_id: int) -> tuple[Customer, EntryScene]:
        """Return who writes and how the customer came."""
        return await self._database.read(
            lambda connection: customer_store.customer_of(connection, conversation_id)
        )

    async def mark_read(self, conversation_id: int, through: int) -> None:
        """Move the reading mark to a position; it never goes back."""
        await self._database.write(
            lambda connection: desk_store.mark_read(
                connection,
                conversation_id,
                through,
                initiator=self._initiator,
                now=self._now(),
            )
        )

    async def assign(self, conversation_id: int, operator_id: int | None) -> None:
        """Give the conversation to an operator, or to nobody."""
        await self._database.write(
            lambda connection: desk_store.assign(
                connection,
                conversation_id,
                operator_id,
                by=self._operator.id,
                initiator=self._initiator,
                now=self._now(),
            )
        )

    async def request_state(
        self,
        conversation_id: int,
        state: ServiceState,
        *,
        after: timedelta = timedelta(0),
    ) -> None:
        """Ask the engine to move the session; until `after` it can be withdrawn."""
        moment = self._clock.now()
        await self._database.write(
            lambda connection: desk_store.request_state(
                connection,
                conversation_id,
                state,
                by=self._operator.id,
                initiator=self._initiator,
                now=to_milliseconds(moment),
                due_at=to_milliseconds(moment + after),
            )
        )

    async def withdraw_state(self, conversation_id: int) -> bool:
        """Take such a wish back; False when the engine has it already."""
        return await self._database.write(
            lambda connection: desk_store.withdraw_state(
                connection, conversation_id, by=self._operator.id, now=self._now()
            )
        )

    async def fetch_anew(self, message_id: int) -> None:
        """Ask once more for a file that did not come."""
        await self._database.write(
            lambda connection: media_store.fetch_anew(
                connection, message_id, now=self._now()
            )
        )

    async def draft(self, conversation_id: int) -> str:
        """Return the unsent text."""
        return await self._database.read(
            lambda connection: desk_store.load_draft(connection, conversation_id)
        )

    async def keep_draft(self, conversation_id: int, text: str) -> None:
        """Store the unsent text."""
        await self._database.write(
            lambda connection: desk_store.keep_draft(
                connection,
                conversation_id,
                text,
                initiator=self._initiator,
                now=self._now(),
            )
        )

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
