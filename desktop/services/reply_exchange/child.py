"""The child that reads a foreign table, as the desk sees it."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

from desktop.services.launch import own_command
from desktop.services.reply_exchange.raw_table import (
    RawTable,
    TableRefusal,
    TableRefusedError,
    table_of,
)

_MOST_SECONDS = 180.0
_TOLD_EACH = 1000
"""Rows between two words of progress."""


async def read_table(content: bytes, told: Callable[[int], None]) -> RawTable:
    """Return the rows of a file; `told` hears how many there are so far.

    Cancelling ends the child. Raises TableRefusedError, OSError when no child can be
    started.
    """
    loop = asyncio.get_running_loop()
    reader = _Reader()

    def pass_on(rows: int) -> None:
        loop.call_soon_threadsafe(told, rows)

    try:
        return await asyncio.to_thread(reader.work, content, pass_on)
    finally:
        reader.end()


class _Reader:
    """One run; `end` may be called from another thread at any time, also before it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def work(self, content: bytes, told: Callable[[int], None]) -> RawTable:
        process = self._started()
        alarm = threading.Timer(_MOST_SECONDS, process.kill)
        alarm.daemon = True
        alarm.start()
        with process:
            try:
                assert process.stdin is not None
                with suppress(OSError):
                    process.stdin.write(content)
                    process.stdin.close()
                return table_of(self._lines(process, told))
            finally:
                alarm.cancel()
                process.kill()

    def end(self) -> None:
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()

    def _lines(
        self, process: "subprocess.Popen[bytes]", told: Callable[[int], None]
    ) -> Iterator[bytes]:
        assert process.stdout is not None
        for number, line in enumerate(process.stdout):
            if number % _TOLD_EACH == 0 and not self._ended:
                told(number)
            if line.endswith(b"\n"):
                yield line

    def _started(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._ended:
                raise TableRefusedError(TableRefusal.UNREADABLE)
            self._process = subprocess.Popen(
                own_command("table"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Ctrl+C at the desk's terminal is the desk's to answer.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process
