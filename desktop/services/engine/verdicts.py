"""What an answer to send_msg proves about the message: the heart of exactly once.

The order of WeCom's checks is not published, nor the code for a used msgid. So:

* A rejection of an attempt before which nothing can have been carried out is
  certain: the message has failed.
* A repeat is only ever judged "accepted" or "nobody knows". It is accepted on 0 and
  on an answer that can mean "this msgid was used": the generic 40058 (the body was
  checked here before the first attempt, so it is not malformed), or a code that no
  documented reason explains. A code that this corp has given to a first attempt
  cannot mean that.
"""

from dataclasses import dataclass
from datetime import timedelta

from desktop.models.explanations import is_documented
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.send_state import SendState
from desktop.services.wecom.errors import RetryLater, SlowDown, TokenRefused, WeComError

GENERIC_REJECTION = 40058
MOST_DOUBTFUL_ATTEMPTS = 12
"""Repeats of a request that may have been carried out, some ten minutes in all."""
MOST_CERTAIN_ATTEMPTS = 6
"""How far attempts that WeCom certainly did not see lengthen the pauses.

They never use up the repeats: after an hour without a network the first lost answer
is asked about again like any other.
"""
LONGEST_PAUSE = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Concluded:
    """The fate is known, or known to be unknowable."""

    state: SendState
    failure: FailureReason | None = None
    first_rejection: int | None = None
    """The errcode of a first attempt, to be remembered for the corp."""


@dataclass(frozen=True, slots=True)
class Again:
    """The same request is to be made once more."""

    after: timedelta
    doubtful: bool
    """Whether any attempt so far may have been carried out."""
    attempts: int
    """Attempts to be counted from now on."""


Verdict = Concluded | Again


def judge(
    error: WeComError | None,
    *,
    attempts: int,
    doubtful_before: bool,
    first_rejections: frozenset[int],
    jitter: float,
) -> Verdict:
    """Return what the answer to attempt number `attempts` (from 1) proves.

    `doubtful_before` tells whether an earlier attempt may have been carried out;
    `jitter` lies in 0 to 1.
    """
    if error is None:
        return Concluded(SendState.ACCEPTED)
    if error.request_may_have_been_carried_out:
        if attempts >= MOST_DOUBTFUL_ATTEMPTS:
            return Concluded(SendState.UNCONFIRMED, error.reason)
        return Again(_pause(attempts, jitter), True, attempts)
    if isinstance(error, SlowDown):
        pause = error.retry_after * (1 + jitter / 4)
        return Again(pause, doubtful_before, attempts - 1)
    if isinstance(error, RetryLater | TokenRefused):
        counted = max(attempts - 1, min(attempts, MOST_CERTAIN_ATTEMPTS))
        return Again(_pause(attempts, jitter), doubtful_before, counted)
    return _rejected(error.reason, doubtful_before, first_rejections)


def means_used_msgid(errcode: int, first_rejections: frozenset[int]) -> bool:
    """Return whether a repeat that got this code can have been carried out before."""
    if errcode in first_rejections:
        return False
    return errcode == GENERIC_REJECTION or not is_documented(errcode)


def _rejected(
    reason: FailureReason, doubtful_before: bool, first_rejections: frozenset[int]
) -> Concluded:
    known_code = reason.code if reason.source is FailureSource.ERRCODE else None
    if not doubtful_before:
        return Concluded(SendState.FAILED, reason, known_code)
    if known_code is not None and means_used_msgid(known_code, first_rejections):
        return Concluded(SendState.ACCEPTED)
    return Concluded(SendState.UNCONFIRMED, reason)


def _pause(attempts: int, jitter: float) -> timedelta:
    seconds = 0.4 * 2 ** min(attempts - 1, 10) * (0.75 + jitter / 2)
    return min(timedelta(seconds=seconds), LONGEST_PAUSE)
