"""A list of 100,000 conversations is read through indexes, whatever it shows."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from desktop.models.conversation import Lane
from desktop.models.list_order import ListOrder
from desktop.models.saved_filter import EVERYTHING, Narrowing
from desktop.models.service_state import ServiceState
from desktop.services.storage import conversation_queries
from desktop.services.storage.connection import Connection
from desktop.services.storage.conversation_queries import LaneQuery
from tests.building import World, make_world

NARROWED = (
    EVERYTHING,
    Narrowing(frozenset({ServiceState.QUEUED})),
    Narrowing(waiting=True),
    Narrowing(unread=True),
    Narrowing(starred=True, unread=True),
)
CASES = [
    LaneQuery(lane, 1, order, accounts, name, narrowing)
    for lane, order, accounts, name, narrowing in product(
        Lane, ListOrder, (None, frozenset({1})), ("", "安"), NARROWED
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


@pytest.mark.parametrize(
    "query",
    # Those who wait in a lane by assignment are few, and so are those of a name.
    [
        one
        for one in CASES
        if not one.name
        and (one.order is ListOrder.NEWEST or one.lane in (Lane.ALL, Lane.SNOOZED))
    ],
    ids=str,
)
def test_rows_stand_in_their_order_by_an_index_pinned_ones_first(
    world: World, query: LaneQuery
):
    planned = Planned(world.connection)
    conversation_queries.window(planned, query, offset=0, limit=200, now=1)  # type: ignore[arg-type]
    assert not [step for step in planned.steps if "TEMP B-TREE" in step]
    snoozed = query.lane is Lane.SNOOZED
    first = "ix_conversation_snoozed" if snoozed else "ix_conversation_pinned"
    assert first in planned.steps[0]


def test_counts_are_taken_from_indexes_alone(world: World):
    planned = Planned(world.connection)
    for accounts in (None, frozenset({1})):
        conversation_queries.counts(planned, 1, accounts, now=1)  # type: ignore[arg-type]
    conversation_queries.next_turn(planned, now=1)  # type: ignore[arg-type]
    assert not [step for step in planned.steps if _reads_rows(step)]


def _reads_rows(step: str) -> bool:
    """Whether a step goes through a table that grows, without an index."""
    grows = step.startswith(("SCAN c", "SCAN customer", "SCAN conversation"))
    return grows and "INDEX" not in step
