"""Takes everything that belongs to a corp out of the database, for good (S11).

A corp is marked first; from then on nobody reads it, and the work can be taken up
again wherever it was broken off. What is freed is overwritten (`secure_delete`), and
the search index is merged until no term of what is gone is left in it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.models.changes import Aspect, Subject
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.row_ids import keep_taken
from desktop.services.storage.search_index import all_of, expression, sender_term

INITIATOR = "removal"
_MARK = -1
"""`corp.connected_at` of a corp whose data is to go."""
_AT_ONCE = 500
"""Messages in one transaction: the write lock is held for some 20 ms."""
_MERGED_PAGES = 400
"""Pages of the search index that one step merges."""

_ACCOUNTS = "(SELECT id FROM account WHERE corp_id = ?1)"
_CONVERSATIONS = f"(SELECT id FROM conversation WHERE account_id IN {_ACCOUNTS})"
_AROUND_MESSAGES = (
    f"DELETE FROM outbox WHERE conversation_id IN {_CONVERSATIONS}",
    f"DELETE FROM state_request WHERE conversation_id IN {_CONVERSATIONS}",
    f"DELETE FROM quote_draft WHERE conversation_id IN {_CONVERSATIONS}",
    f"DELETE FROM note_draft WHERE conversation_id IN {_CONVERSATIONS}",
    f"DELETE FROM draft WHERE conversation_id IN {_CONVERSATIONS}",
    f"DELETE FROM prepared WHERE conversation_id IN {_CONVERSATIONS}",
    f"DELETE FROM scheduled WHERE conversation_id IN {_CONVERSATIONS}",
    "DELETE FROM media WHERE corp_id = ?1",
)
_BEHIND_MESSAGES = (
    f"DELETE FROM audit WHERE subject = 'conversation' AND key IN {_CONVERSATIONS}",
    f"DELETE FROM audit WHERE subject = 'account' AND key IN {_ACCOUNTS}",
    f"DELETE FROM conversation WHERE account_id IN {_ACCOUNTS}",
    "DELETE FROM customer WHERE corp_id = ?1",
    f"DELETE FROM servicer WHERE account_id IN {_ACCOUNTS}",
    f"DELETE FROM reply WHERE scope = 'account' AND scope_id IN {_ACCOUNTS}",
    "DELETE FROM reply_proposal WHERE json_extract(content, '$.scope') = 'account'"
    f" AND json_extract(content, '$.scope_id') IN {_ACCOUNTS}",
    "DELETE FROM reply_working WHERE json_extract(content, '$.scope') = 'account'"
    f" AND json_extract(content, '$.scope_id') IN {_ACCOUNTS}",
    "DELETE FROM first_rejection WHERE corp_id = ?1",
    "DELETE FROM material_upload WHERE corp_id = ?1",
    "DELETE FROM account WHERE corp_id = ?1",
)


def mark(connection: Connection, corp_id: int) -> None:
    """Have everything of a corp removed, that was disconnected before."""
    connection.execute(
        "UPDATE corp SET connected_at = ? WHERE id = ?", (_MARK, corp_id)
    )


def is_marked(connection: Connection, corpid: str) -> bool:
    """Return whether what is kept of a corp is just being removed."""
    row = connection.execute(
        "SELECT 1 FROM corp WHERE corpid = ? AND connected_at = ?", (corpid, _MARK)
    ).fetchone()
    return row is not None


def marked(connection: Connection) -> tuple[int, ...]:
    """Return the ids of the corps that are to go."""
    rows = connection.execute("SELECT id FROM corp WHERE connected_at = ?", (_MARK,))
    return tuple(int(row[0]) for row in rows)


def account_ids(connection: Connection, corp_id: int) -> tuple[int, ...]:
    """Return the accounts of a corp, switched on or off."""
    rows = connection.execute("SELECT id FROM account WHERE corp_id = ?", (corp_id,))
    return tuple(int(row[0]) for row in rows)


def conversation_ids(connection: Connection, corp_id: int) -> tuple[int, ...]:
    """Return the conversations of a corp."""
    rows = connection.execute(f"SELECT id FROM ({_CONVERSATIONS})", (corp_id,))
    return tuple(int(row[0]) for row in rows)


def files(connection: Connection, corp_id: int) -> tuple[int, ...]:
    """Return the media rows whose sealed files have to go first."""
    rows = connection.execute("SELECT id FROM media WHERE corp_id = ?", (corp_id,))
    return tuple(int(row[0]) for row in rows)


def remove_some(connection: Connection, corp_id: int) -> bool:
    """Remove what stands around messages and some of these; whether more are left."""
    keep_taken(connection)
    with _overwriting(connection):
        for statement in _AROUND_MESSAGES:
            connection.execute(statement, (corp_id,))
        return _remove_messages(connection, corp_id) == _AT_ONCE


def remove_rest(connection: Connection, corp_id: int, *, now: int) -> None:
    """Remove all that is left but the corp's own row, which holds the mark.

    What a desk has still written meanwhile goes with it.
    """
    gone = account_ids(connection, corp_id)
    keep_taken(connection)
    with _overwriting(connection):
        for statement in _AROUND_MESSAGES:
            connection.execute(statement, (corp_id,))
        while _remove_messages(connection, corp_id):
            continue
        for statement in _BEHIND_MESSAGES:
            connection.execute(statement, (corp_id,))
        _clear_filters(connection, frozenset(gone))
        _clear_senders(connection)
    change_log.record(
        connection,
        [(Subject.ACCOUNT, each, corp_id, Aspect.REMOVED) for each in gone],
        initiator=INITIATOR,
        now=now,
    )


def merge_some(connection: Connection, *, first: bool) -> bool:
    """Merge some of the search index, all of which the first step puts up for it.

    False when nothing was left to merge: then no term of a removed text is in it.
    """
    before = connection.total_changes
    with _overwriting(connection):
        connection.execute(
            "INSERT INTO message_search(message_search, rank) VALUES ('merge', ?)",
            (-_MERGED_PAGES if first else _MERGED_PAGES,),
        )
    # The statement itself counts as one changed row (FTS5, "merge" command).
    return first or connection.total_changes - before >= 2


def finish(connection: Connection, corp_id: int, *, now: int) -> None:
    """Remove the row of a corp of which nothing else is left, and tell the feed."""
    with _overwriting(connection):
        connection.execute("DELETE FROM corp WHERE id = ?", (corp_id,))
    change_log.record(
        connection,
        [(Subject.CORP, corp_id, 0, Aspect.REMOVED)],
        initiator=INITIATOR,
        now=now,
    )


def shed_log(connection: Connection) -> None:
    """Empty the write-ahead log, in which the removed pages still stand.

    A reader that is busy just now keeps it; the next time empties it.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _remove_messages(connection: Connection, corp_id: int) -> int:
    rows = connection.execute(
        f"SELECT id FROM message WHERE account_id IN {_ACCOUNTS} LIMIT ?2",
        (corp_id, _AT_ONCE),
    ).fetchall()
    connection.executemany("DELETE FROM message_search WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM message WHERE id = ?", rows)
    return len(rows)


