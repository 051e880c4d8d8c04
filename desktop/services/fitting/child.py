"""Making a file smaller, as the desk sees it: a child process that can be ended."""

import asyncio
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from desktop.models.outgoing import PreparedKind
from desktop.services.fitting.command import PROGRESS, RESULT
from desktop.services.launch import own_command

_MOST_SECONDS = 15 * 60.0


async def fitted(
    kind: PreparedKind, content: bytes, limit: int, told: Callable[[float], None]
) -> bytes | None:
    """Return the content in at most `limit` bytes, None when that cannot be.

    `told` hears of the progress, 0 to 1, in the loop's thread. Cancelling ends the
    child. Raises OSError when no child can be started.
    """
    child = _Child(kind, limit)
    loop = asyncio.get_running_loop()

    def pass_on(part: float) -> None:
        loop.call_soon_threadsafe(told, part)

    try:
        return await asyncio.to_thread(child.work, content, pass_on)
    finally:
        child.end()


class _Child:
    """One run; `end` may be called from another thread at any time."""

    def __init__(self, kind: PreparedKind, limit: int) -> None:
        self._command = own_command("fit", kind.value, str(limit))
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def work(self, content: bytes, told: Callable[[float], None]) -> bytes | None:
        process = self._start()
        if process is None:
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        alarm = threading.Timer(_MOST_SECONDS, process.kill)
        alarm.daemon = True
        alarm.start()
        with process:
            try:
                with suppress(OSError):
                    process.stdin.write(content)
                    process.stdin.close()
                return self._answer(process, told)
            finally:
                alarm.cancel()
                process.kill()

    def end(self) -> None:
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()

    def _answer(
        self, process: "subprocess.Popen[bytes]", told: Callable[[float], None]
    ) -> bytes | None:
        stream = process.stdout
        assert stream is not None
        while (mark := stream.read(1)) == PROGRESS:
            number = stream.read(2)
            if len(number) < 2 or self._ended:
                return None
            told(struct.unpack(">H", number)[0] / 1000)
        length = stream.read(8) if mark == RESULT else b""
        if len(length) < 8:
            return None
        size = int(struct.unpack(">Q", length)[0])
        content = stream.read(size)
        return content if len(content) == size else None

    def _start(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._ended:
                return None
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Ctrl+C at the desk's terminal is the desk's to answer.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process
