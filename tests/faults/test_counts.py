"""Counts are right after a kill, a sleep and a clock that jumps: queries tell them."""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE, Popen

from desktop.models.clock import to_milliseconds
from desktop.models.conversation import Lane, LaneCounts
from desktop.services.storage import conversation_queries
from desktop.services.storage.conversation_queries import LaneQuery
from tests.building import START, World, make_world

WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from desktop.models.flow_step import FlowStep, FlowWish
from desktop.services.storage import flow_store
from desktop.services.storage.connection import open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.key import DatabaseKey
from tests.building import START, at

connection = open_connection(Path(sys.argv[1]), DatabaseKey(bytes.fromhex(sys.argv[2])))
ids = [row[0] for row in connection.execute("SELECT id FROM conversation ORDER BY id")]
steps = list(FlowStep)
for turn in range(10_000):
    wish = FlowWish(steps[turn % len(steps)], START + timedelta(minutes=turn % 90))
    chosen = [one for one in ids if (one + turn) % 3]
    trace = in_transaction(connection, lambda one: flow_store.apply(
        one, wish, chosen, operator_id=1, initiator="test", now=at(turn)))
    if turn % 2:
        in_transaction(connection, lambda one: flow_store.undo(
            one, trace, operator_id=1, initiator="test", now=at(turn)))
    print(turn, flush=True)
"""


def listed(world: World, lane: Lane, now: int) -> int:
    query = LaneQuery(lane, world.operator.id)
    rows = conversation_queries.window(
        world.connection, query, offset=0, limit=500, now=now
    )
    return len(rows)


def counted(world: World, now: int) -> LaneCounts:
    return conversation_queries.counts(
        world.connection, world.operator.id, None, now=now
    )


def agree(world: World) -> None:
    """Hold the counts against the rows, at many times of a clock that jumps."""
    for minutes in (0, 4, 30, 89, 24 * 60, -24 * 60, 5):
        now = to_milliseconds(START + timedelta(minutes=minutes))
        found = counted(world, now)
        assert [listed(world, lane, now) for lane in Lane] == [
            found.mine,
            found.unassigned,
            found.all,
            found.overdue,
            found.snoozed,
        ]
    torn = world.number(
        "SELECT count(*) FROM conversation c WHERE unread <> (SELECT count(*)"
        " FROM message m WHERE m.conversation_id = c.id AND m.origin = 3"
        " AND m.position > c.read_through)"
    )
    assert torn == 0


def test_counts_agree_with_the_rows_after_kills_in_the_middle_of_steps(
    tmp_path: Path,
) -> None:
    world = make_world(tmp_path / "p")
    for number in range(40):
        world.say("hello", customer=f"wm-{number}")
        world.say("again", customer=f"wm-{number}")
    for stop_after in (1, 5, 9):
        _run_and_kill(world, stop_after)
        agree(world)
    world.close()


def _run_and_kill(world: World, lines: int) -> None:
    """Let another process work on the conversations and kill it without a word."""
    command = [sys.executable, "-c", WRITER, str(world.path), world.key.raw.hex()]
    with Popen(command, stdout=PIPE, cwd=Path(__file__).parents[2]) as writer:
        assert writer.stdout is not None
        for _ in range(lines):
            assert writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
