"""One writer, a few readers: commits, roll-backs, and errors with names."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlcipher3 import dbapi2

from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import READERS, Database
from desktop.services.storage.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    GoneError,
    NotWritableError,
    StorageError,
    WrongKeyError,
    translated,
)
from tests.building import World, new_key

INSERT = "INSERT INTO team(name) VALUES (?)"


@pytest.fixture
async def database(world: World) -> AsyncIterator[Database]:
    opened = Database(world.path, world.key)
    yield opened
    await opened.close()


async def add(database: Database, name: str) -> None:
    await database.write(lambda connection: connection.execute(INSERT, (name,)))


def names(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM team ORDER BY id")]


async def test_what_is_written_is_read(database: Database) -> None:
    await add(database, "一店")
    assert await database.read(names) == ["一店"]


async def test_an_exception_rolls_back_and_the_writer_lives_on(
    database: Database,
) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(INSERT, ("lost",))
        raise LookupError("a mistake")

    with pytest.raises(LookupError):
        await database.write(fail)
    assert await database.read(names) == []
    await add(database, "next")
    assert await database.read(names) == ["next"]


async def test_writes_happen_one_at_a_time_in_the_order_asked(
    database: Database,
) -> None:
    inside, most = 0, 0

    def work(name: str) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        inside -= 1

    wanted = [f"team-{at:02}" for at in range(40)]

    async def one(name: str) -> None:
        def writing(connection: Connection) -> None:
            work(name)
            connection.execute(INSERT, (name,))

        await database.write(writing)

    await asyncio.gather(*(one(name) for name in wanted))
    assert most == 1
    assert await database.read(names) == wanted


async def test_many_readers_see_only_what_is_committed(database: Database) -> None:
    stop = asyncio.Event()
    seen: list[int] = []

    async def reading() -> None:
        while not stop.is_set():
            seen.append(len(await database.read(names)))

    readers = [asyncio.create_task(reading()) for _ in range(8)]

    def pair(connection: Connection) -> None:
        connection.execute(INSERT, (f"{len(names(connection))}-a",))
        connection.execute(INSERT, (f"{len(names(connection))}-b",))

    for _ in range(30):
        await database.write(pair)
    stop.set()
    await asyncio.gather(*readers)
    assert all(count % 2 == 0 for count in seen)
    assert len(await database.read(names)) == 60


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.read(lambda connection: connection.execute(INSERT, ("x",)))


async def test_reading_goes_on_while_a_writer_holds_the_lock(
    database: Database, world: World
) -> None:
    world.connection.execute("BEGIN IMMEDIATE")
    world.connection.execute(INSERT, ("uncommitted",))
    found = await asyncio.gather(*(database.read(names) for _ in range(READERS * 4)))
    world.connection.execute("ROLLBACK")
    assert found == [[]] * (READERS * 4)


async def test_close_waits_for_what_was_begun(world: World) -> None:
    database = Database(world.path, world.key)
    begun, go = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        begun.set()
        go.wait(5)
        connection.execute(INSERT, ("kept",))

    writing = asyncio.create_task(database.write(slowly))
    await asyncio.to_thread(begun.wait, 5)
    closing = asyncio.create_task(database.close())
    go.set()
    await asyncio.gather(writing, closing)
    assert names(world.connection) == ["kept"]


async def test_a_wrong_key_is_told_at_the_first_use(world: World) -> None:
    database = Database(world.path, new_key())
    with pytest.raises(WrongKeyError):
        await database.read(names)
    with pytest.raises(WrongKeyError):
        await add(database, "x")
    await database.close()


def test_a_lock_that_is_held_too_long_is_busy(world: World) -> None:
    other = open_connection(world.path, world.key)
    other.execute("PRAGMA busy_timeout = 10")
    world.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError), translated():
        other.execute("BEGIN IMMEDIATE")
    world.connection.execute("ROLLBACK")
    other.close()


def test_a_full_file_says_so_and_nothing_is_half_done(world: World) -> None:
    pages = world.number("PRAGMA page_count")
    world.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    def much(connection: Connection) -> None:
        connection.execute(INSERT, ("first",))
        connection.executemany(INSERT, [(f"{at}" * 500,) for at in range(500)])

    with pytest.raises(DiskFullError), translated():
        world.write(much)
    assert names(world.connection) == []
    world.connection.execute("PRAGMA max_page_count = 100000").fetchall()
    world.write(much)
    assert len(names(world.connection)) == 501


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("file is not a database", WrongKeyError),
        ("file is encrypted or is not a database", WrongKeyError),
        ("database disk image is malformed", DamagedError),
        ("database or disk is full", DiskFullError),
        ("disk I/O error", DiskFullError),
        ("database is locked", BusyError),
        ("database table is locked", BusyError),
        ("unable to open database file", NotWritableError),
        ("attempt to write a readonly database", NotWritableError),
        ("FOREIGN KEY constraint failed", GoneError),
    ],
)
def test_the_drivers_words_become_our_errors(
    words: str, kind: type[StorageError]
) -> None:
    with pytest.raises(StorageError) as caught, translated():
        raise dbapi2.OperationalError(words)
    assert type(caught.value) is kind
    assert caught.value.sentence.zh
    assert caught.value.sentence.en


def test_our_own_mistakes_are_not_dressed_up_as_the_databases(world: World) -> None:
    with pytest.raises(dbapi2.IntegrityError), translated():
        world.connection.execute("INSERT INTO team(name) VALUES (NULL)")
