"""What must hold in the database at every moment, whoever was killed."""

import contextlib
from pathlib import Path

from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.key import DatabaseKey

_NEVER = {
    "queued or sending without an outbox row": (
        "SELECT count(*) FROM message WHERE state IN ('queued', 'sending')"
        " AND id NOT IN (SELECT message_id FROM outbox)"
    ),
    "outbox row of a message that has ended": (
        "SELECT count(*) FROM outbox o JOIN message m ON m.id = o.message_id"
        " WHERE m.state NOT IN ('queued', 'sending')"
    ),
    "message and outbox at different steps": (
        "SELECT count(*) FROM outbox o JOIN message m ON m.id = o.message_id"
        " WHERE (m.state = 'sending') <> (o.state = 'sending')"
    ),
    "outbox row of what no operator sends": (
        "SELECT count(*) FROM outbox o JOIN message m ON m.id = o.message_id"
        " WHERE m.origin <> 1"
    ),
    "answer whose file is not here": (
        "SELECT count(*) FROM message m WHERE origin = 1"
        " AND kind IN ('image', 'voice', 'video', 'file') AND state <> 'discarded'"
        " AND NOT EXISTS (SELECT 1 FROM media f WHERE f.message_id = m.id"
        " AND f.state = 'ready')"
    ),
    "file of a message and of a draft": (
        "SELECT count(*) FROM prepared p JOIN media f ON f.id = p.media_row"
        " WHERE f.message_id IS NOT NULL"
    ),
    "file of two drafts": (
        "SELECT count(*) - count(DISTINCT media_row) FROM prepared"
        " WHERE media_row IS NOT NULL"
    ),
    "begun without the bytes of its request": (
        "SELECT count(*) FROM outbox WHERE state = 'sending' AND body IS NULL"
    ),
    "answer without a state": (
        "SELECT count(*) FROM message WHERE origin = 1 AND state IS NULL"
    ),
    "wrong unread count": (
        "SELECT count(*) FROM conversation c WHERE unread <> (SELECT count(*)"
        " FROM message m WHERE m.conversation_id = c.id AND m.origin = 3"
        " AND m.position > c.read_through)"
    ),
    "summary of a message that is not there": (
        "SELECT count(*) FROM conversation WHERE last_message_id IS NOT NULL"
        " AND last_message_id NOT IN (SELECT id FROM message)"
    ),
    "position behind its messages": (
        "SELECT count(*) FROM conversation c WHERE position <>"
        " (SELECT max(position) FROM message m WHERE m.conversation_id = c.id)"
    ),
    "text that cannot be searched": (
        "SELECT count(*) FROM message WHERE kind = 'text' AND"
        " json_extract(content, '$.text') <> '' AND id NOT IN"
        " (SELECT rowid FROM message_search)"
    ),
    "index entry without its message": (
        "SELECT count(*) FROM message_search WHERE rowid NOT IN"
        " (SELECT id FROM message)"
    ),
}


def broken_invariants(connection: Connection) -> list[str]:
    """Return what does not hold; all questions look at one and the same moment."""
    connection.execute("BEGIN")
    try:
        broken = [
            what
            for what, question in _NEVER.items()
            if connection.execute(question).fetchone()[0]
        ]
    finally:
        connection.execute("COMMIT")
    return broken


def damage(path: Path, key: DatabaseKey) -> list[str]:
    """Return what SQLite and SQLCipher find wrong with the file itself.

    On a connection of its own: FTS5 keeps pieces of its index in a connection, and
    checked against what another process has written since they look like damage.
    """
    with contextlib.closing(open_connection(path, key, read_only=True)) as fresh:
        found = [row[0] for row in fresh.execute("PRAGMA cipher_integrity_check")]
        checked = [row[0] for row in fresh.execute("PRAGMA integrity_check")]
        found += [words for words in checked if words != "ok"]
        found += [str(row) for row in fresh.execute("PRAGMA foreign_key_check")]
    return found
