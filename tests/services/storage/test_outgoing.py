"""Answers in the outbox: order, holding, retries, pips (architecture §3)."""

from datetime import timedelta

import pytest

from desktop.models import content as kinds
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.message import Origin
from desktop.models.send_state import IllegalTransitionError, SendState
from desktop.models.service_state import ServiceState
from desktop.services.storage import desk_store, draft_store, outbox_store, outgoing
from desktop.services.storage.draft_store import Draft
from desktop.services.storage.outbox_store import Circumstances, OutboxJob
from tests.building import DESK, START, World, entry, event

REFUSED = FailureReason(FailureSource.ERRCODE, 95018)


def due(world: World, *busy: int) -> list[OutboxJob]:
    return outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(busy), limit=8
    )


def begin(world: World, body: bytes = b"{}") -> OutboxJob:
    """Begin the first job that is due."""
    (job, *_) = due(world)
    assert world.write(lambda one: outbox_store.begin(one, job, body, now=world.now))
    return job


def circumstances(world: World, job: OutboxJob) -> Circumstances:
    facts = outbox_store.circumstances(world.connection, job.id, job.conversation_id)
    assert facts is not None
    return facts


def settle(
    world: World, job: OutboxJob, state: SendState, failure: FailureReason | None = None
) -> bool:
    return world.write(
        lambda one: outbox_store.conclude(one, job, state, failure, now=world.now)
    )


def deliver(world: World, state: SendState = SendState.ACCEPTED) -> OutboxJob:
    failure = None if state is SendState.ACCEPTED else REFUSED
    job = begin(world)
    assert settle(world, job, state, failure)
    return job


def states(world: World) -> list[SendState | None]:
    messages = world.messages(world.conversation().id)
    return [one.state for one in messages if one.origin is Origin.OPERATOR]


def outbox(world: World) -> list[tuple[object, ...]]:
    return world.connection.execute(
        "SELECT message_id, state FROM outbox ORDER BY message_id"
    ).fetchall()


# Writing


def test_an_answer_is_stored_whole_and_takes_the_conversation(world: World) -> None:
    conversation = world.say("您好")
    world.write(
        lambda one: draft_store.keep_text(
            one, Draft.ANSWER, conversation.id, "typed", initiator=DESK, now=world.now
        )
    )
    first = world.answer(conversation, "第一段", "第二段")
    summary = world.conversation()
    assert summary.assigned_to == world.operator.id
    assert summary.waiting_since is None
    assert summary.draft == ""
    assert summary.allowance.pips_left == 3
    assert summary.preview is not None
    assert (summary.preview.text, summary.preview.sender, summary.preview.state) == (
        "第二段", "周晓", SendState.QUEUED,
    )  # fmt: skip
    assert outbox(world) == [(first, "queued"), (first + 1, "queued")]
    messages = world.messages(summary.id)
    assert [message.id for message in messages[1:]] == [first, first + 1]
    assert summary.position == messages[-1].position


def test_a_conversation_that_is_somebodys_stays_theirs(world: World) -> None:
    conversation = world.say("您好")
    world.connection.execute("INSERT INTO operator(name, role) VALUES ('李', 'agent')")
    world.write(
        lambda one: desk_store.assign(
            one, conversation.id, 2, by=1, initiator=DESK, now=world.now
        )
    )
    world.answer(conversation, "好")
    assert world.conversation().assigned_to == 2


def test_an_answer_stands_below_everything_that_was_there(world: World) -> None:
    world.take_in(entry("from the future", seconds=500))
    conversation = world.conversation()
    world.answer(conversation, "a", "b")
    words = [one.content for one in world.messages(conversation.id)]
    assert words == [kinds.Text(one) for one in ("from the future", "a", "b")]


# Order


def test_one_message_of_a_conversation_is_due_at_a_time_in_order(world: World) -> None:
    anna, bob = world.say("a"), world.say("b", customer="wm-bob")
    world.answer(anna, "1", "2")
    world.answer(bob, "3")
    jobs = due(world)
    assert [job.content for job in jobs] == [kinds.Text("1"), kinds.Text("3")]
    assert [job.content for job in due(world, anna.id)] == [kinds.Text("3")]
    settle(world, begin(world), SendState.ACCEPTED)
    assert kinds.Text("2") in [job.content for job in due(world)]


