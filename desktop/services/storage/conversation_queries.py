"""Reading the conversation list: windows of a lane, counts, single rows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.models.allowance import SendAllowance
from desktop.models.clock import from_milliseconds
from desktop.models.conversation import (
    OVERDUE_AFTER,
    ConversationSummary,
    Lane,
    LaneCounts,
    Preview,
)
from desktop.models.display_text import one_line
from desktop.models.failures import FailureReason
from desktop.models.list_order import ListOrder
from desktop.models.message import Origin
from desktop.models.saved_filter import EVERYTHING, Narrowing
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.storage import search_names
from desktop.services.storage.connection import Connection
from desktop.services.storage.outbox_store import SPENT

_COLUMNS = (
    "c.id, c.account_id, c.customer_id, u.nickname, u.external_userid,"
    " c.service_state, c.servicer, c.assigned_to, c.last_origin, c.last_kind,"
    " c.last_text, c.last_sender, c.last_state, c.last_at, c.position, c.unread,"
    " c.waiting_since, (SELECT substr(d.text, 1, 200) FROM draft d"
    f" WHERE d.conversation_id = c.id), c.last_customer_at, {SPENT},"
    " EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = c.id"
    " AND o.state = 'held'), c.rejected, c.state_failure,"
    " c.pinned_at IS NOT NULL, c.starred, c.snoozed_until"
)
_OPEN = "c.service_state <> 4"
"""In these words: SQLite takes a partial index only for its own condition."""
# The plus keeps SQLite at the index that has the order of the lane.
_AWAKE = "(+c.snoozed_until IS NULL OR +c.snoozed_until <= ?)"
_SNOOZED = "c.snoozed_until > ?"
_OVERDUE_MS = int(OVERDUE_AFTER.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class LaneQuery:
    """Which conversations a list shows, and in which order."""

    lane: Lane
    operator_id: int
    order: ListOrder = ListOrder.NEEDS_ANSWER
    account_ids: frozenset[int] | None = None
    """None is all accounts."""
    name: str = ""
    """Part of a customer's name or of its pinyin, empty for everybody."""
    narrowing: Narrowing = EVERYTHING


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a lane that one index has in its order."""

    condition: str
    values: tuple[object, ...]
    order: str
    index: str = ""

    @property
    def source(self) -> str:
        """The table as the statement names it, held to an index where one is told."""
        hint = f" INDEXED BY {self.index}" if self.index else ""
        return f"conversation c{hint}"


def window(
    connection: Connection,
    query: LaneQuery,
    *,
    offset: int,
    limit: int,
    now: int,
    known: Mapping[int, ConversationSummary] = MappingProxyType({}),
) -> tuple[ConversationSummary, ...]:
    """Return rows `offset` to `offset + limit` of a lane in its order.

    Rows that the caller holds and knows to be true (`known`) are not read again: the
    order comes from indexes alone, and of a busy inbox few rows change at a time.
    """
    ids = _window_ids(connection, query, offset, limit, now)
    missing = [id_ for id_ in ids if id_ not in known]
    found = {row.id: row for row in by_ids(connection, missing)} if missing else {}
    return tuple(known.get(id_) or found[id_] for id_ in ids)


def by_ids(
    connection: Connection, ids: Iterable[int]
) -> tuple[ConversationSummary, ...]:
    """Return the rows of these conversations, in no order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM conversation c JOIN customer u ON u.id = c.customer_id"
        " WHERE c.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return tuple(_summary(*row) for row in rows)


def counts(
    connection: Connection,
    operator_id: int,
    account_ids: frozenset[int] | None,
    *,
    now: int,
) -> LaneCounts:
    """Return how many conversations each lane holds, and all that is unread."""
    found = {}
    for lane in Lane:
        query = LaneQuery(lane, operator_id, account_ids=account_ids)
        found[lane] = _count(
            connection, "conversation c", *_condition(connection, query, now)
        )
    accounts, values = _accounts(account_ids)
    unread = connection.execute(
        "SELECT coalesce(sum(c.unread), 0) FROM conversation c"
        " INDEXED BY ix_conversation_unread"
        f" WHERE c.unread > 0 AND {_AWAKE}{accounts}",
        (now, *values),
    ).fetchone()[0]
    return LaneCounts(
        mine=found[Lane.MINE],
        unassigned=found[Lane.UNASSIGNED],
        all=found[Lane.ALL],
        overdue=found[Lane.OVERDUE],
        unread=int(unread),
        snoozed=found[Lane.SNOOZED],
    )


