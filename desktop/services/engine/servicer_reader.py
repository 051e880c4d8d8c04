"""Keeps the lists of servicers true, so that a hand-over can name a colleague."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from desktop.models.account import Account
from desktop.models.clock import Clock
from desktop.services.engine.corp_line import CorpLine
from desktop.services.storage import organisation_store, servicer_store
from desktop.services.storage.database import Database
from desktop.services.wecom.errors import WeComError

logger = logging.getLogger(__name__)

READ_AGAIN = timedelta(minutes=10)
"""Between two readings of one account; events tell of changes in between."""


class ServicerReader:
    """Reads the servicers of each account in turn."""

    def __init__(
        self, database: Database, lines: Mapping[int, CorpLine], clock: Clock
    ) -> None:
        self._database = database
        self._lines = lines
        self._clock = clock
        self._read_at: dict[int, float] = {}

    async def look(self) -> None:
        """Read what has not been read for a while; raises StorageError."""
        now = self._clock.monotonic()
        accounts = await self._database.read(organisation_store.accounts)
        for account in accounts:
            line = self._lines.get(account.corp_id)
            last = self._read_at.get(account.id)
            fresh = last is not None and now - last < READ_AGAIN.total_seconds()
            if line is not None and account.enabled and not fresh:
                self._read_at[account.id] = now
                await self._read(line, account)

    async def _read(self, line: CorpLine, account: Account) -> None:
        try:
            found = await line.client.kf.servicers(account.open_kfid)
        except WeComError as error:
            line.note(error)
            logger.info("servicers wait: %s", error.reason)
            return
        await self._database.write(
            lambda connection: servicer_store.store(connection, account.id, found)
        )
