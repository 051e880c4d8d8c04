"""One conversation at a desk: its pages, its reading mark, its session, its files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.customer import Customer, EntryScene
from desktop.models.message import Message
from desktop.models.organisation import Operator
from desktop.models.service_state import ServiceState
from desktop.models.servicer import Servicer
from desktop.services.storage import (
    customer_store,
    desk_store,
    draft_store,
    media_store,
    message_queries,
    servicer_store,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.draft_store import Draft
from desktop.services.storage.message_queries import Place

PAGE = 60
"""Messages that are loaded at once: more than two screens."""


@dataclass(frozen=True, slots=True)
class Page:
    """Neighbouring messages of one conversation, oldest first."""

    messages: tuple[Message, ...]
    has_older: bool
    has_newer: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What a conversation got after a message that was known."""

    messages: tuple[Message, ...]
    known_id: int
    """What comes after this id has not been read."""
    more: bool
    """Whether more of it is stored already."""


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

    async def around(self, conversation_id: int, place: Place) -> Page:
        """Return a page with a place in its middle: as much before as from it on."""

        def read(connection: Connection) -> Page:
            position, message_id = place
            before = message_queries.older(connection, conversation_id, place, PAGE)
            after = message_queries.newer(
                connection, conversation_id, (position, message_id - 1), PAGE
            )
            return Page(before + after, len(before) == PAGE, len(after) == PAGE)

        return await self._database.read(read)

    async def place_at(self, conversation_id: int, moment: datetime) -> Place | None:
        """Return the first message from a moment on, else the last one before it.

        None where the conversation is empty.
        """
        return await self._database.read(
            lambda connection: message_queries.place_at(
                connection, conversation_id, to_milliseconds(moment)
            )
        )

    async def first_unread(self, conversation_id: int) -> Place | None:
        """Return the customer's oldest message that nobody has seen, None if none."""
        return await self._database.read(
            lambda connection: message_queries.first_unread(connection, conversation_id)
        )

    async def spans_with_messages(
        self, conversation_id: int, bounds: Sequence[datetime]
    ) -> tuple[bool, ...]:
        """Return for each two neighbouring moments whether messages lie there."""
        moments = [to_milliseconds(bound) for bound in bounds]
        return await self._database.read(
            lambda connection: message_queries.spans_with_messages(
                connection, conversation_id, moments
            )
        )

    async def newest_id(self) -> int:
        """Return the id of the message that was stored last, wherever it belongs."""
        return await self._database.read(message_queries.newest_id)

    async def added_since(self, conversation_id: int, known_id: int) -> Added:
        """Return what was stored after a message id, late ones included.

        At most PAGE of them, in the order of ids.
        """

        def read(connection: Connection) -> Added:
            # Read first: what is committed between the two is found again.
            newest = message_queries.newest_id(connection)
            found = message_queries.added_since(
                connection, conversation_id, known_id, PAGE
            )
            if len(found) == PAGE:
                return Added(found, found[-1].id, more=True)
            return Added(found, max(newest, known_id), more=False)

        return await self._database.read(read)

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
        servicer: str = "",
        after: timedelta = timedelta(0),
    ) -> None:
        """Ask the engine to move the session; until `after` it can be withdrawn.

        `servicer` is the colleague who is to have it, empty for any who serves now.
        """
        moment = self._clock.now()
        await self._database.write(
            lambda connection: desk_store.request_state(
                connection,
                conversation_id,
                state,
                servicer=servicer,
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

    async def servicers(self, account_id: int) -> tuple[Servicer, ...]:
        """Return to whom a session of an account can be handed, as last read."""
        return await self._database.read(
            lambda connection: servicer_store.of_account(connection, account_id)
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
            lambda connection: draft_store.text(
                connection, Draft.ANSWER, conversation_id
            )
        )

    async def keep_draft(self, conversation_id: int, text: str) -> None:
        """Store the unsent text."""
        await self._database.write(
            lambda connection: draft_store.keep_text(
                connection,
                Draft.ANSWER,
                conversation_id,
                text,
                initiator=self._initiator,
                now=self._now(),
            )
        )

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
