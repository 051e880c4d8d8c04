"""Places in a conversation are found by day, by what is unread, and read around."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.services.storage import desk_store, message_queries
from tests.building import DESK, START, World, at, entry, make_world

DAY = 86_400


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A database with one customer's messages on three days, the second silent."""
    made = make_world(tmp_path / "profile")
    made.take_in(
        *(entry(f"第一天 {number}", seconds=number) for number in range(3)),
        *(entry(f"第三天 {number}", seconds=2 * DAY + number) for number in range(3)),
    )
    yield made
    made.close()


def texts(world: World, places: tuple[int, ...]) -> list[str]:
    return [str(getattr(world.message(one).content, "text", "")) for one in places]


def read_through(world: World, conversation_id: int, position: int) -> None:
    world.write(
        lambda connection: desk_store.mark_read(
            connection, conversation_id, position, initiator=DESK, now=world.now
        )
    )


def test_a_moment_leads_to_the_first_message_from_it_on(world: World) -> None:
    talk = world.conversation()
    found = message_queries.place_at(world.connection, talk.id, at(DAY))
    assert found is not None
    assert texts(world, (found[1],)) == ["第三天 0"]


def test_a_moment_after_everything_leads_to_the_last_message(world: World) -> None:
    talk = world.conversation()
    found = message_queries.place_at(world.connection, talk.id, at(9 * DAY))
    assert found is not None
    assert texts(world, (found[1],)) == ["第三天 2"]


def test_an_empty_conversation_has_no_place(world: World) -> None:
    assert message_queries.place_at(world.connection, 404, at(0)) is None
    assert message_queries.first_unread(world.connection, 404) is None


def test_the_first_unread_follows_the_reading_mark(world: World) -> None:
    talk = world.conversation()
    messages = world.messages(talk.id)
    first = message_queries.first_unread(world.connection, talk.id)
    assert first == (messages[0].position, messages[0].id)
    for through, expected in ((messages[3], messages[4]), (messages[-1], None)):
        read_through(world, talk.id, through.position)
        place = None if expected is None else (expected.position, expected.id)
        assert message_queries.first_unread(world.connection, talk.id) == place


def test_days_with_messages_are_told_from_silent_ones(world: World) -> None:
    talk = world.conversation()
    midnight = START.replace(hour=0)
    bounds = [at(0, midnight + timedelta(days=day)) for day in range(4)]
    assert message_queries.spans_with_messages(world.connection, talk.id, bounds) == (
        True,
        False,
        True,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT position, id FROM message WHERE conversation_id = 1"
        " AND position >= 5 ORDER BY position, id LIMIT 1",
        "SELECT EXISTS (SELECT 1 FROM message WHERE conversation_id = 1"
        " AND position >= 1 AND position < 2)",
    ],
)
def test_places_are_found_through_the_index(world: World, statement: str) -> None:
    plan = world.connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    steps = " ".join(str(row[3]) for row in plan)
    assert "ix_message_conversation_id_position" in steps
    assert "TEMP B-TREE" not in steps
