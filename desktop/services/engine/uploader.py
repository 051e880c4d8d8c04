"""Brings files of ours to WeCom before the messages that need them can go.

Nothing that a customer sees happens here: an upload may be repeated and may be given
up. What follows it, the send, is the outbox's (exactly once).
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
from desktop.services.media_files import sealed_path
from desktop.services.storage import message_fate, outbox_store, upload_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.sealed_files import DamagedFileError, unsealed
from desktop.services.storage.upload_store import UploadJob
from desktop.services.wecom.errors import WeComError

LONGEST_SLEEP = 1.0
NO_LINE_PAUSE = timedelta(seconds=5)


class Uploader(FilePorter[UploadJob]):
    """Takes the files that messages wait for; a broken one begins anew."""

    def __init__(
        self,
        database: Database,
        lines: Mapping[int, CorpLine],
        folder: Path,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        super().__init__("uploads", database, clock, pause=LONGEST_SLEEP)
        self._lines = lines
        self._folder = folder
        self._jitter = jitter

    def _due(
        self, connection: Connection, *, now: int, busy: frozenset[int], limit: int
    ) -> list[UploadJob]:
        return upload_store.due(connection, now=now, busy=busy, limit=limit)

    def _row(self, job: UploadJob) -> int:
        return job.media_row

    async def _carry(self, job: UploadJob) -> None:
        if await self._may_go(job):
            await self._attempt(job)

    async def _may_go(self, job: UploadJob) -> bool:
        """Judge the message first: megabytes for a closed session help nobody."""

        def work(connection: Connection) -> bool:
            facts = outbox_store.circumstances(
                connection, job.outbox_row, job.conversation_id
            )
            if facts is None:
                return False
            refusal = None if job.doubtful else refusal_of(facts, self._clock)
            if refusal is not None:
                self._fail(connection, job, refusal)
            return refusal is None

        return await self._database.write(work)

    async def _attempt(self, job: UploadJob) -> None:
        line = self._lines.get(job.corp_id)
        if line is None:
            await self._later(
                job, LocalFailure.SECRET_MISSING.reason, NO_LINE_PAUSE, job.attempts
            )
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
        if done is not None:
            await self._database.write(
                lambda connection: upload_store.uploaded(
                    connection, job, done.media_id, now=self._now()
                )
            )

    async def _note(self, job: UploadJob, sent: int, moved: bool) -> bool:
        """Record progress where there is any; false when the message was taken back."""
        if not moved:
            return await self._database.read(
                lambda connection: upload_store.is_wanted(connection, job)
            )
        return await self._database.write(
            lambda connection: upload_store.note_progress(
                connection, job, min(sent, job.size), now=self._now()
            )
        )

    async def _failed(self, job: UploadJob, line: CorpLine, error: WeComError) -> None:
        line.note(error)
        again = after_failure(error, job.attempts, self._jitter())
        if again is None:
            await self._give_up(job, error.reason)
            return
        await self._later(job, error.reason, again.after, again.attempts)

    async def _later(
        self, job: UploadJob, failure: FailureReason, pause: timedelta, attempts: int
    ) -> None:
        moment = self._clock.now()

        def work(connection: Connection) -> None:
            upload_store.try_again(
                connection,
                job,
                failure,
                attempts=attempts,
                due_at=to_milliseconds(moment + pause),
                now=to_milliseconds(moment),
            )

        await self._database.write(work)

    async def _give_up(self, job: UploadJob, failure: FailureReason) -> None:
        await self._database.write(
            lambda connection: self._fail(connection, job, failure)
        )

    def _fail(
        self, connection: Connection, job: UploadJob, failure: FailureReason
    ) -> None:
        """Settle the message, unless it was taken back or may have arrived before."""
        if upload_store.is_wanted(connection, job):
            target = SendState.UNCONFIRMED if job.doubtful else SendState.FAILED
            message_fate.settle(
                connection, job.message_id, target, failure, now=self._now()
            )

    def _clear(self, job: UploadJob) -> bytes:
        path = sealed_path(self._folder, job.media_row)
        return b"".join(unsealed(path, job.file_key))
