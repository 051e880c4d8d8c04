"""Notes: for colleagues alone."""

import pytest

from desktop.models.content import Note
from desktop.models.message import Origin
from desktop.services.notes import Notes
from desktop.services.storage.database import Database
from tests.building import DESK, World, entry


@pytest.fixture
def notes(world: World, database: Database) -> Notes:
    return Notes(database, world.clock, world.operator, DESK)


async def test_a_note_stands_in_the_conversation_and_is_never_in_the_outbox(
    notes: Notes, world: World
) -> None:
    row = world.say("您好")
    id_ = await notes.add(row.id, " @李 看一下 ", (2,))
    message = world.message(id_)
    assert message.content == Note("@李 看一下", (2,))
    assert (message.origin, message.sender) == (Origin.NOTE, "周晓")
    assert (message.state, message.media) == (None, None)
    assert world.rows("outbox") == []
    held = (
        "SELECT count(*) FROM outbox o JOIN message m ON m.id = o.message_id"
        " WHERE m.origin <> 1"
    )
    assert world.number(held) == 0


async def test_a_note_changes_nothing_of_what_is_the_customers(
    notes: Notes, world: World
) -> None:
    before = world.say("您好")
    await notes.add(before.id, "难缠")
    after = world.conversation()
    assert after.waiting_since == before.waiting_since
    assert after.allowance == before.allowance
    assert after.assigned_to == before.assigned_to
    assert after.unread == before.unread
    assert after.service_state == before.service_state
    assert after.preview is not None
    assert (after.preview.origin, after.preview.text) == (Origin.NOTE, "难缠")


async def test_what_the_customer_says_next_stands_below_the_note(
    notes: Notes, world: World
) -> None:
    """Also where our clock is ahead of WeCom's."""
    row = world.say("您好")
    note = await notes.add(row.id, "难缠")
    world.take_in(entry("还在吗", seconds=0))
    assert [one.id for one in world.messages(row.id)][1] == note
    assert world.conversation().preview != row.preview


async def test_the_draft_of_a_note_is_apart_from_that_of_an_answer(
    notes: Notes, world: World
) -> None:
    row = world.say("您好")
    await notes.keep_draft(row.id, "half a \ud83d")
    assert await notes.draft(row.id) == "half a ?"
    assert world.conversation().draft == ""
    await notes.add(row.id, "完整")
    assert await notes.draft(row.id) == ""


@pytest.mark.parametrize("words", ["", " \n "])
async def test_a_note_has_words(notes: Notes, world: World, words: str) -> None:
    row = world.say("您好")
    with pytest.raises(ValueError, match="empty"):
        await notes.add(row.id, words)


async def test_notes_are_found_by_their_words(notes: Notes, world: World) -> None:
    row = world.say("您好")
    id_ = await notes.add(row.id, "这位客户很难缠")
    assert world.number("SELECT count(*) FROM message_search WHERE rowid = ?", id_)


async def test_everybody_can_be_mentioned(notes: Notes, world: World) -> None:
    world.connection.execute("INSERT INTO operator(name, role) VALUES ('李', 'agent')")
    assert {one.name for one in await notes.operators()} == {"周晓", "李"}
