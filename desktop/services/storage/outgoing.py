"""What a person does with outgoing messages: write, retry, take back, release."""

from dataclasses import dataclass

from desktop.models.bigrams import index_terms
from desktop.models.changes import Aspect, Subject
from desktop.models.content import Content
from desktop.models.content_codec import decode, encode, searchable_text, tag_of
from desktop.models.content_source import ContentSource
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.outgoing import (
    AttachmentNotReadyError,
    NewerMessageError,
    NotEnoughPipsError,
)
from desktop.models.send_state import IllegalTransitionError, SendState
from desktop.services.storage import (
    change_log,
    content_guard,
    content_sources,
    draft_store,
    material_usage,
    outbox_store,
    reply_usage,
    upload_cache,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.ingest import insert_messages
from desktop.services.storage.message_fate import settle
from desktop.services.storage.row_ids import next_id


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to be: its number with WeCom, what it says, its file."""

    msgid: str
    content: Content
    media_row: int | None = None
    sources: tuple[ContentSource, ...] = ()
    """From what it was taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Messages that an operator sends to one conversation, in order."""

    conversation_id: int
    operator_id: int
    operator_name: str
    parts: tuple[Outgoing, ...]
    seen_through: int
    """Position of the newest message that was on screen."""
    hold_ms: int = 0
    """How long it can be taken back before the engine begins."""
    from_draft: bool = True
    """Whether it is what lay in the draft, which is deleted with it."""


def refuse_unseen(
    connection: Connection, conversation_id: int, seen_through: int
) -> None:
    """Raise NewerMessageError when the customer wrote after a position."""
    row = connection.execute(
        "SELECT m.id, m.kind, m.content FROM conversation c"
        " JOIN message m ON m.conversation_id = c.id AND m.position > ?2"
        " WHERE c.id = ?1 AND c.last_customer_position > ?2 AND m.origin = 3"
        " ORDER BY m.position, m.id LIMIT 1",
        (conversation_id, seen_through),
    ).fetchone()
    if row is not None:
        words = one_line(searchable_text(decode(row[1], row[2])))
        raise NewerMessageError(int(row[0]), words)


def refuse_beyond_pips(
    connection: Connection, conversation_id: int, needed: int
) -> None:
    """Raise NotEnoughPipsError when an answer needs more messages than are left."""
    facts = outbox_store.standing(connection, conversation_id, 0)
    if needed > facts.allowance.pips_left:
        raise NotEnoughPipsError(needed, facts.allowance.pips_left)


def enqueue(connection: Connection, answer: Answer, *, initiator: str, now: int) -> int:
    """Store the messages and their outbox rows, and delete the draft: all or none.

    Returns the id of the first message; the others follow it. Answering takes a
    conversation that is nobody's. Raises AttachmentNotReadyError for a file that is
    another message's, WithdrawnContentError.
    """
    sources = [source for part in answer.parts for source in part.sources]
    content_guard.refuse(connection, sources, now=now)
    row = connection.execute(
        "SELECT account_id, position FROM conversation WHERE id = ?",
        (answer.conversation_id,),
    ).fetchone()
    account_id, position = int(row[0]), max(now, int(row[1]) + 1)
    first = next_id(connection, "message")
    _insert(connection, answer, account_id, first, position, now)
    _take_summary(connection, answer, first, position, now)
    if answer.from_draft:
        draft_store.clear(connection, answer.conversation_id)
    change_log.record(
        connection,
        [
            (
                Subject.CONVERSATION,
                answer.conversation_id,
                account_id,
                Aspect.MESSAGES | Aspect.SUMMARY | Aspect.DRAFT | Aspect.ASSIGNMENT,
            ),
            (Subject.OUTBOX, first, answer.conversation_id, Aspect.CREATED),
        ],
        initiator=initiator,
        now=now,
    )
    return first


def retry(
    connection: Connection, message_id: int, msgid: str, *, initiator: str, now: int
) -> None:
    """Queue a failed message anew, as a new message to WeCom, before those behind.

    Its old msgid may have been used up (msg_send_fail comes after acceptance).
    What was written since is taken as seen: the person looked and chose. Raises
    IllegalTransitionError for one that is not failed any more: with a new msgid an
    unconfirmed one could arrive twice. Raises WithdrawnContentError.
    """
    content_guard.refuse_message(connection, message_id, now=now)
    conversation_id = _conversation_of(connection, message_id, SendState.FAILED)
    connection.execute(
        "UPDATE message SET msgid = ?, attempted_at = NULL WHERE id = ?",
        (msgid, message_id),
    )
    settle(connection, message_id, SendState.QUEUED, None, now=now)
    _requeue(connection, message_id, conversation_id, doubtful=False, now=now)
    release(connection, conversation_id, initiator=initiator, now=now)


def resend_unconfirmed(
    connection: Connection, message_id: int, *, initiator: str, now: int
) -> None:
    """Repeat an unconfirmed message with its own msgid.

    Where WeCom still knows the msgid the customer gets nothing twice. Raises
    IllegalTransitionError for one that is not unconfirmed any more: the msgid of one
    that has failed is used up, and its repeat would be taken for delivered. Raises
    WithdrawnContentError.
    """
    content_guard.refuse_message(connection, message_id, now=now)
    conversation_id = _conversation_of(connection, message_id, SendState.UNCONFIRMED)
    settle(connection, message_id, SendState.QUEUED, None, now=now)
    _requeue(connection, message_id, conversation_id, doubtful=True, now=now)
    release(connection, conversation_id, initiator=initiator, now=now)


def mark_delivered(
    connection: Connection, message_id: int, *, initiator: str, now: int
) -> None:
    """Believe a person who has seen that an unconfirmed message arrived.

    Raises IllegalTransitionError for one that is not unconfirmed any more.
    """
    conversation_id = _conversation_of(connection, message_id, SendState.UNCONFIRMED)
    settle(connection, message_id, SendState.ACCEPTED, None, now=now)
    release(connection, conversation_id, initiator=initiator, now=now)


def discard(connection: Connection, message_id: int, *, now: int) -> None:
    """Take back a message that has failed or has not begun to be sent.

    One that was let be repeated may have arrived before: it is unconfirmed again.
    Any other makes no use of the replies that it was taken from.
    """
    doubtful = connection.execute(
        "SELECT 1 FROM outbox WHERE message_id = ? AND doubtful"
        " AND state IN ('queued', 'held')",
        (message_id,),
    ).fetchone()
    target = SendState.UNCONFIRMED if doubtful else SendState.DISCARDED
    settle(connection, message_id, target, None, now=now)
    if not doubtful:
        reply_usage.forget(connection, message_id)


def release(
    connection: Connection, conversation_id: int, *, initiator: str, now: int
) -> None:
    """Let the messages go that a failure has held."""
    position = seen_position(connection, conversation_id)
    connection.execute(
        "UPDATE outbox SET state = 'queued', due_at = ?, seen_through = ?"
        " WHERE conversation_id = ? AND state = 'held'",
        (now, position, conversation_id),
    )
    change_log.record(
        connection,
        [
            (Subject.OUTBOX, conversation_id, conversation_id, Aspect.STATE),
            (Subject.CONVERSATION, conversation_id, 0, Aspect.STATE),
        ],
        initiator=initiator,
        now=now,
    )


def _insert(
    connection: Connection,
    answer: Answer,
    account_id: int,
    first: int,
    position: int,
    now: int,
) -> None:
    numbered = list(enumerate(answer.parts, first))
    insert_messages(
        connection,
        [
            _row(answer, account_id, id_, position + id_ - first, now, part)
            for id_, part in numbered
        ],
        [
            (id_, index_terms(words))
            for id_, part in numbered
            if (words := _words(connection, part))
        ],
    )
    connection.executemany(
        "UPDATE message SET state = 'queued' WHERE id = ?",
        [(id_,) for id_, _ in numbered],
    )
    for id_, part in numbered:
        _attach(connection, id_, part.media_row, now)
        content_sources.keep(connection, SourceOf.MESSAGE, id_, part.sources)
    ids = [id_ for id_, _ in numbered]
    reply_usage.note(connection, answer.operator_id, ids)
    material_usage.note(connection, answer.operator_id, ids)
    connection.executemany(
        "INSERT INTO outbox(message_id, account_id, conversation_id, state,"
        " seen_through, attempts, doubtful, due_at) VALUES (?1, ?2, ?3,"
        " CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE conversation_id = ?3"
        " AND state = 'held') THEN 'held' ELSE 'queued' END, ?4, 0, 0, ?5)",
        [
            (
                id_,
                account_id,
                answer.conversation_id,
                answer.seen_through,
                now + answer.hold_ms,
            )
            for id_, _ in numbered
        ],
    )


def _words(connection: Connection, part: Outgoing) -> str:
    """Return by what a message is found: its words, or the name of its file."""
    words = searchable_text(part.content)
    if words or part.media_row is None:
        return words
    row = connection.execute(
        "SELECT name FROM media WHERE id = ?", (part.media_row,)
    ).fetchone()
    return "" if row is None else str(row[0])


def _attach(
    connection: Connection, message_id: int, media_row: int | None, now: int
) -> None:
    if media_row is None:
        return
    taken = connection.execute(
        "UPDATE media SET message_id = ?, attempts = 0, failure = NULL, due_at = ?"
        " WHERE id = ? AND message_id IS NULL AND state = 'ready'",
        (message_id, now, media_row),
    ).rowcount
    if taken != 1:
        raise AttachmentNotReadyError(media_row)
    upload_cache.take_known(connection, message_id, now=now)


def _take_summary(
    connection: Connection, answer: Answer, first: int, position: int, now: int
) -> None:
    last, content = len(answer.parts) - 1, answer.parts[-1].content
    connection.execute(
        "UPDATE conversation SET position = ?, last_message_id = ?, last_origin = ?,"
        " last_kind = ?, last_text = ?, last_sender = ?, last_state = 'queued',"
        " last_at = ?, waiting_since = NULL,"
        " assigned_to = coalesce(assigned_to, ?) WHERE id = ?",
        (
            position + last,
            first + last,
            int(Origin.OPERATOR),
            tag_of(content),
            one_line(searchable_text(content)),
            answer.operator_name,
            now,
            answer.operator_id,
            answer.conversation_id,
        ),
    )


def _row(
    answer: Answer,
    account_id: int,
    message_id: int,
    position: int,
    now: int,
    part: Outgoing,
) -> tuple[object, ...]:
    return (
        message_id,
        account_id,
        answer.conversation_id,
        part.msgid,
        int(Origin.OPERATOR),
        answer.operator_name,
        tag_of(part.content),
        encode(part.content),
        now,
        position,
    )


def _requeue(
    connection: Connection,
    message_id: int,
    conversation_id: int,
    *,
    doubtful: bool,
    now: int,
) -> None:
    connection.execute(
        "INSERT INTO outbox(message_id, account_id, conversation_id, state,"
        " seen_through, attempts, doubtful, due_at)"
        " SELECT id, account_id, conversation_id, 'queued', ?, 0, ?, ?"
        " FROM message WHERE id = ?",
        (seen_position(connection, conversation_id), doubtful, now, message_id),
    )


def _conversation_of(
    connection: Connection, message_id: int, expected: SendState
) -> int:
    """Return the conversation of a message that is still as a person saw it."""
    row = connection.execute(
        "SELECT conversation_id, state FROM message WHERE id = ?", (message_id,)
    ).fetchone()
    if row[1] != expected:
        raise IllegalTransitionError(f"{row[1]} is not {expected.value} any more")
    return int(row[0])


def seen_position(connection: Connection, conversation_id: int) -> int:
    """Return the position of the customer's newest words."""
    row = connection.execute(
        "SELECT last_customer_position FROM conversation WHERE id = ?",
        (conversation_id,),
    ).fetchone()
    return int(row[0])
