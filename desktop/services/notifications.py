"""What came in or failed since the desk last looked, for those who are to be told."""

from collections.abc import Iterable
from datetime import datetime

from desktop.models.clock import from_milliseconds, to_milliseconds
from desktop.models.notification_choices import Happening
from desktop.models.notification_rules import Event
from desktop.services.storage import arrivals, told_queries
from desktop.services.storage.database import Database
from desktop.services.storage.told_queries import ToldRow


class News:
    """Follows the messages from `begin` on; what was there before is history."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mark: int | None = None
        self._woke_until: int | None = None

    async def begin(self) -> None:
        """Take all that is stored now for known; raises StorageError."""
        self._mark = await self._database.read(arrivals.newest_id)

    async def came(self) -> tuple[tuple[Event, str], ...]:
        """Return the customers' messages since the last look, each with its kind.

        Raises StorageError.
        """
        mark = self._mark
        if mark is None:
            return ()
        rows = await self._database.read(
            lambda connection: told_queries.came_after(connection, mark)
        )
        if rows:
            self._mark = max(mark, rows[-1].message_id)
        return tuple(
            (
                _event(row, Happening.NEW_CUSTOMER if row.first else Happening.MESSAGE),
                row.kind,
            )
            for row in rows
        )

    async def failed(self, message_ids: Iterable[int]) -> tuple[tuple[Event, str], ...]:
        """Return those of these messages that were not sent; raises StorageError."""
        wanted = tuple(message_ids)
        rows = await self._database.read(
            lambda connection: told_queries.failed_among(connection, wanted)
        )
        return tuple((_event(row, Happening.FAILURE), row.kind) for row in rows)

    async def woke(self, now: datetime) -> tuple[Event, ...]:
        """Return the snoozed conversations whose time came since the last look.

        Raises StorageError. A clock that was set back tells nothing twice.
        """
        after, until = self._woke_until, to_milliseconds(now)
        if after is None:
            self._woke_until = until
        if after is None or until <= after:
            return ()
        rows = await self._database.read(
            lambda connection: told_queries.woke_between(connection, after, until)
        )
        self._woke_until = until
        return tuple(_event(row, Happening.REMINDER) for row in rows)

    async def still_waiting(self, conversation_ids: Iterable[int]) -> frozenset[int]:
        """Return where a customer still waits for an answer; raises StorageError."""
        wanted = tuple(conversation_ids)
        return await self._database.read(
            lambda connection: told_queries.still_waiting(connection, wanted)
        )


def _event(row: ToldRow, kind: Happening) -> Event:
    return Event(
        kind,
        row.account_id,
        row.conversation_id,
        row.customer_name,
        row.text,
        from_milliseconds(row.sent_at),
        row.position,
    )
