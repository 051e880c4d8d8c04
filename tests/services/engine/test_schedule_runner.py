"""Answers for later: they leave at their time, once, or say why they did not."""

from datetime import timedelta

import pytest

from desktop.models.content import Picture, Text
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.models.message import Origin
from desktop.models.outgoing import (
    AttachmentNotReadyError,
    AttachmentPart,
    NewerMessageError,
    NotEnoughPipsError,
    TextPart,
)
from desktop.models.scheduling import LATENESS, Scheduled
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.engine.schedule_runner import ScheduleRunner
from desktop.services.schedules import ScheduleGoneError, Schedules
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.outgoing_files import jpeg

HOUR = timedelta(hours=1)


@pytest.fixture
def attachments(world: World, database: Database) -> Attachments:
    return Attachments(database, world.clock, world.profile.media, DESK)


@pytest.fixture
def schedules(world: World, database: Database) -> Schedules:
    return Schedules(database, world.clock, world.operator, DESK)


@pytest.fixture
def sending(world: World, database: Database) -> Sending:
    return Sending(database, world.clock, world.operator, DESK)


@pytest.fixture
def runner(world: World, database: Database) -> ScheduleRunner:
    return ScheduleRunner(database, world.clock)


@pytest.fixture
def conversations(world: World, database: Database) -> Conversations:
    return Conversations(database, world.clock, world.operator, DESK)


async def for_later(
    schedules: Schedules,
    world: World,
    *texts: str,
    after: timedelta = HOUR,
    despite_newer: bool = False,
) -> int:
    row = world.conversation()
    return await schedules.add(
        row.id,
        [TextPart(one) for one in texts],
        due_at=world.clock.now() + after,
        seen_through=row.position,
        despite_newer=despite_newer,
    )


def sent(world: World) -> list[object]:
    return [
        one.content
        for one in world.messages(world.conversation().id)
        if one.origin is Origin.OPERATOR
    ]


async def only(schedules: Schedules) -> Scheduled:
    (one,) = await schedules.everything()
    return one


async def stopped(schedules: Schedules) -> FailureReason | None:
    return (await only(schedules)).stopped


async def test_it_leaves_at_its_time_and_not_before(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    world.say("您好")
    await for_later(schedules, world, "早上好", "有货了")
    await runner.look()
    world.clock.advance(HOUR - timedelta(seconds=1))
    await runner.look()
    assert sent(world) == []
    world.clock.advance(timedelta(seconds=1))
    await runner.look()
    await runner.look()
    assert sent(world) == [Text("早上好"), Text("有货了")]
    assert await schedules.everything() == ()
    assert world.number("SELECT count(*) FROM outbox WHERE state = 'queued'") == 2
    assert world.rows("prepared") == []


async def test_files_lie_with_it_until_it_leaves(
    schedules: Schedules, attachments: Attachments, runner: ScheduleRunner,
    world: World,
) -> None:  # fmt: skip
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg(), "照片.jpg")
    await schedules.add(
        row.id,
        [AttachmentPart(staged.id), TextPart("请看")],
        due_at=world.clock.now() + HOUR,
        seen_through=row.position,
    )
    assert await attachments.of(row.id) == ()
    world.clock.advance(HOUR)
    await attachments.sweep()
    await runner.look()
    assert sent(world) == [Picture(""), Text("请看")]
    file = world.messages(row.id)[1].media
    assert file is not None
    assert file.name == "照片.jpg"


async def test_writing_for_later_empties_the_draft_and_leaving_spares_the_next(
    schedules: Schedules, conversations: Conversations, runner: ScheduleRunner,
    world: World,
) -> None:  # fmt: skip
    row = world.say("您好")
    await conversations.keep_draft(row.id, "早上好")
    await for_later(schedules, world, "早上好")
    assert await conversations.draft(row.id) == ""
    await conversations.keep_draft(row.id, "something else")
    world.clock.advance(HOUR)
    await runner.look()
    assert await conversations.draft(row.id) == "something else"
    assert sent(world) == [Text("早上好")]


