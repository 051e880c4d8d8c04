"""What came in since a place is counted without looking through what was there."""

from pathlib import Path

from desktop.services.storage import arrivals
from tests.building import make_world


def test_only_what_came_since_is_walked_through(tmp_path: Path):
    world = make_world(tmp_path)
    for customer in ("wm-a", "wm-b", "wm-c"):
        world.say("在吗", customer=customer)
    asked: list[str] = []
    world.connection.set_trace_callback(asked.append)
    (came,) = arrivals.arrived_after(world.connection, 1)
    world.connection.set_trace_callback(None)
    assert (came.messages, came.newest_id) == (2, 3)
    plan = world.connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}").fetchall()
    assert "USING INTEGER PRIMARY KEY (rowid>?)" in plan[0][3]
    world.close()
