"""Working copies of shared replies: seen by their writer alone until published."""

from desktop.models.changes import Aspect
from desktop.models.clock import from_milliseconds
from desktop.models.organisation import Operator
from desktop.models.quick_reply import ReplyContent, Scope
from desktop.models.reply_book import (
    NOT_SHARED,
    NOT_THERE,
    Proposal,
    ReplyRefusedError,
)
from desktop.services.storage import reply_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_codec import decode, encode
from desktop.services.storage.reply_store import Pen


def propose(
    connection: Connection, pen: Pen, content: ReplyContent, reply_id: int | None
) -> int:
    """Keep a working copy, in place of an earlier one of the same reply.

    The caller tells the feed. Raises ReplyRefusedError for what could not be
    published by this operator.
    """
    base = _judged(connection, pen, content, reply_id)
    row = connection.execute(
        "INSERT INTO reply_proposal(operator_id, reply_id, base_version, content,"
        " changed_at) VALUES (?,?,?,?,?) ON CONFLICT(operator_id, reply_id) DO UPDATE"
        " SET base_version = excluded.base_version, content = excluded.content,"
        " changed_at = excluded.changed_at RETURNING id",
        (pen.operator.id, reply_id, base, encode(content), pen.now),
    ).fetchone()
    return int(row[0])


def change(
    connection: Connection, pen: Pen, proposal_id: int, content: ReplyContent
) -> None:
    """Write a working copy anew; raises ReplyRefusedError."""
    reply = one(connection, pen.operator, proposal_id).reply
    reply_id = None if reply is None else reply.id
    base = _judged(connection, pen, content, reply_id)
    connection.execute(
        "UPDATE reply_proposal SET base_version = ?, content = ?, changed_at = ?"
        " WHERE id = ?",
        (base, encode(content), pen.now, proposal_id),
    )
    reply_store.tell(connection, pen, [reply_id or 0], Aspect.DRAFT)


def _judged(
    connection: Connection, pen: Pen, content: ReplyContent, reply_id: int | None
) -> int:
    """Return the version that would be changed, 0 for none, or refuse."""
    if content.scope is Scope.PERSONAL:
        raise ReplyRefusedError(NOT_SHARED)
    reply_store.refuse_locked(pen.operator, [content.scope])
    base = 0
    if reply_id is not None:
        before = reply_store.one(connection, pen.operator, reply_id)
        reply_store.refuse_locked(pen.operator, [before.content.scope])
        base = before.version
    reply_store.refuse_unfit(connection, pen, reply_id, content)
    return base


def everything(connection: Connection, operator: Operator) -> tuple[Proposal, ...]:
    """Return the working copies of an operator, the newest last."""
    rows = connection.execute(
        "SELECT id FROM reply_proposal WHERE operator_id = :me AND (reply_id IS NULL"
        f" OR reply_id IN (SELECT r.id FROM reply r WHERE {reply_store.VISIBLE}))"
        " ORDER BY changed_at, id",
        reply_store.sight(operator),
    ).fetchall()
    return tuple(one(connection, operator, int(row[0])) for row in rows)


def one(connection: Connection, operator: Operator, proposal_id: int) -> Proposal:
    """Return a working copy; raises ReplyRefusedError where this operator has none."""
    row = connection.execute(
        "SELECT reply_id, base_version, content, changed_at FROM reply_proposal"
        " WHERE id = ? AND operator_id = ?",
        (proposal_id, operator.id),
    ).fetchone()
    if row is None:
        raise ReplyRefusedError(NOT_THERE)
    reply_id, base, content, changed_at = row
    reply = (
        None if reply_id is None else reply_store.one(connection, operator, reply_id)
    )
    return Proposal(
        proposal_id,
        decode(content),
        from_milliseconds(changed_at),
        reply,
        overtaken=reply is not None and reply.version != base,
    )


def discard(connection: Connection, pen: Pen, proposal_id: int) -> None:
    """Forget a working copy of this operator, if it is still there."""
    row = connection.execute(
        "DELETE FROM reply_proposal WHERE id = ? AND operator_id = ?"
        " RETURNING coalesce(reply_id, 0)",
        (proposal_id, pen.operator.id),
    ).fetchone()
    if row is not None:
        reply_store.tell(connection, pen, [int(row[0])], Aspect.DRAFT)
