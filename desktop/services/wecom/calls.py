"""One call with everything around it: token, pace, errcode, one repeat."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from desktop.models.clock import Clock
from desktop.models.failures import FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import (
    TOKEN_ERRORS,
    TOO_FAST,
    TOO_MANY_AT_ONCE,
    WeComError,
    local,
    refusal,
)
from desktop.services.wecom.pacing import InterfacePace, Pacing
from desktop.services.wecom.tokens import Grant, TokenSource
from desktop.services.wecom.transport import Request, Transport
from desktop.services.wecom.wire import answer_fields, head_of, unexpected_answer

Result = TypeVar("Result")
Secret = Callable[[], Awaitable[str]]


class Calls:
    """The calls of one corp: every area of the API goes through here."""

    def __init__(
        self,
        transport: Transport,
        corpid: str,
        secret: Secret,
        clock: Clock,
        pacing: Pacing,
    ) -> None:
        self.transport = transport
        self.tokens = TokenSource(self._fetch_token, clock, pacing)
        self._corpid = corpid
        self._secret = secret
        self._clock = clock
        self._pacing = pacing
        self._paces: dict[str, InterfacePace] = {}

    async def get(self, interface: str, **query: str) -> bytes:
        """Return the answer of a GET interface; raises what the tree has."""

        async def attempt(token: str) -> bytes:
            asked = Request("GET", interface, {"access_token": token, **query})
            return checked(await self.transport.fetch(asked))

        return await self.authorised(interface, attempt)

    async def post(self, interface: str, body: bytes) -> bytes:
        """Return the answer of a POST interface; raises what the tree has."""

        async def attempt(token: str) -> bytes:
            asked = Request(
                "POST",
                interface,
                {"access_token": token},
                body,
                {"Content-Type": "application/json; charset=utf-8"},
            )
            return checked(await self.transport.fetch(asked))

        return await self.authorised(interface, attempt)

    async def authorised(
        self, interface: str, attempt: Callable[[str], Awaitable[Result]]
    ) -> Result:
        """Make an attempt with a token, and one more where the token was refused."""
        token = await self.tokens.current()
        outcome = await self._attempt(interface, attempt, token)
        if isinstance(outcome, WeComError) and errcode_of(outcome) in TOKEN_ERRORS:
            token = await self.tokens.renewed(token)
            outcome = await self._attempt(interface, attempt, token)
        if isinstance(outcome, WeComError):
            raise outcome
        return outcome

    def pace_of(self, interface: str) -> InterfacePace:
        """Return the pace of one interface."""
        if interface not in self._paces:
            self._paces[interface] = InterfacePace(self._pacing, self._clock)
        return self._paces[interface]

    async def _attempt(
        self, interface: str, attempt: Callable[[str], Awaitable[Result]], token: str
    ) -> Result | WeComError:
        pace = self.pace_of(interface)
        async with pace.turn() as begun:
            try:
                result = await attempt(token)
            except WeComError as error:
                return self._noted(pace, begun, error, token)
            self._answered(pace, begun, token)
            return result

    def _noted(
        self, pace: InterfacePace, begun: float, error: WeComError, token: str
    ) -> WeComError:
        code = errcode_of(error)
        if code in {TOO_FAST, TOO_MANY_AT_ONCE}:
            return pace.limited(error.reason)
        if code is not None and code not in TOKEN_ERRORS:
            self._answered(pace, begun, token)
        return error

    def _answered(self, pace: InterfacePace, begun: float, token: str) -> None:
        pace.answered(begun)
        self.tokens.worked(token)

    async def _fetch_token(self) -> Grant:
        secret = await self._secret()
        if not secret:
            raise local(LocalFailure.SECRET_MISSING)
        query: Mapping[str, str] = {"corpid": self._corpid, "corpsecret": secret}
        answer = checked(await self.transport.fetch(Request("GET", "gettoken", query)))
        fields = answer_fields(answer)
        token, seconds = fields.text("access_token"), fields.number("expires_in")
        if not token or not 0 < seconds <= 86_400:
            raise unexpected_answer()
        return Grant(token, timedelta(seconds=seconds))


def checked(answer: bytes) -> bytes:
    """Return the answer if errcode is 0 or absent, else raise its error."""
    errcode, errmsg = head_of(answer)
    if errcode:
        raise refusal(errcode, errmsg)
    return answer


def errcode_of(error: WeComError) -> int | None:
    """Return WeCom's number, None for failures that are not its answer."""
    if error.reason.source is FailureSource.ERRCODE:
        return error.reason.code
    return None
