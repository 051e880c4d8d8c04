"""Fetches customers' files on arrival: resumed when broken off, sealed, bounded."""

import asyncio
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Actor, FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.message import MediaState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.file_porter import FilePorter
from desktop.services.media_files import sealed_path
from desktop.services.storage import media_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.media_store import MediaJob
from desktop.services.storage.sealed_files import SealedWriter
from desktop.services.wecom.errors import WeComError
from desktop.services.wecom.media import MediaStream

LONGEST_SLEEP = 2.0
LONGEST_PAUSE = timedelta(minutes=10)
MOST_ATTEMPTS = 440
"""With these pauses some three days: as long as WeCom keeps a file (doc 90254)."""
BUDGET = 8 * 1024**3
"""Bytes of sealed files that are kept on this disk."""
SPARED = 512 * 1024**2
"""Bytes of the disk that files never take: the database needs room to commit."""
PROGRESS_STEP = 512 * 1024
"""Bytes between two notes of progress."""

EXPIRED = FailureReason(FailureSource.ERRCODE, 40007)

_PASSING = frozenset({Actor.RETRY, Actor.PACE, Actor.TOKEN})


class MediaFetcher(FilePorter[MediaJob]):
    """Takes files that are due; what has come is kept for the next attempt."""

    def __init__(
        self,
        database: Database,
        lines: Mapping[int, CorpLine],
        folder: Path,
        clock: Clock,
        budget: int = BUDGET,
    ) -> None:
        super().__init__("media", database, clock, pause=LONGEST_SLEEP)
        self._lines = lines
        self._folder = folder
        self._budget = budget

    def _due(
        self, connection: Connection, *, now: int, busy: frozenset[int], limit: int
    ) -> list[MediaJob]:
        return media_store.due(connection, now=now, busy=busy, limit=limit)

    def _row(self, job: MediaJob) -> int:
        return job.id

    async def _carry(self, job: MediaJob) -> None:
        line = self._lines.get(job.corp_id)
        if line is None:
            await self._again(job, LocalFailure.SECRET_MISSING.reason)
            return
        try:
            if await self._has_room():
                await self._download(job, line)
            else:
                await self._give_up(
                    job, MediaState.REFUSED, LocalFailure.MEDIA_BUDGET_USED_UP.reason
                )
        except WeComError as error:
            await self._failed(job, error)
        except OSError:
            await self._again(job, LocalFailure.DISK_FULL.reason)

    async def _download(self, job: MediaJob, line: CorpLine) -> None:
        path = sealed_path(self._folder, job.id)
        writer = await asyncio.to_thread(SealedWriter, path, job.file_key)
        with writer:
            async with line.client.media.open(
                job.media_id, start=writer.received
            ) as stream:
                if stream.head.start != writer.received:
                    await asyncio.to_thread(writer.start_over)
                await self._receive(job, stream, writer)
            await asyncio.to_thread(writer.finish)
        await self._advance(job, stream, MediaState.READY, writer.length)

    async def _receive(
        self, job: MediaJob, stream: MediaStream, writer: SealedWriter
    ) -> None:
        noted = -PROGRESS_STEP
        async for chunk in stream.chunks():
            await asyncio.to_thread(writer.write, chunk)
            if writer.received - noted >= PROGRESS_STEP:
                noted = writer.received
                await self._advance(job, stream, MediaState.DOWNLOADING, noted)

    async def _advance(
        self, job: MediaJob, stream: MediaStream, state: MediaState, received: int
    ) -> None:
        size = received if state is MediaState.READY else stream.head.size
        await self._database.write(
            lambda connection: media_store.advance(
                connection,
                job,
                state,
                name=stream.head.name,
                size=size,
                received=received,
                now=self._now(),
            )
        )

    async def _failed(self, job: MediaJob, error: WeComError) -> None:
        if error.reason == EXPIRED:
            await self._give_up(job, MediaState.EXPIRED, error.reason)
        elif error.actor in _PASSING or error.actor is Actor.ADMINISTRATOR:
            await self._again(job, error.reason)
        else:
            await self._give_up(job, MediaState.FAILED, error.reason)

    async def _again(self, job: MediaJob, failure: FailureReason) -> None:
        """Try later, and more and more seldom; in the end a person may ask."""
        if job.attempts >= MOST_ATTEMPTS:
            await self._give_up(job, MediaState.FAILED, failure)
            return
        pause = min(LONGEST_PAUSE, timedelta(seconds=2 ** min(job.attempts, 10)))
        due_at = to_milliseconds(self._clock.now() + pause)

        def work(connection: Connection) -> None:
            media_store.try_again(connection, job, failure, due_at=due_at)

        await self._database.write(work)

    async def _give_up(
        self, job: MediaJob, state: MediaState, failure: FailureReason
    ) -> None:
        await self._database.write(
            lambda connection: media_store.give_up(
                connection, job, state, failure, now=self._now()
            )
        )

    async def _has_room(self) -> bool:
        kept = await self._database.read(media_store.kept_bytes)
        if kept >= self._budget:
            return False
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk = await asyncio.to_thread(shutil.disk_usage, self._folder)
        return disk.free >= SPARED
