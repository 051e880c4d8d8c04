"""How fast WeCom is asked: calls at once, calls a minute, pauses after a refusal."""

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType

from desktop.models.clock import Clock
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import TOO_MANY_AT_ONCE, SlowDown

_MINUTE = 60.0
_WIDEN_AFTER = 20
"""Good answers after which a narrowed interface may be asked once more at a time."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """The limits that we keep by ourselves, for one corp.

    Calls and downloads together stay at 8: above that httpx collapses (p99 11 → 192
    ms). Uploads are few.
    """

    calls_at_once: int = 6
    downloads_at_once: int = 2
    uploads_at_once: int = 2
    """In a pool of their own, so that an answer never waits behind them."""
    calls_a_minute: int = 10_000
    """For one interface (doc 90312)."""
    first_pause: timedelta = timedelta(seconds=1)
    """After 45009; doubled by every further refusal, ± a quarter."""
    longest_pause: timedelta = timedelta(minutes=10)
    first_secret_pause: timedelta = timedelta(minutes=1)
    """After a refused secret: looping bans the address for an hour (doc 90313)."""
    longest_secret_pause: timedelta = timedelta(hours=1)


class Backoff:
    """Pauses that double, with a quarter of chance in them."""

    def __init__(self, first: timedelta, longest: timedelta) -> None:
        self._first = first
        self._longest = longest
        self._steps = 0

    def next(self) -> timedelta:
        """Return the next pause, longer than the one before."""
        doubled: timedelta = self._first * (1 << min(self._steps, 30))
        self._steps += 1
        return min(doubled, self._longest) * random.uniform(0.75, 1.25)

    def reset(self) -> None:
        """Begin again with the first pause."""
        self._steps = 0


class Gate:
    """Lets so many in at once, in the order in which they came; can be narrowed."""

    def __init__(self, width: int) -> None:
        self._full_width = width
        self._width = width
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def width(self) -> int:
        """How many may be inside now."""
        return self._width

    def narrow(self) -> None:
        """Halve the width, down to one."""
        self._width = max(1, self._width // 2)

    def widen(self) -> None:
        """Let one more in, up to the first width."""
        self._width = min(self._full_width, self._width + 1)
        self._let_in()

    async def __aenter__(self) -> None:
        if self._inside < self._width and not self._waiting:
            self._inside += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(turn)
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._inside -= 1
        self._let_in()

    def _give_up(self, turn: asyncio.Future[None]) -> None:
        """A turn that was given in the very moment of the cancel is passed on."""
        if turn in self._waiting:
            self._waiting.remove(turn)
        else:
            self._inside -= 1
            self._let_in()

    def _let_in(self) -> None:
        while self._waiting and self._inside < self._width:
            self._inside += 1
            turn = self._waiting.popleft()
            if turn.done():
                self._inside -= 1
            else:
                turn.set_result(None)


class InterfacePace:
    """One interface of one corp: its own gate, minute and pause.

    After a pause one call probes; the others are refused here until it is answered.
    """

    def __init__(self, pacing: Pacing, clock: Clock) -> None:
        self._clock = clock
        self._pacing = pacing
        self._gate = Gate(pacing.calls_at_once)
        self._recent: deque[float] = deque(maxlen=pacing.calls_a_minute)
        self._backoff = Backoff(pacing.first_pause, pacing.longest_pause)
        self._reason: FailureReason | None = None
        self._paused_until = 0.0
        self._probing = False
        self._good = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[float]:
        """Wait for a place; gives the moment in which the call begins.

        Raises SlowDown where WeCom must not be asked now.
        """
        self._refuse_in_pause()
        async with self._gate:
            self._refuse_in_pause()
            self._refuse_full_minute()
            probe = self._reason is not None
            self._probing = self._probing or probe
            try:
                yield self._clock.monotonic()
            finally:
                if probe:
                    self._probing = False

    def answered(self, begun: float) -> None:
        """A call that began then was not refused for its pace.

        One that was under way before a pause says nothing about the time after it.
        """
        if begun < self._paused_until:
            return
        self._reason = None
        self._backoff.reset()
        self._good += 1
        if self._good % _WIDEN_AFTER == 0:
            self._gate.widen()

    def limited(self, reason: FailureReason) -> SlowDown:
        """Begin a pause for 45009 or 45033 and return the error that says how long.

        Refusals of calls that were under way together count as one.
        """
        now = self._clock.monotonic()
        if now >= self._paused_until:
            if reason.code == TOO_MANY_AT_ONCE:
                self._gate.narrow()
                self._good = 0
            self._paused_until = now + self._backoff.next().total_seconds()
        self._reason = reason
        return self._slow_down(reason, self._paused_until - now)

    def _refuse_in_pause(self) -> None:
        if self._reason is None:
            return
        left = self._paused_until - self._clock.monotonic()
        if left > 0:
            raise self._slow_down(self._reason, left)
        if self._probing:
            raise self._slow_down(
                self._reason, self._pacing.first_pause.total_seconds()
            )

    def _refuse_full_minute(self) -> None:
        now = self._clock.monotonic()
        if len(self._recent) == self._recent.maxlen:
            left = self._recent[0] + _MINUTE - now
            if left > 0:
                raise self._slow_down(LocalFailure.OWN_PACE.reason, left)
        self._recent.append(now)

    @staticmethod
    def _slow_down(reason: FailureReason, seconds: float) -> SlowDown:
        return SlowDown(reason, retry_after=timedelta(seconds=seconds))
