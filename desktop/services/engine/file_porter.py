"""What fetching and uploading files have in common: due rows, a few at a time."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from desktop.models.clock import Clock, to_milliseconds
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Files of one porter at the same time, of all corps."""

Job = TypeVar("Job")


class FilePorter(ABC, Generic[Job]):
    """Takes the jobs that are due until it is cancelled, each of them once at a time.

    `pause` is how many seconds it sleeps at most when nobody wakes it, and how long a
    job waits after a database that could not be used.
    """

    def __init__(
        self, name: str, database: Database, clock: Clock, *, pause: float
    ) -> None:
        self._name = name
        self._database = database
        self._clock = clock
        self._rest = pause
        self._woken = asyncio.Event()
        self._busy: set[int] = set()
        self._tasks = TaskGroup(name)

    @abstractmethod
    def _due(
        self, connection: Connection, *, now: int, busy: frozenset[int], limit: int
    ) -> Sequence[Job]:
        """Return jobs that are due now (Unix ms), without the rows in `busy`."""

    @abstractmethod
    def _row(self, job: Job) -> int:
        """Return the row that a job is about; no two are about the same at once."""

    @abstractmethod
    async def _carry(self, job: Job) -> None:
        """Do a job; raises StorageError, and then it is due again."""

    def wake(self) -> None:
        """Look again now: something has come, or was taken back."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled; what is under way goes on, or begins anew, later."""
        try:
            while True:
                self._woken.clear()
                try:
                    await self._start_due()
                except StorageError as error:
                    logger.warning("%s: %s", self._name, type(error).__name__)
                await self._sleep()
        finally:
            await self._tasks.close()

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(self._rest):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _prepare(self) -> None:
        """Write what a look depends on; raises StorageError."""

    async def _start_due(self) -> None:
        await self._prepare()
        room = AT_ONCE - len(self._busy)
        if room <= 0:
            return
        now, busy = self._now(), frozenset(self._busy)
        jobs = await self._database.read(
            lambda connection: self._due(connection, now=now, busy=busy, limit=room)
        )
        for job in jobs:
            row = self._row(job)
            self._busy.add(row)
            self._tasks.spawn(self._take(job, row), name=str(row))

    async def _take(self, job: Job, row: int) -> None:
        try:
            await self._carry(job)
        except StorageError as error:
            logger.warning("%s: %s", self._name, type(error).__name__)
            await asyncio.sleep(self._rest)
        finally:
            self._busy.discard(row)
            self.wake()

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
