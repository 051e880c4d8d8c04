"""Whose reply-book files are believed, and which of theirs came last."""

from desktop.models.reply_exchange import Publisher
from desktop.services.storage.connection import Connection


def publishers(connection: Connection) -> tuple[Publisher, ...]:
    """Return the accepted ones in the order of acceptance."""
    return tuple(
        Publisher(bytes(key), name)
        for key, name in connection.execute(
            "SELECT public_key, name FROM book_publisher ORDER BY trusted_at, name"
        )
    )


def serial(connection: Connection, key: bytes) -> int | None:
    """Return the newest file of a publisher that was taken in; None: not accepted."""
    row = connection.execute(
        "SELECT serial FROM book_publisher WHERE public_key = ?", (key,)
    ).fetchone()
    return None if row is None else int(row[0])


def accept(
    connection: Connection, publisher: Publisher, operator_id: int, *, now: int
) -> None:
    """Believe a key from now on; one that is believed already stays as it is."""
    connection.execute(
        "INSERT INTO book_publisher (public_key, name, operator_id, trusted_at, serial)"
        " VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
        (publisher.key, publisher.name, operator_id, now),
    )


def forget(connection: Connection, key: bytes) -> None:
    """Believe a key no more; what came by it stays."""
    connection.execute("DELETE FROM book_publisher WHERE public_key = ?", (key,))


def note_serial(connection: Connection, key: bytes, taken: int) -> None:
    """Remember that a file was taken in or written; it never goes back."""
    connection.execute(
        "UPDATE book_publisher SET serial = max(serial, ?) WHERE public_key = ?",
        (taken, key),
    )
