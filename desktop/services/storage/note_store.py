"""Notes of colleagues: messages of a conversation that are never in the outbox."""

from dataclasses import dataclass

from desktop.models.bigrams import index_terms
from desktop.models.changes import Aspect, Subject
from desktop.models.content import Note
from desktop.models.content_codec import encode, tag_of
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.organisation import Operator, Role
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.ingest import insert_messages
from desktop.services.storage.row_ids import next_id


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note that an operator leaves in a conversation."""

    conversation_id: int
    operator_name: str
    msgid: str
    """A number of ours; WeCom never hears it."""
    note: Note


def add(
    connection: Connection, written: WrittenNote, *, initiator: str, now: int
) -> int:
    """Store the note and delete its draft; return its id.

    Waiting, allowance, assignment and what is unread are the customer's: they stay.
    """
    row = connection.execute(
        "SELECT account_id, position FROM conversation WHERE id = ?",
        (written.conversation_id,),
    ).fetchone()
    account_id, position = int(row[0]), max(now, int(row[1]) + 1)
    id_, kind = next_id(connection, "message"), tag_of(written.note)
    insert_messages(
        connection,
        [
            (id_, account_id, written.conversation_id, written.msgid, int(Origin.NOTE),
             written.operator_name, kind, encode(written.note), now, position)
        ],
        [(id_, index_terms(written.note.text))],
    )  # fmt: skip
    connection.execute(
        "UPDATE conversation SET position = ?, last_message_id = ?, last_origin = ?,"
        " last_kind = ?, last_text = ?, last_sender = ?, last_state = NULL, last_at = ?"
        " WHERE id = ?",
        (position, id_, int(Origin.NOTE), kind, one_line(written.note.text),
         written.operator_name, now, written.conversation_id),
    )  # fmt: skip
    connection.execute(
        "DELETE FROM note_draft WHERE conversation_id = ?", (written.conversation_id,)
    )
    change_log.record(
        connection,
        [
            (
                Subject.CONVERSATION,
                written.conversation_id,
                account_id,
                Aspect.MESSAGES | Aspect.SUMMARY | Aspect.DRAFT,
            )
        ],
        initiator=initiator,
        now=now,
    )
    return id_


def operators(connection: Connection) -> tuple[Operator, ...]:
    """Return everybody who can be named in a note, by name."""
    return tuple(
        Operator(id_, name, Role(role))
        for id_, name, role in connection.execute(
            "SELECT id, name, role FROM operator ORDER BY name, id"
        )
    )
