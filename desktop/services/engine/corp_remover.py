"""Removes corps that were let go for good: files first, then rows, then traces."""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from desktop.models.clock import Clock, to_milliseconds
from desktop.services.engine.corp_line import CorpLine
from desktop.services.media_files import sealed_path
from desktop.services.storage import corp_removal
from desktop.services.storage.database import Database

logger = logging.getLogger(__name__)


class CorpRemover:
    """Works off the marks that desks have set (`Corps.remove`).

    Killed anywhere, the next engine goes on: the corp's own row goes last.
    """

    def __init__(
        self,
        database: Database,
        lines: Mapping[int, CorpLine],
        folder: Path,
        clock: Clock,
    ) -> None:
        self._database = database
        self._lines = lines
        self._folder = folder
        self._clock = clock

    async def look(self) -> None:
        """Remove what is marked and no longer read; raises StorageError."""
        for corp_id in await self._database.read(corp_removal.marked):
            if corp_id not in self._lines:
                await self._remove(corp_id)

    async def _remove(self, corp_id: int) -> None:
        files = await self._files(corp_id)
        if not await asyncio.to_thread(self._unlink, files):
            return  # they stay with their rows, and so does the mark
        write = self._database.write
        while await write(lambda one: corp_removal.remove_some(one, corp_id)):
            continue
        files |= await self._files(corp_id)
        now = to_milliseconds(self._clock.now())
        await write(lambda one: corp_removal.remove_rest(one, corp_id, now=now))
        # A download that had just begun has made its file anew.
        await asyncio.to_thread(self._unlink, files)
        await self._remove_traces()
        await write(lambda one: corp_removal.finish(one, corp_id, now=now))
        await self._database.read(corp_removal.shed_log)

    async def _remove_traces(self) -> None:
        """Clear the search index and the log of what no row holds any more."""
        first = True
        while await self._database.write(partial(corp_removal.merge_some, first=first)):
            first = False
        await self._database.read(corp_removal.shed_log)

    async def _files(self, corp_id: int) -> set[int]:
        return await self._database.read(
            lambda one: set(corp_removal.files(one, corp_id))
        )

    def _unlink(self, media_rows: set[int]) -> bool:
        """Remove sealed files; False when one of them could not be removed."""
        try:
            for row in media_rows:
                sealed_path(self._folder, row).unlink(missing_ok=True)
        except OSError as error:
            logger.warning("removal: %s", type(error).__name__)
            return False
        return True
