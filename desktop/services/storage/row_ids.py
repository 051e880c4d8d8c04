"""Ids that no row has had before, even where everything of a corp was removed.

A desk remembers more under an id than the row itself: what is being typed, pictures,
reading places, rules for notifications. SQLite gives the ids of removed rows to others.
"""

from desktop.services.storage.connection import Connection

_LASTING = ("message", "conversation", "account")
"""Tables whose ids a desk remembers beyond the life of a row."""


def next_id(connection: Connection, table: str) -> int:
    """Return the id of the next row of one of these tables."""
    newest = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    taken = connection.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).fetchone()
    return max(int(newest or 0), int(taken[0]) if taken else 0) + 1


def keep_taken(connection: Connection) -> None:
    """Remember the ids that are taken, before the rows that have them go.

    SQLite keeps the like for AUTOINCREMENT, in a table that a program may write to.
    """
    for table in _LASTING:
        taken = next_id(connection, table) - 1
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute(
            "INSERT INTO sqlite_sequence(name, seq) VALUES (?,?)", (table, taken)
        )
