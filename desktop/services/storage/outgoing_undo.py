"""Taking back what has not begun to be sent: it lies in the draft again."""

import json
from collections.abc import Sequence

from desktop.models.changes import Aspect, Subject
from desktop.models.content import Text
from desktop.models.content_codec import decode
from desktop.models.outgoing import Attachment, TakenBack
from desktop.models.send_state import SendState
from desktop.services.storage import (
    attachment_store,
    change_log,
    content_sources,
    reply_usage,
)
from desktop.services.storage.attachment_store import Prepared
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.message_fate import settle, show_last


def take_back(
    connection: Connection, message_ids: Sequence[int], *, initiator: str, now: int
) -> TakenBack:
    """Discard these messages of one conversation and put their parts into its draft.

    Those that had begun to be sent, or may have arrived, stay on their way.
    """
    parts: list[Prepared] = []
    too_late: list[int] = []
    conversation_id = 0
    for message_id in message_ids:
        row = connection.execute(
            "SELECT m.conversation_id, m.kind, m.content, f.id FROM message m"
            " JOIN outbox o ON o.message_id = m.id AND o.state IN ('queued', 'held')"
            " LEFT JOIN media f ON f.message_id = m.id"
            " WHERE m.id = ? AND m.state = 'queued' AND NOT o.doubtful",
            (message_id,),
        ).fetchone()
        if row is None:
            too_late.append(message_id)
            continue
        conversation_id = int(row[0])
        settle(connection, message_id, SendState.DISCARDED, None, now=now)
        connection.execute(
            "UPDATE media SET message_id = NULL WHERE message_id = ?", (message_id,)
        )
        sources = content_sources.of(connection, SourceOf.MESSAGE, message_id)
        parts.append(Prepared(decode(row[1], row[2]), row[3], sources=sources))
        reply_usage.forget(connection, message_id)
    if not parts:
        return TakenBack("", (), tuple(too_late))
    show_last(connection, conversation_id)
    text, attachments = into_draft(
        connection, conversation_id, parts, initiator=initiator, now=now
    )
    return TakenBack(text, attachments, tuple(too_late))


def leave_now(
    connection: Connection, *, held_until: int, initiator: str, now: int
) -> tuple[int, ...]:
    """Let what could be taken back until then leave at once; return the messages."""
    rows = connection.execute(
        "UPDATE outbox SET due_at = ?1 WHERE state = 'queued' AND attempts = 0"
        " AND due_at > ?1 AND due_at <= ?2 RETURNING message_id",
        (now, held_until),
    ).fetchall()
    ids = tuple(int(row[0]) for row in rows)
    change_log.record(
        connection,
        [(Subject.OUTBOX, id_, 0, Aspect.STATE) for id_ in ids],
        initiator=initiator,
        now=now,
    )
    return ids


def not_begun(connection: Connection, message_ids: Sequence[int]) -> bool:
    """Return whether any of these messages still waits to be sent for the first time.

    One that waits for its file to be uploaded takes its own time.
    """
    row = connection.execute(
        "SELECT 1 FROM outbox o WHERE o.state = 'queued' AND o.attempts = 0"
        " AND o.message_id IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
        " (SELECT 1 FROM media f WHERE f.message_id = o.message_id)",
        (json.dumps(list(message_ids)),),
    ).fetchone()
    return row is not None


def into_draft(
    connection: Connection,
    conversation_id: int,
    parts: Sequence[Prepared],
    *,
    initiator: str,
    now: int,
) -> tuple[str, tuple[Attachment, ...]]:
    """Put words before those of the draft, and the rest behind its attachments.

    Words that came after a file keep their place among the attachments. Returns the
    words, and the attachments as they stand in the draft.
    """
    first = next(
        (at for at, part in enumerate(parts) if not isinstance(part.content, Text)),
        len(parts),
    )
    text = "\n".join(
        part.content.text for part in parts[:first] if isinstance(part.content, Text)
    )
    attachments = tuple(
        attachment_store.add(
            connection, conversation_id, part, initiator=initiator, now=now
        )
        for part in parts[first:]
    )
    if text:
        connection.execute(
            "INSERT INTO draft(conversation_id, text, changed_at) VALUES (?,?,?)"
            " ON CONFLICT(conversation_id) DO UPDATE SET changed_at ="
            " excluded.changed_at, text = excluded.text || char(10) || text",
            (conversation_id, text, now),
        )
        content_sources.keep(
            connection,
            SourceOf.DRAFT,
            conversation_id,
            (
                *(source for part in parts[:first] for source in part.sources),
                *content_sources.of(connection, SourceOf.DRAFT, conversation_id),
            ),
        )
    return text, attachments
