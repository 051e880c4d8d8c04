"""A made database is one that the product itself could have written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.config import Profile
from desktop.models.bigrams import index_terms
from desktop.models.clock import SystemClock, to_milliseconds
from desktop.models.content import Text
from desktop.models.conversation import Lane
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage import conversation_queries, message_queries
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.conversation_queries import LaneQuery
from tests.benchmarks.make_database import Plan, copied, made

PLAN = Plan(6000, 1000)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    return made(tmp_path_factory.mktemp("work"), PLAN)


@pytest.fixture
def connection(profile: Profile) -> Iterator[Connection]:
    opened = _opened(profile)
    yield opened
    opened.close()


def _opened(profile: Profile) -> Connection:
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    return open_connection(profile.database, key, read_only=True)


def test_it_holds_what_the_plan_says(connection: Connection):
    rows = connection.execute(
        "SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM conversation),"
        " (SELECT count(*) FROM account WHERE enabled)"
    ).fetchone()
    assert rows == (PLAN.messages, PLAN.conversations, 12)


def test_every_row_shows_its_newest_message(connection: Connection):
    now = to_milliseconds(SystemClock().now())
    everybody = LaneQuery(Lane.ALL, 1)
    rows = conversation_queries.window(
        connection, everybody, offset=0, limit=1_000, now=now
    )
    assert len(rows) == PLAN.conversations
    for row in rows:
        newest = message_queries.newest(connection, row.id, 1)[0]
        assert row.preview is not None
        assert row.position == newest.position
        assert row.preview.state == newest.state
        assert isinstance(newest.content, Text)


def test_some_wait_and_can_be_answered(connection: Connection):
    now = SystemClock().now()
    waiting = conversation_queries.window(
        connection,
        LaneQuery(Lane.OVERDUE, 1),
        offset=0,
        limit=1_000,
        now=to_milliseconds(now),
    )
    assert waiting
    assert waiting[-1].allowance.time_left(now)


def test_its_words_are_found(connection: Connection):
    text = message_queries.newest(connection, 1, 1)[0]
    assert isinstance(text.content, Text)
    term = index_terms(text.content.text).split()[0]
    found = connection.execute(
        "SELECT count(*) FROM message_search WHERE message_search MATCH ?",
        (f'"{term}"',),
    ).fetchone()[0]
    assert found >= 1


def test_it_is_made_once_and_copied_for_each_use(profile: Profile, tmp_path: Path):
    before = profile.database.stat().st_mtime_ns
    assert made(profile.folder.parent, PLAN) == profile
    assert profile.database.stat().st_mtime_ns == before
    copy = _opened(copied(profile, tmp_path / "copy"))
    assert copy.execute("SELECT count(*) FROM message").fetchone() == (PLAN.messages,)
    copy.close()
