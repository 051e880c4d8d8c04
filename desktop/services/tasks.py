"""Background tasks that are held, named, heard when they fail, and ended together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine

from desktop.services.storage.errors import StorageError

logger = logging.getLogger(__name__)

STORAGE_PAUSE = 1.0
"""Seconds after a reading that failed."""


class TaskGroup:
    """Holds tasks that may outlive the call that started them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def spawn(
        self, work: Coroutine[object, object, None], *, name: str
    ) -> "asyncio.Future[None]":
        """Start a task; an exception in it is logged at once.

        In a group that was closed nothing begins: what the work needs is closed, too.
        Neither does it once the loop has ended, when Qt still hands out late events.
        """
        loop = self._running_loop()
        if loop is None or self._closed:
            # Not a task that is cancelled: a loop that ends would never begin it.
            work.close()
            known = loop or self._loop
            if known is None:
                raise RuntimeError("no event loop has ever run here")
            never: asyncio.Future[None] = known.create_future()
            never.cancel()
            return never
        self._loop = loop
        task = loop.create_task(work, name=f"{self._name}: {name}")
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self) -> None:
        """Cancel what still runs and wait for its clean-up; nothing begins any more."""
        self._closed = True
        while self._tasks:
            tasks = list(self._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.sleep(0)  # what has ended leaves the group

    async def drained(self) -> None:
        """Wait until nothing runs any more."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def drain(self, within: float) -> None:
        """Wait at most some seconds for what runs now; good in a clean-up, too.

        `asyncio.timeout` is not: in a task that is being cancelled, CPython before
        3.11.4 lets its time-out out as another cancellation.
        """
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=within)

    def _running_loop(self) -> asyncio.AbstractEventLoop | None:
        try:
            return asyncio.get_running_loop()
        except RuntimeError:
            return None

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            logger.error("task %s failed", task.get_name(), exc_info=error)


class Refresher:
    """Runs a refresh after wishes for it: never two at once, never one too few.

    Wishes within `pause` seconds are one; a wish during a run makes another run, and
    so does a database that could not be read, a little later.
    """

    def __init__(
        self,
        tasks: TaskGroup,
        work: Callable[[], Awaitable[None]],
        *,
        pause: float,
        name: str,
    ) -> None:
        self._tasks = tasks
        self._work = work
        self._pause = pause
        self._name = name
        self._running = False
        self._wished = False

    def wish(self) -> None:
        """Ask for a refresh; it begins soon."""
        self._wished = True
        if not self._running:
            self._running = True
            self._tasks.spawn(self._run(), name=self._name)

    async def _run(self) -> None:
        try:
            while self._wished:
                await asyncio.sleep(self._pause)
                self._wished = False
                try:
                    await self._work()
                except StorageError as error:
                    logger.warning("%s: %s", self._name, type(error).__name__)
                    self._wished = True
                    await asyncio.sleep(STORAGE_PAUSE)
        finally:
            self._running = False