def _clear_filters(connection: Connection, gone: frozenset[int]) -> None:
    """Saved filters forget accounts that are gone; one of nothing else goes too."""
    rows = connection.execute(
        "SELECT id, account_ids FROM saved_filter WHERE account_ids <> '[]'"
    ).fetchall()
    for id_, stored in rows:
        before = json.loads(stored)
        left = [each for each in before if each not in gone]
        if not left:
            connection.execute("DELETE FROM saved_filter WHERE id = ?", (id_,))
        elif left != before:
            connection.execute(
                "UPDATE saved_filter SET account_ids = ? WHERE id = ?",
                (json.dumps(left), id_),
            )


def _clear_senders(connection: Connection) -> None:
    """Forget who has written nothing that is still here; the index tells it fast."""
    names = connection.execute("SELECT name FROM sender").fetchall()
    gone = [
        (name,)
        for (name,) in names
        if connection.execute(
            "SELECT 1 FROM message_search WHERE message_search MATCH ? LIMIT 1",
            (expression(all_of([sender_term(name)])),),
        ).fetchone()
        is None
    ]
    connection.executemany("DELETE FROM sender WHERE name = ?", gone)


@contextmanager
def _overwriting(connection: Connection) -> Iterator[None]:
    """Fill with zeros what is freed; elsewhere that would only cost time."""
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    try:
        yield
    finally:
        connection.execute("PRAGMA secure_delete = OFF").fetchall()
