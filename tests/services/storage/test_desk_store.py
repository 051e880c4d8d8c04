"""Drafts, reading marks, assignment and wishes of a desk; files as rows."""

from datetime import timedelta

import pytest

from desktop.models import content as kinds
from desktop.models.content import StateMoved
from desktop.models.local_failures import LocalFailure
from desktop.models.message import MediaFile, MediaState
from desktop.models.service_state import ServiceState
from desktop.services.storage import desk_store, draft_store, engine_store, media_store
from desktop.services.storage.draft_store import Draft
from desktop.services.storage.media_store import MediaJob
from tests.building import DESK, START, World, entry

DAY_MS = 24 * 3600 * 1000


def keep(world: World, conversation_id: int, text: str) -> None:
    world.write(
        lambda one: draft_store.keep_text(
            one, Draft.ANSWER, conversation_id, text, initiator=DESK, now=world.now
        )
    )


def changes(world: World) -> list[tuple[object, ...]]:
    return world.connection.execute(
        "SELECT subject, key, parent, initiator FROM change ORDER BY id"
    ).fetchall()


# Drafts


def test_a_draft_is_kept_as_it_was_typed(world: World) -> None:
    conversation = world.say("a")
    keep(world, conversation.id, "第一行\n  第二行 ")
    assert draft_store.text(world.connection, Draft.ANSWER, conversation.id) == (
        "第一行\n  第二行 "
    )
    assert world.conversation().draft == "第一行 第二行"
    keep(world, conversation.id, "")
    assert draft_store.text(world.connection, Draft.ANSWER, conversation.id) == ""
    assert world.number("SELECT count(*) FROM draft") == 0


def test_each_conversation_has_its_own_draft(world: World) -> None:
    anna, bob = world.say("a"), world.say("b", customer="wm-bob")
    keep(world, anna.id, "for anna")
    assert draft_store.text(world.connection, Draft.ANSWER, bob.id) == ""


# Reading marks


def test_reading_counts_what_lies_behind_the_mark(world: World) -> None:
    world.take_in(*(entry("x", seconds=second) for second in range(5)))
    conversation = world.conversation()
    second = world.messages(conversation.id)[1].position

    def mark(through: int) -> int:
        world.write(
            lambda one: desk_store.mark_read(
                one, conversation.id, through, initiator=DESK, now=world.now
            )
        )
        return world.conversation().unread

    assert mark(second) == 3
    assert mark(second - 1) == 3
    assert mark(conversation.position) == 0
    before = len(changes(world))
    assert mark(second) == 0
    assert len(changes(world)) == before


# Assignment and sessions


def test_assignment_is_told_and_written_down(world: World) -> None:
    conversation = world.say("a")
    for wanted in (world.operator.id, None):
        world.write(
            lambda one, wanted=wanted: desk_store.assign(  # type: ignore[misc]
                one, conversation.id, wanted, by=1, initiator=DESK, now=world.now
            )
        )
        assert world.conversation().assigned_to == wanted
        assert changes(world)[-1][0] == "conversation"
    assert world.number("SELECT count(*) FROM audit WHERE action = 'assign'") == 2


def request(world: World, state: ServiceState) -> None:
    conversation = world.conversation()
    world.write(
        lambda one: desk_store.request_state(
            one, conversation.id, state, by=1, initiator=DESK, now=world.now
        )
    )


def test_the_last_wish_for_a_session_counts(world: World) -> None:
    world.say("a")
    request(world, ServiceState.QUEUED)
    request(world, ServiceState.ENDED)
    (wish,) = engine_store.state_requests(world.connection, now=world.now)
    assert wish.to_state is ServiceState.ENDED
    assert wish.operator_name == "周晓"


def test_a_granted_wish_moves_the_session_and_says_who_did_it(world: World) -> None:
    world.say("a")
    request(world, ServiceState.ENDED)
    (wish,) = engine_store.state_requests(world.connection, now=world.now)
    world.write(lambda one: engine_store.state_granted(one, wish, now=world.now))
    summary = world.conversation()
    assert summary.service_state is ServiceState.ENDED
    assert summary.waiting_since is None
    last = world.messages(summary.id)[-1]
    assert last.content == StateMoved(4, "周晓")
    assert last.position == summary.position
    assert summary.preview is not None
    assert summary.preview.text == "a"
    assert engine_store.state_requests(world.connection, now=world.now) == []


def test_a_refused_wish_says_why_and_asks_for_the_truth(world: World) -> None:
    world.say("a")
    request(world, ServiceState.QUEUED)
    (wish,) = engine_store.state_requests(world.connection, now=world.now)
    reason = LocalFailure.NETWORK_DOWN.reason
    world.write(
        lambda one: engine_store.state_refused(one, wish, reason, now=world.now)
    )
    assert world.conversation().state_failure == reason
    (question,) = engine_store.state_questions(world.connection, now=world.now)
    assert question.external_userid == "wm-anna"
    world.write(
        lambda one: engine_store.state_read(
            one, question, ServiceState.SERVICER, "li", now=world.now
        )
    )
    assert world.conversation().service_state is ServiceState.SERVICER
    assert engine_store.state_questions(world.connection, now=world.now) == []


