"""What an answer proves about a message: every case, as a table."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.services.engine.verdicts import (
    GENERIC_REJECTION,
    LONGEST_PAUSE,
    MOST_DOUBTFUL_ATTEMPTS,
    Again,
    Concluded,
    Verdict,
    judge,
)
from desktop.services.wecom.errors import SlowDown, WeComError, local, refusal

OWN_DUPLICATE = 95033
"""What the sandbox invents for a used msgid; in no published table."""
ACCEPTED = Concluded(SendState.ACCEPTED)


def errcode(code: int) -> FailureReason:
    return FailureReason(FailureSource.ERRCODE, code)


def lost(failure: LocalFailure = LocalFailure.CONNECTION_LOST) -> WeComError:
    return local(failure, may_have_been_carried_out=True)


def verdict(
    error: WeComError | None,
    *,
    attempts: int = 1,
    doubtful: bool = False,
    known: frozenset[int] = frozenset(),
) -> Verdict:
    return judge(
        error,
        attempts=attempts,
        doubtful_before=doubtful,
        first_rejections=known,
        jitter=0.5,
    )


@pytest.mark.parametrize("doubtful", [True, False])
@pytest.mark.parametrize("attempts", [1, 2, 50])
def test_a_yes_is_a_yes(doubtful: bool, attempts: int) -> None:
    assert verdict(None, doubtful=doubtful, attempts=attempts) == ACCEPTED


@pytest.mark.parametrize(
    "code", [95001, 95002, 95018, 95000, 40096, 40007, 45002, 40058, 60020, 48002]
)
def test_a_refusal_of_what_cannot_have_been_carried_out_is_certain(code: int) -> None:
    expected = Concluded(SendState.FAILED, errcode(code), first_rejection=code)
    assert verdict(refusal(code)) == expected
    assert verdict(refusal(code), attempts=9) == expected


def test_what_we_refuse_ourselves_is_certain_and_teaches_nothing() -> None:
    error = local(LocalFailure.TEXT_TOO_LONG)
    expected = Concluded(SendState.FAILED, LocalFailure.TEXT_TOO_LONG.reason)
    assert verdict(error) == expected


@pytest.mark.parametrize(
    "error",
    [
        lost(),
        lost(LocalFailure.TIMED_OUT),
        lost(LocalFailure.SERVER_FAILED),
        lost(LocalFailure.UNEXPECTED_ANSWER),
        refusal(-1),
    ],
    ids=str,
)
@pytest.mark.parametrize("doubtful", [True, False])
def test_a_lost_answer_is_asked_for_again_and_then_nobody_knows(
    error: WeComError, doubtful: bool
) -> None:
    again = verdict(error, attempts=MOST_DOUBTFUL_ATTEMPTS - 1, doubtful=doubtful)
    assert isinstance(again, Again)
    assert again.doubtful
    last = verdict(error, attempts=MOST_DOUBTFUL_ATTEMPTS, doubtful=doubtful)
    assert last == Concluded(SendState.UNCONFIRMED, error.reason)


@pytest.mark.parametrize("doubtful", [True, False])
@pytest.mark.parametrize(
    "error", [local(LocalFailure.NETWORK_DOWN), refusal(42001), refusal(45033)], ids=str
)
def test_what_wecom_did_not_take_is_tried_again_without_end(
    error: WeComError, doubtful: bool
) -> None:
    for attempts in (1, MOST_DOUBTFUL_ATTEMPTS, 500):
        again = verdict(error, attempts=attempts, doubtful=doubtful)
        assert isinstance(again, Again)
        assert again.doubtful is doubtful


def test_an_hour_without_network_leaves_all_repeats_of_a_lost_answer() -> None:
    attempts = 0
    for _ in range(200):
        again = verdict(local(LocalFailure.NETWORK_DOWN), attempts=attempts + 1)
        assert isinstance(again, Again)
        attempts = again.attempts
    again = verdict(lost(), attempts=attempts + 1)
    assert isinstance(again, Again)
    assert again.attempts < MOST_DOUBTFUL_ATTEMPTS - 3


def test_a_limit_is_waited_for_as_long_as_it_says() -> None:
    error = SlowDown(errcode(45009), retry_after=timedelta(seconds=60))
    again = verdict(error)
    assert isinstance(again, Again)
    assert timedelta(seconds=60) <= again.after <= timedelta(seconds=75)
    assert again.attempts == 0


REPEATS: tuple[tuple[str, int, frozenset[int], SendState], ...] = (
    # own: a code that no documented reason explains says that the msgid was used
    ("own", OWN_DUPLICATE, frozenset(), SendState.ACCEPTED),
    ("own, seen on a first attempt", OWN_DUPLICATE, frozenset({OWN_DUPLICATE}),
     SendState.UNCONFIRMED),
    # generic: the body was checked here, so 40058 can only mean the msgid
    ("generic", GENERIC_REJECTION, frozenset(), SendState.ACCEPTED),
    ("generic, seen on a first attempt", GENERIC_REJECTION, frozenset({40058}),
     SendState.UNCONFIRMED),
    # late: the allowance and the state are checked before the msgid
    ("late, allowance", 95001, frozenset(), SendState.UNCONFIRMED),
    ("late, window", 95002, frozenset(), SendState.UNCONFIRMED),
    ("late, state", 95018, frozenset(), SendState.UNCONFIRMED),
    ("late, account", 95004, frozenset(), SendState.UNCONFIRMED),
    ("another code was learnt", OWN_DUPLICATE, frozenset({95001}), SendState.ACCEPTED),
)  # fmt: skip


@pytest.mark.parametrize(("code", "known", "state"), [row[1:] for row in REPEATS],
                         ids=[row[0] for row in REPEATS])  # fmt: skip
def test_a_refusal_of_a_repeat_is_never_a_failure(
    code: int, known: frozenset[int], state: SendState
) -> None:
    found = verdict(refusal(code), attempts=2, doubtful=True, known=known)
    reason = None if state is SendState.ACCEPTED else errcode(code)
    assert found == Concluded(state, reason)


def test_the_fourth_variant_answers_a_repeat_with_yes() -> None:
    assert verdict(None, attempts=2, doubtful=True) == ACCEPTED


@given(
    code=st.integers(-1, 100_000),
    attempts=st.integers(1, 60),
    known=st.frozensets(st.integers(40_000, 96_000)),
)
def test_a_doubtful_message_never_fails_and_a_sure_one_is_never_doubted(
    code: int, attempts: int, known: frozenset[int]
) -> None:
    error = refusal(code) if code else None
    doubted = verdict(error, attempts=attempts, doubtful=True, known=known)
    assert getattr(doubted, "state", None) is not SendState.FAILED
    sure = verdict(error, attempts=attempts, known=known)
    if code != -1:
        assert getattr(sure, "state", None) is not SendState.UNCONFIRMED
        assert getattr(sure, "doubtful", False) is False


@given(attempts=st.integers(1, 10_000), jitter=st.floats(0, 1))
def test_pauses_grow_and_stay_within_reason(attempts: int, jitter: float) -> None:
    again = judge(
        local(LocalFailure.NETWORK_DOWN),
        attempts=attempts,
        doubtful_before=False,
        first_rejections=frozenset(),
        jitter=jitter,
    )
    assert isinstance(again, Again)
    assert timedelta(seconds=0.3) <= again.after <= LONGEST_PAUSE
