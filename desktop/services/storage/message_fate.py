"""How an outgoing message ends, with all that follows for its conversation."""

from desktop.models.changes import Aspect, Subject
from desktop.models.content_codec import decode, searchable_text
from desktop.models.display_text import one_line
from desktop.models.failures import FailureReason
from desktop.models.message import Origin
from desktop.models.send_state import HOLDS_THE_QUEUE, SendState, advance
from desktop.models.service_state import ServiceState
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection

INITIATOR = "outbox"

_UNANSWERED = (
    "(SELECT min(q.sent_at) FROM message q WHERE q.conversation_id = ?1"
    " AND q.origin = 3 AND q.position > coalesce((SELECT max(a.position)"
    " FROM message a WHERE a.conversation_id = ?1 AND (a.origin = 5"
    " OR a.state IN ('queued', 'sending', 'accepted', 'unconfirmed')"
    " OR a.kind IN ('session_status_change', 'state_moved'))), 0))"
)
"""When the first customer message was sent after whatever ended the last wait."""


def settle(
    connection: Connection,
    message_id: int,
    target: SendState,
    failure: FailureReason | None,
    *,
    now: int,
) -> None:
    """Move a message to its end (or back to the queue) and keep its summary true.

    Failed and unconfirmed messages hold what waits behind them.
    """
    row = connection.execute(
        "SELECT state, conversation_id FROM message WHERE id = ?", (message_id,)
    ).fetchone()
    state = advance(SendState(row[0]), target)
    conversation_id = int(row[1])
    connection.execute(
        "UPDATE message SET state = ?, failure = ? WHERE id = ?",
        (state.value, None if failure is None else str(failure), message_id),
    )
    if state is not SendState.QUEUED:
        connection.execute("DELETE FROM outbox WHERE message_id = ?", (message_id,))
    if state in HOLDS_THE_QUEUE:
        connection.execute(
            "UPDATE outbox SET state = 'held'"
            " WHERE conversation_id = ? AND state = 'queued'",
            (conversation_id,),
        )
    _keep_summary(connection, conversation_id, message_id, state)
    _keep_waiting(connection, conversation_id, state)
    change_log.record(
        connection,
        [
            (Subject.MESSAGE, message_id, conversation_id, Aspect.STATE),
            (Subject.CONVERSATION, conversation_id, 0, Aspect.SUMMARY | Aspect.STATE),
        ],
        initiator=INITIATOR,
        now=now,
    )


def fail_after_acceptance(
    connection: Connection,
    account_id: int,
    msgid: str,
    failure: FailureReason,
    *,
    now: int,
) -> None:
    """Apply msg_send_fail, which may come before the answer to the request.

    WeCom had taken the message, so the failure is certain in every state, also when
    a person has just let an unconfirmed one be repeated (queued again with the same
    msgid); the answer that is still under way finds no outbox row any more.
    """
    row = connection.execute(
        "SELECT id FROM message WHERE account_id = ? AND msgid = ? AND origin = ?"
        " AND state IN ('queued', 'sending', 'accepted', 'unconfirmed')",
        (account_id, msgid, int(Origin.OPERATOR)),
    ).fetchone()
    if row is not None:
        settle(connection, row[0], SendState.FAILED, failure, now=now)


def show_last(connection: Connection, conversation_id: int) -> None:
    """Let the summary show the newest message that was not taken back."""
    row = connection.execute(
        "SELECT id, origin, kind, content, sender, state, sent_at FROM message"
        " WHERE conversation_id = ? AND origin <> ? AND state IS NOT 'discarded'"
        " ORDER BY position DESC, id DESC LIMIT 1",
        (conversation_id, int(Origin.SYSTEM)),
    ).fetchone()
    if row is None:
        return
    id_, origin, kind, content, sender, state, sent_at = row
    connection.execute(
        "UPDATE conversation SET last_message_id = ?, last_origin = ?, last_kind = ?,"
        " last_text = ?, last_sender = ?, last_state = ?, last_at = ? WHERE id = ?",
        (
            id_,
            origin,
            kind,
            one_line(searchable_text(decode(kind, content))),
            sender,
            state,
            sent_at,
            conversation_id,
        ),
    )


def _keep_summary(
    connection: Connection, conversation_id: int, message_id: int, state: SendState
) -> None:
    connection.execute(
        "UPDATE conversation SET last_state = ? WHERE id = ? AND last_message_id = ?",
        (state.value, conversation_id, message_id),
    )
    if state is SendState.ACCEPTED:
        # Answers through the API put the session with the assistant (doc 95489).
        connection.execute(
            "UPDATE conversation SET service_state = ? WHERE id = ?"
            " AND service_state = ?",
            (int(ServiceState.ASSISTANT), conversation_id, int(ServiceState.NEW)),
        )


def _keep_waiting(
    connection: Connection, conversation_id: int, state: SendState
) -> None:
    """A customer waits again when every answer since the last words has failed.

    Nobody waits for an answer that is on its way (again).
    """
    if state is SendState.QUEUED:
        connection.execute(
            "UPDATE conversation SET waiting_since = NULL WHERE id = ?",
            (conversation_id,),
        )
    if state not in {SendState.FAILED, SendState.DISCARDED}:
        return
    connection.execute(
        f"UPDATE conversation SET waiting_since = coalesce({_UNANSWERED},"
        " last_customer_at) WHERE id = ?1"
        " AND waiting_since IS NULL AND last_customer_at IS NOT NULL"
        " AND service_state IN (0, 1) AND NOT EXISTS ("
        "  SELECT 1 FROM message m WHERE m.conversation_id = ?1"
        "  AND m.position > conversation.last_customer_position"
        "  AND (m.origin = 5 OR m.state IN"
        "   ('queued', 'sending', 'accepted', 'unconfirmed')))",
        (conversation_id,),
    )
