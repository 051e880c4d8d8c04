"""Access to the database from a coroutine: one writer thread, a few readers."""

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

READERS = 2


class Database:
    """The open database of one process.

    Writes are serialised by construction: one thread, `BEGIN IMMEDIATE`, and a
    commit or a rollback before the next. Each reader thread has its connection.
    """

    def __init__(self, path: Path, key: DatabaseKey, *, cache_mib: int = 8) -> None:
        self.path = path
        self.key = key
        self._cache_mib = cache_mib
        self._local = threading.local()
        self._opened: list[Connection] = []
        self._writer = ThreadPoolExecutor(1, "database-writer")
        self._readers = ThreadPoolExecutor(READERS, "database-reader")

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Return what `work` reads, in a reader thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._reading, work)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Return what `work` returns, after its transaction was committed.

        Raises StorageError when it was not; then nothing of it is stored.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, self._writing, work)

    async def close(self) -> None:
        """Wait for what was begun and close every connection."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._shut)

    def _shut(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    def _reading(self, work: Callable[[Connection], Result]) -> Result:
        with translated():
            return work(self._connection(read_only=True))

    def _writing(self, work: Callable[[Connection], Result]) -> Result:
        connection = self._connection(read_only=False)
        with translated():
            return in_transaction(connection, work)

    def _connection(self, *, read_only: bool) -> Connection:
        held: Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = open_connection(
                self.path, self.key, cache_mib=self._cache_mib, read_only=read_only
            )
            self._local.connection = held
            self._opened.append(held)
        return held


def in_transaction(
    connection: Connection, work: Callable[[Connection], Result]
) -> Result:
    """Run `work` between BEGIN IMMEDIATE and COMMIT; any exception rolls back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result
