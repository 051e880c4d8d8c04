"""A list of 100,000 conversations is read through indexes, whatever it shows."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from desktop.models.conversation import Lane
from desktop.models.list_order import ListOrder
from desktop.services.storage import conversation_queries
from desktop.services.storage.connection import Connection
from desktop.services.storage.conversation_queries import LaneQuery
from tests.building import World, make_world

CASES = [
    LaneQuery(lane, 1, order, accounts, name)
    for lane, order, accounts, name in product(
        Lane, ListOrder, (None, frozenset({1})), ("", "安")
    )
]


class Planned:
    """Answers each statement and keeps SQLite's plan for it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.steps: list[str] = []

    def execute(self, statement: str, values: tuple[object, ...] = ()):  # noqa: ANN201, RUF100
        plan = self._connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        self.steps += [row[3] for row in plan]
        return self._connection.execute(statement, values)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("query", CASES, ids=str)
def test_no_lane_looks_through_the_rows_of_the_table(world: World, query: LaneQuery):
    planned = Planned(world.connection)
    conversation_queries.window(planned, query, offset=0, limit=200, now=1)  # type: ignore[arg-type]
    conversation_queries.next_waiting(planned, query, after=None, now=1)  # type: ignore[arg-type]
    assert not [step for step in planned.steps if _reads_rows(step)]


def test_counts_are_taken_from_indexes_alone(world: World):
    planned = Planned(world.connection)
    for accounts in (None, frozenset({1})):
        conversation_queries.counts(planned, 1, accounts, now=1)  # type: ignore[arg-type]
    assert not [step for step in planned.steps if _reads_rows(step)]


def _reads_rows(step: str) -> bool:
    """Whether a step goes through a table that grows, without an index."""
    grows = step.startswith(("SCAN c", "SCAN customer", "SCAN conversation"))
    return grows and "INDEX" not in step
