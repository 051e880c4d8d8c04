"""Answers that WeCom refused for the session's state, and why it did, once known."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.failures import FailureReason
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class RefusedAnswers:
    """Failed messages of one conversation whose code has more than one meaning."""

    message_ids: tuple[int, ...]
    last_customer_at: int | None
    """Unix milliseconds."""
    rejected: bool
    """Whether a servicer refuses this customer's messages."""


def find(
    connection: Connection, conversation_id: int, reasons: Iterable[FailureReason]
) -> RefusedAnswers:
    """Return what failed since the customer last wrote, for one of some reasons."""
    last_at, rejected, since = connection.execute(
        "SELECT last_customer_at, rejected, last_customer_position"
        " FROM conversation WHERE id = ?",
        (conversation_id,),
    ).fetchone()
    rows = connection.execute(
        "SELECT id FROM message WHERE conversation_id = ? AND position > ?"
        " AND state = 'failed' AND failure IN (SELECT value FROM json_each(?))",
        (conversation_id, since, json.dumps([str(reason) for reason in reasons])),
    ).fetchall()
    return RefusedAnswers(tuple(row[0] for row in rows), last_at, bool(rejected))


def explain(
    connection: Connection,
    conversation_id: int,
    answers: RefusedAnswers,
    reason: FailureReason,
    *,
    initiator: str,
    now: int,
) -> None:
    """Put the true reason in the place of the code; the messages stay failed."""
    connection.executemany(
        "UPDATE message SET failure = ? WHERE id = ?",
        [(str(reason), message_id) for message_id in answers.message_ids],
    )
    change_log.record(
        connection,
        [
            (Subject.MESSAGE, message_id, conversation_id, Aspect.STATE)
            for message_id in answers.message_ids
        ],
        initiator=initiator,
        now=now,
    )
