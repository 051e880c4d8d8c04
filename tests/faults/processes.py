"""Child processes of a fault run: the engine and the desk, to be killed at will."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import psutil

from desktop.config import Profile
from tests.faults.conditions import PATIENCE, wait_for

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ("desktop", "engine")
WRITER = ("tests.faults.writer",)
"""A desk without a window."""
DRIVEN_DESK = ("tests.faults.driven_desk",)
"""The real desk, typed into."""
STOP_WITHIN = 20.0

_PORTS = range(20_000, 32_000)
"""Below the ports that the system gives to outgoing connections."""


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    while True:
        port = random.SystemRandom().choice(_PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def accepts(port: int) -> bool:
    """Whether something listens on a port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Child:
    """A Python process; what it says on standard error is kept in a file."""

    def __init__(self, module: tuple[str, ...], words: Path) -> None:
        self._module = module
        self._words = words
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process of the last start."""
        assert self._process is not None
        return self._process

    @property
    def alive(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def must_live(self) -> None:
        """Raise AssertionError if it ended without having been killed."""
        if not self.alive:
            status = self.process.returncode
            raise AssertionError(f"{self._module} ended with {status}: {self.said()}")

    def said(self) -> str:
        """What all starts so far wrote to standard error."""
        return self._words.read_text("utf-8", "replace") if self._words.exists() else ""

    def start(self, arguments: list[str], *, piped: bool = False) -> None:
        """Start it anew, with pipes for standard input and output if wanted."""
        pipe = subprocess.PIPE if piped else subprocess.DEVNULL
        with self._words.open("ab") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self._module, *arguments],
                stdin=pipe,
                stdout=pipe,
                stderr=words,
                cwd=ROOT,
            )

    def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        self.process.kill()
        self.process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.process.pid, number)

    def is_stopped(self) -> bool:
        """Whether SIGSTOP has taken effect."""
        status: str = psutil.Process(self.process.pid).status()
        return status == "stopped"

    def wait_ended(self, within: float = STOP_WITHIN) -> int:
        """Return its exit status."""
        return self.process.wait(within)


class EngineChild(Child):
    """`switchboard engine` on one profile."""

    def __init__(
        self, profile: Profile, folder: Path, module: tuple[str, ...] = ENGINE
    ) -> None:
        super().__init__(module, folder / "engine.stderr")
        self._profile = profile
        self.callback_port = free_port()

    def launch(self) -> None:
        """Start it without waiting."""
        callback = f"127.0.0.1:{self.callback_port}"
        self.start([*self._profile.arguments(), "--callback", callback])

    def wait_ready(self, within: float = PATIENCE) -> None:
        """Wait until it takes callbacks, which it begins last."""

        def ready() -> bool:
            self.must_live()
            return accepts(self.callback_port)

        wait_for(ready, "engine ready", within=within)

    def run(self) -> None:
        """Start it and wait until it works."""
        self.launch()
        self.wait_ready()

    def stop(self) -> None:
        """End it as a service manager does; it must end in order."""
        self.signal(signal.SIGTERM)
        status = self.wait_ended()
        assert status == 0, f"the engine ended with {status}: {self.said()}"


class DeskChild(Child):
    """Writes answers on command: one JSON line for each wish, one for each fact.

    Wishes: `draft`, `write`, `release`. Facts: `drafted`, `written`, `released`,
    told only after the commit. The module decides whether a window is behind it.
    """

    def __init__(
        self, profile: Profile, folder: Path, module: tuple[str, ...] = WRITER
    ) -> None:
        super().__init__(module, folder / "desk.stderr")
        self._profile = profile
        self._reader: threading.Thread | None = None
        self.drafted: set[int] = set()
        """Serials of texts whose draft was committed."""
        self.written: set[int] = set()
        """Serials of answers whose commit was acknowledged."""
        self.released: set[int] = set()
        """Serials of wishes to go on that were committed."""

    def launch(self) -> None:
        """Start it; wishes may be sent at once."""
        self.start(self._profile.arguments(), piped=True)
        output = self.process.stdout
        assert output is not None
        self._reader = threading.Thread(target=self._read, args=(output,))
        self._reader.start()

    def wish(self, verb: str, conversation: int, serial: int, text: str = "") -> None:
        """Ask for something; a desk that has just died takes no notice."""
        line = {"do": verb, "to": conversation, "serial": serial, "text": text}
        pipe = self.process.stdin
        assert pipe is not None
        try:
            pipe.write(json.dumps(line).encode() + b"\n")
            pipe.flush()
        except BrokenPipeError:
            return

    def kill(self) -> None:
        """End it with SIGKILL and take in what it still had told."""
        super().kill()
        self._close()

    def stop(self) -> None:
        """Let it end by itself when its orders end."""
        pipe = self.process.stdin
        assert pipe is not None
        pipe.close()
        status = self.wait_ended()
        self._close()
        assert status == 0, f"the desk ended with {status}: {self.said()}"

    def _close(self) -> None:
        assert self._reader is not None
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:
                continue

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            if not line.endswith(b"\n"):
                return
            fact = json.loads(line)
            facts: set[int] = getattr(self, fact["did"])
            facts.add(fact["serial"])
