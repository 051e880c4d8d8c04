"""The desk as a child process that reports what it did, one JSON line a fact."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from desktop.config import Profile

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0
"""Seconds for one fact: a thousand openings are told at once."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a child reported."""

    name: str
    at: float
    """Seconds of the machine's monotonic clock."""
    values: dict[str, object]

    def number(self, name: str) -> float:
        """Return one value as a number."""
        return float(str(self.values[name]))

    def numbers(self, name: str) -> list[float]:
        """Return one value as a list of numbers."""
        found = self.values[name]
        assert isinstance(found, list)
        return [float(one) for one in found]


class ReportingProcess:
    """A Python module that writes facts to its standard output."""

    def __init__(self, surroundings: dict[str, str], *module: str) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def facts(self) -> Iterator[Fact]:
        """Yield facts as they come, until the child closes its output."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            values = json.loads(line)
            yield Fact(values.pop("fact"), values.pop("at"), values)

    def wait_for(self, name: str) -> Fact:
        """Return the next fact of that name; the ones before it are dropped.

        Raises RuntimeError when the child has failed, ended, or kept silent so long
        that it was killed.
        """
        watchdog = threading.Timer(PATIENCE, self.process.kill)
        watchdog.start()
        try:
            for fact in self.facts():
                if fact.name == name:
                    return fact
                if fact.name == "failed":
                    raise RuntimeError(str(fact.values["words"]))
        finally:
            watchdog.cancel()
        raise RuntimeError(f"the child ended before it told: {name}")

    def order(self, *words: str) -> None:
        """Send one line to the child."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()

    def close_orders(self) -> None:
        """Say that no further order will come."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def __enter__(self) -> Self:
        """Return the child, which was started before."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the child end, or end it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            # A desk that is killed leaves its engine to the next one: here is none.
            family = psutil.Process(self.process.pid).children(recursive=True)
            self.process.kill()
            self.process.wait()
            for child in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
        self.process.stdout.close()


def desk(
    surroundings: dict[str, str], scenario: str, profile: Profile, *further: str
) -> ReportingProcess:
    """Start the real desk on a profile, driven by one module of this package."""
    module = ("tests.benchmarks.directed_desk", scenario)
    return ReportingProcess(surroundings, *module, *profile.arguments(), *further)
