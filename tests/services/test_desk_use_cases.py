"""What a desk does through its services: reads, marks, drafts, answers, retries."""

import asyncio
import re
from datetime import timedelta

import pytest

from desktop.models import content as kinds
from desktop.models.allowance import PIPS
from desktop.models.conversation import Lane, LaneCounts
from desktop.models.customer import EntryScene
from desktop.models.message import Origin
from desktop.models.outgoing import TextPart
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.models.text_cutting import MAX_TEXT_BYTES, byte_length
from desktop.services.conversations import PAGE, Conversations
from desktop.services.inbox import Inbox
from desktop.services.sending import Sending, new_msgid
from desktop.services.storage import engine_store, outbox_store
from desktop.services.storage.conversation_queries import LaneQuery
from desktop.services.storage.database import Database
from tests.building import DESK, World, entry, event


@pytest.fixture
def inbox(world: World, database: Database) -> Inbox:
    return Inbox(database, world.clock)


@pytest.fixture
def conversations(world: World, database: Database) -> Conversations:
    return Conversations(database, world.clock, world.operator, DESK)


@pytest.fixture
def sending(world: World, database: Database) -> Sending:
    return Sending(database, world.clock, world.operator, DESK)


def settle(world: World, state: SendState) -> None:
    """End the message whose turn it is."""
    (job, *_) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=1
    )
    world.write(lambda one: outbox_store.begin(one, job, b"{}", now=world.now))
    world.write(lambda one: outbox_store.conclude(one, job, state, None, now=world.now))


# The inbox


async def test_the_first_start_makes_the_operator_and_the_next_finds_them(
    inbox: Inbox, world: World
) -> None:
    assert await inbox.operator("somebody else") == world.operator


async def test_a_new_customer_is_in_the_lanes_where_an_answer_is_due(
    inbox: Inbox, world: World, sending: Sending
) -> None:
    conversation = world.say("您好")
    waiting = LaneCounts(mine=0, unassigned=1, all=1, overdue=0, unread=1)
    assert await inbox.counts(world.operator, None) == waiting
    world.clock.advance(timedelta(minutes=3))
    overdue = LaneCounts(mine=0, unassigned=1, all=1, overdue=1, unread=1)
    assert await inbox.counts(world.operator, None) == overdue
    query = LaneQuery(Lane.OVERDUE, world.operator.id)
    rows = await inbox.window(query, offset=0, limit=9, known={})
    assert [one.id for one in rows] == [conversation.id]
    assert await inbox.next_waiting(query, None) == conversation.id
    assert await inbox.next_waiting(query, conversation.id) is None
    await sending.send(
        conversation.id, [TextPart("在")], seen_through=conversation.position
    )
    answered = LaneCounts(mine=1, unassigned=0, all=1, overdue=0, unread=1)
    assert await inbox.counts(world.operator, None) == answered
    (row,) = await inbox.summaries([conversation.id])
    assert row.assigned_to == world.operator.id


async def test_accounts_corps_and_the_engine_are_told(
    inbox: Inbox, world: World
) -> None:
    assert [one.open_kfid for one in await inbox.accounts()] == ["wk-one", "wk-two"]
    assert [one.name for one in await inbox.corps()] == ["甲公司"]
    assert await inbox.engine() is None
    world.write(
        lambda one: engine_store.take_over(
            one, 7, receiving_callbacks=False, now=world.now
        )
    )
    status = await inbox.engine()
    assert status is not None
    assert status.alive(world.clock.now())


# A conversation


