"""What a desk writes besides messages: reading, assignment, state wishes."""

from desktop.models.changes import Aspect, Subject
from desktop.models.service_state import ServiceState
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection


def mark_read(
    connection: Connection,
    conversation_id: int,
    through: int,
    *,
    initiator: str,
    now: int,
) -> None:
    """Move the reading mark forward and count what is unread behind it."""
    moved = connection.execute(
        "UPDATE conversation SET read_through = ?1, unread ="
        " (SELECT count(*) FROM message m WHERE m.conversation_id = ?2"
        " AND m.origin = 3 AND m.position > ?1)"
        " WHERE id = ?2 AND read_through < ?1",
        (through, conversation_id),
    ).rowcount
    if moved:
        _changed(connection, conversation_id, Aspect.SUMMARY, initiator, now)


def assign(
    connection: Connection,
    conversation_id: int,
    operator_id: int | None,
    *,
    by: int,
    initiator: str,
    now: int,
) -> None:
    """Give a conversation to an operator, or to nobody."""
    connection.execute(
        "UPDATE conversation SET assigned_to = ? WHERE id = ?",
        (operator_id, conversation_id),
    )
    _audit(connection, by, "assign", conversation_id, str(operator_id or ""), now)
    _changed(connection, conversation_id, Aspect.ASSIGNMENT, initiator, now)


def request_state(
    connection: Connection,
    conversation_id: int,
    to_state: ServiceState,
    *,
    by: int,
    initiator: str,
    now: int,
    servicer: str = "",
    due_at: int | None = None,
) -> None:
    """Ask the engine to move the session; a later wish replaces an earlier one.

    `servicer` is the colleague who is to have it, empty for any who serves now.
    Until `due_at` the wish can be withdrawn.
    """
    connection.execute(
        "DELETE FROM state_request WHERE conversation_id = ?", (conversation_id,)
    )
    connection.execute(
        "INSERT INTO state_request(conversation_id, to_state, servicer, operator_id,"
        " attempts, due_at) VALUES (?,?,?,?,0,?)",
        (
            conversation_id,
            int(to_state),
            servicer,
            by,
            now if due_at is None else due_at,
        ),
    )
    connection.execute(
        "UPDATE conversation SET state_failure = NULL WHERE id = ?", (conversation_id,)
    )
    _audit(connection, by, "request_state", conversation_id, str(int(to_state)), now)
    change_log.record(
        connection,
        [(Subject.OUTBOX, conversation_id, conversation_id, Aspect.STATE)],
        initiator=initiator,
        now=now,
    )


def withdraw_state(
    connection: Connection, conversation_id: int, *, by: int, now: int
) -> bool:
    """Take a wish back that is not due yet; False when it is too late."""
    withdrawn = connection.execute(
        "DELETE FROM state_request WHERE conversation_id = ? AND due_at > ?",
        (conversation_id, now),
    ).rowcount
    if withdrawn:
        _audit(connection, by, "withdraw_state", conversation_id, "", now)
    return bool(withdrawn)


def _changed(
    connection: Connection,
    conversation_id: int,
    aspect: Aspect,
    initiator: str,
    now: int,
) -> None:
    change_log.record(
        connection,
        [(Subject.CONVERSATION, conversation_id, 0, aspect)],
        initiator=initiator,
        now=now,
    )


def _audit(
    connection: Connection,
    operator_id: int,
    action: str,
    conversation_id: int,
    detail: str,
    now: int,
) -> None:
    connection.execute(
        "INSERT INTO audit(at, operator_id, action, subject, key, detail)"
        " VALUES (?,?,?,'conversation',?,?)",
        (now, operator_id, action, conversation_id, detail),
    )
