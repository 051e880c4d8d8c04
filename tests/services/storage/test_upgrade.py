"""A database of an earlier release is brought up to date, whole or not at all (R14)."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.bigrams import index_terms
from desktop.models.send_state import SendState
from desktop.services.storage import conversation_queries, message_queries
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.migrations import upgrade
from desktop.services.storage.schema import SCHEMA_VERSION, ensure_schema
from tests.building import new_key

ROOT = Path(__file__).parents[3]
AT = 1_763_600_000_000
ROWS = (
    "INSERT INTO corp VALUES (1,'wwold','甲公司','http://127.0.0.1:9/','',30,NULL,'',1)",
    "INSERT INTO operator VALUES (1,'周晓','admin')",
    "INSERT INTO account VALUES (1,1,NULL,'kf','wk-one','号',0,1,1,'c7',1,1,NULL)",
    "INSERT INTO customer VALUES (1,1,'wm-one','林小满',2,'','',1,2,3,NULL)",
    "INSERT INTO conversation VALUES (1,1,1,1,'',1,30,3,1,'text','好的','周晓',"
    f"'queued',{AT},1,0,NULL,{AT},20,0,'','','',NULL,NULL,NULL,NULL)",
    "INSERT INTO draft VALUES (1,'还没有写完',5)",
    f"INSERT INTO message VALUES (1,1,1,'in-1',3,'','text',{{text}},{AT},10,NULL,NULL,"
    "NULL,0)",
    f"INSERT INTO message VALUES (2,1,1,'in-2',3,'','image','{{\"media_id\":\"m\"}}',"
    f"{AT},20,NULL,NULL,NULL,0)",
    f"INSERT INTO message VALUES (3,1,1,'out-3',1,'周晓','text',{{text}},{AT},30,"
    "'sending',NULL,9,0)",
    "INSERT INTO media VALUES (1,2,1,'m','ready','照片.jpg',9,9,x'00ff',1,1,NULL)",
    "INSERT INTO outbox VALUES (7,3,1,1,'sending',x'7b7d',20,2,1,99)",
    "INSERT INTO state_request VALUES (4,1,4,'',1,0,1)",
)
TEXT = "雪纺连衣裙有货吗"

KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from desktop.services.storage import search_names
from desktop.services.storage.key import DatabaseKey
search_names.spelling_of = lambda name: os.kill(os.getpid(), signal.SIGKILL)
from desktop.services.storage.schema import ensure_schema
ensure_schema(Path(sys.argv[1]), DatabaseKey(sys.stdin.buffer.read()))
"""


@pytest.fixture
def key() -> DatabaseKey:
    return new_key()


@pytest.fixture
def old(tmp_path: Path, key: DatabaseKey) -> Path:
    """A file of the first release, with a row in everything that people fill."""
    path = tmp_path / "switchboard.db"
    upgrade(path, key, "0001")
    connection = open_connection(path, key)
    for statement in ROWS:
        connection.execute(statement.replace("{text}", f"""'{{"text":"{TEXT}"}}'"""))
    connection.executemany(
        "INSERT INTO message_search(rowid, terms) VALUES (?,?)",
        [(1, index_terms(TEXT)), (3, index_terms(TEXT))],
    )
    connection.close()
    return path


@pytest.fixture
def upgraded(old: Path, key: DatabaseKey) -> Iterator[Connection]:
    ensure_schema(old, key)
    connection = open_connection(old, key)
    yield connection
    connection.close()


def test_what_people_said_and_began_is_still_there(upgraded: Connection) -> None:
    shown = message_queries.newest(upgraded, 1, 10)
    assert [one.id for one in shown] == [1, 2, 3]
    assert shown[2].state is SendState.SENDING
    assert shown[1].media is not None
    assert shown[1].media.name == "照片.jpg"
    (summary,) = conversation_queries.by_ids(upgraded, (1,))
    assert summary.customer_name == "林小满"
    assert summary.draft == "还没有写完"
    assert summary.unread == 1


def test_a_message_on_its_way_is_repeated_as_it_was(upgraded: Connection) -> None:
    row = upgraded.execute(
        "SELECT id, message_id, state, body, seen_through, attempts, doubtful, due_at"
        " FROM outbox"
    ).fetchone()
    assert row == (7, 3, "sending", b"{}", 20, 2, 1, 99)


def test_old_words_are_found(upgraded: Connection) -> None:
    (found,) = upgraded.execute("SELECT count(*) FROM message_search").fetchone()
    assert found >= 2
    upgraded.execute(
        "INSERT INTO message_search(message_search) VALUES ('integrity-check')"
    )


def test_nothing_is_damaged(upgraded: Connection) -> None:
    assert upgraded.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert upgraded.execute("PRAGMA foreign_key_check").fetchall() == []
    (version,) = upgraded.execute("PRAGMA user_version").fetchone()
    assert version == SCHEMA_VERSION


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_kill_in_the_middle_leaves_the_old_file_and_the_next_start_goes_on(
    old: Path, key: DatabaseKey
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_IN_THE_MIDDLE, str(old)],
        input=key.raw,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    connection = open_connection(old, key)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM message").fetchone() == (3,)
    connection.close()
    ensure_schema(old, key)
    connection = open_connection(old, key)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("SELECT count(*) FROM message").fetchone() == (3,)
    connection.close()
