"""Conversations by words for how they stand: 未分配, 已结束, 未读, 置顶 …"""

import json

from desktop.models.bigrams import folded
from desktop.models.clock import from_milliseconds
from desktop.models.display_text import one_line
from desktop.models.search import ConversationHit, FilterName, Page, SearchQuery
from desktop.models.search_words import marks
from desktop.models.service_state import ServiceState
from desktop.services.storage import search_names
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_filters import Scope, scope_of

_OPEN = "c.service_state <> 4"
"""In these words: SQLite takes a partial index only for its own condition."""
STANDINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("未分配", "unassigned"), f"c.assigned_to IS NULL AND {_OPEN}"),
    (("我的", "mine"), f"c.assigned_to = :operator AND {_OPEN}"),
    (("已结束", "ended"), "c.service_state = 4"),
    (("进行中", "open"), _OPEN),
    (("新接入", "new"), f"c.service_state = 0 AND {_OPEN}"),
    (("接待中", "serving"), f"c.service_state IN (1, 3) AND {_OPEN}"),
    (("排队", "排队中", "queued"), f"c.service_state = 2 AND {_OPEN}"),
    (("未读", "unread"), "c.unread > 0"),
    (("等待", "等待回复", "待回复", "waiting"), "c.waiting_since IS NOT NULL"),
    (("草稿", "有草稿", "draft"), "c.id IN (SELECT conversation_id FROM draft)"),
    (("失败", "发送失败", "failed"),
     "c.id IN (SELECT conversation_id FROM outbox WHERE state = 'held')"),
    (("拒收", "rejected"), "c.rejected"),
    (("置顶", "pinned"), "c.pinned_at IS NOT NULL"),
    (("星标", "starred"), "c.starred = 1"),
    (("稍后", "稍后处理", "snoozed"), "c.snoozed_until > 0"),
)  # fmt: skip
"""Words, the first of each language to be offered, and what they say of a row."""

_FEW = 200
"""Customers whose conversations are found faster one by one."""
_CONDITIONS = {word: condition for words, condition in STANDINGS for word in words}
_SELECT = (
    "SELECT c.id, c.account_id, a.name, u.nickname, u.external_userid,"
    " c.service_state, c.servicer, c.assigned_to, c.unread, c.last_text, c.last_kind,"
    " c.last_at FROM conversation c JOIN account a ON a.id = c.account_id"
    " JOIN customer u ON u.id = c.customer_id"
)


def find(
    connection: Connection,
    query: SearchQuery,
    operator_id: int,
    limit: int,
    skip: int,
) -> Page[ConversationHit]:
    """Return at most `limit` conversations after the first `skip`, newest first.

    Without a word for a standing and without filters there are none: names alone are
    the business of customers.
    """
    scope = scope_of(connection, query)
    if scope.notice is not None:
        return Page(notice=scope.notice)
    told = [one for word in query.words if (one := _CONDITIONS.get(folded(word)))]
    narrowed = query.values(FilterName.ACCOUNT) or query.values(FilterName.PERSON)
    if query.kinds or not (told or narrowed):
        return Page()
    names = [word for word in query.words if folded(word) not in _CONDITIONS]
    told += _filtered(scope)
    values: dict[str, object] = {
        "operator": operator_id,
        "accounts": json.dumps(list(scope.accounts or ())),
        "conversations": json.dumps(list(scope.conversations or ())),
        "limit": limit + 1,
        "skip": skip,
    }
    values["start"], values["end"] = scope.period or (0, 2**62)
    for number, word in enumerate(names):
        customers = search_names.customers(connection, word)
        values[f"names{number}"] = json.dumps(list(customers))
        told.append(_among(f":names{number}", many=len(customers) > _FEW))
    statement = (
        f"{_SELECT} WHERE {' AND '.join(told or ['1'])}"
        " ORDER BY c.position DESC, c.id DESC LIMIT :limit OFFSET :skip"
    )
    rows = connection.execute(statement, values).fetchall()
    words = tuple(folded(word) for word in names)
    hits = tuple(_hit(row, words) for row in rows[:limit])
    return Page(hits, skip + limit if len(rows) > limit else None)


def _among(customers: str, *, many: bool) -> str:
    """Return the condition that a customer is among some.

    The plus keeps SQLite from beginning with them where they are many.
    """
    sign = "+" if many else ""
    return f"{sign}c.customer_id IN (SELECT value FROM json_each({customers}))"


def account_names(connection: Connection) -> tuple[str, ...]:
    """Return the names of all accounts that are on, in order."""
    rows = connection.execute("SELECT name FROM account WHERE enabled ORDER BY id")
    return tuple(row[0] for row in rows)


def _filtered(scope: Scope) -> list[str]:
    conditions = []
    # With the plus SQLite walks along the index of positions, which holds the account.
    if scope.accounts is not None:
        conditions.append("+c.account_id IN (SELECT value FROM json_each(:accounts))")
    if scope.conversations is not None:
        conditions.append("c.id IN (SELECT value FROM json_each(:conversations))")
    if scope.period is not None:
        conditions.append("c.last_at >= :start AND c.last_at < :end")
    return conditions


def _hit(row: tuple[object, ...], words: tuple[str, ...]) -> ConversationHit:
    (id_, account_id, account_name, nickname, userid, state, servicer, assigned_to,
     unread, last_text, last_kind, last_at) = row  # fmt: skip
    name = one_line(str(nickname))
    return ConversationHit(
        conversation_id=int(str(id_)),
        account_id=int(str(account_id)),
        account_name=str(account_name),
        customer_name=name,
        external_userid=str(userid),
        service_state=ServiceState(int(str(state))),
        servicer=str(servicer),
        assigned_to=None if assigned_to is None else int(str(assigned_to)),
        unread=int(str(unread)),
        last_text=str(last_text),
        last_kind=str(last_kind),
        last_at=None if last_at is None else from_milliseconds(int(str(last_at))),
        marks=marks(name, words),
    )
