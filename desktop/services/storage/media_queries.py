"""Reading what can be seen and heard in a conversation, and marking what was heard."""

from dataclasses import dataclass

from desktop.models.message import MediaState, Origin
from desktop.services.storage.connection import Connection

_SHOWN = "('image', 'video')"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A picture or film of a conversation whose bytes are here."""

    message_id: int
    kind: str
    """The content tag, image or video."""


def exhibits(connection: Connection, conversation_id: int) -> tuple[Exhibit, ...]:
    """Return all pictures and films whose bytes are here, oldest first."""
    rows = connection.execute(
        "SELECT m.id, m.kind FROM message m JOIN media f ON f.message_id = m.id"
        f" WHERE m.conversation_id = ? AND m.kind IN {_SHOWN} AND f.state = ?"
        " ORDER BY m.position, m.id",
        (conversation_id, MediaState.READY.value),
    )
    return tuple(Exhibit(int(row[0]), str(row[1])) for row in rows)


def next_unplayed_voice(connection: Connection, message_id: int) -> int | None:
    """Return the customer's next recording after a message that nobody heard."""
    row = connection.execute(
        "SELECT m.id FROM message here JOIN message m"
        " ON m.conversation_id = here.conversation_id"
        " AND (m.position, m.id) > (here.position, here.id)"
        " JOIN media f ON f.message_id = m.id"
        " WHERE here.id = ? AND m.kind = 'voice' AND m.origin = ?"
        " AND f.state = ? AND f.played_at IS NULL"
        " ORDER BY m.position, m.id LIMIT 1",
        (message_id, int(Origin.CUSTOMER), MediaState.READY.value),
    ).fetchone()
    return None if row is None else int(row[0])


def played(connection: Connection, message_id: int) -> bool:
    """Return whether somebody here has listened to a recording."""
    row = connection.execute(
        "SELECT played_at FROM media WHERE message_id = ?", (message_id,)
    ).fetchone()
    return row is not None and row[0] is not None


def mark_played(connection: Connection, message_id: int, *, now: int) -> None:
    """Record that somebody listened to it; the first time stays."""
    connection.execute(
        "UPDATE media SET played_at = ? WHERE message_id = ? AND played_at IS NULL",
        (now, message_id),
    )
