"""Reading of the search: cancelled at once, and safe while others write."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models.bigrams import index_terms
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.errors import StorageError
from desktop.services.storage.search_reader import SearchReader
from tests.building import Deadline, World

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT count(*) FROM n"
)
MATCH = "SELECT count(*) FROM message_search WHERE message_search MATCH ?"
WRITER = """
import random, sys
from pathlib import Path
from desktop.services.storage.connection import open_connection
from desktop.services.storage.key import DatabaseKey
from desktop.models.bigrams import index_terms
path, key, seed = sys.argv[1:]
connection = open_connection(Path(path), DatabaseKey(bytes.fromhex(key)))
dice = random.Random(seed)
for _ in range(150):
    connection.execute("BEGIN IMMEDIATE")
    row = connection.execute("SELECT coalesce(max(rowid), 0) FROM message_search")
    last = row.fetchone()[0]
    connection.executemany(
        "INSERT INTO message_search(rowid, terms) VALUES (?, ?)",
        [
            (last + 1 + at, index_terms("".join(dice.choices("退货快递发票", k=20))))
            for at in range(dice.choice((1, 1, 40)))
        ],
    )
    if dice.random() < 0.2:
        connection.execute(
            "DELETE FROM message_search WHERE rowid = ?", (dice.randint(1, last + 1),)
        )
    connection.execute("ROLLBACK" if dice.random() < 0.1 else "COMMIT")
"""


@pytest.fixture
async def reader(world: World) -> AsyncIterator[SearchReader]:
    made = SearchReader(world.path, world.key)
    yield made
    await made.close()


def count(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM message").fetchone()[0])


async def test_what_was_committed_before_is_read(
    world: World, reader: SearchReader
) -> None:
    assert await reader.read(count) == 0
    for number in range(1, 4):
        world.say("退货")
        assert await reader.read(count) == number


async def test_a_cancelled_reading_ends_and_lets_the_next_one_in(
    reader: SearchReader,
) -> None:
    begun = threading.Event()

    def endless(connection: Connection) -> object:
        begun.set()
        return connection.execute(ENDLESS).fetchall()

    waiting = [asyncio.create_task(reader.read(endless)) for _ in range(3)]
    await asyncio.to_thread(begun.wait, 10)
    for task in waiting:
        task.cancel()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in ended)
    assert await asyncio.wait_for(reader.read(count), 10) == 0


async def test_a_reading_that_fails_leaves_the_thread_fit(
    reader: SearchReader,
) -> None:
    def broken(connection: Connection) -> object:
        return connection.execute("SELECT * FROM message_search('\"')").fetchall()

    with pytest.raises(dbapi2.OperationalError, match="unterminated"):
        await reader.read(broken)
    assert await reader.read(count) == 0


async def test_the_search_never_writes(reader: SearchReader) -> None:
    with pytest.raises(StorageError):
        await reader.read(lambda one: one.execute("DELETE FROM message"))


async def test_a_reader_that_never_searched_closes(world: World) -> None:
    await SearchReader(world.path, world.key).close()


async def test_reading_holds_while_two_processes_write(
    world: World, reader: SearchReader
) -> None:
    """A long-lived connection searches; what it finds is never taken for damage."""
    key = world.key.raw.hex()
    writers = [_writer(world.path, key, seed) for seed in "12"]
    deadline = Deadline(60)
    looks = 0
    while any(writer.poll() is None for writer in writers):
        for pair in ("退货", "快递", "货发"):
            await reader.read(partial(_matches, pair=pair))
        looks += 1
        deadline.check("two writers ended")
    assert [writer.returncode for writer in writers] == [0, 0]
    assert looks > 1
    fresh = open_connection(world.path, world.key, read_only=True)
    assert await reader.read(lambda one: _matches(one, "退货")) == _matches(
        fresh, "退货"
    )
    assert fresh.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    fresh.close()


def test_a_check_on_an_old_connection_is_only_fit_after_a_search(world: World) -> None:
    """What looked like damage: the check of FTS5 trusts what its connection knew.

    A search looks anew, so the order decides (docs/decisions/0006).
    """
    old = open_connection(world.path, world.key)
    _write(world, 50)
    assert _matches(old, "退货") > 0
    _write(world, 400)
    stale = old.execute("PRAGMA integrity_check").fetchall()
    assert stale != [("ok",)]
    assert _matches(old, "退货") == _matches(world.connection, "退货")
    assert old.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    old.close()


def _writer(path: Path, key: str, seed: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), key, seed])


def _matches(connection: Connection, pair: str) -> int:
    return int(connection.execute(MATCH, (f'"{pair}"',)).fetchone()[0])


def _write(world: World, rows: int) -> None:
    for number in range(rows):
        world.connection.execute(
            "INSERT INTO message_search(terms) VALUES (?)",
            (index_terms(f"退货快递{number}"),),
        )