async def test_it_stops_when_the_customer_has_written_since(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    world.say("您好")
    await for_later(schedules, world, "早上好")
    world.clock.advance(HOUR)
    world.say("不用了")
    await runner.look()
    assert sent(world) == []
    assert await stopped(schedules) == LocalFailure.CUSTOMER_WROTE_MEANWHILE.reason
    await runner.look()
    assert sent(world) == []


async def test_it_leaves_all_the_same_where_the_person_chose_so(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    world.say("您好")
    await for_later(schedules, world, "早上好", despite_newer=True)
    world.clock.advance(HOUR)
    world.say("不用了")
    await runner.look()
    assert sent(world) == [Text("早上好")]


async def test_it_stops_where_nothing_may_be_sent_any_more(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    row = world.say("您好")
    cases = (
        (f"service_state = {int(ServiceState.SERVICER)}",
         LocalFailure.COLLEAGUE_HAS_SESSION),
        (f"service_state = {int(ServiceState.ENDED)}", LocalFailure.STATE_FORBIDS),
        ("rejected = 1", LocalFailure.CUSTOMER_REFUSED),
        ("last_customer_at = 1", LocalFailure.WINDOW_CLOSED),
    )  # fmt: skip
    for change, failure in cases:
        id_ = await for_later(schedules, world, "早上好")
        before = world.rows("conversation")
        world.connection.execute(f"UPDATE conversation SET {change}")
        world.clock.advance(HOUR)
        await runner.look()
        assert await stopped(schedules) == failure.reason
        assert sent(world) == []
        await schedules.cancel(id_)
        world.connection.execute(
            "UPDATE conversation SET service_state = ?, rejected = 0,"
            " last_customer_at = ?",
            (before[0][3], world.now),
        )
    assert row.id


async def test_it_stops_whole_when_not_all_of_it_fits_the_allowance(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    row = world.say("您好")
    await for_later(schedules, world, "一", "二", "三")
    world.answer(row, "a", "b", "c")
    world.clock.advance(HOUR)
    await runner.look()
    assert await stopped(schedules) == LocalFailure.NO_PIPS_LEFT.reason
    assert len(sent(world)) == 3


@pytest.mark.parametrize("late", [timedelta(0), LATENESS])
async def test_a_machine_that_slept_a_little_still_sends(
    schedules: Schedules, runner: ScheduleRunner, world: World, late: timedelta
) -> None:
    world.say("您好")
    await for_later(schedules, world, "早上好")
    world.clock.advance(HOUR + late)
    await runner.look()
    assert sent(world) == [Text("早上好")]


async def test_a_machine_that_slept_for_long_asks_first(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    world.say("您好")
    id_ = await for_later(schedules, world, "早上好")
    world.clock.advance(HOUR + LATENESS + timedelta(seconds=1))
    await runner.look()
    assert sent(world) == []
    assert await stopped(schedules) == LocalFailure.SCHEDULE_MISSED.reason
    later = world.clock.now() + HOUR
    await schedules.move(id_, later)
    assert await stopped(schedules) is None
    world.clock.advance(HOUR)
    await runner.look()
    assert sent(world) == [Text("早上好")]


async def test_a_clock_that_was_set_back_sends_nothing_early(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    world.say("您好")
    await for_later(schedules, world, "早上好")
    world.clock.jump(world.clock.now() - timedelta(days=2))
    await runner.look()
    assert sent(world) == []


async def test_a_stopped_one_leaves_anyway_when_a_person_says_so(
    schedules: Schedules, runner: ScheduleRunner, world: World
) -> None:
    world.say("您好")
    id_ = await for_later(schedules, world, "早上好")
    world.clock.advance(HOUR)
    newest = world.say("不用了")
    await runner.look()
    with pytest.raises(NewerMessageError):
        await schedules.send_now(id_, seen_through=0)
    assert (await only(schedules)).stopped is not None
    ids = await schedules.send_now(id_, seen_through=newest.position)
    assert world.message(ids[0]).state is SendState.QUEUED
    assert sent(world) == [Text("早上好")]
    assert await schedules.everything() == ()


async def test_sending_now_past_what_is_newer_is_a_second_word(
    schedules: Schedules, world: World
) -> None:
    world.say("您好")
    id_ = await for_later(schedules, world, "早上好")
    world.say("不用了")
    await schedules.send_now(id_, seen_through=0, despite_newer=True)
    assert sent(world) == [Text("早上好")]


async def test_sending_now_needs_the_pips_too(
    schedules: Schedules, world: World
) -> None:
    row = world.say("您好")
    id_ = await for_later(schedules, world, "一", "二")
    world.answer(row, "a", "b", "c", "d")
    with pytest.raises(NotEnoughPipsError):
        await schedules.send_now(id_, seen_through=row.position)
    assert (await only(schedules)).id == id_


async def test_what_was_cancelled_never_leaves_and_its_files_are_swept(
    schedules: Schedules, attachments: Attachments, runner: ScheduleRunner,
    world: World,
) -> None:  # fmt: skip
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg())
    id_ = await schedules.add(
        row.id, [AttachmentPart(staged.id)],
        due_at=world.clock.now() + HOUR, seen_through=row.position,
    )  # fmt: skip
    await schedules.cancel(id_)
    world.clock.advance(HOUR)
    await runner.look()
    await attachments.sweep()
    assert sent(world) == []
    assert world.rows("media") == []
    for act in (
        schedules.cancel(id_), schedules.take_back(id_),
        schedules.send_now(id_, seen_through=0), schedules.move(id_, world.clock.now()),
    ):  # fmt: skip
        with pytest.raises(ScheduleGoneError):
            await act


async def test_it_can_be_taken_back_into_the_draft(
    schedules: Schedules, attachments: Attachments, conversations: Conversations,
    world: World,
) -> None:  # fmt: skip
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg(), "照片.jpg")
    id_ = await schedules.add(
        row.id, [TextPart("早上好"), AttachmentPart(staged.id)],
        due_at=world.clock.now() + HOUR, seen_through=row.position,
    )  # fmt: skip
    back = await schedules.take_back(id_)
    assert back.text == "早上好"
    assert await conversations.draft(row.id) == "早上好"
    assert await attachments.of(row.id) == back.attachments
    assert back.attachments[0].name == "照片.jpg"
    assert await schedules.of(row.id) == ()


async def test_lists_say_who_when_and_what(
    schedules: Schedules, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg())
    later = await for_later(schedules, world, "晚安", after=3 * HOUR)
    sooner = await schedules.add(
        row.id, [AttachmentPart(staged.id), TextPart("早上\n好")],
        due_at=world.clock.now() + HOUR, seen_through=row.position,
    )  # fmt: skip
    found = await schedules.of(row.id)
    assert [one.id for one in found] == [sooner, later]
    assert found[0].words == "早上 好"
    assert found[0].kinds == ("image", "text")
    assert found[0].due_at == world.clock.now() + HOUR
    await schedules.move(sooner, world.clock.now() + 4 * HOUR, despite_newer=True)
    assert [one.id for one in await schedules.of(row.id)] == [later, sooner]
    assert (await schedules.of(row.id))[1].despite_newer


async def test_an_answer_of_nothing_or_of_what_does_not_fit_is_not_kept(
    schedules: Schedules, world: World
) -> None:
    row = world.say("您好")
    due_at = world.clock.now() + HOUR
    with pytest.raises(ValueError, match="empty"):
        await schedules.add(row.id, [TextPart(" ")], due_at=due_at, seen_through=0)
    with pytest.raises(AttachmentNotReadyError):
        await schedules.add(row.id, [AttachmentPart(9)], due_at=due_at, seen_through=0)
    assert await schedules.everything() == ()
