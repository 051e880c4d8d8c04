"""Sources travel with every part, and what is withdrawn or over does not leave."""

from datetime import timedelta

import pytest

from desktop.models.content import Location, Text
from desktop.models.content_source import ContentSource
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.models.outgoing import (
    AttachmentPart,
    Part,
    TextPart,
    WithdrawnContentError,
)
from desktop.models.quick_reply import ReplyContent, ReplyText, Scope
from desktop.models.send_state import SendState
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.engine.schedule_runner import ScheduleRunner
from desktop.services.quick_replies import QuickReplies
from desktop.services.schedules import Schedules
from desktop.services.sending import Sending
from desktop.services.storage import content_sources
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.database import Database
from tests.building import DESK, START, World, remove_corp
from tests.services.outgoing_files import jpeg

HOUR = timedelta(hours=1)


@pytest.fixture
def book(world: World, database: Database) -> QuickReplies:
    return QuickReplies(database, world.clock, world.operator, DESK)


@pytest.fixture
def sending(world: World, database: Database) -> Sending:
    return Sending(database, world.clock, world.operator, DESK)


@pytest.fixture
def schedules(world: World, database: Database) -> Schedules:
    return Schedules(database, world.clock, world.operator, DESK)


@pytest.fixture
def attachments(world: World, database: Database) -> Attachments:
    return Attachments(database, world.clock, world.profile.media, DESK)


@pytest.fixture
def conversations(world: World, database: Database) -> Conversations:
    return Conversations(database, world.clock, world.operator, DESK)


def price_list(
    words: str = "现价 99", *, until: timedelta | None = None, title: str = "价格"
) -> ReplyContent:
    end = None if until is None else START + until
    return ReplyContent(title, (), (ReplyText(words),), Scope.COMPANY, valid_until=end)


async def published(book: QuickReplies, content: ReplyContent) -> ContentSource:
    step = await book.publish([await book.propose(content)])
    return ContentSource(step.reply_ids[0], 1)


async def revised(
    book: QuickReplies, source: ContentSource, words: str, *, stops_old: bool
) -> None:
    edit = await book.propose(price_list(words), source.reply_id)
    await book.publish([edit], stops_old=stops_old)


def sources(world: World, message_id: int) -> tuple[ContentSource, ...]:
    return content_sources.of(world.connection, SourceOf.MESSAGE, message_id)


def end(world: World, message_id: int, state: str) -> None:
    """Let a message have ended, as the engine would say."""
    world.write(
        lambda one: one.execute(
            "UPDATE message SET state = ? WHERE id = ?", (state, message_id)
        )
    )


def put_material(world: World, material_id: int, name: str) -> None:
    """Store a material of which the guard alone knows; the rest of it is empty."""
    known: dict[str, object] = {"id": material_id, "name": name, "owner_id": 1}
    needed = {
        column: known.get(column, "" if kind.startswith("VARCHAR") else 0)
        for _, column, kind, not_null, *_ in world.connection.execute(
            "PRAGMA table_info(material)"
        )
        if not_null
    }
    world.write(
        lambda one: one.execute(
            f"INSERT INTO material({','.join(needed)})"
            f" VALUES ({','.join('?' * len(needed))})",
            tuple(needed.values()),
        )
    )


async def send(sending: Sending, world: World, *parts: Part) -> tuple[int, ...]:
    row = world.conversation()
    return await sending.send(row.id, parts, seen_through=row.position)


