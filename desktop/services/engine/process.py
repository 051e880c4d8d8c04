"""The engine as a whole: owns the database, runs every worker, ends in order."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable

from desktop.config import Profile
from desktop.models.changes import Aspect, Subject
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.engine_status import HEARTBEAT_EVERY
from desktop.services.credentials import CredentialStore
from desktop.services.engine.callback_app import CallbackAddress, CallbackServer
from desktop.services.engine.corp_remover import CorpRemover
from desktop.services.engine.corps_at_work import CorpsAtWork
from desktop.services.engine.media_fetcher import MediaFetcher
from desktop.services.engine.outbox_runner import OutboxRunner
from desktop.services.engine.profile_reader import ProfileReader
from desktop.services.engine.rendition_uploader import RenditionUploader
from desktop.services.engine.schedule_runner import ScheduleRunner
from desktop.services.engine.servicer_reader import ServicerReader
from desktop.services.engine.session_mover import SessionMover
from desktop.services.engine.uploader import Uploader
from desktop.services.storage import engine_store, organisation_store
from desktop.services.storage.change_feed import ChangeBatch, ChangeFeed
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.storage.key import DatabaseKey
from desktop.services.tasks import TaskGroup

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks for wishes and profiles when nothing wakes us."""
SERVICERS_EVERY = 5.0
"""Seconds between two looks for accounts whose servicers should be read."""
REMOVAL_EVERY = 1.0
"""Seconds between two looks for corps whose data is to go."""
EXPIRY_EVERY = 600.0


class Engine:
    """Everything that the headless process does, joined in one place.

    Workers share nothing but the database; the change feed wakes them.
    """

    def __init__(
        self,
        profile: Profile,
        key: DatabaseKey,
        credentials: CredentialStore,
        clock: Clock,
        callback: CallbackAddress | None = None,
    ) -> None:
        self._clock = clock
        self._callback = callback
        self._database = Database(profile.database, key, cache_mib=16)
        self._feed = ChangeFeed(profile.database, key)
        self._callbacks = CallbackServer()
        self._wishes = asyncio.Event()
        self._tasks = TaskGroup("engine")
        self._corps = CorpsAtWork(
            self._database,
            credentials,
            clock,
            self._callbacks,
            files_came=lambda: self._media.wake(),
        )
        lines = self._corps.lines
        self._outbox = OutboxRunner(self._database, lines, clock)
        self._media = MediaFetcher(self._database, lines, profile.media, clock)
        self._uploads = Uploader(self._database, lines, profile.media, clock)
        self._renditions = RenditionUploader(
            self._database, lines, profile.library, clock
        )
        self._schedule = ScheduleRunner(self._database, clock)
        self._profiles = ProfileReader(self._database, lines, clock)
        self._sessions = SessionMover(self._database, lines, clock)
        self._servicers = ServicerReader(self._database, lines, clock)
        self._remover = CorpRemover(self._database, lines, profile.media, clock)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then end in order; raises StorageError.

        A worker that fails ends the engine with its exception: one that lives on and
        does half of its work would be restarted by nobody.
        """
        try:
            await self._take_over()
            await self._feed.start()
            await self._corps.refresh()
            workers = self._begin()
            if self._callback is not None:
                await self._callbacks.start(self._callback)
            await _until_stopped(stop, workers)
        finally:
            await self._end()

    async def _take_over(self) -> None:
        now = to_milliseconds(self._clock.now())
        await self._database.write(
            lambda connection: engine_store.take_over(
                connection,
                os.getpid(),
                receiving_callbacks=self._callback is not None,
                now=now,
            )
        )

    def _begin(self) -> list[asyncio.Future[None]]:
        spawn = self._tasks.spawn
        beat = _every(HEARTBEAT_EVERY.total_seconds(), self._beat)
        return [
            spawn(self._follow_changes(), name="changes"),
            spawn(self._outbox.run(), name="outbox"),
            spawn(self._media.run(), name="media"),
            spawn(self._uploads.run(), name="uploads"),
            spawn(self._renditions.run(), name="renditions"),
            spawn(self._schedule.run(), name="schedule"),
            spawn(self._fulfil_wishes(), name="wishes"),
            spawn(_every(EXPIRY_EVERY, self._sessions.end_expired), name="expiry"),
            spawn(_every(SERVICERS_EVERY, self._servicers.look), name="servicers"),
            spawn(_every(REMOVAL_EVERY, self._remover.look), name="removal"),
            spawn(beat, name="beat"),
        ]

    async def _end(self) -> None:
        """Stop the intake first, then the workers, then what they stand on."""
        await self._callbacks.stop()
        await self._tasks.close()
        await self._corps.close()
        await self._feed.stop()
        await self._database.close()

    async def _follow_changes(self) -> None:
        async for batch in self._feed.batches():
            try:
                await self._changed(batch)
            except StorageError as error:
                logger.warning("engine: %s", type(error).__name__)

    async def _changed(self, batch: ChangeBatch) -> None:
        if not batch.complete or any(
            change.subject is Subject.OUTBOX for change in batch.changes
        ):
            self._outbox.wake()
            self._uploads.wake()
            self._renditions.wake()
            self._wishes.set()
        organised = [
            change
            for change in batch.changes
            if change.initiator == organisation_store.INITIATOR
        ]
        if organised or not batch.complete:
            renewed = frozenset(
                change.key
                for change in organised
                if change.subject is Subject.CORP and change.aspects & Aspect.CREATED
            )
            await self._corps.refresh(renewed)

    async def _fulfil_wishes(self) -> None:
        while True:
            self._wishes.clear()
            try:
                await self._sessions.look()
                await self._profiles.look()
            except StorageError as error:
                logger.warning("engine: %s", type(error).__name__)
            try:
                async with asyncio.timeout(LOOK_EVERY):
                    await self._wishes.wait()
            except TimeoutError:
                continue

    async def _beat(self) -> None:
        worst = self._corps.worst_delay()
        now = to_milliseconds(self._clock.now())
        await self._database.write(
            lambda connection: engine_store.beat(connection, worst, now=now)
        )


async def _set(event: asyncio.Event) -> None:
    await event.wait()


async def _until_stopped(
    stop: asyncio.Event, workers: list[asyncio.Future[None]]
) -> None:
    stopped: asyncio.Future[None] = asyncio.create_task(_set(stop))
    try:
        done, _ = await asyncio.wait(
            {stopped, *workers}, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        stopped.cancel()
    for worker in workers:
        if worker in done:
            worker.result()


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Do something again and again; the database may be busy or full at times."""
    while True:
        try:
            await work()
        except StorageError as error:
            logger.warning("engine: %s", type(error).__name__)
        await asyncio.sleep(seconds)
