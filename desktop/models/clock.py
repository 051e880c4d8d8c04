"""The one source of time; everything that asks for the hour is handed a clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the wall time and a steadily growing time for measuring waits."""

    def now(self) -> datetime:
        """Return the aware UTC wall time."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go backwards."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the aware UTC wall time."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never go backwards."""
        return time.monotonic()


class SettableClock:
    """A clock that stands still until it is moved; for tests and replays."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._monotonic = 0.0

    def now(self) -> datetime:
        """Return the time that was set."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds by which the clock was advanced."""
        return self._monotonic

    def advance(self, by: timedelta) -> None:
        """Move both times forward."""
        self._now += by
        self._monotonic += by.total_seconds()

    def jump(self, to: datetime) -> None:
        """Set the wall time alone, as an operator or a time server does."""
        self._now = to


def to_milliseconds(moment: datetime) -> int:
    """Return the Unix time in milliseconds, the form in which times are stored."""
    return round(moment.timestamp() * 1000)


def from_milliseconds(value: int) -> datetime:
    """Return the aware UTC moment of a stored time."""
    return datetime.fromtimestamp(value / 1000, UTC)
