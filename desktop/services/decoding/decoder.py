"""The desk's side of decoding: one child that is started when needed and replaced."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from desktop.models.media_facts import BrokenReason
from desktop.services.decoding.limits import JOB_SECONDS, MAX_CONTENT
from desktop.services.decoding.wire import (
    BrokenMediaError,
    Decoded,
    Request,
    Task,
    receive_decoded,
    send_request,
)
from desktop.services.launch import own_command

logger = logging.getLogger(__name__)

_LARGE_BLOCKS = "MALLOC_MMAP_THRESHOLD_"
"""glibc's name for the size from which memory goes back to the system at once."""
IDLE_SECONDS = 90.0
"""After so long without work the child ends and gives its memory back."""


class Decoder:
    """Decodes foreign bytes in a child process, one job after the other."""

    def __init__(
        self, *, idle: float = IDLE_SECONDS, job_seconds: float = JOB_SECONDS
    ) -> None:
        self._idle = idle
        self._job_seconds = job_seconds
        self._line = ThreadPoolExecutor(1, thread_name_prefix="decoder")
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._at_work = 0
        self._closed = False
        self.started = 0
        """Children so far; tests count them."""

    @property
    def child_id(self) -> int | None:
        """The process id of the child, None while there is none."""
        return None if self._child is None else self._child.pid

    async def decode(
        self, task: Task, content: bytes, *, edge: int = 0, speed: float = 1.0
    ) -> Decoded:
        """Return what the bytes hold.

        Raises BrokenMediaError; OSError when no child can be started. Bytes that
        crash the child or keep it busy for too long count as damaged.
        """
        if len(content) > MAX_CONTENT:
            raise BrokenMediaError(BrokenReason.TOO_LARGE)
        request = Request(task, len(content), edge, speed)
        loop = asyncio.get_running_loop()
        self._begin()
        try:
            return await loop.run_in_executor(self._line, self._ask, request, content)
        finally:
            self._rest(loop)

    def close(self) -> None:
        """End the child; what it works at counts as damaged."""
        self._closed = True
        if self._resting is not None:
            self._resting.cancel()
        self._end_child()
        self._line.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        """A child that has work is not idle, however long the work takes."""
        self._at_work += 1
        if self._resting is not None:
            self._resting.cancel()

    def _rest(self, loop: asyncio.AbstractEventLoop) -> None:
        self._at_work -= 1
        if not self._at_work and not self._closed:
            self._resting = loop.call_later(self._idle, self._end_child)

    def _ask(self, request: Request, content: bytes) -> Decoded:
        child = self._running_child()
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = threading.Timer(self._job_seconds, child.kill)
        alarm.daemon = True
        alarm.start()
        try:
            send_request(child.stdin, request, content)
            return receive_decoded(child.stdout)
        except (EOFError, ValueError, OSError):
            logger.warning("the decoder ended at a %s", request.task.value)
            self._end_child()
            raise BrokenMediaError(BrokenReason.DAMAGED) from None
        finally:
            alarm.cancel()

    def _running_child(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._closed:
                raise OSError("the decoder is closed")
            if self._child is None or self._child.poll() is not None:
                self._discard()
                self._child = _start()
                self.started += 1
            return self._child

    def _end_child(self) -> None:
        with self._lock:
            self._discard()

    def _discard(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()


def _start() -> "subprocess.Popen[bytes]":
    windows = sys.platform == "win32"
    return subprocess.Popen(
        own_command("decode"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Ctrl+C at the desk's terminal is the desk's to answer.
        start_new_session=not windows,
        env=os.environ | {_LARGE_BLOCKS: str(1024 * 1024)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
