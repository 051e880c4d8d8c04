"""Answers of many parts: all or nothing, undone, and not past what nobody saw."""

import asyncio
from datetime import timedelta

import pytest

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    Content,
    File,
    Link,
    Location,
    Menu,
    MenuItem,
    Picture,
    Text,
)
from desktop.models.message import MediaState, Origin
from desktop.models.outgoing import (
    AttachmentNotReadyError,
    AttachmentPart,
    CardPart,
    NewerMessageError,
    NotEnoughPipsError,
    NotSentError,
    Part,
    TextPart,
    price,
)
from desktop.models.send_state import SendState
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.sending import Sending
from desktop.services.storage import outbox_store
from desktop.services.storage.database import Database
from desktop.services.storage.outbox_store import OutboxJob
from tests.building import DESK, Deadline, World
from tests.services.outgoing_files import jpeg, webp

PLACE = Location(31.2, 121.5, "总店", "南京路 1 号")
MENU = Menu("请选择", (MenuItem("click", "退货", "1"),), "")


@pytest.fixture
def attachments(world: World, database: Database) -> Attachments:
    return Attachments(database, world.clock, world.profile.media, DESK)


@pytest.fixture
def sending(world: World, database: Database) -> Sending:
    return Sending(database, world.clock, world.operator, DESK)


@pytest.fixture
def conversations(world: World, database: Database) -> Conversations:
    return Conversations(database, world.clock, world.operator, DESK)


def sent(world: World) -> list[Content]:
    return [
        one.content
        for one in world.messages(world.conversation().id)
        if one.origin is Origin.OPERATOR and one.state is not SendState.DISCARDED
    ]


def nothing_is_stored(world: World) -> bool:
    return sent(world) == [] and world.rows("outbox") == []


async def test_an_answer_goes_out_in_the_order_of_its_parts(
    sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    picture = await attachments.stage(row.id, jpeg())
    document = await attachments.stage(row.id, b"%PDF-1.7 words", "报价.pdf")
    link = await attachments.add_card(row.id, Link("说明", "", "https://a.cn/x"))
    parts: list[Part] = [
        TextPart("请看"),
        AttachmentPart(document.id),
        AttachmentPart(picture.id),
        CardPart(PLACE),
        AttachmentPart(link.id),
    ]
    ids = await sending.send(row.id, parts, seen_through=row.position)
    assert len(ids) == price(parts) == 5
    assert sent(world) == [
        Text("请看"), File(""), Picture(""), PLACE, Link("说明", "", "https://a.cn/x"),
    ]  # fmt: skip
    assert await attachments.of(row.id) == ()
    file = world.message(ids[1]).media
    assert file is not None
    assert (file.state, file.name, file.uploaded) == (MediaState.READY, "报价.pdf", 0)


@pytest.mark.parametrize(
    "content", [MENU, PLACE, BusinessCard("li"), AcquisitionLink("https://a.cn")]
)
async def test_every_card_without_a_cover_can_be_sent_at_once(
    sending: Sending, world: World, content: Location | Menu
) -> None:
    row = world.say("您好")
    await sending.send(row.id, [CardPart(content)], seen_through=row.position)
    assert sent(world) == [content]


async def test_nothing_leaves_past_words_that_nobody_saw(
    sending: Sending, attachments: Attachments, conversations: Conversations,
    world: World,
) -> None:  # fmt: skip
    seen = world.say("您好")
    world.clock.advance(timedelta(seconds=9))
    newer = world.say("等一下，\n换成红色")
    await conversations.keep_draft(seen.id, "typed")
    staged = await attachments.stage(seen.id, jpeg())
    parts: list[Part] = [TextPart("typed"), AttachmentPart(staged.id)]
    with pytest.raises(NewerMessageError) as caught:
        await sending.send(seen.id, parts, seen_through=seen.position)
    assert caught.value.words == "等一下， 换成红色"
    assert world.message(caught.value.message_id).position == newer.position
    assert nothing_is_stored(world)
    assert await conversations.draft(seen.id) == "typed"
    assert await attachments.of(seen.id) == (staged,)
    await sending.send(seen.id, parts, seen_through=seen.position, despite_newer=True)
    assert sent(world) == [Text("typed"), Picture("")]
    (job, *_) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=8
    )
    facts = outbox_store.circumstances(world.connection, job.id, job.conversation_id)
    assert facts is not None
    assert not facts.unseen


