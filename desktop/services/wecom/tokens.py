"""The access token of one corp: fetched once for all who wait, renewed early.

A refused secret is not tried again before a growing pause, because WeCom bans the
address for an hour when it is tried too often (doc 90313).
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from desktop.models.clock import Clock
from desktop.models.failures import FailureReason, FailureSource
from desktop.services.wecom.errors import RetryLater, SlowDown, TokenRefused, WeComError
from desktop.services.wecom.pacing import Backoff, Pacing

_EARLY = timedelta(minutes=5)
_INVALID_TOKEN = FailureReason(FailureSource.ERRCODE, 40014)


@dataclass(frozen=True, slots=True)
class Grant:
    """What gettoken gave (doc 91039)."""

    token: str = field(repr=False)
    life: timedelta


class TokenSource:
    """Hands out the token; only one fetch is ever under way."""

    def __init__(
        self, fetch: Callable[[], Awaitable[Grant]], clock: Clock, pacing: Pacing
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = asyncio.Lock()
        self._refused = Backoff(pacing.first_secret_pause, pacing.longest_secret_pause)
        self._limited = Backoff(pacing.first_pause, pacing.longest_pause)
        self._token = ""
        self._good_until = 0.0
        self._ends_at = 0.0
        self._worked = False
        """Whether the present token was accepted by any call."""
        self._refused_unused = 0
        """Tokens in a row that were refused before any call was answered."""
        self._attempts = 0
        self._failure: WeComError | None = None
        self._paused_until = 0.0

    async def current(self) -> str:
        """Return a token; raises what gettoken answered, never asking in a pause."""
        if self._usable(""):
            return self._token
        return await self._obtain("")

    async def renewed(self, refused: str) -> str:
        """Return another token than the one that a call was just refused with.

        Raises TokenRefused without asking while new tokens keep being refused.
        """
        if self._usable(refused):
            return self._token
        return await self._obtain(refused)

    def worked(self, token: str) -> None:
        """A call was answered with this token."""
        if token == self._token:
            self._worked = True
            self._refused_unused = 0
            self._limited.reset()

    def life_left(self) -> timedelta:
        """Return how long the present token is said to live."""
        left = self._ends_at - self._clock.monotonic()
        return timedelta(seconds=max(0.0, left))

    def _usable(self, refused: str) -> bool:
        fresh = self._clock.monotonic() < self._good_until
        return bool(self._token) and fresh and self._token != refused

    async def _obtain(self, refused: str) -> str:
        attempts = self._attempts
        async with self._lock:
            if self._usable(refused):
                return self._token
            if self._failure is not None and self._attempts != attempts:
                raise self._failure.again()
            self._raise_in_pause()
            self._stop_hammering(refused)
            failure = await self._refresh()
        if failure is not None:
            raise failure.again()
        return self._token

    def _raise_in_pause(self) -> None:
        left = self._paused_until - self._clock.monotonic()
        if self._failure is None or left <= 0:
            return
        if isinstance(self._failure, SlowDown):
            self._failure.retry_after = timedelta(seconds=left)
        raise self._failure.again()

    def _stop_hammering(self, refused: str) -> None:
        """Where one new token after the other is refused, the next fetch waits."""
        if not refused or refused != self._token or self._worked:
            return
        self._refused_unused += 1
        if self._refused_unused > 1:
            self._token = ""
            self._failure = TokenRefused(_INVALID_TOKEN)
            self._pause(self._limited)
            raise self._failure.again()

    async def _refresh(self) -> WeComError | None:
        failure: WeComError | None = None
        grant = Grant("", timedelta(0))
        try:
            grant = await self._fetch()
        except WeComError as error:
            failure = error.before_request()
        self._attempts += 1
        self._failure = failure
        if failure is None:
            self._accept(grant)
        else:
            self._token = ""
            if isinstance(failure, SlowDown):
                self._pause(self._limited)
                failure.retry_after = timedelta(
                    seconds=self._paused_until - self._clock.monotonic()
                )
            elif not isinstance(failure, RetryLater):
                self._pause(self._refused)
        return failure

    def _accept(self, grant: Grant) -> None:
        now = self._clock.monotonic()
        early = min(_EARLY, grant.life / 10)
        self._token = grant.token
        self._worked = False
        self._ends_at = now + grant.life.total_seconds()
        self._good_until = self._ends_at - early.total_seconds()
        self._refused.reset()

    def _pause(self, backoff: Backoff) -> None:
        self._paused_until = self._clock.monotonic() + backoff.next().total_seconds()
