"""What an open conversation got since the last look is found at the newest end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.conversations import PAGE, Conversations
from desktop.services.storage import message_queries
from desktop.services.storage.database import Database
from tests.building import DESK, World, entry, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path / "profile")
    yield made
    made.close()


class Traced:
    """Keeps the plan of each statement and answers it."""

    def __init__(self, world: World) -> None:
        self._connection = world.connection
        self.steps: list[str] = []

    def execute(self, statement: str, values: tuple[object, ...] = ()):  # noqa: ANN201, RUF100
        plan = self._connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        self.steps += [row[3] for row in plan]
        return self._connection.execute(statement, values)


def test_neither_reading_walks_what_was_known(world: World) -> None:
    world.say("您好")
    traced = Traced(world)
    message_queries.newest_id(traced)  # type: ignore[arg-type]
    message_queries.added_since(traced, 1, 1, PAGE)  # type: ignore[arg-type]
    messages = [step for step in traced.steps if " f " not in step]
    assert messages == [
        "SEARCH message",
        "SEARCH m USING INTEGER PRIMARY KEY (rowid>?)",
    ]


async def test_what_others_wrote_is_walked_once(world: World) -> None:
    world.say("甲")
    anna = world.conversation().id
    world.take_in(*(entry("乙", seconds=n, customer="wm-bo") for n in range(PAGE * 2)))
    database = Database(world.path, world.key)
    talks = Conversations(database, world.clock, world.operator, DESK)
    nothing = await talks.added_since(anna, 1)
    assert (nothing.messages, nothing.more) == ((), False)
    assert nothing.known_id == await talks.newest_id() == PAGE * 2 + 1
    world.take_in(entry("late", seconds=-9))
    late = await talks.added_since(anna, nothing.known_id)
    assert [one.conversation_id for one in late.messages] == [anna]
    assert late.known_id == late.messages[0].id
    await database.close()


async def test_more_than_a_page_comes_in_pieces_without_a_gap(world: World) -> None:
    world.say("甲")
    anna = world.conversation().id
    world.take_in(*(entry(f"{n}", seconds=n) for n in range(PAGE + 5)))
    database = Database(world.path, world.key)
    talks = Conversations(database, world.clock, world.operator, DESK)
    first = await talks.added_since(anna, 1)
    rest = await talks.added_since(anna, first.known_id)
    assert (first.more, rest.more) == (True, False)
    found = [one.id for one in (*first.messages, *rest.messages)]
    assert found == list(range(2, PAGE + 7))
    await database.close()
