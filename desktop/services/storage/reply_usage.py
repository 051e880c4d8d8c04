"""What was sent out of the reply book: by whom, when, to whom, and what follows."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from desktop.models.clock import from_milliseconds
from desktop.models.reply_book import ReceivedBy, ReplyUsage, SentReply
from desktop.models.reply_search import ReplyHabits, hour_band, weight_of_use
from desktop.services.storage.connection import Connection

REMEMBERED = 20_000
"""Newest uses of an agent that make up habits: older ones weigh next to nothing."""
_LOOKED_THROUGH = 2_000
"""Newest uses among which the recent replies are found."""
_TOGETHER_MS = round(timedelta(hours=12) / timedelta(milliseconds=1))
"""What is sent later than that follows nothing."""


def note(connection: Connection, operator_id: int, message_ids: Sequence[int]) -> None:
    """Count the replies in the messages of one answer, each once."""
    connection.execute(
        "INSERT INTO reply_use(message_id, reply_id, version, operator_id, account_id,"
        " conversation_id, used_at) SELECT min(s.message_id), s.reply_id,"
        " max(s.reply_version), ?1, m.account_id, m.conversation_id, m.sent_at"
        " FROM message_source s JOIN message m ON m.id = s.message_id"
        " JOIN reply r ON r.id = s.reply_id"
        " WHERE s.message_id IN (SELECT value FROM json_each(?2))"
        " GROUP BY s.reply_id",
        (operator_id, json.dumps(list(message_ids))),
    )


def forget(connection: Connection, message_id: int) -> None:
    """Count it no more: the answer was taken back."""
    connection.execute("DELETE FROM reply_use WHERE message_id = ?", (message_id,))


def habits(connection: Connection, operator_id: int, *, now: int) -> ReplyHabits:
    """Return what an operator uses to send."""
    rows = connection.execute(
        "SELECT reply_id, account_id, conversation_id, used_at FROM reply_use"
        " WHERE operator_id = ? ORDER BY used_at DESC, message_id DESC LIMIT ?",
        (operator_id, REMEMBERED),
    ).fetchall()
    uses: defaultdict[int, float] = defaultdict(float)
    by_account: defaultdict[tuple[int, int], float] = defaultdict(float)
    by_hour: defaultdict[tuple[int, int], float] = defaultdict(float)
    follow_ups: defaultdict[tuple[int, int], float] = defaultdict(float)
    last: dict[int, tuple[int, int]] = {}
    moment = from_milliseconds(now)
    for reply_id, account_id, conversation_id, used_at in reversed(rows):
        at = from_milliseconds(used_at)
        weight = weight_of_use(at, moment)
        uses[reply_id] += weight
        by_account[account_id, reply_id] += weight
        by_hour[hour_band(at), reply_id] += weight
        before, before_at = last.get(conversation_id, (reply_id, 0))
        if before != reply_id and used_at - before_at <= _TOGETHER_MS:
            follow_ups[before, reply_id] += weight
        last[conversation_id] = (reply_id, used_at)
    return ReplyHabits(dict(uses), dict(by_account), dict(by_hour), dict(follow_ups))


def recent(connection: Connection, operator_id: int, limit: int) -> tuple[int, ...]:
    """Return the replies that an operator sent last, newest first, each once."""
    rows = connection.execute(
        "SELECT reply_id FROM (SELECT reply_id, used_at FROM reply_use"
        " WHERE operator_id = ? ORDER BY used_at DESC LIMIT ?)"
        " GROUP BY reply_id ORDER BY max(used_at) DESC LIMIT ?",
        (operator_id, _LOOKED_THROUGH, limit),
    )
    return tuple(int(row[0]) for row in rows)


def sent_in(connection: Connection, conversation_id: int) -> tuple[SentReply, ...]:
    """Return the replies that were sent in a conversation, newest first."""
    rows = connection.execute(
        "SELECT reply_id, version, message_id, used_at, operator_id FROM reply_use"
        " WHERE conversation_id = ? ORDER BY message_id DESC",
        (conversation_id,),
    )
    return tuple(
        SentReply(reply_id, version, message_id, from_milliseconds(at), operator_id)
        for reply_id, version, message_id, at, operator_id in rows
    )


def usage(connection: Connection, since: int) -> tuple[ReplyUsage, ...]:
    """Return the uses of each reply by agent, account and local day."""
    rows = connection.execute(
        "SELECT u.reply_id, u.operator_id, o.name, u.account_id,"
        " date(u.used_at / 1000, 'unixepoch', 'localtime') AS day, count(*)"
        " FROM reply_use u JOIN operator o ON o.id = u.operator_id"
        " WHERE u.used_at >= ? GROUP BY u.reply_id, u.operator_id, u.account_id, day"
        " ORDER BY day, u.reply_id, u.operator_id, u.account_id",
        (since,),
    )
    return tuple(
        ReplyUsage(
            reply_id, operator_id, name, account_id, date.fromisoformat(day), count
        )
        for reply_id, operator_id, name, account_id, day, count in rows
    )


def used_since(connection: Connection, since: int) -> frozenset[int]:
    """Return the replies that anybody has used since a time."""
    rows: Iterable[tuple[int]] = connection.execute(
        "SELECT DISTINCT reply_id FROM reply_use WHERE used_at >= ?", (since,)
    )
    return frozenset(int(row[0]) for row in rows)


def received(
    connection: Connection, reply_id: int, version: int | None
) -> tuple[ReceivedBy, ...]:
    """Return who got a version, newest first; None is every version that is over.

    Over is what was replaced or, of a withdrawn reply, everything. Only messages that
    may have arrived count.
    """
    rows = connection.execute(
        "SELECT c.id, u.nickname, a.id, a.name, s.reply_version, max(m.id), m.sent_at"
        " FROM message_source s JOIN reply r ON r.id = s.reply_id"
        " JOIN message m ON m.id = s.message_id"
        " JOIN conversation c ON c.id = m.conversation_id"
        " JOIN customer u ON u.id = c.customer_id"
        " JOIN account a ON a.id = c.account_id"
        " WHERE s.reply_id = ?1 AND m.state IN ('sending', 'accepted', 'unconfirmed')"
        " AND CASE WHEN ?2 IS NOT NULL THEN s.reply_version = ?2"
        " ELSE s.reply_version < r.version OR r.withdrawn_at IS NOT NULL END"
        " GROUP BY c.id ORDER BY max(m.id) DESC",
        (reply_id, version),
    )
    return tuple(
        ReceivedBy(
            conversation_id,
            customer,
            account_id,
            account,
            sent_version,
            message_id,
            from_milliseconds(sent_at),
        )
        for (
            conversation_id,
            customer,
            account_id,
            account,
            sent_version,
            message_id,
            sent_at,
        ) in rows
    )
