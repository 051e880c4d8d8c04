"""The reading thread of the search: its own connection, and nobody waits behind it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.errors import translated
from desktop.services.storage.key import DatabaseKey

Result = TypeVar("Result")

_LOOK_EVERY = 1_000
"""Steps of SQLite's machine between two looks whether anybody still wants to know."""
CACHE_MIB = 16


class SearchReader:
    """Reads in one thread; a reading that is cancelled ends within a millisecond.

    The connection is opened at the first search: a start pays nothing for it. Each
    reading is one transaction, so its statements speak of the same moment; what was
    committed before it began is found.
    """

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._path = path
        self._key = key
        self._connection: Connection | None = None
        self._thread = ThreadPoolExecutor(1, "search-reader")

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Return what `work` reads; to cancel the caller is to end the reading."""
        unwanted = threading.Event()
        loop = asyncio.get_running_loop()
        reading = loop.run_in_executor(self._thread, self._reading, work, unwanted)
        try:
            return await reading
        except asyncio.CancelledError:
            unwanted.set()
            raise

    async def close(self) -> None:
        """Wait for what was begun and close the connection."""
        await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        self._thread.shutdown()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _reading(
        self, work: Callable[[Connection], Result], unwanted: threading.Event
    ) -> Result:
        with translated():
            if self._connection is None:
                self._connection = open_connection(
                    self._path, self._key, cache_mib=CACHE_MIB, read_only=True
                )
            connection = self._connection
            connection.set_progress_handler(unwanted.is_set, _LOOK_EVERY)
            connection.execute("BEGIN")
            try:
                return work(connection)
            finally:
                connection.set_progress_handler(None, 0)
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
