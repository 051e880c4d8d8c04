"""A job that was read is of its message alone, whatever happened to it since."""

from datetime import timedelta

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.storage import (
    desk_store,
    engine_store,
    message_fate,
    outbox_store,
    outgoing,
)
from desktop.services.storage.outbox_store import OutboxJob
from tests.building import DESK, World

FAILURE = FailureReason(FailureSource.FAIL_TYPE, 4)


def due(world: World) -> OutboxJob:
    (job, *_) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=8
    )
    return job


def begin(world: World, job: OutboxJob, body: bytes = b"{}") -> bool:
    return world.write(lambda one: outbox_store.begin(one, job, body, now=world.now))


def test_an_answer_that_was_taken_back_never_goes_out_in_anothers_place(
    world: World,
) -> None:
    conversation = world.say("您好")
    first = world.answer(conversation, "发错了")
    stale = due(world)
    world.write(lambda one: outgoing.discard(one, first, now=world.now))
    second = world.answer(conversation, "您好，在的")

    assert (
        outbox_store.circumstances(world.connection, stale.id, stale.conversation_id)
        is None
    )
    assert not begin(world, stale, b'"the wrong words"')
    assert world.message(first).state is SendState.DISCARDED
    assert world.message(second).state is SendState.QUEUED
    assert due(world).body is None


def test_a_late_time_out_makes_no_doubt_about_the_answer_after_it(
    world: World,
) -> None:
    conversation = world.say("您好")
    first = world.answer(conversation, "在的")
    stale = due(world)
    assert begin(world, stale)
    # msg_send_fail comes before the answer, and a person retries at once
    message_fate.fail_after_acceptance(
        world.connection, stale.account_id, stale.msgid, FAILURE, now=world.now
    )
    world.write(
        lambda one: outgoing.retry(one, first, "another", initiator=DESK, now=world.now)
    )
    world.write(
        lambda one: outbox_store.try_again(
            one, stale, doubtful=True, attempts=1, due_at=world.now
        )
    )
    anew = due(world)
    assert anew.msgid == "another"
    assert not anew.doubtful
    assert not world.write(
        lambda one: outbox_store.conclude(
            one, stale, SendState.FAILED, FAILURE, now=world.now
        )
    )
    assert world.message(first).state is SendState.QUEUED


def test_a_wish_that_is_granted_does_not_take_the_next_one_with_it(
    world: World,
) -> None:
    conversation = world.say("您好")

    def wish(state: ServiceState) -> None:
        world.write(
            lambda one: desk_store.request_state(
                one,
                conversation.id,
                state,
                by=world.operator.id,
                initiator=DESK,
                now=world.now,
            )
        )

    wish(ServiceState.ASSISTANT)
    (granted,) = engine_store.state_requests(world.connection, now=world.now)
    wish(ServiceState.ENDED)
    world.write(lambda one: engine_store.state_granted(one, granted, now=world.now))
    (left,) = engine_store.state_requests(world.connection, now=world.now)
    assert left.to_state is ServiceState.ENDED


def test_a_clock_that_goes_back_holds_no_answer_up(world: World) -> None:
    world.answer(world.say("您好"), "在的")
    world.clock.jump(world.clock.now() - timedelta(days=1))
    assert due(world).attempts == 0


def test_the_next_look_is_for_what_nobody_sends_yet(world: World) -> None:
    conversation = world.say("您好")
    world.answer(conversation, "在的", "请稍等")
    job = due(world)
    now = world.now

    def pause(busy: int | None = None) -> int | None:
        taken = frozenset() if busy is None else frozenset({busy})
        return outbox_store.next_due(world.connection, now=world.now, busy=taken)

    assert pause() == now
    assert pause(conversation.id) is None
    assert begin(world, job)
    world.write(
        lambda one: outbox_store.try_again(
            one, job, doubtful=True, attempts=1, due_at=now + 9_000
        )
    )
    # the second waits for the first: it is no reason to look again and again
    assert pause() == now + 9_000


def test_a_repeat_that_is_taken_back_leaves_the_doubt(world: World) -> None:
    conversation = world.say("您好")
    first = world.answer(conversation, "在的")
    behind = world.answer(conversation, "请讲")
    job = due(world)
    assert begin(world, job)
    world.write(
        lambda one: outbox_store.conclude(
            one, job, SendState.UNCONFIRMED, FAILURE, now=world.now
        )
    )
    world.write(
        lambda one: outgoing.resend_unconfirmed(
            one, first, initiator=DESK, now=world.now
        )
    )
    world.write(lambda one: outgoing.discard(one, first, now=world.now))
    assert world.message(first).state is SendState.UNCONFIRMED
    # it may have arrived: its pip stays spent, and what waits behind it is held
    assert world.conversation().allowance.spent == 2
    assert world.conversation().held
    world.write(lambda one: outgoing.discard(one, behind, now=world.now))
    assert world.message(behind).state is SendState.DISCARDED
