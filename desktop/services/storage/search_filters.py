"""The filters of a query as ids and index terms: what narrows a search."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TypeVar

from desktop.models.bigrams import folded
from desktop.models.clock import to_milliseconds
from desktop.models.failures import Sentence
from desktop.models.search import FilterName, Period, SearchQuery
from desktop.services.storage import search_index, search_names
from desktop.services.storage.connection import Connection

Value = TypeVar("Value")

_MOST_TERMS = 500
"""Conversations that are asked of the index; among more the rows are looked at."""

NO_TAGS = Sentence(
    "这里还没有标签，所以按标签找不到内容",
    "There are no tags here yet, so nothing can be found by tag",
)
_NO_ACCOUNT = Sentence("没有这个名字的账号", "No account has such a name")
_NO_PERSON = Sentence(
    "没有这个名字的客户或同事", "No customer or colleague has such a name"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a search looks; None is everywhere."""

    accounts: frozenset[int] | None = None
    conversations: frozenset[int] | None = None
    """Those with the customers of 人:."""
    senders: frozenset[str] = frozenset()
    """Colleagues of 人:; what they wrote belongs to it anywhere."""
    kinds: frozenset[str] = frozenset()
    period: tuple[int, int] | None = None
    """Unix milliseconds, the end outside."""
    notice: Sentence | None = None
    """Why there can be no hits."""
    terms: tuple[str, ...] = field(default=())
    """Expressions for the index that all hits fulfil."""

    def admits(self, conversation_id: int, sender: str, sent_at: int) -> bool:
        """Return whether a row that has the terms really belongs here."""
        if self.period and not self.period[0] <= sent_at < self.period[1]:
            return False
        return (
            self.conversations is None
            or conversation_id in self.conversations
            or sender in self.senders
        )


def scope_of(connection: Connection, query: SearchQuery) -> Scope:
    """Look up what the filters of a query mean."""
    if query.problems:
        return Scope(notice=query.problems[0])
    if query.values(FilterName.TAG):
        return Scope(notice=NO_TAGS)
    people = query.values(FilterName.PERSON)
    accounts = _of_values(query, FilterName.ACCOUNT, lambda v: _accounts(connection, v))
    if accounts is not None and not accounts:
        return Scope(notice=_NO_ACCOUNT)
    if accounts is not None and len(accounts) == _account_count(connection):
        accounts = None
    customers = _of_values(
        query, FilterName.PERSON, lambda v: search_names.customers(connection, v)
    )
    senders = frozenset(
        name for value in people for name in search_names.senders(connection, value)
    )
    if customers is not None and not customers and not senders:
        return Scope(notice=_NO_PERSON)
    conversations = None
    if customers is not None:
        conversations = _conversations(connection, customers)
    period = _milliseconds(query.period)
    return Scope(
        accounts, conversations, senders, query.kinds, period,
        terms=_terms(accounts, conversations, senders, query.kinds, period),
    )  # fmt: skip


def _of_values(
    query: SearchQuery, name: FilterName, find: Callable[[str], Collection[Value]]
) -> frozenset[Value] | None:
    values = query.values(name)
    if not values:
        return None
    return frozenset(found for value in values for found in find(value))


def _accounts(connection: Connection, value: str) -> list[int]:
    rows = connection.execute("SELECT id, name FROM account").fetchall()
    wanted = folded(value)
    exact = [row[0] for row in rows if folded(row[1]) == wanted]
    return exact or [row[0] for row in rows if wanted in folded(row[1])]


def _account_count(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM account").fetchone()[0])


def _conversations(connection: Connection, customers: frozenset[int]) -> frozenset[int]:
    rows = connection.execute(
        "SELECT id FROM conversation WHERE customer_id IN"
        " (SELECT value FROM json_each(?))",
        (json.dumps(list(customers)),),
    )
    return frozenset(row[0] for row in rows)


def _milliseconds(period: Period | None) -> tuple[int, int] | None:
    if period is None:
        return None
    return to_milliseconds(period.start), to_milliseconds(period.end)


def _terms(
    accounts: frozenset[int] | None,
    conversations: frozenset[int] | None,
    senders: frozenset[str],
    kinds: frozenset[str],
    period: tuple[int, int] | None,
) -> tuple[str, ...]:
    alternatives: list[list[str]] = []
    if accounts is not None:
        alternatives.append([search_index.account_term(one) for one in accounts])
    if conversations is not None and len(conversations) <= _MOST_TERMS:
        people = [search_index.conversation_term(one) for one in conversations]
        people += [search_index.sender_term(one) for one in senders]
        alternatives.append(people)
    if kinds:
        alternatives.append([search_index.kind_term(one) for one in kinds])
    if period is not None:
        alternatives.append(search_index.period_terms(*period))
    return tuple(search_index.one_of(sorted(terms)) for terms in alternatives if terms)
