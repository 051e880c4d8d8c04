"""What a refused wish to move a session comes to, once its true state is known.

WeCom refuses a move because the session is not where it was believed to be (95013,
95016, 95018), or because the colleague named cannot take it (95014, 95019). Pure
rules: the state is read by the caller, which also carries out what is decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.service_state import ServiceState, can_send, legal_next
from desktop.models.servicer import Servicer
from desktop.services.wecom.kf import SessionStanding

ENDED_ALREADY = 95013
NOT_A_SERVICER = 95014
MOVE_NOT_ALLOWED = 95016
SEND_NOT_ALLOWED = 95018
NOT_SERVING = 95019

STATE_REASONS = frozenset(
    FailureReason(FailureSource.ERRCODE, code)
    for code in (ENDED_ALREADY, MOVE_NOT_ALLOWED, SEND_NOT_ALLOWED)
)
"""Refusals that say that the state we believe is not the state."""
SERVICER_REASONS = frozenset(
    FailureReason(FailureSource.ERRCODE, code) for code in (NOT_A_SERVICER, NOT_SERVING)
)
"""Refusals that say that the colleague named cannot take the session."""


@dataclass(frozen=True, slots=True)
class Granted:
    """The session is where it was to be."""


@dataclass(frozen=True, slots=True)
class OnceMore:
    """The same wish is legal from where the session really is."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing more can be done without a person."""

    reason: FailureReason


Decision = Granted | OnceMore | Refused


def needs_the_state(reason: FailureReason) -> bool:
    """Return whether a refusal can be understood by reading the state."""
    return reason in STATE_REASONS


def is_unfit_servicer(reason: FailureReason) -> bool:
    """Return whether a refusal was for the colleague named."""
    return reason in SERVICER_REASONS


def decide(
    to_state: ServiceState,
    servicer: str,
    reason: FailureReason,
    standing: SessionStanding,
) -> Decision:
    """Return what becomes of a wish that was refused for the session's state.

    `servicer` is the colleague whom a person chose, empty for none.
    """
    if to_state is ServiceState.ENDED and reason.code == ENDED_ALREADY:
        return Granted()
    if standing.state is to_state and servicer in ("", standing.servicer_userid):
        return Granted()
    if to_state in legal_next(standing.state):
        return OnceMore()
    return Refused(reason)


def next_servicer(
    servicers: Iterable[Servicer], unfit: frozenset[str]
) -> Servicer | None:
    """Return a colleague who serves now and has not been refused, None for nobody."""
    fit = (
        one
        for one in servicers
        if one.userid and one.serving and one.userid not in unfit
    )
    return next(fit, None)


def truth_about(
    state: ServiceState, *, window_open: bool, rejected: bool
) -> FailureReason | None:
    """Return why an answer was refused, None where the state does not explain it.

    WeCom answers one code for a colleague's session, an ended one and 48 hours
    (doc 94677); an agent is told which of them it was.
    """
    if state is ServiceState.SERVICER:
        return LocalFailure.COLLEAGUE_HAS_SESSION.reason
    if rejected:
        return LocalFailure.CUSTOMER_REFUSED.reason
    if not window_open:
        return LocalFailure.WINDOW_CLOSED.reason
    return None if can_send(state) else LocalFailure.STATE_FORBIDS.reason
