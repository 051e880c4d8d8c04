"""`switchboard engine` as a process: one for a database, ended politely (R13, R16)."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import DATABASE_KEY, KEY_MISSING
from desktop.services.engine.command import CANNOT_START, OWNED_ELSEWHERE
from desktop.services.engine.ownership import AlreadyOwnedError, ProcessLock
from desktop.services.launch import STOP_WORD, engine_command, own_command
from desktop.services.storage.errors import NewerSchemaError, WrongKeyError
from tests.building import Deadline, World, new_key

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


def secrets(world: World) -> KeyFileStore:
    """The store of the profile's secrets."""
    assert world.profile.key_file is not None
    return KeyFileStore(world.profile.key_file)


@pytest.fixture
def profile(world: World) -> World:
    """A profile whose key file opens its database; the corp is out of reach."""
    secrets(world).set(DATABASE_KEY, world.key.raw.hex())
    world.connection.execute("UPDATE account SET enabled = 0")
    return world


@asynccontextmanager
async def engine(world: World) -> AsyncIterator[asyncio.subprocess.Process]:
    """An engine that has given its first sign of life."""
    process = await asyncio.create_subprocess_exec(
        *engine_command(world.profile),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    deadline = Deadline(30)
    try:
        while process.returncode is None and not _beats(world, process.pid):
            deadline.check("engine's sign of life")
            await asyncio.sleep(0.02)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def _beats(world: World, process_id: int) -> bool:
    query = "SELECT count(*) FROM engine WHERE process_id = ?"
    return bool(world.number(query, process_id))


def refused(world: World) -> tuple[int, str, float]:
    """Exit status, words and seconds of an engine that cannot start."""
    begun = time.perf_counter()
    ended = subprocess.run(
        own_command("engine", *world.profile.arguments()),
        capture_output=True, text=True, timeout=30, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return ended.returncode, ended.stderr, time.perf_counter() - begun


def test_a_second_engine_ends_within_a_second_with_a_sentence(profile: World) -> None:
    with ProcessLock(profile.profile.engine_lock):
        ends = [refused(profile) for _ in range(3)]
    for status, words, _ in ends:
        assert status == OWNED_ELSEWHERE
        assert "另一个引擎" in words
        assert "Another engine" in words
        assert len(words.splitlines()) == 1
    assert min(seconds for *_, seconds in ends) < 1.0


async def test_a_word_through_the_pipe_ends_it_politely(profile: World) -> None:
    async with engine(profile) as process:
        assert process.stdin is not None
        with pytest.raises(AlreadyOwnedError):
            ProcessLock(profile.profile.engine_lock).acquire()
        process.stdin.write(f"{STOP_WORD}\n".encode())
        _, words = await asyncio.wait_for(process.communicate(), 15)
    assert (process.returncode, words) == (0, b"")
    with ProcessLock(profile.profile.engine_lock):
        pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_politely_while_its_pipe_is_open(
    profile: World, number: signal.Signals
) -> None:
    """The thread that waits at the pipe must not make the interpreter abort."""
    async with engine(profile) as process:
        assert process.stderr is not None
        process.send_signal(number)
        words = await asyncio.wait_for(process.stderr.read(), 15)
        status = await asyncio.wait_for(process.wait(), 15)
    assert (status, words) == (0, b"")


async def test_a_killed_desk_leaves_it_running(profile: World) -> None:
    async with engine(profile) as process:
        assert process.stdin is not None
        process.stdin.close()
        await process.stdin.wait_closed()
        before = profile.number("SELECT heartbeat_at FROM engine")
        deadline = Deadline(15)
        while profile.number("SELECT heartbeat_at FROM engine") == before:
            deadline.check("next heartbeat")
            await asyncio.sleep(0.05)
        assert process.returncode is None


async def test_a_killed_engine_leaves_the_database_to_the_next(profile: World) -> None:
    async with engine(profile) as process:
        process.kill()
        await process.wait()
    async with engine(profile) as process:
        assert process.returncode is None
    assert profile.number("SELECT previous_heartbeat_at IS NOT NULL FROM engine")


def test_without_its_key_the_database_is_left_alone(profile: World) -> None:
    secrets(profile).delete(DATABASE_KEY)
    profile.close()
    before = profile.path.read_bytes()
    status, words, _ = refused(profile)
    assert status == CANNOT_START
    assert KEY_MISSING.zh in words
    assert "Traceback" not in words
    assert profile.path.read_bytes() == before


def test_with_a_wrong_key_the_database_is_left_alone(profile: World) -> None:
    wrong = new_key().raw.hex()
    secrets(profile).set(DATABASE_KEY, wrong)
    profile.close()
    before = profile.path.read_bytes()
    status, words, _ = refused(profile)
    assert status == CANNOT_START
    assert WrongKeyError.sentence.en in words
    assert wrong not in words
    assert profile.path.read_bytes() == before


def test_a_database_of_a_newer_program_is_refused(profile: World) -> None:
    profile.connection.execute("PRAGMA user_version = 99")
    status, words, _ = refused(profile)
    assert status == CANNOT_START
    assert NewerSchemaError.sentence.zh in words


def test_a_folder_that_cannot_be_used_is_named_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = own_command(
        "engine", "--profile", str(tmp_path / "file"), "--key-file", str(tmp_path / "k")
    )
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.returncode == CANNOT_START
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_lock_is_one_processes_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "engine.lock"
    first, second = ProcessLock(path), ProcessLock(path)
    with first:
        with pytest.raises(AlreadyOwnedError):
            second.acquire()
        second.release()
        with pytest.raises(AlreadyOwnedError):
            second.acquire()
    with second:
        assert path.exists()
    assert path.stat().st_mode & 0o777 == 0o600
    assert sys.executable