async def test_a_combo_that_needs_more_than_is_left_is_refused_whole(
    sending: Sending, conversations: Conversations, world: World
) -> None:
    row = world.say("您好")
    await conversations.keep_draft(row.id, "typed")
    with pytest.raises(NotEnoughPipsError) as caught:
        await sending.send(row.id, [TextPart("一")] * 6, seen_through=row.position)
    assert (caught.value.needed, caught.value.left) == (6, 5)
    assert nothing_is_stored(world)
    assert await conversations.draft(row.id) == "typed"
    assert (
        len(await sending.send(row.id, [TextPart("一")] * 5, seen_through=row.position))
        == 5
    )


async def test_an_attachment_that_does_not_fit_keeps_everything_back(
    sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    other = world.say("您好", customer="wm-bob")
    removed = await attachments.stage(row.id, jpeg())
    await attachments.remove(removed.id)
    unfit = await attachments.stage(row.id, webp())
    foreign = await attachments.stage(other.id, jpeg())
    for bad in (unfit.id, foreign.id, removed.id, 999):
        with pytest.raises(AttachmentNotReadyError) as caught:
            await sending.send(
                row.id, [TextPart("a"), AttachmentPart(bad)], seen_through=row.position
            )
        assert caught.value.attachment_id == bad
        assert nothing_is_stored(world)


async def test_one_attachment_is_sent_once(
    sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg())
    await sending.send(row.id, [AttachmentPart(staged.id)], seen_through=row.position)
    with pytest.raises(NotSentError):
        await sending.send(
            row.id, [AttachmentPart(staged.id)], seen_through=row.position
        )
    assert sent(world) == [Picture("")]


async def test_an_answer_that_is_held_back_is_not_due_before_its_time(
    sending: Sending, world: World
) -> None:
    row = world.say("您好")
    await sending.send(
        row.id, [TextPart("在")], seen_through=row.position,
        hold_for=timedelta(seconds=3),
    )  # fmt: skip

    def due() -> int:
        return len(
            outbox_store.due_jobs(
                world.connection, now=world.now, busy=frozenset(), limit=8
            )
        )

    assert due() == 0
    world.clock.advance(timedelta(seconds=3))
    assert due() == 1


async def test_undo_puts_words_and_files_back_and_leaves_no_trace(
    sending: Sending, attachments: Attachments, conversations: Conversations,
    world: World,
) -> None:  # fmt: skip
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg(), "照片.jpg")
    place = await attachments.add_card(row.id, PLACE)
    ids = await sending.send(
        row.id,
        [TextPart("第一"), AttachmentPart(staged.id), TextPart("第二"),
         AttachmentPart(place.id)],
        seen_through=row.position,
        hold_for=timedelta(seconds=3),
    )  # fmt: skip
    await conversations.keep_draft(row.id, "typed since")
    later = await attachments.stage(row.id, jpeg(10, 10))
    back = await sending.take_back(ids)
    assert back.text == "第一"
    assert back.too_late == ()
    assert await conversations.draft(row.id) == "第一\ntyped since"
    found = await attachments.of(row.id)
    assert found == (later, *back.attachments)
    assert [(one.name, one.card) for one in back.attachments] == [
        ("照片.jpg", None), ("", Text("第二")), ("", PLACE),
    ]  # fmt: skip
    assert await attachments.content(back.attachments[0].id) == jpeg()
    summary = world.conversation()
    assert summary.preview == row.preview
    assert summary.waiting_since == row.waiting_since
    assert summary.allowance == row.allowance
    assert nothing_is_stored(world)


