"""Reading messages of one conversation, page by page."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise

from desktop.models.clock import from_milliseconds
from desktop.models.content_codec import decode
from desktop.models.failures import FailureReason
from desktop.models.message import MediaFile, MediaState, Message, Origin
from desktop.models.send_state import SendState
from desktop.services.storage.connection import Connection

_SELECT = (
    "SELECT m.id, m.conversation_id, m.msgid, m.origin, m.sender, m.kind, m.content,"
    " m.sent_at, m.position, m.state, m.failure, m.recalled,"
    " f.id, f.state, f.name, f.size, f.received, f.failure, f.uploaded"
    " FROM message m LEFT JOIN media f ON f.message_id = m.id"
)
_HERE = " WHERE m.conversation_id = ?"

Place = tuple[int, int]
"""Position and id: where a message stands in its conversation."""


def newest(
    connection: Connection, conversation_id: int, limit: int
) -> tuple[Message, ...]:
    """Return the last messages, oldest first."""
    rows = connection.execute(
        f"{_SELECT}{_HERE} ORDER BY m.position DESC, m.id DESC LIMIT ?",
        (conversation_id, limit),
    ).fetchall()
    return tuple(_message(row) for row in reversed(rows))


def older(
    connection: Connection, conversation_id: int, before: Place, limit: int
) -> tuple[Message, ...]:
    """Return the messages just before a place, oldest first."""
    rows = connection.execute(
        f"{_SELECT}{_HERE} AND (m.position, m.id) < (?, ?)"
        " ORDER BY m.position DESC, m.id DESC LIMIT ?",
        (conversation_id, *before, limit),
    ).fetchall()
    return tuple(_message(row) for row in reversed(rows))


def newer(
    connection: Connection, conversation_id: int, after: Place, limit: int
) -> tuple[Message, ...]:
    """Return the messages just after a place, oldest first."""
    rows = connection.execute(
        f"{_SELECT}{_HERE} AND (m.position, m.id) > (?, ?)"
        " ORDER BY m.position, m.id LIMIT ?",
        (conversation_id, *after, limit),
    ).fetchall()
    return tuple(_message(row) for row in rows)


def place_at(connection: Connection, conversation_id: int, moment: int) -> Place | None:
    """Return the first message from a moment on (Unix ms), else the last before it."""
    here = "SELECT position, id FROM message WHERE conversation_id = ?"
    row = connection.execute(
        f"{here} AND position >= ? ORDER BY position, id LIMIT 1",
        (conversation_id, moment),
    ).fetchone()
    if row is None:
        row = connection.execute(
            f"{here} ORDER BY position DESC, id DESC LIMIT 1", (conversation_id,)
        ).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def first_unread(connection: Connection, conversation_id: int) -> Place | None:
    """Return the oldest message of the customer behind the reading mark."""
    row = connection.execute(
        "SELECT m.position, m.id FROM conversation c JOIN message m"
        " ON m.conversation_id = c.id AND m.position > c.read_through AND m.origin = ?"
        " WHERE c.id = ? AND c.unread > 0 ORDER BY m.position, m.id LIMIT 1",
        (int(Origin.CUSTOMER), conversation_id),
    ).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def spans_with_messages(
    connection: Connection, conversation_id: int, bounds: Sequence[int]
) -> tuple[bool, ...]:
    """Return for each two neighbours of `bounds` (Unix ms) whether messages lie there.

    One step into the index for each: it never counts what lies between.
    """
    return tuple(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM message WHERE conversation_id = ?"
            " AND position >= ? AND position < ?)",
            (conversation_id, start, end),
        ).fetchone()[0]
        == 1
        for start, end in pairwise(bounds)
    )


def newest_id(connection: Connection) -> int:
    """Return the id of what was stored last in any conversation, 0 for nothing.

    Ids grow in the order of commits: what is committed later has a larger one.
    """
    return int(
        connection.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()[0]
    )


def added_since(
    connection: Connection, conversation_id: int, known_id: int, limit: int
) -> tuple[Message, ...]:
    """Return the messages that were stored after one id, in the order of ids.

    Late ones belong further up: they have an old position and a new id. Where there
    are as many as `limit`, the rest follows the last one's id. It looks at what any
    conversation got after that id: let it be as new as can be (`newest_id`).
    """
    # The plus keeps SQLite from walking all of a conversation by its index.
    rows = connection.execute(
        f"{_SELECT} WHERE m.id > ? AND +m.conversation_id = ? ORDER BY m.id LIMIT ?",
        (known_id, conversation_id, limit),
    ).fetchall()
    return tuple(_message(row) for row in rows)


def by_ids(connection: Connection, ids: Iterable[int]) -> tuple[Message, ...]:
    """Return these messages in order of place."""
    rows = connection.execute(
        f"{_SELECT} WHERE m.id IN (SELECT value FROM json_each(?))"
        " ORDER BY m.position, m.id",
        (json.dumps(list(ids)),),
    ).fetchall()
    return tuple(_message(row) for row in rows)


def _message(row: tuple[object, ...]) -> Message:
    (id_, conversation_id, msgid, origin, sender, kind, content, sent_at, position,
     state, failure, recalled, *file) = row  # fmt: skip
    return Message(
        id=int(str(id_)),
        conversation_id=int(str(conversation_id)),
        msgid=str(msgid),
        origin=Origin(int(str(origin))),
        sender=str(sender),
        content=decode(str(kind), str(content)),
        sent_at=from_milliseconds(int(str(sent_at))),
        position=int(str(position)),
        state=None if state is None else SendState(str(state)),
        failure=None if not failure else FailureReason.parse(str(failure)),
        recalled=bool(recalled),
        media=_media(file),
    )


def _media(file: list[object]) -> MediaFile | None:
    if file[0] is None:
        return None
    id_, state, name, size, received, failure, uploaded = file
    return MediaFile(
        int(str(id_)),
        MediaState(str(state)),
        str(name),
        int(str(size)),
        int(str(received)),
        None if not failure else FailureReason.parse(str(failure)),
        int(str(uploaded)),
    )
