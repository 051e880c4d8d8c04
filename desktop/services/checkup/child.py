"""The check-up of a corp in a child process, as the desk sees it."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from desktop.config import Profile
from desktop.models.checkup import SetupEntry
from desktop.models.failures import Sentence
from desktop.services.checkup.report import (
    CheckReport,
    UnreadableReportError,
    read_report,
    written_entry,
)
from desktop.services.launch import checkup_command

BROKE_OFF = Sentence("检查中途断了，请重试", "The check-up broke off; please try again")
"""What is said of a row whose child ended before it was checked."""


class CheckUpChild:
    """One run for one corp; `told` is called in the loop's thread.

    An entry without a secret is checked with the secret that is kept: the child
    reads the store itself. `opening` is what the child reads before the entry.
    """

    def __init__(
        self,
        profile: Profile,
        entry: SetupEntry,
        told: Callable[[CheckReport], None],
        *,
        opening: str = "",
    ) -> None:
        self._command = checkup_command(profile)
        self._input = opening + written_entry(entry)
        self._told = told
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._finished = False

    async def run(self) -> bool:
        """Check until all is told; false when the child ended before that.

        Cancelling ends the child. Raises OSError when no child can be started.
        """
        loop = asyncio.get_running_loop()
        try:
            await asyncio.to_thread(self._converse, loop)
        finally:
            self.stop()
        return self._finished

    def stop(self) -> None:
        """End the child; nothing more is told."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _converse(self, loop: asyncio.AbstractEventLoop) -> None:
        process = self._start()
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            with suppress(OSError):
                process.stdin.write(self._input)
                process.stdin.flush()
            for line in process.stdout:
                try:
                    report = read_report(line)
                except UnreadableReportError:
                    break
                loop.call_soon_threadsafe(self._pass_on, report)
                if report.ended:
                    self._finished = True
                    break
            # Whatever it says now nobody hears.
            process.kill()

    def _pass_on(self, report: CheckReport) -> None:
        if not self._stopped:
            self._told(report)

    def _start(self) -> "subprocess.Popen[str] | None":
        with self._lock:
            if self._stopped:
                return None
            windows = sys.platform == "win32"
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                # Ctrl+C at the desk's terminal is the desk's to answer.
                start_new_session=not windows,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process
