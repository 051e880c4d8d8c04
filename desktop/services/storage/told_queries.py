"""What notifications tell of: messages of customers and failures, since a place."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop.models.content import Text
from desktop.models.content_codec import decode
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.services.storage.connection import Connection

MOST = 500
"""Rows of one look; more than that is history, not news."""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One message that may be told."""

    message_id: int
    conversation_id: int
    account_id: int
    customer_name: str
    kind: str
    """A content tag, see content_codec."""
    text: str
    """One line of a text message, empty for all other kinds."""
    sent_at: int
    """Unix milliseconds."""
    position: int
    first: bool
    """Whether no message of the conversation is older."""


def came_after(connection: Connection, message_id: int) -> tuple[ToldRow, ...]:
    """Return the newest customers' messages that were stored after one, oldest first.

    A walk along the primary key.
    """
    rows = connection.execute(
        "SELECT m.id, m.conversation_id, m.account_id, u.nickname, m.kind,"
        " m.content, m.sent_at, m.position, NOT EXISTS (SELECT 1 FROM message o"
        " WHERE o.conversation_id = m.conversation_id AND o.position < m.position)"
        " FROM message m JOIN conversation c ON c.id = m.conversation_id"
        " JOIN customer u ON u.id = c.customer_id"
        " WHERE m.id > ? AND m.origin = ? ORDER BY m.id DESC LIMIT ?",
        (message_id, int(Origin.CUSTOMER), MOST),
    ).fetchall()
    return tuple(_row(row) for row in reversed(rows))


def failed_among(
    connection: Connection, message_ids: Iterable[int]
) -> tuple[ToldRow, ...]:
    """Return those of these messages that were not sent."""
    rows = connection.execute(
        "SELECT m.id, m.conversation_id, m.account_id, u.nickname, m.kind,"
        " m.content, m.sent_at, m.position, 0"
        " FROM message m JOIN conversation c ON c.id = m.conversation_id"
        " JOIN customer u ON u.id = c.customer_id"
        " WHERE m.id IN (SELECT value FROM json_each(?)) AND m.state IN (?, ?)",
        (
            json.dumps(list(message_ids)),
            SendState.FAILED.value,
            SendState.UNCONFIRMED.value,
        ),
    ).fetchall()
    return tuple(_row(row) for row in rows)


def woke_between(connection: Connection, after: int, until: int) -> tuple[ToldRow, ...]:
    """Return the snoozed conversations whose time came, in Unix milliseconds."""
    rows = connection.execute(
        "SELECT c.id, c.account_id, u.nickname, c.snoozed_until, c.position"
        " FROM conversation c JOIN customer u ON u.id = c.customer_id"
        " WHERE c.snoozed_until > ? AND c.snoozed_until <= ?",
        (after, until),
    ).fetchall()
    return tuple(
        ToldRow(0, row[0], row[1], row[2], "", "", row[3], row[4], False)
        for row in rows
    )


def still_waiting(
    connection: Connection, conversation_ids: Iterable[int]
) -> frozenset[int]:
    """Return those of these conversations in which a customer waits for an answer."""
    rows = connection.execute(
        "SELECT id FROM conversation WHERE waiting_since IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(conversation_ids)),),
    ).fetchall()
    return frozenset(int(row[0]) for row in rows)


def _row(row: tuple[Any, ...]) -> ToldRow:
    content = decode(row[4], row[5])
    return ToldRow(
        message_id=row[0],
        conversation_id=row[1],
        account_id=row[2],
        customer_name=row[3],
        kind=row[4],
        text=one_line(content.text) if isinstance(content, Text) else "",
        sent_at=row[6],
        position=row[7],
        first=bool(row[8]),
    )
