"""The engine that a desk keeps running: started, watched, restarted, ended."""

import asyncio
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from desktop.config import Profile
from desktop.services.engine.ownership import AlreadyOwnedError, ProcessLock
from desktop.services.launch import STOP_WORD, engine_command

OWNED_ELSEWHERE = 3
"""Exit status of an engine that found another one at work."""
MOST_CRASHES = 3
CRASH_WINDOW = 60.0
"""The third crash within so many seconds ends the restarting."""
LOOK_AGAIN = 5.0
"""Seconds between two looks whether a foreign engine is still there."""
STOP_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class EngineNews:
    """What happened to the child."""

    running: bool
    gave_up: bool = False
    """Restarting has ended; a person must act."""
    words: str = ""
    """What the engine said when it could not start."""


class EngineChild:
    """One engine process of this desk, or none while another engine serves.

    `opening` is what it reads from its pipe before anything else (a passphrase).
    Everything that blocks happens in threads; `told` is called in the loop's.
    """

    def __init__(
        self,
        profile: Profile,
        told: Callable[[EngineNews], None],
        *further_arguments: str,
        opening: str = "",
    ) -> None:
        self._opening = opening
        self._command = engine_command(profile, *further_arguments)
        self._lock = ProcessLock(profile.engine_lock)
        self._told = told
        self._crashes: deque[float] = deque(maxlen=MOST_CRASHES)
        self._process: subprocess.Popen[str] | None = None
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._wanted_again = asyncio.Event()

    async def run(self) -> None:
        """Keep an engine running until cancelled.

        One that crashes too often is left alone until `restart` is called.
        """
        while not self._stopping.is_set():
            process = await asyncio.to_thread(self._start)
            if process is None:
                return
            self._told(EngineNews(running=True))
            status, words = await asyncio.to_thread(_wait, process)
            self._process = None
            if self._stopping.is_set():
                return
            if status == OWNED_ELSEWHERE:
                await self._until_free()
                continue
            await self._pause_after_crash(words)

    def restart(self) -> None:
        """Try again after giving up; nothing happens while an engine runs."""
        self._wanted_again.set()

    async def stop(self) -> None:
        """Ask the child to end, and make it end when it does not listen.

        None is started after this returns, also where one was about to be.
        """
        await asyncio.to_thread(self._end_child)

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        return None if self._process is None else self._process.pid

    async def _until_free(self) -> None:
        """Wait for a foreign engine to end; a look at its lock costs no process."""
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            if await asyncio.to_thread(_is_free, self._lock):
                return

    async def _pause_after_crash(self, words: str) -> None:
        now = time.monotonic()
        self._crashes.append(now)
        often = len(self._crashes) == MOST_CRASHES
        if often and now - self._crashes[0] < CRASH_WINDOW:
            self._told(EngineNews(running=False, gave_up=True, words=words))
            self._wanted_again.clear()
            await self._wanted_again.wait()
            self._crashes.clear()
            return
        self._told(EngineNews(running=False, words=words))
        await asyncio.sleep(0.5 * 2 ** len(self._crashes))

    def _end_child(self) -> None:
        with self._starting:
            self._stopping.set()
            process = self._process
        if process is not None:
            _end(process)

    def _start(self) -> "subprocess.Popen[str] | None":
        """Start a child; None where the desk ends meanwhile."""
        with self._starting:
            if not self._stopping.is_set():
                self._process = self._started()
            return self._process

    def _started(self) -> "subprocess.Popen[str]":
        windows = sys.platform == "win32"
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            # Ctrl+C at the desk's terminal is the desk's to answer.
            start_new_session=not windows,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdin is not None
        with suppress(OSError):
            process.stdin.write(self._opening)
            process.stdin.flush()
        return process


def _is_free(lock: ProcessLock) -> bool:
    try:
        with lock:
            return True
    except AlreadyOwnedError:
        return False


def _wait(process: "subprocess.Popen[str]") -> tuple[int, str]:
    assert process.stderr is not None
    with process.stderr as stderr:
        words = deque(stderr, maxlen=3)
    status = process.wait()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    return status, " ".join(line.strip() for line in words)


def _end(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    # It may have ended just now, and its pipe with it.
    with suppress(OSError, ValueError):
        process.stdin.write(f"{STOP_WORD}\n")
        process.stdin.close()
    try:
        process.wait(STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