def test_sessions_end_with_the_forty_eighth_hour(world: World) -> None:
    world.say("a")
    world.clock.advance(timedelta(hours=1))
    world.say("b", customer="wm-bob")
    world.clock.advance(timedelta(hours=47))

    def end() -> int:
        return world.write(
            lambda one: engine_store.end_expired(
                one, window_ms=2 * DAY_MS, now=world.now
            )
        )

    assert end() == 0
    world.clock.advance(timedelta(milliseconds=1))
    assert end() == 1
    assert world.conversation().service_state is ServiceState.ENDED
    assert world.conversation("wm-bob").service_state is ServiceState.NEW
    assert end() == 0


# The engine's sign of life


def test_the_engine_tells_of_itself_and_of_the_one_before(world: World) -> None:
    assert engine_store.status(world.connection) is None
    for process, seconds in ((11, 0), (12, 60)):
        world.clock.advance(timedelta(seconds=seconds))
        world.write(
            lambda one, process=process: engine_store.take_over(  # type: ignore[misc]
                one, process, receiving_callbacks=True, now=world.now
            )
        )
        world.write(
            lambda one: engine_store.beat(one, timedelta(seconds=24), now=world.now)
        )
    status = engine_store.status(world.connection)
    assert status is not None
    assert (status.process_id, status.worst_delay) == (12, timedelta(seconds=24))
    assert status.alive(world.clock.now() + timedelta(seconds=9))
    assert not status.alive(world.clock.now() + timedelta(seconds=11))
    assert world.number("SELECT previous_heartbeat_at FROM engine") == (
        int(START.timestamp() * 1000)
    )


# Files as rows


@pytest.fixture
def job(world: World) -> MediaJob:
    world.take_in(entry(kinds.File("media-1")))
    (found,) = jobs(world)
    return found


def jobs(world: World, *busy: int) -> list[MediaJob]:
    return media_store.due(
        world.connection, now=world.now, busy=frozenset(busy), limit=5
    )


def file_of(world: World) -> MediaFile:
    found = world.messages(world.conversation().id)[-1].media
    assert found is not None
    return found


def test_a_file_on_its_way_tells_how_far_it_is(world: World, job: MediaJob) -> None:
    for state, received in ((MediaState.DOWNLOADING, 100), (MediaState.READY, 250)):
        world.write(
            lambda one, state=state, received=received: media_store.advance(  # type: ignore[misc]
                one, job, state, name="报价.pdf", size=250, received=received, now=1
            )
        )
        file = file_of(world)
        assert (file.state, file.name, file.size, file.received) == (
            state, "报价.pdf", 250, received,
        )  # fmt: skip
        assert changes(world)[-1][:3] == (
            "message", job.message_id, job.conversation_id,
        )  # fmt: skip
    assert jobs(world) == []
    assert media_store.kept_bytes(world.connection) == 250
    stored = media_store.stored_file(world.connection, job.message_id)
    assert stored is not None
    assert stored.file_key == job.file_key
    assert job.file_key.hex() not in f"{job!r}{stored!r}"


def test_a_file_put_off_comes_again_when_it_is_due(world: World, job: MediaJob) -> None:
    reason = LocalFailure.NETWORK_DOWN.reason
    world.write(
        lambda one: media_store.try_again(one, job, reason, due_at=world.now + 2_000)
    )
    assert jobs(world) == []
    world.clock.advance(timedelta(seconds=2))
    (again,) = jobs(world)
    assert again.attempts == 1
    assert jobs(world, again.id) == []


@pytest.mark.parametrize(
    ("state", "comes"),
    [
        (MediaState.FAILED, True),
        (MediaState.REFUSED, True),
        (MediaState.EXPIRED, False),
    ],
)
def test_a_person_can_ask_again_for_what_may_still_come(
    world: World, job: MediaJob, state: MediaState, comes: bool
) -> None:
    reason = LocalFailure.MEDIA_BUDGET_USED_UP.reason
    world.write(lambda one: media_store.give_up(one, job, state, reason, now=1))
    assert jobs(world) == []
    assert file_of(world).failure == reason
    world.write(lambda one: media_store.fetch_anew(one, job.message_id, now=world.now))
    assert bool(jobs(world)) is comes
    if comes:
        assert changes(world)[-1][:3] == (
            "message", job.message_id, job.conversation_id,
        )  # fmt: skip


def test_bytes_that_are_not_here_cannot_be_opened(world: World, job: MediaJob) -> None:
    assert media_store.stored_file(world.connection, job.message_id) is None
