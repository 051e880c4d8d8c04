"""What is begun and not sent: the words of an answer, those of a note, the quote."""

from enum import StrEnum

from desktop.models.changes import Aspect, Subject
from desktop.services.storage import change_log, content_sources
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf


class Draft(StrEnum):
    """What is being written: the table that keeps it."""

    ANSWER = "draft"
    NOTE = "note_draft"


def quote(connection: Connection, conversation_id: int) -> int | None:
    """Return the message to which the draft refers, None for none."""
    row = connection.execute(
        "SELECT message_id FROM quote_draft WHERE conversation_id = ?",
        (conversation_id,),
    ).fetchone()
    return None if row is None else int(row[0])


def keep_quote(
    connection: Connection, conversation_id: int, message_id: int | None
) -> None:
    """Let the draft refer to a message, or to none."""
    connection.execute(
        "DELETE FROM quote_draft WHERE conversation_id = ?", (conversation_id,)
    )
    if message_id is not None:
        connection.execute(
            "INSERT INTO quote_draft(conversation_id, message_id) VALUES (?,?)",
            (conversation_id, message_id),
        )


def clear(connection: Connection, conversation_id: int) -> None:
    """Forget the words of an answer, its quote, and from what they were taken."""
    for table in ("draft", "quote_draft", "draft_source"):
        connection.execute(
            f"DELETE FROM {table} WHERE conversation_id = ?", (conversation_id,)
        )


def text(connection: Connection, draft: Draft, conversation_id: int) -> str:
    """Return the unfinished text, empty when there is none."""
    row = connection.execute(
        f"SELECT text FROM {draft} WHERE conversation_id = ?", (conversation_id,)
    ).fetchone()
    return "" if row is None else str(row[0])


def keep_text(
    connection: Connection,
    draft: Draft,
    conversation_id: int,
    text: str,
    *,
    initiator: str,
    now: int,
) -> None:
    """Store the unfinished text; an empty one is deleted.

    Half a surrogate pair, which no database takes, becomes a question mark. Without
    words there is nothing that an answer was taken from.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    connection.execute(
        f"DELETE FROM {draft} WHERE conversation_id = ?", (conversation_id,)
    )
    if text:
        connection.execute(
            f"INSERT INTO {draft}(conversation_id, text, changed_at) VALUES (?,?,?)",
            (conversation_id, text, now),
        )
    elif draft is Draft.ANSWER:
        content_sources.keep(connection, SourceOf.DRAFT, conversation_id, ())
    change_log.record(
        connection,
        [(Subject.CONVERSATION, conversation_id, 0, Aspect.DRAFT)],
        initiator=initiator,
        now=now,
    )
