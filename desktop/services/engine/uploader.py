"""Brings files of ours to WeCom before the messages that need them can go.

Nothing that a customer sees happens here: an upload may be repeated and may be given
up. What follows it, the send, is the outbox's (exactly once).
"""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Actor, FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.file_porter import FilePorter
from desktop.services.engine.outbox_runner import refusal_of
from desktop.services.media_files import sealed_path
from desktop.services.storage import message_fate, outbox_store, upload_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.sealed_files import DamagedFileError, unsealed
from desktop.services.storage.upload_store import UploadJob
from desktop.services.wecom.errors import SlowDown, WeComError
from desktop.services.wecom.media import MediaKind, Uploaded

LONGEST_SLEEP = 1.0
PROGRESS_EVERY = 0.3
"""Seconds between two notes of progress, and two looks whether it is still wanted."""
MOST_ATTEMPTS = 8
"""Attempts that WeCom may have seen; without a network none is counted."""
LONGEST_PAUSE = timedelta(seconds=90)
NO_LINE_PAUSE = timedelta(seconds=5)

_KINDS = {
    "image": MediaKind.IMAGE,
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "file": MediaKind.FILE,
}
"""What media/upload calls them; covers are pictures."""
_NAMES = {
    MediaKind.IMAGE: "image.jpg",
    MediaKind.VOICE: "voice.amr",
    MediaKind.VIDEO: "video.mp4",
    MediaKind.FILE: "file",
}
_PASSING = frozenset({Actor.RETRY, Actor.PACE, Actor.TOKEN})


@dataclass
class _Progress:
    sent: int = 0

    def take(self, sent: int) -> None:
        self.sent = sent


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

    def _media_row(self, job: UploadJob) -> int:
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
            done = await self._upload(job, line, content)
        except WeComError as error:
            await self._failed(job, line, error)
            return
        if done is not None:
            await self._database.write(
                lambda connection: upload_store.uploaded(
                    connection, job, done.media_id, now=self._now()
                )
            )

    async def _upload(
        self, job: UploadJob, line: CorpLine, content: bytes
    ) -> Uploaded | None:
        """Return what WeCom calls the file, None when nobody wants it any more."""
        kind = _KINDS.get(job.kind, MediaKind.IMAGE)
        name, progress = job.name or _NAMES[kind], _Progress()
        task = asyncio.ensure_future(
            line.client.media.upload(kind, name, content, told=progress.take)
        )
        noted = 0
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=PROGRESS_EVERY)
                moved = progress.sent != noted
                noted = progress.sent
                if not task.done() and not await self._note(job, noted, moved):
                    return None
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task})

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
        if isinstance(error, SlowDown):
            await self._later(job, error.reason, error.retry_after, job.attempts)
            return
        counted = job.attempts + int(error.request_may_have_been_carried_out)
        if error.actor not in _PASSING or counted >= MOST_ATTEMPTS:
            await self._give_up(job, error.reason)
            return
        await self._later(job, error.reason, self._pause(counted), counted)

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

    def _pause(self, attempts: int) -> timedelta:
        seconds = 0.5 * 2 ** min(attempts, 10) * (0.75 + self._jitter() / 2)
        return min(LONGEST_PAUSE, timedelta(seconds=seconds))

    def _clear(self, job: UploadJob) -> bytes:
        path = sealed_path(self._folder, job.media_row)
        return b"".join(unsealed(path, job.file_key))