def next_turn(connection: Connection, *, now: int) -> int | None:
    """Return when time alone changes a lane next: a snooze ends, a wait is overdue."""
    row = connection.execute(
        "SELECT min(at) FROM (SELECT min(snoozed_until) AS at FROM conversation"
        " WHERE snoozed_until > ?1 UNION ALL"
        " SELECT min(waiting_since) + ?2 FROM conversation WHERE waiting_since > ?3)",
        (now, _OVERDUE_MS, now - _OVERDUE_MS),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def next_waiting(
    connection: Connection, query: LaneQuery, *, after: int | None, now: int
) -> int | None:
    """Return who has waited longest besides `after`, None when nobody waits."""
    condition, values = _condition(connection, query, now)
    row = connection.execute(
        f"SELECT c.id FROM conversation c WHERE {condition}"
        " AND c.waiting_since IS NOT NULL AND c.id IS NOT ?"
        " ORDER BY c.waiting_since LIMIT 1",
        (*values, after),
    ).fetchone()
    return None if row is None else int(row[0])


def _condition(
    connection: Connection, query: LaneQuery, now: int
) -> tuple[str, tuple[object, ...]]:
    condition, bound = _lane_condition(query, now)
    for more, values in (
        _accounts(query.account_ids),
        _named(connection, query.name),
        _narrowed(query.narrowing),
    ):
        condition += more
        bound = (*bound, *values)
    return condition, bound


def _lane_condition(query: LaneQuery, now: int) -> tuple[str, tuple[object, ...]]:
    match query.lane:
        case Lane.MINE:
            return f"c.assigned_to = ? AND {_OPEN} AND {_AWAKE}", (
                query.operator_id,
                now,
            )
        case Lane.UNASSIGNED:
            nobodys = "c.assigned_to IS NULL AND c.service_state <> 3"
            return f"{nobodys} AND {_OPEN} AND {_AWAKE}", (now,)
        case Lane.OVERDUE:
            return f"c.waiting_since <= ? AND {_AWAKE}", (now - _OVERDUE_MS, now)
        case Lane.SNOOZED:
            return _SNOOZED, (now,)
        case Lane.ALL:
            return _AWAKE, (now,)


def _accounts(ids: frozenset[int] | None) -> tuple[str, tuple[object, ...]]:
    if ids is None:
        return "", ()
    return (
        " AND +c.account_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )


def _named(connection: Connection, name: str) -> tuple[str, tuple[object, ...]]:
    """Narrow to whom a name fits, as the palette finds people: by pinyin too."""
    if not name:
        return "", ()
    return (
        " AND c.customer_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(search_names.customers(connection, name))),),
    )


def _narrowed(narrowing: Narrowing) -> tuple[str, tuple[object, ...]]:
    condition = ""
    values: tuple[object, ...] = ()
    if narrowing.states:
        condition += " AND +c.service_state IN (SELECT value FROM json_each(?))"
        values = (json.dumps(sorted(narrowing.states)),)
    if narrowing.waiting:
        condition += " AND c.waiting_since IS NOT NULL"
    if narrowing.unread:
        condition += " AND c.unread > 0"
    if narrowing.starred:
        condition += " AND c.starred = 1"
    return condition, values


def _count(
    connection: Connection, source: str, condition: str, values: tuple[object, ...]
) -> int:
    row = connection.execute(
        f"SELECT count(*) FROM {source} WHERE {condition}", values
    ).fetchone()
    return int(row[0])


def _window_ids(
    connection: Connection, query: LaneQuery, offset: int, limit: int, now: int
) -> list[int]:
    """Go through the segments of a lane; only those before the window are counted."""
    found: list[int] = []
    for segment in _segments(connection, query, now):
        part = _ids(connection, segment, offset, limit - len(found))
        found += part
        if len(found) == limit:
            break
        if part:
            offset = 0
        elif offset:
            counted = _count(
                connection, segment.source, segment.condition, segment.values
            )
            offset -= counted
    return found


def _segments(
    connection: Connection, query: LaneQuery, now: int
) -> tuple[_Segment, ...]:
    """Return the parts of a lane in order: what is pinned, what waits, the rest."""
    condition, values = _condition(connection, query, now)
    if query.lane is Lane.SNOOZED:
        order, index = "c.snoozed_until", "ix_conversation_snoozed"
        return (_Segment(condition, values, order, index),)
    pinned = _Segment(
        f"{condition} AND c.pinned_at IS NOT NULL",
        values,
        "c.pinned_at DESC",
        "ix_conversation_pinned",
    )
    condition += " AND +c.pinned_at IS NULL"
    if query.lane is Lane.OVERDUE:
        return pinned, _Segment(condition, values, "c.waiting_since")
    newest = "c.position DESC"
    few = _index_of_few(query.narrowing)
    if query.order is ListOrder.NEWEST:
        return pinned, _Segment(condition, values, newest, few)
    waiting = _Segment(
        f"{condition} AND c.waiting_since IS NOT NULL",
        values,
        "c.waiting_since",
        "ix_conversation_waiting" if few else "",
    )
    if query.narrowing.waiting:
        return pinned, waiting
    rest = f"{condition} AND c.waiting_since IS NULL"
    return pinned, waiting, _Segment(rest, values, newest, few)


def _index_of_few(narrowing: Narrowing) -> str:
    """Return the index by position that holds only what the narrowing leaves."""
    if narrowing.starred:
        return "ix_conversation_starred"
    return "ix_conversation_unread" if narrowing.unread else ""


def _ids(
    connection: Connection, segment: _Segment, offset: int, limit: int
) -> list[int]:
    rows = connection.execute(
        f"SELECT c.id FROM {segment.source} WHERE {segment.condition}"
        f" ORDER BY {segment.order} LIMIT ? OFFSET ?",
        (*segment.values, limit, offset),
    )
    return [row[0] for row in rows]


def _summary(  # noqa: PLR0913, RUF100 - one parameter a column
    id_: int, account_id: int, customer_id: int, nickname: str, userid: str,
    service_state: int, servicer: str, assigned_to: int | None,
    last_origin: int | None, last_kind: str, last_text: str, last_sender: str,
    last_state: str | None, last_at: int | None, position: int, unread: int,
    waiting_since: int | None, draft: str | None, last_customer_at: int | None,
    spent: int, held: int, rejected: int, state_failure: str | None,
    pinned: int, starred: int, snoozed_until: int | None,
) -> ConversationSummary:  # fmt: skip
    preview = None
    if last_origin is not None:
        state = None if last_state is None else SendState(last_state)
        origin = Origin(last_origin)
        preview = Preview(origin, last_kind, last_text, last_sender, state)
    asked = None if last_customer_at is None else from_milliseconds(last_customer_at)
    return ConversationSummary(
        id=id_,
        account_id=account_id,
        customer_id=customer_id,
        customer_name=nickname,
        external_userid=userid,
        service_state=ServiceState(service_state),
        servicer=servicer,
        assigned_to=assigned_to,
        preview=preview,
        last_at=None if last_at is None else from_milliseconds(last_at),
        position=position,
        unread=unread,
        waiting_since=(
            None if waiting_since is None else from_milliseconds(waiting_since)
        ),
        draft=one_line(draft or ""),
        allowance=SendAllowance(asked, spent),
        held=bool(held),
        rejected=bool(rejected),
        state_failure=None if not state_failure else FailureReason.parse(state_failure),
        pinned=bool(pinned),
        starred=bool(starred),
        snoozed_until=(
            None if snoozed_until is None else from_milliseconds(snoozed_until)
        ),
    )