async def test_undo_takes_back_only_what_has_not_begun(
    sending: Sending, world: World
) -> None:
    row = world.say("您好")
    ids = await sending.send(
        row.id, [TextPart("一"), TextPart("二")], seen_through=row.position
    )
    (job,) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=8
    )
    world.write(lambda one: outbox_store.begin(one, job, b"{}", now=world.now))
    back = await sending.take_back(ids)
    assert (back.text, back.too_late) == ("二", (ids[0],))
    assert world.message(ids[0]).state is SendState.SENDING
    again = await sending.take_back(ids)
    assert (again.text, again.attachments, again.too_late) == ("", (), ids)


async def test_what_was_taken_back_can_be_sent_again(
    sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    staged = await attachments.stage(row.id, jpeg())
    ids = await sending.send(
        row.id, [AttachmentPart(staged.id)], seen_through=row.position
    )
    back = await sending.take_back(ids)
    again = await sending.send(
        row.id, [AttachmentPart(back.attachments[0].id)], seen_through=row.position
    )
    file = world.message(again[0]).media
    assert file is not None
    assert world.message(ids[0]).media is None


async def test_the_quote_stays_with_the_draft_and_goes_with_the_answer(
    sending: Sending, world: World
) -> None:
    row = world.say("您好")
    quoted = world.messages(row.id)[0].id
    await sending.keep_quote(row.id, quoted)
    assert await sending.quote(row.id) == quoted
    await sending.send(row.id, [TextPart("在")], seen_through=row.position)
    assert await sending.quote(row.id) is None
    await sending.keep_quote(row.id, quoted)
    await sending.keep_quote(row.id, None)
    assert await sending.quote(row.id) is None


async def test_an_answer_of_nothing_stores_nothing(
    sending: Sending, world: World
) -> None:
    row = world.say("您好")
    assert await sending.send(row.id, [TextPart(" ")], seen_through=0) == ()
    assert nothing_is_stored(world)


async def test_names_of_files_of_ours_are_found(
    sending: Sending, attachments: Attachments, world: World
) -> None:
    row = world.say("您好")
    staged = await attachments.stage(row.id, b"%PDF-1.7 words", "秋季报价单.pdf")
    (id_,) = await sending.send(
        row.id, [AttachmentPart(staged.id)], seen_through=row.position
    )
    assert world.number("SELECT count(*) FROM message_search WHERE rowid = ?", id_)


async def test_what_could_be_taken_back_leaves_when_the_desk_ends(
    sending: Sending, world: World
) -> None:
    def due() -> list[OutboxJob]:
        return outbox_store.due_jobs(
            world.connection, now=world.now, busy=frozenset(), limit=5
        )

    row = world.say("您好")
    parts: tuple[Part, ...] = (TextPart("一"), TextPart("二"))
    hold = timedelta(seconds=5)
    await sending.send(row.id, parts, seen_through=row.position, hold_for=hold)
    assert due() == []
    leaving = asyncio.create_task(sending.leave_now(timedelta(seconds=30)))
    deadline = Deadline()
    while not due():
        deadline.check("it is due")
        await asyncio.sleep(0.005)
    assert not leaving.done()
    world.write(lambda one: one.execute("UPDATE outbox SET attempts = 1"))
    await asyncio.wait_for(leaving, 10)


async def test_an_answer_that_waits_for_the_network_is_not_hurried(
    sending: Sending, world: World
) -> None:
    row = world.say("您好")
    await sending.send(row.id, (TextPart("一"),), seen_through=row.position)
    world.write(
        lambda one: one.execute(
            "UPDATE outbox SET attempts = 1, due_at = ?", (world.now + 4_000,)
        )
    )
    await sending.leave_now(timedelta(seconds=30))
    assert world.number("SELECT due_at FROM outbox") == world.now + 4_000
