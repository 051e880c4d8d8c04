"""Reads one account from its cursor to the present, page by page."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.account import Account
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content import ServicerStatusChanged
from desktop.models.message import Origin
from desktop.services.storage import ingest, organisation_store, servicer_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.incoming import Incoming, IngestResult, ReadingProgress
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import OperatorMustAct, ProgrammerMustAct
from desktop.services.wecom.page import Entry, Page

logger = logging.getLogger(__name__)

_ORIGINS = {3: Origin.CUSTOMER, 5: Origin.SERVICER}
SERVING = 1
"""In the event, where 2 is stopped; the list numbers them otherwise (doc 94645)."""
MOST_EMPTY_PAGES = 50
"""Empty pages with has_more are documented; a cursor that stands still is not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading brought."""

    messages: int
    media: int
    has_more: bool


class AccountReader:
    """Pulls pages and stores each with its cursor in the same transaction."""

    def __init__(self, database: Database, client: WeComClient, clock: Clock) -> None:
        self._database = database
        self._client = client
        self._clock = clock
        self._distrusted: set[int] = set()
        """Accounts whose stored cursor was refused: they are read from the start."""

    async def read(self, account: Account, token: str = "") -> Reading:
        """Read an account on from its cursor; raises WeComError, StorageError.

        With a callback's token until nothing more waits; without one a single page,
        because each costs a turn of the polling budget. For the same reason a token
        (dead after ten minutes) or a cursor that is refused waits for its next turn.
        """
        cursor = await self._cursor_of(account)
        messages = media = empty = 0
        while True:
            page = await self._page(account, cursor, token)
            if page is None:
                return Reading(messages, media, has_more=True)
            self._distrusted.discard(account.id)
            result = await self._store(account, page, cursor)
            messages += result.messages
            media += result.media
            empty = 0 if page.entries else empty + 1
            stuck = page.next_cursor in {"", cursor}  # the same page would come again
            more = page.has_more and not stuck and empty <= MOST_EMPTY_PAGES
            if not more or not token:
                return Reading(messages, media, more)
            cursor = page.next_cursor or cursor

    async def _cursor_of(self, account: Account) -> str:
        if account.id in self._distrusted:
            return ""
        return await self._database.read(
            lambda connection: organisation_store.cursor_of(connection, account.id)
        )

    async def _page(self, account: Account, cursor: str, token: str) -> Page | None:
        """Return a page; None where it must be asked for without token or cursor.

        What is read a second time then is told apart by its msgid.
        """
        try:
            return await self._client.kf.sync_msg(
                account.open_kfid, cursor=cursor, token=token
            )
        except (OperatorMustAct, ProgrammerMustAct):
            self._distrusted.discard(account.id)
            if not cursor and not token:
                raise
        logger.warning("account %d: cursor or token was refused", account.id)
        if not token:
            self._distrusted.add(account.id)
        return None

    async def _store(self, account: Account, page: Page, cursor: str) -> IngestResult:
        """Store a page in batches; the cursor moves with the last of them."""
        now = to_milliseconds(self._clock.now())
        entries = [_incoming(entry, now) for entry in page.entries]
        progress = ReadingProgress(page.next_cursor or cursor, not page.has_more)
        messages = media = 0
        for start in range(0, max(1, len(entries)), ingest.BATCH):
            batch = entries[start : start + ingest.BATCH]
            last = start + ingest.BATCH >= len(entries)
            result = await self._take_in(account, batch, progress if last else None)
            messages += result.messages
            media += result.media
        return IngestResult(messages, media)

    async def _take_in(
        self, account: Account, batch: list[Incoming], progress: ReadingProgress | None
    ) -> IngestResult:
        now = to_milliseconds(self._clock.now())

        def work(connection: Connection) -> IngestResult:
            _note_duties(connection, account.id, batch)
            return ingest.take_in(connection, account.id, batch, progress, now=now)

        return await self._database.write(work)


def _note_duties(
    connection: Connection, account_id: int, batch: Iterable[Incoming]
) -> None:
    """Let the lists of servicers follow who went on and off duty."""
    for entry in batch:
        if isinstance(entry.content, ServicerStatusChanged):
            servicer_store.note_status(
                connection,
                account_id,
                entry.content.servicer,
                serving=entry.content.status == SERVING,
            )


def _incoming(entry: Entry, now: int) -> Incoming:
    return Incoming(
        msgid=entry.msgid,
        external_userid=entry.external_userid,
        origin=_ORIGINS.get(entry.origin, Origin.SYSTEM),
        sender=entry.servicer_userid,
        content=entry.content,
        sent_at=entry.send_time * 1000 or now,
    )
