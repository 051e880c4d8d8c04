"""The one error tree of the WeCom client, sorted by who must act.

    WeComError
    ├── RetryLater              nobody: the same call may work later
    ├── TokenRefused            nobody: the token was renewed once, and refused again
    ├── SlowDown                nobody: too many calls, wait `retry_after`
    ├── OperatorMustAct         who wrote or attached it
    ├── AdministratorMustAct    who may change the WeCom console or this machine
    └── ProgrammerMustAct       we

No address, token, secret or message text is ever in one of these: they carry a
number, an IP address where WeCom names one, and nothing of the server's wording.
They are raised outside `except` blocks, so that no foreign exception hangs on them.
"""

import ipaddress
import re
from datetime import timedelta
from typing import ClassVar, Self

from desktop.models.explanations import explain
from desktop.models.failures import Actor, FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure

BUSY = -1
"""errcode of a busy system: repeat at most 3 times (doc 90313)."""
TOKEN_ERRORS = frozenset({40001, 40014, 42001})
"""errcodes after which the token is renewed once and the call repeated once."""
TOO_FAST = 45009
TOO_MANY_AT_ONCE = 45033
LIMIT_WINDOW = timedelta(minutes=1)
"""How long WeCom refuses after the limit of a minute (doc 90312)."""

_ADDRESS = re.compile(r"from ip:\s*([0-9A-Fa-f.:]{3,45})")


class WeComError(Exception):
    """A call that did not succeed; `reason` is what `explain` has words for."""

    actor: ClassVar[Actor]

    def __init__(
        self,
        reason: FailureReason,
        *,
        detail: str = "",
        request_may_have_been_carried_out: bool = False,
    ) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.detail = detail
        """The address that WeCom refused (60020), else empty."""
        self.request_may_have_been_carried_out = request_may_have_been_carried_out
        """True where nobody can say; False where WeCom refused or saw nothing."""

    def before_request(self) -> Self:
        """Return the same failure as one of a step that came before the request."""
        return self._copy(carried_out=False)

    def again(self) -> Self:
        """Return a fresh copy for another caller, without this one's traceback."""
        return self._copy(carried_out=self.request_may_have_been_carried_out)

    def _copy(self, *, carried_out: bool) -> Self:
        return type(self)(
            self.reason,
            detail=self.detail,
            request_may_have_been_carried_out=carried_out,
        )


class RetryLater(WeComError):
    """Network, time-out, busy server or an answer that is not WeCom's."""

    actor = Actor.RETRY


class TokenRefused(WeComError):
    """A token that was new a moment ago is refused."""

    actor = Actor.TOKEN


class SlowDown(WeComError):
    """Too many calls: none of this kind before `retry_after` is over."""

    actor = Actor.PACE

    def __init__(
        self,
        reason: FailureReason,
        *,
        detail: str = "",
        request_may_have_been_carried_out: bool = False,
        retry_after: timedelta = LIMIT_WINDOW,
    ) -> None:
        super().__init__(
            reason,
            detail=detail,
            request_may_have_been_carried_out=request_may_have_been_carried_out,
        )
        self.retry_after = retry_after

    def _copy(self, *, carried_out: bool) -> Self:
        return type(self)(
            self.reason,
            detail=self.detail,
            request_may_have_been_carried_out=carried_out,
            retry_after=self.retry_after,
        )


class OperatorMustAct(WeComError):
    """The message or attachment itself is the obstacle."""

    actor = Actor.OPERATOR


class AdministratorMustAct(WeComError):
    """A permission, a secret, an address or this machine is the obstacle."""

    actor = Actor.ADMINISTRATOR


class ProgrammerMustAct(WeComError):
    """We asked for something that does not exist."""

    actor = Actor.PROGRAMMER


_BY_ACTOR: dict[Actor, type[WeComError]] = {
    kind.actor: kind
    for kind in (
        RetryLater,
        TokenRefused,
        SlowDown,
        OperatorMustAct,
        AdministratorMustAct,
        ProgrammerMustAct,
    )
}


def refusal(errcode: int, errmsg: str = "") -> WeComError:
    """Return the error for an errcode; of errmsg only an IP address is kept.

    -1 leaves open whether the request was carried out, any other code does not.
    """
    reason = FailureReason(FailureSource.ERRCODE, errcode)
    kind = _BY_ACTOR[explain(reason).actor]
    return kind(
        reason,
        detail=_address_in(errmsg),
        request_may_have_been_carried_out=errcode == BUSY,
    )


def local(
    failure: LocalFailure, *, may_have_been_carried_out: bool = False
) -> WeComError:
    """Return the error for a failure that was found on our side."""
    reason = failure.reason
    kind = _BY_ACTOR[explain(reason).actor]
    return kind(reason, request_may_have_been_carried_out=may_have_been_carried_out)


def _address_in(errmsg: str) -> str:
    """The wording changes; an address is taken only if it really is one."""
    match = _ADDRESS.search(errmsg)
    if match is None:
        return ""
    try:
        return str(ipaddress.ip_address(match[1].rstrip(".:")))
    except ValueError:
        return ""
