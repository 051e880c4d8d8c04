"""The reading side of the change feed: in order, without gaps, from any process."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.models.changes import Aspect, Change, Subject
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.errors import StorageError, translated
from desktop.services.storage.key import DatabaseKey

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.025
"""Seconds between two looks at `PRAGMA data_version` (4.5 µs each)."""
ERROR_PAUSE = 1.0
"""Seconds after a failure: a log line for every look would fill the disk."""
MOST_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ChangeBatch:
    """What changed since the batch before."""

    changes: tuple[Change, ...]
    complete: bool = True
    """False when rows were pruned before they were read: refresh everything."""


class ChangeFeed:
    """Follows the change table from a thread with a connection of its own.

    The counter of SQLite only wakes the reader; the truth is `id > last`.
    """

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._path = path
        self._key = key
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._queue: asyncio.Queue[ChangeBatch] = asyncio.Queue()

    async def start(self) -> None:
        """Begin to follow; what is committed after this returns is delivered."""
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        self._thread = threading.Thread(
            target=self._follow, args=(loop, ready), name="change-feed", daemon=True
        )
        self._thread.start()
        await ready

    async def batches(self) -> AsyncIterator[ChangeBatch]:
        """Yield batches as they come, until cancelled."""
        while True:
            yield await self._queue.get()

    async def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def _follow(
        self, loop: asyncio.AbstractEventLoop, ready: "asyncio.Future[None]"
    ) -> None:
        try:
            connection = open_connection(
                self._path, self._key, cache_mib=1, read_only=True
            )
            last = _newest(connection)
        except BaseException as error:
            _call(loop, _fail, ready, error)
            return
        _call(loop, ready.set_result, None)
        seen = -1
        while not self._stopping.wait(LOOK_EVERY):
            try:
                with translated():
                    version = connection.execute("PRAGMA data_version").fetchone()[0]
                    if version == seen:
                        continue
                    batch, last = _read(connection, last)
                    full = len(batch.changes) == MOST_AT_ONCE
                    seen = -1 if full else version
            except StorageError as error:
                logger.warning("change feed: %s", type(error).__name__)
                self._stopping.wait(ERROR_PAUSE)
                continue
            except ValueError as error:
                # Rows of a newer program: their reader refreshes everything instead.
                logger.warning("change feed: %s", type(error).__name__)
                batch, last = ChangeBatch((), complete=False), _newest(connection)
            if batch.changes or not batch.complete:
                _call(loop, self._queue.put_nowait, batch)
        connection.close()


def _call(
    loop: asyncio.AbstractEventLoop,
    function: Callable[..., object],
    *arguments: object,
) -> None:
    try:
        loop.call_soon_threadsafe(function, *arguments)
    except RuntimeError:
        logger.debug("the loop ended before the change feed")


def _fail(future: "asyncio.Future[None]", error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)


def _newest(connection: Connection) -> int:
    row = connection.execute("SELECT max(id) FROM change").fetchone()
    return int(row[0] or 0)


def _read(connection: Connection, last: int) -> tuple[ChangeBatch, int]:
    rows = connection.execute(
        "SELECT id, subject, key, parent, aspects, initiator FROM change"
        " WHERE id > ? ORDER BY id LIMIT ?",
        (last, MOST_AT_ONCE),
    ).fetchall()
    if not rows:
        return ChangeBatch(()), last
    oldest = connection.execute("SELECT min(id) FROM change").fetchone()[0]
    changes = tuple(
        Change(row[0], Subject(row[1]), row[2], row[3], Aspect(row[4]), row[5])
        for row in rows
    )
    return ChangeBatch(changes, complete=oldest <= last + 1), rows[-1][0]
