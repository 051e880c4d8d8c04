"""What a person decides of a message holds only while it is as the person saw it."""

from collections.abc import Callable

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.send_state import IllegalTransitionError, SendState
from desktop.services.storage import message_fate, outbox_store, outgoing
from desktop.services.storage.connection import Connection
from tests.building import DESK, World

REASON = FailureReason(FailureSource.FAIL_TYPE, 4)
Decision = Callable[[Connection, int, int], None]


def retry(connection: Connection, message_id: int, now: int) -> None:
    outgoing.retry(connection, message_id, "another", initiator=DESK, now=now)


def resend(connection: Connection, message_id: int, now: int) -> None:
    outgoing.resend_unconfirmed(connection, message_id, initiator=DESK, now=now)


def mark(connection: Connection, message_id: int, now: int) -> None:
    outgoing.mark_delivered(connection, message_id, initiator=DESK, now=now)


def message_in(world: World, state: SendState) -> int:
    """An answer that has come to a state in the way of the product."""
    message = world.answer(world.say("您好"), "在的")
    if state is SendState.QUEUED:
        return message
    if state is SendState.DISCARDED:
        world.write(lambda one: outgoing.discard(one, message, now=world.now))
        return message
    (job,) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=8
    )
    world.write(lambda one: outbox_store.begin(one, job, b"{}", now=world.now))
    if state is not SendState.SENDING:
        world.write(
            lambda one: message_fate.settle(one, message, state, REASON, now=world.now)
        )
    return message


@pytest.mark.parametrize(
    ("decision", "holds_for"),
    [
        (retry, SendState.FAILED),
        (resend, SendState.UNCONFIRMED),
        (mark, SendState.UNCONFIRMED),
    ],
)
@pytest.mark.parametrize(
    "state", [state for state in SendState if state is not SendState.SAVING]
)
def test_a_decision_about_another_state_changes_nothing(
    world: World, decision: Decision, holds_for: SendState, state: SendState
) -> None:
    """A new msgid for an unconfirmed one would go out twice; the old one of a failed
    one would be taken for delivered."""
    message = message_in(world, state)
    before = world.message(message), world.rows("outbox")
    if state is holds_for:
        world.write(lambda one: decision(one, message, world.now))
        assert world.message(message).state is not state
        return
    with pytest.raises(IllegalTransitionError):
        world.write(lambda one: decision(one, message, world.now))
    assert (world.message(message), world.rows("outbox")) == before
