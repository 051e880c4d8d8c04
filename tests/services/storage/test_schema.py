"""The file on disk: schema, key, permissions, damage (R7, S9, S10)."""

import os
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

import desktop.models.tables  # noqa: F401 - fills the metadata
from desktop.services.storage.connection import open_connection
from desktop.services.storage.errors import (
    DamagedError,
    NewerSchemaError,
    StorageError,
    WrongKeyError,
    translated,
)
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.migrations import sqlalchemy_engine
from desktop.services.storage.schema import SCHEMA_VERSION, ensure_schema
from tests.building import World, entry, make_world, new_key

SEARCH = "message_search"
PAGE = 4096


def test_the_migrations_make_exactly_what_the_tables_say(world: World) -> None:
    engine = sqlalchemy_engine(world.path, world.key)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and str(name).startswith(SEARCH))
                )
            },
        )
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_version_of_the_file_is_the_programs(world: World) -> None:
    assert world.number("PRAGMA user_version") == SCHEMA_VERSION


def test_a_second_start_changes_nothing(world: World) -> None:
    world.say("您好")
    before = world.rows("message")
    ensure_schema(world.path, world.key)
    assert world.rows("message") == before


def test_a_wrong_key_opens_nothing_and_changes_nothing(world: World) -> None:
    world.close()
    before = world.path.read_bytes()
    with pytest.raises(WrongKeyError) as caught:
        ensure_schema(world.path, new_key())
    assert world.path.read_bytes() == before
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_newer_schema_is_refused_and_left_alone(world: World) -> None:
    world.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerSchemaError):
        ensure_schema(world.path, world.key)
    assert world.number("PRAGMA user_version") == SCHEMA_VERSION + 1


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_owner_may_read_the_profile(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        world = make_world(tmp_path / "profile")
        world.say("您好")
        folder = world.path.parent
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
        world.close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(modes) == {world.path.name + end for end in ("", "-wal", "-shm")}
    assert set(modes.values()) == {0o600}


def test_nothing_is_readable_on_the_disk(world: World) -> None:
    phrase = "秘密的话 planted-phrase"
    conversation = world.say(phrase)
    world.answer(conversation, phrase + "回答")
    for file in world.path.parent.iterdir():
        stored = file.read_bytes()
        assert b"planted-phrase" not in stored
        assert "秘密的话".encode() not in stored
        assert b"wm-anna" not in stored
        assert world.key.raw not in stored
        assert world.key.raw.hex().encode() not in stored
    assert not world.path.read_bytes().startswith(b"SQLite format 3")


def test_temporary_tables_stay_in_memory(world: World) -> None:
    assert world.number("PRAGMA temp_store") == 2
    assert world.number("PRAGMA synchronous") == 2
    assert world.number("PRAGMA foreign_keys") == 1
    found = world.connection.execute("PRAGMA journal_mode").fetchone()[0]
    assert found == "wal"


def test_every_flipped_page_is_found_to_be_damaged(world: World) -> None:
    """R7: the checksum of a page tells; a first page looks like a wrong key."""
    for second in range(60):
        world.take_in(entry("字" * 400, seconds=second, customer=f"wm-{second % 7}"))
    world.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    world.close()
    whole = world.path.read_bytes()
    copy = world.path.with_name("damaged.db")
    for number in range(0, len(whole) // PAGE, 3):
        damaged = bytearray(whole)
        damaged[number * PAGE + 1_000] ^= 0x40
        copy.write_bytes(damaged)
        expected = DamagedError if number else WrongKeyError
        with pytest.raises(expected):
            _read_everything(copy, world.key)


def test_a_torn_log_leaves_what_was_committed_before_it(world: World) -> None:
    """R7: a write-ahead log cut or flipped anywhere gives a clean prefix."""
    world.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for number in range(12):
        world.take_in(entry(f"第{number}条", seconds=number, msgid=f"m{number}"))
    log = world.path.with_name(world.path.name + "-wal").read_bytes()
    whole = world.path.read_bytes()
    world.close()
    copy = world.path.with_name("torn.db")
    torn = copy.with_name(copy.name + "-wal")
    for trial in range(40):
        cut = len(log) * trial // 40
        broken = bytearray(log if trial % 2 else log[:cut])
        if trial % 2 and cut < len(broken):
            broken[cut] ^= 0xFF
        copy.write_bytes(whole)
        torn.write_bytes(broken)
        connection = open_connection(copy, world.key)
        rows = connection.execute("SELECT msgid FROM message ORDER BY id").fetchall()
        assert [row[0] for row in rows] == [f"m{at}" for at in range(len(rows))]
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        assert checked == [("ok",)]
        connection.close()


def test_a_key_is_never_printed() -> None:
    key = new_key()
    assert key.raw.hex() not in f"{key!r} {key}"
    with pytest.raises(ValueError, match="32 bytes") as caught:
        DatabaseKey(b"short-secret")
    assert "short-secret" not in str(caught.value)


def test_a_file_that_cannot_be_opened_is_an_error_of_storage(tmp_path: Path) -> None:
    with pytest.raises(StorageError), translated():
        open_connection(tmp_path / "missing" / "x.db", new_key())


def _read_everything(path: Path, key: DatabaseKey) -> None:
    with translated():
        connection = open_connection(path, key, read_only=True)
        try:
            if connection.execute("PRAGMA cipher_integrity_check").fetchall():
                raise DamagedError("checksum")
        finally:
            connection.close()
