"""What a long outage may cost, and a failure that is told while a repeat waits."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.services.engine.verdicts import LONGEST_PAUSE, Again, judge
from desktop.services.storage import message_fate, outbox_store, outgoing
from desktop.services.wecom.errors import SlowDown, WeComError, local
from tests.building import DESK, World, make_world

TOO_FAST = SlowDown(FailureReason(FailureSource.ERRCODE, 45009))
LOST = local(LocalFailure.CONNECTION_LOST, may_have_been_carried_out=True)
NO_NETWORK = local(LocalFailure.NETWORK_DOWN)


def outage(error: WeComError, answers: int) -> Again:
    """Return the last verdict of so many answers of one kind in a row."""
    told = Again(timedelta(0), False, 0)
    for _ in range(answers):
        verdict = judge(
            error,
            attempts=told.attempts + 1,
            doubtful_before=False,
            first_rejections=frozenset(),
            jitter=0.5,
        )
        assert isinstance(verdict, Again)
        told = verdict
    return told


@pytest.mark.parametrize("error", [TOO_FAST, NO_NETWORK])
def test_attempts_that_wecom_never_saw_leave_the_repeats_untouched(error: WeComError):
    after = outage(error, answers=500)
    assert not after.doubtful
    lost = judge(
        LOST,
        attempts=after.attempts + 1,
        doubtful_before=False,
        first_rejections=frozenset(),
        jitter=0.5,
    )
    assert isinstance(lost, Again)
    assert lost.doubtful


def test_a_dead_network_is_asked_ever_more_seldom_but_within_a_minute():
    first, last = outage(NO_NETWORK, answers=1), outage(NO_NETWORK, answers=500)
    assert first.after < last.after <= min(timedelta(minutes=1), LONGEST_PAUSE)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A database with a corp, accounts and an operator."""
    made = make_world(tmp_path)
    yield made
    made.close()


def test_a_failure_told_while_a_repeat_waits_settles_it(world: World):
    message_id = world.answer(world.say("在吗"), "在的")
    (job,) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=1
    )
    world.write(lambda one: outbox_store.begin(one, job, b"{}", now=world.now))
    world.write(
        lambda one: outbox_store.conclude(
            one, job, SendState.UNCONFIRMED, LOST.reason, now=world.now
        )
    )
    world.write(
        lambda one: outgoing.resend_unconfirmed(
            one, message_id, initiator=DESK, now=world.now
        )
    )
    world.write(
        lambda one: message_fate.fail_after_acceptance(
            one,
            world.accounts[0].id,
            job.msgid,
            FailureReason(FailureSource.FAIL_TYPE, 10),
            now=world.now,
        )
    )
    assert world.message(message_id).state is SendState.FAILED
    assert world.number("SELECT count(*) FROM outbox") == 0
