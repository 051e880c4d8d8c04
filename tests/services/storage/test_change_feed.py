"""The change feed: in order, without gaps, across processes; told when pruned."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest

from desktop.models.changes import Aspect, Change, Subject
from desktop.services.storage import change_log
from desktop.services.storage.change_feed import MOST_AT_ONCE, ChangeFeed
from desktop.services.storage.connection import Connection
from desktop.services.storage.errors import WrongKeyError
from tests.building import DESK, World, new_key
from tests.conftest import LogGuard

WRITER = """
import sys
from pathlib import Path
from desktop.models.changes import Aspect, Subject
from desktop.services.storage import change_log
from desktop.services.storage.connection import open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.key import DatabaseKey

connection = open_connection(Path(sys.argv[1]), DatabaseKey(sys.stdin.buffer.read(32)))
for number in range(int(sys.argv[3])):
    entries = [(Subject.MESSAGE, number, 0, Aspect.STATE)] * 2
    in_transaction(
        connection,
        lambda one: change_log.record(one, entries, initiator=sys.argv[2], now=1),
    )
"""


@pytest.fixture
async def feed(world: World) -> AsyncIterator[ChangeFeed]:
    followed = ChangeFeed(world.path, world.key)
    await followed.start()
    yield followed
    await followed.stop()


def change(connection: Connection, *keys: int, initiator: str = DESK) -> None:
    entries = [(Subject.MESSAGE, key, 7, Aspect.STATE) for key in keys]
    change_log.record(connection, entries, initiator=initiator, now=1)


async def collect(feed: ChangeFeed, wanted: int) -> list[Change]:
    found: list[Change] = []
    async with asyncio.timeout(20):
        async for batch in feed.batches():
            assert batch.complete
            found += batch.changes
            if len(found) >= wanted:
                break
    return found


async def test_changes_come_after_the_commit_in_order(
    world: World, feed: ChangeFeed
) -> None:
    for start in range(0, 30, 3):
        world.write(lambda one, start=start: change(one, start, start + 1, start + 2))  # type: ignore[misc]
    found = await collect(feed, 30)
    assert [one.key for one in found] == list(range(30))
    ids = [one.id for one in found]
    assert ids == list(range(ids[0], ids[0] + 30))
    assert found[0] == Change(ids[0], Subject.MESSAGE, 0, 7, Aspect.STATE, DESK)


async def test_what_was_rolled_back_never_comes(world: World, feed: ChangeFeed) -> None:
    def fail(connection: Connection) -> None:
        change(connection, 1)
        raise LookupError

    with pytest.raises(LookupError):
        world.write(fail)
    world.write(lambda one: change(one, 2))
    (found,) = await collect(feed, 1)
    assert found.key == 2


async def test_what_was_before_the_start_does_not_come(
    world: World, feed: ChangeFeed
) -> None:
    late = ChangeFeed(world.path, world.key)
    world.write(lambda one: change(one, 1))
    await late.start()
    world.write(lambda one: change(one, 2))
    assert [one.key for one in await collect(late, 1)] == [2]
    await late.stop()


async def test_two_processes_write_and_nothing_is_missed(
    world: World, feed: ChangeFeed
) -> None:
    rounds = 60
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", WRITER, str(world.path), name, str(rounds),
            stdin=asyncio.subprocess.PIPE,
        )
        for name in ("left", "right")
    ]  # fmt: skip
    await asyncio.gather(*(one.communicate(world.key.raw) for one in processes))
    found = await collect(feed, rounds * 4)
    ids = [one.id for one in found]
    assert ids == list(range(ids[0], ids[0] + rounds * 4))
    for name in ("left", "right"):
        own = [one.key for one in found if one.initiator == name]
        assert own == [number for number in range(rounds) for _ in range(2)]


async def test_a_reader_knows_its_own_echo(world: World, feed: ChangeFeed) -> None:
    world.write(lambda one: change(one, 1, initiator="desk-a"))
    world.write(lambda one: change(one, 2, initiator="engine"))
    found = await collect(feed, 2)
    assert [one.key for one in found if one.initiator != "desk-a"] == [2]


async def test_more_than_one_look_can_hold_comes_in_several(
    world: World, feed: ChangeFeed
) -> None:
    wanted = MOST_AT_ONCE * 2 + 10
    world.write(lambda one: change(one, *range(wanted)))
    found = await collect(feed, wanted)
    assert [one.key for one in found] == list(range(wanted))


async def test_a_reader_that_missed_pruned_rows_is_told(
    world: World, feed: ChangeFeed
) -> None:
    def write_and_prune(connection: Connection) -> None:
        change(connection, *range(10))
        connection.execute("DELETE FROM change WHERE key < 5")

    world.write(write_and_prune)
    async with asyncio.timeout(10):
        batch = await anext(feed.batches())
    assert not batch.complete
    world.write(lambda one: change(one, 77))
    async with asyncio.timeout(10):
        batch = await anext(feed.batches())
    assert batch.complete
    assert [one.key for one in batch.changes] == [77]


def test_pruning_keeps_the_newest_and_numbers_go_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_log, "KEPT_ROWS", 10)
    world.write(lambda one: change(one, *range(100)))
    newest = world.number("SELECT max(id) FROM change")
    world.write(change_log.prune)
    assert world.number("SELECT count(*) FROM change") == 10
    assert world.number("SELECT max(id) FROM change") == newest
    world.write(lambda one: change(one, 1))
    assert world.number("SELECT max(id) FROM change") == newest + 1


async def test_a_wrong_key_is_told_at_the_start(world: World) -> None:
    feed = ChangeFeed(world.path, new_key())
    with pytest.raises(WrongKeyError):
        await feed.start()
    await feed.stop()


async def test_stopping_ends_the_thread_within_a_moment(world: World) -> None:
    feed = ChangeFeed(world.path, world.key)
    await feed.start()
    async with asyncio.timeout(2):
        await feed.stop()


async def test_rows_of_a_newer_program_make_their_reader_refresh_everything(
    world: World, feed: ChangeFeed, log_guard: LogGuard
) -> None:
    log_guard.allow("change feed: ValueError")
    world.connection.execute(
        "INSERT INTO change(subject, key, parent, aspects, initiator, at)"
        " VALUES ('hologram', 1, 0, 1, 'newer', 1)"
    )
    async with asyncio.timeout(20):
        batch = await anext(feed.batches())
        assert not batch.complete
        change(world.connection, 5)
        batch = await anext(feed.batches())
    assert [one.key for one in batch.changes] == [5]
