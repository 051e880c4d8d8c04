"""A page around a place says truly what lies before and behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.services.conversations import PAGE, Conversations
from desktop.services.storage.database import Database
from tests.building import DESK, World, entry, make_world

COUNT = 4 * PAGE


@pytest.fixture
async def conversations(tmp_path: Path) -> AsyncIterator[tuple[World, Conversations]]:
    """A conversation of four pages, and the service that reads it."""
    world = make_world(tmp_path / "profile")
    world.take_in(*(entry(f"{number}", seconds=number) for number in range(COUNT)))
    database = Database(world.path, world.key)
    yield world, Conversations(database, world.clock, world.operator, DESK)
    await database.close()
    world.close()


@pytest.mark.parametrize(
    ("at", "first", "has_older", "last", "has_newer"),
    [
        (0, 0, False, PAGE - 1, True),
        (2 * PAGE, PAGE, True, 3 * PAGE - 1, True),
        (COUNT - 1, COUNT - 1 - PAGE, True, COUNT - 1, False),
    ],
)
async def test_a_page_around_a_place_has_it_in_the_middle(
    conversations: tuple[World, Conversations],
    at: int,
    first: int,
    has_older: bool,
    last: int,
    has_newer: bool,
) -> None:
    world, service = conversations
    talk = world.conversation()
    held = world.messages(talk.id)
    page = await service.around(talk.id, (held[at].position, held[at].id))
    assert page.messages == held[first : last + 1]
    assert (page.has_older, page.has_newer) == (has_older, has_newer)
