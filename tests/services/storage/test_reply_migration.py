"""Step 0006 on a database with drafts, files and answers for later: all stay."""

from pathlib import Path

from desktop.models.content_source import NO_SOURCE
from desktop.services.storage import attachment_store, schedule_store
from desktop.services.storage.connection import open_connection
from desktop.services.storage.migrations import upgrade
from tests.building import new_key
from tests.services.storage.test_outgoing_migration import _BEFORE

_PREPARED = (
    "INSERT INTO operator VALUES (1, '周晓', 'admin')",
    "INSERT INTO draft VALUES (1, '写到一半', 5)",
    "INSERT INTO scheduled(id, conversation_id, operator_id, due_at, seen_through,"
    " despite_newer, created_at) VALUES (3, 1, 1, 9, 1, 0, 1)",
    "INSERT INTO prepared(id, conversation_id, schedule_id, place, kind, content,"
    " obstacle, can_shrink) VALUES (8, 1, NULL, 1, 'text', '{\"text\":\"片\"}', 0, 0),"
    " (9, 1, 3, 1, 'text', '{\"text\":\"明早见\"}', 0, 0)",
)


def test_what_was_prepared_before_comes_from_nowhere_and_stays(tmp_path: Path) -> None:
    path, key = tmp_path / "before.db", new_key()
    upgrade(path, key, "0001")
    connection = open_connection(path, key)
    for statement in _BEFORE:
        connection.execute(statement)
    connection.close()
    upgrade(path, key, "0005")
    connection = open_connection(path, key)
    for statement in _PREPARED:
        connection.execute(statement)
    connection.close()
    upgrade(path, key)
    connection = open_connection(path, key)
    (draft,) = attachment_store.of_draft(connection, 1)
    assert (draft.id, draft.source) == (8, NO_SOURCE)
    held = schedule_store.waiting(connection, 3)
    assert held is not None
    assert [part.sources for part in held.parts] == [()]
    (text,) = connection.execute("SELECT text FROM draft").fetchone()
    assert text == "写到一半"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
