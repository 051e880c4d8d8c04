"""The life of an outgoing message: every arrow, and no other (architecture §3)."""

from itertools import product

import pytest

from desktop.models.send_state import (
    HOLDS_THE_QUEUE,
    IllegalTransitionError,
    SendState,
    advance,
    may_become,
)

ARROWS = {
    ("saving", "queued"),
    ("queued", "sending"),
    ("queued", "failed"),
    ("queued", "discarded"),
    ("queued", "unconfirmed"),
    ("sending", "accepted"),
    ("sending", "failed"),
    ("sending", "unconfirmed"),
    ("sending", "queued"),
    ("accepted", "failed"),
    ("failed", "queued"),
    ("failed", "discarded"),
    ("unconfirmed", "accepted"),
    ("unconfirmed", "failed"),
    ("unconfirmed", "queued"),
}


@pytest.mark.parametrize(("state", "target"), list(product(SendState, SendState)))
def test_the_machine_has_exactly_the_arrows_of_the_plan(
    state: SendState, target: SendState
) -> None:
    legal = (state.value, target.value) in ARROWS
    assert may_become(state, target) is legal
    if legal:
        assert advance(state, target) is target
        return
    with pytest.raises(IllegalTransitionError) as caught:
        advance(state, target)
    assert state.value in str(caught.value)
    assert target.value in str(caught.value)


def test_what_was_requested_can_never_be_taken_back() -> None:
    requested = (SendState.SENDING, SendState.ACCEPTED, SendState.UNCONFIRMED)
    assert not any(may_become(state, SendState.DISCARDED) for state in requested)


def test_failures_and_doubts_hold_what_waits_behind_them() -> None:
    assert {SendState.FAILED, SendState.UNCONFIRMED} == HOLDS_THE_QUEUE
