"""What is removed with a corp leaves no id behind that somebody else could get."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.content import Note
from desktop.services.storage import (
    corp_removal,
    ingest,
    note_store,
    organisation_store,
)
from desktop.services.storage.note_store import WrittenNote
from desktop.services.storage.organisation_store import AccountListing
from tests.building import DESK, World, entry, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path / "profile")
    yield world
    world.close()


def second_corp(world: World, corpid: str) -> tuple[int, int]:
    """Connect another corp with one account; return the ids of both."""

    def organise() -> int:
        corp_id = organisation_store.connect_corp(
            world.connection, corpid, "乙公司", "http://127.0.0.1:9/", "", now=world.now
        )
        organisation_store.store_accounts(
            world.connection,
            corp_id,
            [AccountListing("wk-else", "别处", True)],
            enable=frozenset({"wk-else"}),
            now=world.now,
        )
        return corp_id

    corp_id = world.write(lambda _: organise())
    (account_id,) = corp_removal.account_ids(world.connection, corp_id)
    return corp_id, account_id


def say(world: World, account_id: int, customer: str) -> tuple[int, int]:
    """A customer writes; return the ids of conversation and message."""
    world.write(
        lambda one: ingest.take_in(
            one, account_id, [entry("在吗", customer=customer)], None, now=world.now
        )
    )
    conversation_id = world.number("SELECT max(id) FROM conversation")
    return conversation_id, world.number("SELECT max(id) FROM message")


def remove(world: World, corp_id: int) -> None:
    """Remove all of a corp, as the engine does it."""
    while world.write(lambda one: corp_removal.remove_some(one, corp_id)):
        continue
    world.write(lambda one: corp_removal.remove_rest(one, corp_id, now=world.now))
    world.write(lambda one: corp_removal.finish(one, corp_id, now=world.now))


def test_nobody_gets_the_id_of_a_conversation_account_or_message_that_was_removed(
    world: World,
):
    world.say("你好")
    corp_id, account_id = second_corp(world, "ww-second")
    conversation_id, message_id = say(world, account_id, "wm-gone")
    remove(world, corp_id)
    _, other_account = second_corp(world, "ww-third")
    other_conversation, other_message = say(world, other_account, "wm-new")
    assert other_account > account_id
    assert other_conversation > conversation_id
    assert other_message > message_id


def test_what_we_write_ourselves_gets_no_removed_id_either(world: World):
    ours = world.say("你好")
    corp_id, account_id = second_corp(world, "ww-second")
    _, message_id = say(world, account_id, "wm-gone")
    remove(world, corp_id)
    answered = world.answer(ours, "在的")
    note = WrittenNote(ours.id, "周晓", "note-1", Note("老客户"))
    noted = world.write(
        lambda one: note_store.add(one, note, initiator=DESK, now=world.now)
    )
    assert message_id < answered < noted