async def test_pages_follow_each_other_without_gap_or_overlap(
    conversations: Conversations, world: World
) -> None:
    count = PAGE * 2 + 7
    # Many of one second, so that places are told apart by more than time.
    world.take_in(*(entry(f"{n}", seconds=n // 9) for n in range(count)))
    id_ = world.conversation().id
    newest = await conversations.newest(id_)
    assert len(newest) == PAGE
    first = newest[0]
    before = await conversations.older(id_, (first.position, first.id))
    oldest = await conversations.older(id_, (before[0].position, before[0].id))
    everything = (*oldest, *before, *newest)
    words = [message.content for message in everything]
    assert words == [kinds.Text(f"{n}") for n in range(count)]
    last = oldest[-1]
    after = await conversations.newer(id_, (last.position, last.id))
    assert after == before
    assert await conversations.older(id_, (oldest[0].position, oldest[0].id)) == ()


async def test_late_messages_are_found_by_their_new_ids(
    conversations: Conversations, world: World
) -> None:
    world.take_in(entry("b", seconds=20), entry("c", seconds=30))
    id_ = world.conversation().id
    known = max(message.id for message in await conversations.newest(id_))
    world.take_in(entry("a", seconds=10), entry("d", seconds=40))
    added = await conversations.added_since(id_, known)
    found = added.messages
    assert [one.content for one in found] == [kinds.Text("a"), kinds.Text("d")]
    assert await conversations.messages([one.id for one in found]) == found


async def test_reading_drafts_and_assignment_go_through(
    conversations: Conversations, world: World
) -> None:
    conversation = world.say("您好")
    await conversations.mark_read(conversation.id, conversation.position)
    await conversations.keep_draft(conversation.id, "还没写完")
    await conversations.assign(conversation.id, world.operator.id)
    row = world.conversation()
    assert (row.unread, row.draft, row.assigned_to) == (0, "还没写完", 1)
    assert await conversations.draft(conversation.id) == "还没写完"
    await conversations.assign(conversation.id, None)
    assert world.conversation().assigned_to is None


async def test_the_customer_of_a_conversation_is_told_with_the_link(
    conversations: Conversations, world: World
) -> None:
    world.take_in(event(kinds.Entered(EntryScene("海报", "x=1"))), entry("a"))
    customer, scene = await conversations.customer(world.conversation().id)
    assert (customer.external_userid, scene.scene) == ("wm-anna", "海报")


async def test_a_wish_to_end_is_left_to_the_engine(
    conversations: Conversations, world: World
) -> None:
    conversation = world.say("您好")
    await conversations.request_state(conversation.id, ServiceState.ENDED)
    (wish,) = engine_store.state_requests(world.connection, now=world.now)
    assert wish.to_state is ServiceState.ENDED
    assert world.conversation().service_state is ServiceState.NEW


# Answers


async def test_a_long_text_goes_out_in_pieces_all_or_none(
    sending: Sending, world: World
) -> None:
    conversation = world.say("您好")
    text = "这是一句很长的话，说了又说。" * 200
    await sending.send(
        conversation.id, [TextPart(text)], seen_through=conversation.position
    )
    sent = [
        one.content.text
        for one in world.messages(conversation.id)
        if one.origin is Origin.OPERATOR and isinstance(one.content, kinds.Text)
    ]
    assert len(sent) > 1
    assert "".join(sent) == text
    assert all(byte_length(piece) <= MAX_TEXT_BYTES for piece in sent)
    assert world.number("SELECT count(DISTINCT msgid) FROM message") == len(sent) + 1


@pytest.mark.parametrize("text", ["", "  ", "\n\t\n"])
async def test_nothing_is_not_sent_and_leaves_the_draft(
    sending: Sending, conversations: Conversations, world: World, text: str
) -> None:
    conversation = world.say("您好")
    await conversations.keep_draft(conversation.id, "draft")
    await sending.send(conversation.id, [TextPart(text)], seen_through=0)
    assert world.rows("outbox") == []
    assert world.conversation().draft == "draft"


async def test_half_a_character_from_a_clipboard_is_no_obstacle(
    sending: Sending, world: World
) -> None:
    conversation = world.say("您好")
    await sending.send(
        conversation.id, [TextPart("好\ud83d")], seen_through=conversation.position
    )
    assert world.messages(conversation.id)[-1].content == kinds.Text("好?")


async def test_answers_written_at_once_keep_their_order(
    sending: Sending, world: World
) -> None:
    conversation = world.say("您好")
    words = [f"{number}" for number in range(PIPS)]
    seen = conversation.position
    await asyncio.gather(
        *(
            sending.send(conversation.id, [TextPart(one)], seen_through=seen)
            for one in words
        )
    )
    shown = [one.content for one in world.messages(conversation.id)[1:]]
    assert shown == [kinds.Text(one) for one in words]


async def test_what_failed_can_be_retried_released_or_put_away(
    sending: Sending, world: World
) -> None:
    conversation = world.say("您好")
    seen = conversation.position
    await sending.send(conversation.id, [TextPart("一")], seen_through=seen)
    await sending.send(conversation.id, [TextPart("二")], seen_through=seen)
    first, second = (one.id for one in world.messages(conversation.id)[1:])
    settle(world, SendState.FAILED)
    before = world.message(first).msgid
    await sending.retry(first)
    assert world.message(first).state is SendState.QUEUED
    assert world.message(first).msgid != before
    settle(world, SendState.FAILED)
    await sending.discard(first)
    assert world.conversation().held
    await sending.release(conversation.id)
    settle(world, SendState.UNCONFIRMED)
    await sending.resend(second)
    settle(world, SendState.UNCONFIRMED)
    await sending.mark_delivered(second)
    assert world.message(first).state is SendState.DISCARDED
    assert world.message(second).state is SendState.ACCEPTED


def test_a_msgid_is_long_random_and_of_wecoms_letters() -> None:
    ids = {new_msgid() for _ in range(500)}
    assert len(ids) == 500
    assert all(re.fullmatch(r"[0-9a-zA-Z_-]{32}", one) for one in ids)
