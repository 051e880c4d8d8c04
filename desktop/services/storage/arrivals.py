"""How many messages came in for each account since a place in the table."""

from dataclasses import dataclass

from desktop.services.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in for one account."""

    account_id: int
    messages: int
    newest_at: int
    """Unix milliseconds of the newest of them."""
    newest_id: int


def newest_id(connection: Connection) -> int:
    """Return the id of the message that was stored last, 0 without any."""
    row = connection.execute("SELECT max(id) FROM message").fetchone()
    return int(row[0] or 0)


def arrived_after(connection: Connection, message_id: int) -> tuple[Arrived, ...]:
    """Return what was stored after a message; a walk along the primary key."""
    # The plus keeps SQLite off an index that has the accounts in order, but all rows.
    rows = connection.execute(
        "SELECT account_id, count(*), max(sent_at), max(id) FROM message"
        " WHERE id > ? GROUP BY +account_id",
        (message_id,),
    )
    return tuple(Arrived(row[0], row[1], row[2], row[3]) for row in rows)