async def test_every_message_of_a_combo_remembers_its_reply(
    book: QuickReplies, sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    source = await published(book, price_list())
    with_picture = ContentSource(source.reply_id, 1, 5, 2)
    picture = await attachments.stage(row.id, jpeg(), taken_from=with_picture)
    more = await attachments.add_card(row.id, Text("字" * 800), taken_from=source)
    assert (picture.source, more.source) == (with_picture, source)
    assert await attachments.of(row.id) == (picture, more)
    ids = await send(
        sending, world,
        TextPart("现价 99", source), AttachmentPart(picture.id),
        AttachmentPart(more.id), TextPart("自己写的"),
    )  # fmt: skip
    assert [sources(world, id_) for id_ in ids] == [
        (source,), (with_picture,), (source,), (source,), (),
    ]  # fmt: skip
    (used,) = await book.sent_in(row.id)
    assert (used.reply_id, used.message_id) == (source.reply_id, ids[0])
    assert (await book.one(source.reply_id)).used == 1


async def test_a_draft_keeps_its_sources_until_it_is_sent_or_emptied(
    book: QuickReplies, sending: Sending, conversations: Conversations, world: World
) -> None:
    row = world.say("您好")
    one = await published(book, price_list())
    two = await published(book, price_list(title="地址"))
    await conversations.keep_draft(row.id, "现价 99，地址")
    await book.keep_draft_sources(row.id, [one, two, one, ContentSource()])
    await conversations.keep_draft(row.id, "现价 99，地址！")
    assert await book.draft_sources(row.id) == (one, two)
    (id_,) = await send(sending, world, TextPart("现价 99，地址！", two))
    assert sources(world, id_) == (two, one)
    assert await book.draft_sources(row.id) == ()
    await conversations.keep_draft(row.id, "x")
    await book.keep_draft_sources(row.id, [one])
    await conversations.keep_draft(row.id, "")
    assert await book.draft_sources(row.id) == ()


async def test_undo_puts_the_sources_back_and_counts_no_use(
    book: QuickReplies, sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    source = await published(book, price_list())
    place = Location(31.2, 121.5, "总店", "")
    card = await attachments.add_card(row.id, place, taken_from=source)
    ids = await send(sending, world, TextPart("现价", source), AttachmentPart(card.id))
    back = await sending.take_back(ids)
    assert [one.source for one in back.attachments] == [source]
    assert await book.draft_sources(row.id) == (source,)
    assert await book.sent_in(row.id) == ()
    again = await send(
        sending, world, TextPart(back.text), AttachmentPart(back.attachments[0].id)
    )
    assert [sources(world, id_) for id_ in again] == [(source,), (source,)]


@pytest.mark.parametrize("case", ["withdrawn", "expired", "not yet", "stopped"])
async def test_what_must_not_leave_is_refused_whole_and_the_draft_stays(
    book: QuickReplies, sending: Sending, schedules: Schedules,
    attachments: Attachments, conversations: Conversations, world: World, case: str,
) -> None:  # fmt: skip
    row = world.say("您好")
    content = price_list(until=HOUR if case == "expired" else None)
    if case == "not yet":
        content = ReplyContent(
            "价格", (), content.parts, Scope.COMPANY, valid_from=START + HOUR
        )
    source = await published(book, content)
    card = await attachments.add_card(row.id, Location(1, 1, "", ""), taken_from=source)
    await conversations.keep_draft(row.id, "typed")
    if case == "withdrawn":
        await book.withdraw([source.reply_id])
    elif case == "expired":
        world.clock.advance(HOUR)
    elif case == "stopped":
        await revised(book, source, "现价 89", stops_old=True)
    for parts in ([TextPart("现价 99", source)], [AttachmentPart(card.id)]):
        with pytest.raises(WithdrawnContentError) as caught:
            await send(sending, world, TextPart("您好"), *parts)
        assert (caught.value.name, caught.value.source) == ("价格", source)
        with pytest.raises(WithdrawnContentError):
            await schedules.add(
                row.id, parts, due_at=world.clock.now() + HOUR / 2, seen_through=0
            )
    assert world.rows("outbox") == world.rows("scheduled") == []
    assert await conversations.draft(row.id) == "typed"
    assert await attachments.of(row.id) == (card,)


@pytest.mark.parametrize(
    ("column", "value"), [("withdrawn_at", 1), ("valid_until", 1), ("valid_from", 1e15)]
)
async def test_a_material_that_is_over_stops_what_holds_it(
    book: QuickReplies, sending: Sending, world: World, column: str, value: float
) -> None:
    world.say("您好")
    reply = await published(book, price_list())
    put_material(world, 5, "旧价目表")
    both = ContentSource(reply.reply_id, 1, 5, 1)
    await send(sending, world, TextPart("x", both))
    world.write(
        lambda one: one.execute(f"UPDATE material SET {column} = ?", (round(value),))
    )
    for source in (both, ContentSource(material_id=5, material_version=1)):
        with pytest.raises(WithdrawnContentError) as caught:
            await send(sending, world, TextPart("x", source))
        assert caught.value.name == "旧价目表"
    await send(sending, world, TextPart("x", reply))


async def test_a_new_version_alone_stops_nothing(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    world.say("您好")
    source = await published(book, price_list())
    await revised(book, source, "现价 89", stops_old=False)
    (id_,) = await send(sending, world, TextPart("现价 99", source))
    assert world.message(id_).state is SendState.QUEUED
    await revised(book, source, "现价 79", stops_old=True)
    for version in (1, 2):
        with pytest.raises(WithdrawnContentError):
            await send(
                sending, world, TextPart("x", ContentSource(source.reply_id, version))
            )
    await send(sending, world, TextPart("x", ContentSource(source.reply_id, 3)))


async def test_old_words_of_a_withdrawn_reply_stay_stopped_when_it_is_rewritten(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    world.say("您好")
    source = await published(book, price_list())
    await book.withdraw([source.reply_id])
    await revised(book, source, "现价 89", stops_old=False)
    with pytest.raises(WithdrawnContentError):
        await send(sending, world, TextPart("现价 99", source))
    await send(sending, world, TextPart("现价 89", ContentSource(source.reply_id, 2)))


async def test_removing_ones_own_reply_stops_nothing(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    world.say("您好")
    own = await book.save(ReplyContent("好", (), (ReplyText("好的"),)))
    await book.remove(own)
    assert await send(sending, world, TextPart("好的", ContentSource(own, 1)))


async def test_a_message_that_failed_so_is_not_tried_again(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    world.say("您好")
    source = await published(book, price_list())
    failed, unknown = await send(
        sending, world, TextPart("一", source), TextPart("二", source)
    )
    world.write(lambda one: one.execute("DELETE FROM outbox"))
    for id_, state in ((failed, "failed"), (unknown, "unconfirmed")):
        end(world, id_, state)
    await book.withdraw([source.reply_id])
    with pytest.raises(WithdrawnContentError):
        await sending.retry(failed)
    with pytest.raises(WithdrawnContentError):
        await sending.resend(unknown)
    assert world.rows("outbox") == []
    await book.reinstate([source.reply_id])
    await sending.retry(failed)
    assert world.message(failed).state is SendState.QUEUED


async def test_an_answer_for_later_is_stopped_and_keeps_its_sources(
    book: QuickReplies, schedules: Schedules, world: World, database: Database
) -> None:
    row = world.say("您好")
    source = await published(book, price_list())
    id_ = await schedules.add(
        row.id,
        [TextPart("您好"), TextPart("现价 99", source)],
        due_at=world.clock.now() + HOUR,
        seen_through=row.position,
    )
    await book.withdraw([source.reply_id])
    world.clock.advance(HOUR)
    await ScheduleRunner(database, world.clock).look()
    (held,) = await schedules.everything()
    reason: FailureReason = LocalFailure.CONTENT_WITHDRAWN.reason
    assert held.stopped == reason
    with pytest.raises(WithdrawnContentError):
        await schedules.send_now(id_, seen_through=row.position)
    assert len(await schedules.everything()) == 1
    assert world.rows("outbox") == []
    await schedules.take_back(id_)
    assert await book.draft_sources(row.id) == (source,)


async def test_an_answer_for_later_is_judged_by_its_time(
    book: QuickReplies, schedules: Schedules, world: World
) -> None:
    row = world.say("您好")
    ends = await published(book, price_list(until=2 * HOUR))
    begins = await published(
        book,
        ReplyContent(
            "新价", (), (ReplyText("x"),), Scope.COMPANY, valid_from=START + HOUR
        ),
    )
    for source, hours in ((ends, 2), (begins, 0.5)):
        with pytest.raises(WithdrawnContentError):
            await schedules.add(
                row.id, [TextPart("x", source)], due_at=START + hours * HOUR,
                seen_through=0,
            )  # fmt: skip
    for source in (ends, begins):
        await schedules.add(
            row.id, [TextPart("x", source)], due_at=START + 1.5 * HOUR, seen_through=0
        )
    assert len(await schedules.everything()) == 2


async def test_an_answer_for_later_that_may_leave_brings_its_sources(
    book: QuickReplies, schedules: Schedules, world: World, database: Database
) -> None:
    row = world.say("您好")
    source = await published(book, price_list())
    await schedules.add(
        row.id,
        [TextPart("现价 99", source)],
        due_at=world.clock.now() + HOUR,
        seen_through=row.position,
    )
    world.clock.advance(HOUR)
    await ScheduleRunner(database, world.clock).look()
    (used,) = await book.sent_in(row.id)
    assert sources(world, used.message_id) == (source,)


async def test_who_received_the_old_words(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    source = await published(book, price_list())
    for customer, state in (("wm-anna", "accepted"), ("wm-bob", "failed")):
        row = world.say("您好", customer=customer)
        (id_,) = await sending.send(
            row.id, [TextPart("现价 99", source)], seen_through=row.position
        )
        end(world, id_, state)
    assert await book.received(source.reply_id) == ()
    await revised(book, source, "现价 89", stops_old=False)
    (got,) = await book.received(source.reply_id)
    anna = world.conversation("wm-anna")
    assert (got.conversation_id, got.version) == (anna.id, 1)
    assert (got.account_id, got.sent_at) == (world.accounts[0].id, START)
    assert await book.received(source.reply_id, 2) == ()
    assert await book.received(source.reply_id, 1) == (got,)


async def test_what_is_used_makes_habits(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    one = await published(book, price_list())
    two = await published(book, price_list(title="地址"))
    await published(book, price_list(title="没人用"))
    world.clock.advance(timedelta(days=40))
    row = world.say("您好")
    for source in (one, two, one):
        await send(sending, world, TextPart("x", source))
        world.clock.advance(timedelta(minutes=1))
    habits = await book.habits()
    assert habits.uses[one.reply_id] > habits.uses[two.reply_id] > 0.9
    account = world.accounts[0].id
    assert habits.by_account[account, two.reply_id] == habits.uses[two.reply_id]
    assert set(habits.follow_ups) == {
        (one.reply_id, two.reply_id), (two.reply_id, one.reply_id),
    }  # fmt: skip
    assert await book.recent() == (one.reply_id, two.reply_id)
    counted = await book.usage(START)
    assert [(entry.reply_id, entry.count) for entry in counted] == [
        (one.reply_id, 2), (two.reply_id, 1),
    ]  # fmt: skip
    assert counted[0].operator_name == world.operator.name
    assert [one.content.title for one in await book.unused(30)] == ["没人用"]
    assert row.id == world.conversation().id


async def test_a_corp_takes_what_was_sent_with_it(
    book: QuickReplies, sending: Sending, schedules: Schedules, world: World
) -> None:
    row = world.say("您好")
    source = await published(book, price_list())
    await schedules.add(
        row.id, [TextPart("x", source)], due_at=world.clock.now() + HOUR,
        seen_through=row.position,
    )  # fmt: skip
    await send(sending, world, TextPart("现价 99", source))
    await book.keep_draft_sources(row.id, [source])
    remove_corp(world)
    for table in ("message_source", "prepared_source", "draft_source", "reply_use"):
        assert world.rows(table) == []
    assert (await book.one(source.reply_id)).used == 0


async def test_an_answer_that_was_discarded_is_no_use(
    book: QuickReplies, sending: Sending, world: World
) -> None:
    source = await published(book, price_list())
    world.say("您好")
    (id_,) = await send(sending, world, TextPart("现价 99", source))
    assert (await book.one(source.reply_id)).used == 1
    await sending.discard(id_)
    assert (await book.one(source.reply_id)).used == 0
