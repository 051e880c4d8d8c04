"""Search over everything a desk has: messages, customers, conversations, files.

The newest wish wins: a caller that cancels its task ends the reading behind it too,
so the next keystroke never waits for the one before.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from desktop.models.clock import Clock
from desktop.models.message import Message
from desktop.models.organisation import Operator
from desktop.models.search import (
    ConversationHit,
    CustomerHit,
    FileHit,
    MessageHit,
    Page,
    PlacesFound,
    SearchQuery,
)
from desktop.models.search_parsing import parse_query
from desktop.services.storage import (
    search_conversations,
    search_customers,
    search_files,
    search_messages,
    search_places,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_hits import recalled_among
from desktop.services.storage.search_reader import SearchReader

Result = TypeVar("Result")
InMessage = TypeVar("InMessage", MessageHit, FileHit)

PAGE = 20
"""Hits of one answer, where nothing else is asked for."""


class Search:
    """Finds things; every method reads only and may be cancelled at any time.

    Raises StorageError as every reading does.
    """

    def __init__(self, reader: SearchReader, clock: Clock, operator: Operator) -> None:
        self._reader = reader
        self._clock = clock
        self._operator = operator
        self.show_recalled = True
        """Whether what was recalled can be found; a choice of this desk."""

    def parse(self, typed: str) -> SearchQuery:
        """Return what was typed as a query; never fails, never reads."""
        return parse_query(typed, self._local_now())

    async def messages(
        self, query: SearchQuery, *, limit: int = PAGE, before: int | None = None
    ) -> Page[MessageHit]:
        """Return messages, the last stored first; `before` is `Page.before`."""
        return await self._read(
            lambda connection: self._shown(
                connection, search_messages.find(connection, query, limit, before)
            )
        )

    async def customers(
        self, query: SearchQuery, *, limit: int = PAGE, before: int | None = None
    ) -> Page[CustomerHit]:
        """Return customers by name, pinyin or external id, the best first.

        `before` counts what was shown: their order is not that of time.
        """
        return await self._read(
            lambda connection: search_customers.find(
                connection, query, limit, before or 0
            )
        )

    async def conversations(
        self, query: SearchQuery, *, limit: int = PAGE, before: int | None = None
    ) -> Page[ConversationHit]:
        """Return conversations by words for their state, lane or account.

        Such words are 未分配, 我的, 已结束, 未读 …; a word of none of them looks into
        customers' names. The newest come first; `before` counts what was shown.
        """
        return await self._read(
            lambda connection: search_conversations.find(
                connection, query, self._operator.id, limit, before or 0
            )
        )

    async def files(
        self, query: SearchQuery, *, limit: int = PAGE, before: int | None = None
    ) -> Page[FileHit]:
        """Return files by name, the last stored first."""
        return await self._read(
            lambda connection: self._shown(
                connection, search_files.find(connection, query, limit, before)
            )
        )

    async def in_conversation(self, conversation_id: int, typed: str) -> PlacesFound:
        """Return the places of one conversation where all typed words stand.

        Filters mean nothing here. The size of the conversation decides how it is
        looked through.
        """
        return await self._read(
            lambda connection: self._shown_places(
                connection, search_places.find(connection, conversation_id, typed)
            )
        )

    async def context(self, hit: MessageHit | FileHit) -> tuple[Message, ...]:
        """Return the hit with a few messages before and after it, oldest first."""
        place = (hit.position, hit.message_id)
        return await self._read(
            lambda connection: search_places.around(
                connection, hit.conversation_id, place
            )
        )

    async def stored(self) -> int:
        """Return about how many messages are looked through."""
        return await self._read(search_messages.stored)

    async def account_names(self) -> tuple[str, ...]:
        """Return what 账号: can be completed with."""
        return await self._read(search_conversations.account_names)

    async def close(self) -> None:
        """End the reading thread."""
        await self._reader.close()

    def _shown(self, connection: Connection, page: Page[InMessage]) -> Page[InMessage]:
        """Leave out what was recalled, where this desk hides it."""
        if self.show_recalled:
            return page
        gone = recalled_among(connection, (hit.message_id for hit in page.hits))
        kept = tuple(hit for hit in page.hits if hit.message_id not in gone)
        return replace(page, hits=kept)

    def _shown_places(self, connection: Connection, found: PlacesFound) -> PlacesFound:
        if self.show_recalled:
            return found
        gone = recalled_among(connection, (place[1] for place in found.places))
        kept = tuple(place for place in found.places if place[1] not in gone)
        return replace(found, places=kept)

    async def _read(self, work: Callable[[Connection], Result]) -> Result:
        return await self._reader.read(work)

    def _local_now(self) -> datetime:
        return self._clock.now().astimezone()
