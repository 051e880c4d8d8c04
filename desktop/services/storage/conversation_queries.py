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
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.storage.connection import Connection
from desktop.services.storage.outbox_store import SPENT

_COLUMNS = (
    "c.id, c.account_id, c.customer_id, u.nickname, u.external_userid,"
    " c.service_state, c.servicer, c.assigned_to, c.last_origin, c.last_kind,"
    " c.last_text, c.last_sender, c.last_state, c.last_at, c.position, c.unread,"
    " c.waiting_since, (SELECT substr(d.text, 1, 200) FROM draft d"
    f" WHERE d.conversation_id = c.id), c.last_customer_at, {SPENT},"
    " EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = c.id"
    " AND o.state = 'held'), c.rejected, c.state_failure"
)
_OPEN = "c.service_state <> 4"
"""In these words: SQLite takes a partial index only for its own condition."""


@dataclass(frozen=True, slots=True)
class LaneQuery:
    """Which conversations a list shows, and in which order."""

    lane: Lane
    operator_id: int
    order: ListOrder = ListOrder.NEEDS_ANSWER
    account_ids: frozenset[int] | None = None
    """None is all accounts."""
    name: str = ""
    """Part of a customer's name, empty for everybody."""


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
        found[lane] = _count(connection, *_condition(query, now))
    accounts, values = _accounts(account_ids)
    unread = connection.execute(
        f"SELECT coalesce(sum(c.unread), 0) FROM conversation c"
        f" WHERE c.unread > 0{accounts}",
        values,
    ).fetchone()[0]
    return LaneCounts(
        found[Lane.MINE],
        found[Lane.UNASSIGNED],
        found[Lane.ALL],
        found[Lane.OVERDUE],
        int(unread),
    )


def next_waiting(
    connection: Connection, query: LaneQuery, *, after: int | None, now: int
) -> int | None:
    """Return who has waited longest besides `after`, None when nobody waits."""
    condition, values = _condition(query, now)
    row = connection.execute(
        f"SELECT c.id FROM conversation c WHERE {condition}"
        " AND c.waiting_since IS NOT NULL AND c.id IS NOT ?"
        " ORDER BY c.waiting_since LIMIT 1",
        (*values, after),
    ).fetchone()
    return None if row is None else int(row[0])


def _condition(query: LaneQuery, now: int) -> tuple[str, tuple[object, ...]]:
    accounts, values = _accounts(query.account_ids)
    match query.lane:
        case Lane.MINE:
            condition = f"c.assigned_to = ? AND {_OPEN}"
            bound: tuple[object, ...] = (query.operator_id,)
        case Lane.UNASSIGNED:
            condition = f"c.assigned_to IS NULL AND {_OPEN} AND c.service_state <> 3"
            bound = ()
        case Lane.OVERDUE:
            condition = "c.waiting_since <= ?"
            bound = (now - int(OVERDUE_AFTER.total_seconds() * 1000),)
        case Lane.ALL:
            condition, bound = "1", ()
    bound = (*bound, *values)
    condition += accounts
    if query.name:
        condition += (
            " AND c.customer_id IN (SELECT id FROM customer"
            " WHERE instr(lower(nickname), lower(?)) > 0)"
        )
        bound = (*bound, query.name)
    return condition, bound


def _accounts(ids: frozenset[int] | None) -> tuple[str, tuple[object, ...]]:
    if ids is None:
        return "", ()
    return (
        # The plus keeps SQLite at the index that has the order of the lane.
        " AND +c.account_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )


def _count(connection: Connection, condition: str, values: tuple[object, ...]) -> int:
    row = connection.execute(
        f"SELECT count(*) FROM conversation c WHERE {condition}", values
    ).fetchone()
    return int(row[0])


def _window_ids(
    connection: Connection, query: LaneQuery, offset: int, limit: int, now: int
) -> list[int]:
    condition, values = _condition(query, now)
    if query.order is ListOrder.NEWEST or query.lane is Lane.OVERDUE:
        order = "c.waiting_since" if query.lane is Lane.OVERDUE else "c.position DESC"
        return _ids(connection, condition, values, order, offset, limit)
    waiting = f"{condition} AND c.waiting_since IS NOT NULL"
    rest = f"{condition} AND c.waiting_since IS NULL"
    first = _ids(connection, waiting, values, "c.waiting_since", offset, limit)
    if len(first) == limit:
        return first
    skipped = 0
    if offset:
        skipped = max(0, offset - _count(connection, waiting, values))
    more = limit - len(first)
    return first + _ids(connection, rest, values, "c.position DESC", skipped, more)


def _ids(
    connection: Connection,
    condition: str,
    values: tuple[object, ...],
    order: str,
    offset: int,
    limit: int,
) -> list[int]:
    rows = connection.execute(
        f"SELECT c.id FROM conversation c WHERE {condition}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row[0] for row in rows]


def _summary(  # noqa: PLR0913, RUF100 - one parameter a column
    id_: int, account_id: int, customer_id: int, nickname: str, userid: str,
    service_state: int, servicer: str, assigned_to: int | None,
    last_origin: int | None, last_kind: str, last_text: str, last_sender: str,
    last_state: str | None, last_at: int | None, position: int, unread: int,
    waiting_since: int | None, draft: str | None, last_customer_at: int | None,
    spent: int, held: int, rejected: int, state_failure: str | None,
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
    )