def test_a_message_that_waits_for_its_repeat_is_not_overtaken(world: World) -> None:
    world.answer(world.say("a"), "1", "2")
    job = begin(world)
    later = world.now + 5_000
    world.write(
        lambda one: outbox_store.try_again(
            one, job, doubtful=True, attempts=1, due_at=later
        )
    )
    assert due(world) == []
    world.clock.advance(timedelta(seconds=5))
    (again,) = due(world)
    assert (again.message_id, again.begun, again.doubtful) == (
        job.message_id, True, True,
    )  # fmt: skip


def test_a_repeat_has_the_body_of_the_first_attempt(world: World) -> None:
    world.answer(world.say("a"), "1")
    body = '{"text":"原样 bytes"}'.encode()
    begin(world, body)
    (job,) = due(world)
    assert job.body == body
    assert job.attempts == 1


def test_a_message_taken_back_meanwhile_is_not_begun(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    (job,) = due(world)
    world.write(lambda one: outgoing.discard(one, first, now=world.now))
    assert not world.write(
        lambda one: outbox_store.begin(one, job, b"{}", now=world.now)
    )
    assert states(world) == [SendState.DISCARDED]


# Failing and holding


@pytest.mark.parametrize("state", [SendState.FAILED, SendState.UNCONFIRMED])
def test_after_a_failure_the_rest_is_held_and_new_words_too(
    world: World, state: SendState
) -> None:
    conversation = world.say("a")
    first = world.answer(conversation, "1", "2")
    deliver(world, state)
    assert due(world) == []
    assert world.conversation().held
    third = world.answer(world.conversation(), "3")
    assert outbox(world) == [(first + 1, "held"), (third, "held")]
    assert due(world) == []


def test_a_failure_holds_no_other_conversation(world: World) -> None:
    anna, bob = world.say("a"), world.say("b", customer="wm-bob")
    world.answer(anna, "1", "2")
    world.answer(bob, "3")
    deliver(world, SendState.FAILED)
    assert [job.conversation_id for job in due(world)] == [bob.id]


def test_what_was_held_goes_in_order_when_it_is_let_go(world: World) -> None:
    conversation = world.say("a")
    world.answer(conversation, "1", "2", "3")
    deliver(world, SendState.FAILED)
    world.write(
        lambda one: outgoing.release(
            one, conversation.id, initiator=DESK, now=world.now
        )
    )
    assert not world.conversation().held
    sent = [deliver(world).content for _ in range(2)]
    assert sent == [kinds.Text("2"), kinds.Text("3")]
    assert due(world) == []


def test_a_failed_message_tried_again_is_a_new_one_before_the_others(
    world: World,
) -> None:
    first = world.answer(world.say("a"), "1", "2")
    old = deliver(world, SendState.FAILED)
    world.write(
        lambda one: outgoing.retry(one, first, "out-new", initiator=DESK, now=world.now)
    )
    (job,) = due(world)
    assert (job.message_id, job.msgid) == (first, "out-new")
    assert job.msgid != old.msgid
    assert (job.body, job.attempts, job.doubtful, job.begun) == (None, 0, False, False)
    assert [deliver(world).content, deliver(world).content] == [
        kinds.Text("1"), kinds.Text("2"),
    ]  # fmt: skip
    assert states(world) == [SendState.ACCEPTED] * 2
    assert world.message(first).failure is None


def test_an_unconfirmed_message_is_repeated_with_its_own_msgid(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    old = deliver(world, SendState.UNCONFIRMED)
    world.write(
        lambda one: outgoing.resend_unconfirmed(
            one, first, initiator=DESK, now=world.now
        )
    )
    (job,) = due(world)
    assert (job.msgid, job.doubtful, job.begun) == (old.msgid, True, False)


def test_an_unconfirmed_message_known_to_have_come_lets_the_others_go(
    world: World,
) -> None:
    first = world.answer(world.say("a"), "1", "2")
    deliver(world, SendState.UNCONFIRMED)
    world.write(
        lambda one: outgoing.mark_delivered(one, first, initiator=DESK, now=world.now)
    )
    assert states(world) == [SendState.ACCEPTED, SendState.QUEUED]
    assert [job.message_id for job in due(world)] == [first + 1]


def test_a_failed_message_can_be_put_away(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    deliver(world, SendState.FAILED)
    world.write(lambda one: outgoing.discard(one, first, now=world.now))
    assert states(world) == [SendState.DISCARDED]
    assert outbox(world) == []


@pytest.mark.parametrize("state", [None, SendState.ACCEPTED, SendState.UNCONFIRMED])
def test_what_was_requested_cannot_be_taken_back_and_nothing_changes(
    world: World, state: SendState | None
) -> None:
    first = world.answer(world.say("a"), "1", "2")
    job = begin(world)
    if state is not None:
        settle(world, job, state, REFUSED)
    before = {name: world.rows(name) for name in ("message", "outbox", "change")}
    with pytest.raises(IllegalTransitionError):
        world.write(lambda one: outgoing.discard(one, first, now=world.now))
    assert {name: world.rows(name) for name in before} == before


def test_a_second_click_on_retry_changes_nothing(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    deliver(world, SendState.FAILED)
    again = {"initiator": DESK}
    world.write(lambda one: outgoing.retry(one, first, "n1", now=world.now, **again))
    before = {name: world.rows(name) for name in ("message", "outbox", "change")}
    with pytest.raises(IllegalTransitionError):
        world.write(
            lambda one: outgoing.retry(one, first, "n2", now=world.now, **again)
        )
    assert {name: world.rows(name) for name in before} == before


# msg_send_fail, before and after the answer


def fail_event(world: World, msgid: str) -> None:
    world.take_in(event(kinds.SendFailed(msgid, 10), seconds=2))


def test_a_failure_told_after_acceptance_fails_and_holds(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    job = deliver(world)
    world.answer(world.conversation(), "2")
    fail_event(world, job.msgid)
    message = world.message(first)
    assert message.state is SendState.FAILED
    assert message.failure == FailureReason(FailureSource.FAIL_TYPE, 10)
    assert world.conversation().held


def test_a_failure_told_before_the_answer_stands(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    job = begin(world)
    fail_event(world, job.msgid)
    assert world.message(first).state is SendState.FAILED
    assert not settle(world, job, SendState.ACCEPTED)
    assert world.message(first).state is SendState.FAILED
    assert outbox(world) == []


def test_a_failure_told_of_an_unconfirmed_message_settles_it(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    job = deliver(world, SendState.UNCONFIRMED)
    fail_event(world, job.msgid)
    assert world.message(first).state is SendState.FAILED


@pytest.mark.parametrize("msgid", ["nobody-knows", "in-1"])
def test_a_failure_of_a_message_that_is_not_ours_is_only_kept(
    world: World, msgid: str
) -> None:
    world.take_in(entry("a", msgid="in-1"))
    world.answer(world.conversation(), "1")
    fail_event(world, msgid)
    assert states(world) == [SendState.QUEUED]


def test_a_failure_told_twice_is_applied_once(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    job = deliver(world)
    fail_event(world, job.msgid)
    world.write(
        lambda one: outgoing.retry(one, first, "new", initiator=DESK, now=world.now)
    )
    fail_event(world, job.msgid)
    assert states(world) == [SendState.QUEUED]


# Waiting


def test_a_customer_waits_again_when_the_answer_failed(world: World) -> None:
    conversation = world.say("a")
    first = world.answer(conversation, "1")
    assert world.conversation().waiting_since is None
    deliver(world, SendState.FAILED)
    assert world.conversation().waiting_since == START
    world.write(
        lambda one: outgoing.retry(one, first, "new", initiator=DESK, now=world.now)
    )
    assert world.conversation().waiting_since is None
    deliver(world)
    assert world.conversation().waiting_since is None


def test_a_customer_waits_again_when_the_only_answer_never_came(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    deliver(world)
    fail_event(world, world.message(first).msgid)
    assert world.conversation().waiting_since == START


def test_a_customer_with_another_answer_on_its_way_does_not_wait(world: World) -> None:
    first = world.answer(world.say("a"), "1", "2")
    deliver(world)
    fail_event(world, world.message(first).msgid)
    assert world.conversation().waiting_since is None


def test_a_doubtful_answer_is_taken_for_an_answer(world: World) -> None:
    world.answer(world.say("a"), "1")
    deliver(world, SendState.UNCONFIRMED)
    assert world.conversation().waiting_since is None


def test_an_accepted_answer_puts_the_session_with_us(world: World) -> None:
    world.answer(world.say("a"), "1")
    deliver(world)
    assert world.conversation().service_state is ServiceState.ASSISTANT


# Pips


@pytest.mark.parametrize(
    ("state", "left"),
    [
        (SendState.ACCEPTED, 3),
        (SendState.UNCONFIRMED, 3),
        (SendState.FAILED, 4),
    ],
)
def test_a_pip_is_spent_unless_the_message_failed_for_sure(
    world: World, state: SendState, left: int
) -> None:
    world.answer(world.say("a"), "1", "2")
    assert world.conversation().allowance.pips_left == 3
    deliver(world, state)
    assert world.conversation().allowance.pips_left == left


def test_the_customers_next_words_give_all_five_back(world: World) -> None:
    world.answer(world.say("a"), "1", "2", "3")
    for _ in range(3):
        world.clock.advance(timedelta(seconds=1))
        deliver(world)
    world.clock.advance(timedelta(seconds=5))
    assert world.say("b").allowance.pips_left == 5


def test_a_held_message_that_leaves_later_spends_a_pip_of_then(world: World) -> None:
    conversation = world.say("a")
    world.answer(conversation, "1", "2")
    deliver(world, SendState.FAILED)
    world.clock.advance(timedelta(hours=3))
    world.say("b")
    world.write(
        lambda one: outgoing.release(
            one, conversation.id, initiator=DESK, now=world.now
        )
    )
    deliver(world)
    assert world.conversation().allowance.pips_left == 4


def test_a_retry_after_the_customers_next_words_spends_a_pip(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    deliver(world, SendState.FAILED)
    world.clock.advance(timedelta(hours=3))
    world.say("b")
    world.write(
        lambda one: outgoing.retry(one, first, "new", initiator=DESK, now=world.now)
    )
    deliver(world)
    assert world.conversation().allowance.pips_left == 4


def test_a_pip_is_spent_though_our_clock_is_behind(world: World) -> None:
    world.take_in(entry("a", seconds=40))
    world.answer(world.conversation(), "1")
    deliver(world)
    assert world.conversation().allowance.pips_left == 4


def test_the_check_before_sending_does_not_count_the_message_itself(
    world: World,
) -> None:
    world.answer(world.say("a"), *"12345")
    for spent in range(5):
        (job,) = due(world)
        facts = circumstances(world, job)
        assert facts.allowance.spent == spent
        deliver(world)
    assert world.conversation().allowance.pips_left == 0


def test_words_that_nobody_had_seen_are_noticed(world: World) -> None:
    conversation = world.say("a")
    world.answer(conversation, "1", seen_through=conversation.position)
    (job,) = due(world)
    assert not circumstances(world, job).unseen
    world.take_in(entry("b", seconds=1))
    assert circumstances(world, job).unseen


def test_words_older_than_our_answer_are_noticed_too_when_they_come_late(
    world: World,
) -> None:
    conversation = world.say("a")
    world.clock.advance(timedelta(seconds=30))
    world.answer(conversation, "1")
    answered = world.conversation()
    world.answer(answered, "2", seen_through=answered.position)
    world.take_in(entry("meanwhile", seconds=10))
    deliver(world)
    (job,) = due(world)
    assert circumstances(world, job).unseen


def test_a_message_that_is_gone_is_not_judged(world: World) -> None:
    first = world.answer(world.say("a"), "1")
    (job,) = due(world)
    world.write(lambda one: outgoing.discard(one, first, now=world.now))
    assert (
        outbox_store.circumstances(world.connection, job.id, job.conversation_id)
        is None
    )


# What a corp has answered to first attempts


def test_codes_of_first_attempts_are_remembered_for_their_corp(world: World) -> None:
    for _ in range(2):
        world.write(
            lambda one: outbox_store.note_first_rejection(one, world.corp_id, 40058)
        )
    known = outbox_store.first_rejections(world.connection, world.corp_id)
    assert known == {40058}
    assert outbox_store.first_rejections(world.connection, 99) == frozenset()
