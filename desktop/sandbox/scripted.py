"""Faults that tests ask for by name: errors, raw replies, held answers, failures."""

import asyncio
from dataclasses import dataclass, field

from .call import Headers, Reply
from .json_types import JsonObject


@dataclass(slots=True)
class ScriptedError:
    """The next `count` calls of a path answer this and are not carried out."""

    path: str
    errcode: int
    errmsg: str
    count: int


@dataclass(slots=True)
class ScriptedRaw:
    """The next `count` calls of a path get exactly this reply."""

    path: str
    status: int
    body: bytes
    headers: Headers
    count: int


@dataclass(slots=True)
class ScriptedHold:
    """The next `count` calls of a path wait for the release.

    `before` holds them before they are carried out, otherwise the answer waits.
    """

    path: str
    count: int
    before: bool


@dataclass(slots=True)
class ScriptedFailure:
    """The next `count` accepted answers (of one customer, if named) fail later."""

    external_userid: str
    fail_type: int
    count: int
    first: bool


@dataclass(slots=True)
class Script:
    """Everything that tests have asked for and that has not happened yet."""

    errors: list[ScriptedError] = field(default_factory=list)
    raws: list[ScriptedRaw] = field(default_factory=list)
    holds: list[ScriptedHold] = field(default_factory=list)
    failures: list[ScriptedFailure] = field(default_factory=list)
    held: dict[int, JsonObject] = field(default_factory=dict)
    _release: asyncio.Event | None = None
    _serial: int = 0

    def next_error(self, path: str) -> ScriptedError | None:
        """The error that this call shall answer."""
        for one in self.errors:
            if one.path == path and one.count > 0:
                one.count -= 1
                return one
        return None

    def next_raw(self, path: str) -> Reply | None:
        """The raw reply that this call shall get."""
        for one in self.raws:
            if one.path == path and one.count > 0:
                one.count -= 1
                return Reply(one.body, one.status, one.headers)
        return None

    def next_hold(self, path: str, before: bool) -> bool:
        """Whether this call shall wait here."""
        for one in self.holds:
            if one.path == path and one.before == before and one.count > 0:
                one.count -= 1
                return True
        return False

    def next_failure(self, external_userid: str) -> ScriptedFailure | None:
        """The failure that this answer shall meet."""
        for one in self.failures:
            fits = one.external_userid in ("", external_userid)
            if fits and one.count > 0:
                one.count -= 1
                return one
        return None

    async def wait_released(self, what: JsonObject) -> None:
        """Stay in the list of held calls until `release` (or being cancelled)."""
        if self._release is None:
            self._release = asyncio.Event()
        self._serial += 1
        serial = self._serial
        self.held[serial] = what
        try:
            await self._release.wait()
        finally:
            self.held.pop(serial, None)

    def release(self) -> int:
        """Let all held calls go and forget further holds; answers how many waited."""
        waiting = len(self.held)
        self.holds.clear()
        if self._release is not None:
            self._release.set()
            self._release = None
        return waiting
