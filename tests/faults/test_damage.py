"""R7, R8: torn files are noticed, a full disk passes."""

import contextlib
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.errors import (
    DamagedError,
    StorageError,
    WrongKeyError,
    translated,
)
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.schema import ensure_schema
from tests.faults.conditions import wait_for
from tests.faults.invariants import damage
from tests.faults.scene import Scene, open_scene
from tests.faults.talk import Agent, chats_of

ROWS = 300
PAGE = 4_096
NOTICED_WITHIN = 5.0


def add_row(connection: Connection, number: int) -> None:
    """Commit one row that tells its number."""
    connection.execute(
        "INSERT INTO audit(at, action, subject, key, detail)"
        " VALUES (0, 'x', 'x', ?, ?)",
        (number, f"row {number} " * 20),
    )


def rows_of(connection: Connection) -> list[tuple[int, str]]:
    """Return number and words of each row."""
    return connection.execute("SELECT key, detail FROM audit ORDER BY id").fetchall()


@pytest.fixture
def crashed(tmp_path: Path) -> tuple[Path, DatabaseKey]:
    """A database with all rows in its write-ahead log, as a kill leaves it."""
    original, key = tmp_path / "original" / "a.db", DatabaseKey.generate()
    ensure_schema(original, key)
    with contextlib.closing(open_connection(original, key)) as connection:
        for number in range(ROWS):
            add_row(connection, number)
        copy = tmp_path / "crashed"
        copy.mkdir()
        for name in ("a.db", "a.db-wal"):
            shutil.copy(original.with_name(name), copy / name)
    return copy / "a.db", key


def ruin(content: bytearray, dice: random.Random) -> None:
    """Cut a file short or change some of its bits."""
    at = dice.randrange(len(content))
    if dice.random() < 0.5:
        del content[at:]
        return
    for _ in range(dice.choice((1, 1, 8, 64))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def ruin_logs(database: Path, key: DatabaseKey, trials: int) -> None:
    """After any damage to the log a clean beginning of the commits is left."""
    dice = random.Random(7)
    log = database.with_name("a.db-wal")
    main, intact = database.read_bytes(), log.read_bytes()
    whole = [(number, f"row {number} " * 20) for number in range(ROWS)]
    for _ in range(trials):
        content = bytearray(intact)
        ruin(content, dice)
        for left in database.parent.iterdir():
            left.unlink()
        database.write_bytes(main)
        log.write_bytes(content)
        with contextlib.closing(open_connection(database, key)) as connection:
            rows = rows_of(connection)
        assert rows == whole[: len(rows)]
        assert damage(database, key) == []


def test_a_torn_log_leaves_a_clean_beginning(crashed: tuple[Path, DatabaseKey]):
    ruin_logs(*crashed, trials=40)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_thousand_torn_logs_leave_a_clean_beginning(
    crashed: tuple[Path, DatabaseKey],
):
    ruin_logs(*crashed, trials=1_000)


def test_a_changed_page_is_noticed_and_never_read(crashed: tuple[Path, DatabaseKey]):
    database, key = crashed
    with contextlib.closing(open_connection(database, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        whole = rows_of(connection)
    intact, dice = database.read_bytes(), random.Random(8)
    for _ in range(60):
        content = bytearray(intact)
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        database.write_bytes(content)
        began = time.monotonic()
        with contextlib.suppress(WrongKeyError, DamagedError):
            assert read_all(database, key) == whole
        with contextlib.suppress(WrongKeyError, DamagedError), translated():
            assert damage(database, key) != []
        assert time.monotonic() - began < NOTICED_WITHIN
    assert len(intact) > 20 * PAGE


def read_all(database: Path, key: DatabaseKey) -> list[tuple[int, str]]:
    """Read every row; raises StorageError where a page does not hold."""
    with contextlib.closing(open_connection(database, key)) as connection, translated():
        return rows_of(connection)


@contextlib.contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[Path]:
    """Mount a file system of its own; skips where that is not allowed."""
    place = folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=700", "tmpfs"]
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("a small disk needs root to be mounted")
    done = subprocess.run([*mount, str(place)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    """Use up all room; return the file to be removed."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    return ballast


def test_a_full_disk_stops_nothing_for_good(tmp_path: Path):
    with small_disk(tmp_path, 8) as place, open_scene(place) as scene:
        scene.engine.run()
        scene.desk.launch()
        agent, chats = Agent(scene), chats_of(scene)
        conversation = agent.heard(chats[0])
        scene.control.hold("kf/send_msg")
        agent.writes(conversation, "carried out while the disk fills")
        wait_for(scene.control.held, "the answer")
        ballast = fill(place)
        said = _say_until_full(scene, chats[1])
        scene.control.release()
        wait_for(lambda: _tells_of_the_full_disk(scene), "a word in the log")
        scene.engine.must_live()
        ballast.unlink()
        known = "SELECT count(*) FROM message WHERE origin = 3"
        wait_for(lambda: scene.number(known) == said + 1, "the rest", within=20)
        agent.wait_state("carried out while the disk fills", "accepted", within=20)
        assert agent.received("carried out while the disk fills") == 1
        assert scene.damage() == []
        scene.desk.stop()
        scene.engine.stop()


def _say_until_full(scene: Scene, chat: tuple[str, str]) -> int:
    """Say more than the log can hold without growing."""
    texts = [
        {
            "open_kfid": chat[0],
            "external_userid": chat[1],
            "msgtype": "text",
            "text": {"content": "很长的话" * 300},
        }
        for _ in range(400)
    ]
    return len(scene.control.say_many(texts))


def _tells_of_the_full_disk(scene: Scene) -> bool:
    """The disk is full: the log may be cut, but what there is names the trouble."""
    log = scene.profile.logs / "engine.log"
    return "DiskFullError" in log.read_text("utf-8", "replace")


def test_a_storage_error_says_what_can_be_done():
    for kind in StorageError.__subclasses__():
        assert kind.sentence.zh
        assert kind.sentence.en
