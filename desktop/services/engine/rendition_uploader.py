"""Brings the library's files to WeCom: once a corp for all messages, or ahead of them.

One worker takes the cache's entries, each by its row, so a rendition is never on its
way twice to one corp. Like every upload it may be repeated and given up; a message is
sent only with a media_id that this database has seen in an answer.
"""

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.file_porter import FilePorter
from desktop.services.engine.outbox_runner import refusal_of
from desktop.services.engine.upload_attempt import after_failure, upload
from desktop.services.library_files import rendition_path
from desktop.services.storage import (
    content_guard,
    message_fate,
    outbox_store,
    upload_ahead,
    upload_cache,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.sealed_files import DamagedFileError, unsealed
from desktop.services.storage.upload_cache import CacheJob
from desktop.services.storage.upload_store import UploadJob
from desktop.services.wecom.errors import WeComError

LONGEST_SLEEP = 1.0
NO_LINE_PAUSE = timedelta(seconds=5)
LOOKED_EVERY = 60.0
"""Seconds between two looks for what is likely to be used."""


class RenditionUploader(FilePorter[CacheJob]):
    """Takes what messages wait for, and then what they are likely to need."""

    def __init__(
        self,
        database: Database,
        lines: Mapping[int, CorpLine],
        folder: Path,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        super().__init__("renditions", database, clock, pause=LONGEST_SLEEP)
        self._lines = lines
        self._folder = folder
        self._jitter = jitter
        self._looked_at: float | None = None

    async def _prepare(self) -> None:
        """Hand out the media_ids that are known; look ahead from time to time."""
        now = self._now()
        if await self._database.read(
            lambda connection: upload_cache.is_asked(connection, now=now)
        ):
            await self._database.write(
                lambda connection: upload_cache.serve(connection, now=now)
            )
        moment = self._clock.monotonic()
        if self._looked_at is None:
            await self._database.write(upload_cache.begin_again)
        if self._looked_at is None or moment - self._looked_at > LOOKED_EVERY:
            self._looked_at = moment
            await self._look_ahead(now)

    async def _look_ahead(self, now: int) -> None:
        corps = frozenset(self._lines)
        plan = await self._database.read(
            lambda connection: upload_ahead.look(connection, corps, now=now)
        )
        if plan:
            await self._database.write(
                lambda connection: upload_ahead.follow(connection, plan, now=now)
            )

    def _due(
        self, connection: Connection, *, now: int, busy: frozenset[int], limit: int
    ) -> list[CacheJob]:
        return upload_cache.due(connection, now=now, busy=busy, limit=limit)

    def _row(self, job: CacheJob) -> int:
        return job.id

    async def _carry(self, job: CacheJob) -> None:
        line = self._lines.get(job.corp_id)
        if line is None:
            failure = LocalFailure.SECRET_MISSING.reason
            await self._later(job, failure, NO_LINE_PAUSE, job.attempts)
            return
        if not await self._database.write(partial(self._begin, job)):
            return
        try:
            content = await asyncio.to_thread(self._clear, job)
        except (OSError, DamagedFileError):
            await self._give_up(job, LocalFailure.FILE_GONE.reason)
            return
        try:
            done = await upload(
                line, job.kind, job.name, content, partial(self._note, job)
            )
        except WeComError as error:
            await self._failed(job, line, error)
            return
        if done is None:
            await self._give_up(job, None)
            return
        await self._database.write(
            lambda connection: upload_cache.uploaded(
                connection, job, done.media_id, now=self._now()
            )
        )

    def _begin(self, job: CacheJob, connection: Connection) -> bool:
        """Judge the messages first: megabytes for closed sessions help nobody."""
        now, wanted = self._now(), job.ahead
        for message in upload_cache.waiting(connection, job, now=now):
            refusal = None if message.doubtful else self._refusal(connection, message)
            if refusal is None:
                wanted = True
            else:
                self._fail(connection, message, refusal)
        if wanted:
            upload_cache.begun(connection, job, now=now)
        return wanted

    def _refusal(
        self, connection: Connection, message: UploadJob
    ) -> FailureReason | None:
        if content_guard.stops(connection, message.message_id, now=self._now()):
            return LocalFailure.CONTENT_WITHDRAWN.reason
        facts = outbox_store.circumstances(
            connection, message.outbox_row, message.conversation_id
        )
        return None if facts is None else refusal_of(facts, self._clock)

    async def _note(self, job: CacheJob, sent: int, moved: bool) -> bool:
        """Record progress where there is any; false when nobody wants it any more."""
        now = self._now()
        if not moved:
            return job.ahead or await self._database.read(
                lambda connection: bool(upload_cache.waiting(connection, job, now=now))
            )
        return await self._database.write(
            lambda connection: upload_cache.note_progress(
                connection, job, min(sent, job.size), now=now
            )
        )

    async def _failed(self, job: CacheJob, line: CorpLine, error: WeComError) -> None:
        line.note(error)
        again = after_failure(error, job.attempts, self._jitter())
        if again is None:
            await self._give_up(job, error.reason)
            return
        await self._later(job, error.reason, again.after, again.attempts)

    async def _later(
        self, job: CacheJob, failure: FailureReason, pause: timedelta, attempts: int
    ) -> None:
        moment = self._clock.now()

        def work(connection: Connection) -> None:
            upload_cache.try_again(
                connection,
                job,
                failure,
                attempts=attempts,
                due_at=to_milliseconds(moment + pause),
                now=to_milliseconds(moment),
            )

        await self._database.write(work)

    async def _give_up(self, job: CacheJob, failure: FailureReason | None) -> None:
        """Stop; with a reason every message that waits for it has failed."""
        now = self._now()

        def work(connection: Connection) -> None:
            if failure is not None:
                for message in upload_cache.waiting(connection, job, now=now):
                    self._fail(connection, message, failure)
            upload_cache.give_up(connection, job, failure, now=now)

        await self._database.write(work)

    def _fail(
        self, connection: Connection, message: UploadJob, failure: FailureReason
    ) -> None:
        target = SendState.UNCONFIRMED if message.doubtful else SendState.FAILED
        message_fate.settle(
            connection, message.message_id, target, failure, now=self._now()
        )

    def _clear(self, job: CacheJob) -> bytes:
        path = rendition_path(self._folder, job.rendition_id)
        return b"".join(unsealed(path, job.file_key))
