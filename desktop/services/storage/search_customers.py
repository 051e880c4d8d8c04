"""Customers by name, pinyin or external id, the best first."""

import json
from collections.abc import Iterable
from heapq import nlargest

from desktop.models.bigrams import folded
from desktop.models.clock import from_milliseconds
from desktop.models.display_text import one_line
from desktop.models.pinyin import pinyin_letters, pinyin_pattern
from desktop.models.search import CustomerHit, FilterName, Page, SearchQuery
from desktop.models.search_words import holds, marks
from desktop.services.storage import search_names
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_filters import Scope, scope_of

MOST_RANKED = 1_000
"""Customers that are put in order; of more those that came last to us."""

_LOOKED_UP = 2
"""Words that are looked for among all names; further ones among what is left."""

_Ranked = tuple[int, str, str, int, str]
"""Id, nickname, external id, last seen, pinyin."""


def find(
    connection: Connection, query: SearchQuery, limit: int, skip: int
) -> Page[CustomerHit]:
    """Return at most `limit` customers after the first `skip`.

    Kinds belong to messages: a query that names some has no customers. A period is
    about when the customer was last seen.
    """
    asked = (*query.words, *query.values(FilterName.PERSON))
    wanted = sorted(dict.fromkeys(asked), key=len, reverse=True)
    scope = scope_of(connection, query)
    if scope.notice is not None:
        return Page(notice=scope.notice)
    if not wanted or query.kinds:
        return Page()
    ids = search_names.customers(connection, wanted[0])
    for word in wanted[1:_LOOKED_UP]:
        ids &= search_names.customers(connection, word)
    rows = _fitting(_ranked(connection, ids, scope), wanted[_LOOKED_UP:])
    words = tuple(folded(word) for word in asked)
    ranked = sorted(rows, key=lambda row: _rank(row, words))
    shown = ranked[skip : skip + limit]
    more = skip + limit if len(ranked) > skip + limit else None
    return Page(_hits(connection, shown, words), more)


def _ranked(connection: Connection, ids: Iterable[int], scope: Scope) -> list[_Ranked]:
    """Return the customers that the filters admit."""
    accounts = None if scope.accounts is None else json.dumps(list(scope.accounts))
    start, end = scope.period or (0, 2**62)
    rows = connection.execute(
        "SELECT u.id, u.nickname, u.external_userid, u.last_seen_at,"
        " u.pinyin FROM customer u"
        " WHERE u.id IN (SELECT value FROM json_each(?1))"
        " AND u.last_seen_at >= ?3 AND u.last_seen_at < ?4"
        " AND (?2 IS NULL OR EXISTS (SELECT 1 FROM conversation c WHERE"
        " c.customer_id = u.id AND c.account_id IN (SELECT value FROM json_each(?2))))",
        (json.dumps(nlargest(MOST_RANKED, ids)), accounts, start, end),
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _fitting(rows: list[_Ranked], words: list[str]) -> list[_Ranked]:
    """Return whom further words fit too."""
    for word in words:
        plain, letters = folded(word), pinyin_letters(word)
        sound = pinyin_pattern(letters) if letters else None
        rows = [
            row
            for row in rows
            if plain in folded(row[1]) or (sound and sound.search(row[4]))
        ]
    return rows


def _rank(row: _Ranked, words: tuple[str, ...]) -> tuple[int, int]:
    """Order whole names first, then beginnings, then parts, then sounds and ids."""
    name, whole = folded(row[1]), " ".join(words)
    if name == whole:
        place = 0
    elif name.startswith(whole):
        place = 1
    else:
        place = 2 if holds(name, words) else 3
    return place, -row[3]


def _hits(
    connection: Connection, rows: list[_Ranked], words: tuple[str, ...]
) -> tuple[CustomerHit, ...]:
    newest = _newest(connection, [row[0] for row in rows])
    hits = []
    for customer_id, nickname, userid, _, _ in rows:
        if customer_id not in newest:
            continue
        conversation, account, account_name, accounts, last_at = newest[customer_id]
        name = one_line(nickname)
        hits.append(
            CustomerHit(
                customer_id=customer_id,
                conversation_id=conversation,
                account_id=account,
                account_name=account_name,
                name=name,
                external_userid=userid,
                accounts=accounts,
                last_at=None if last_at is None else from_milliseconds(last_at),
                marks=marks(name, words),
            )
        )
    return tuple(hits)


def _newest(
    connection: Connection, customers: list[int]
) -> dict[int, tuple[int, int, str, int, int | None]]:
    """Return conversation, account, its name, number of accounts and last time."""
    # With max() SQLite takes the other columns from the row of the newest.
    rows = connection.execute(
        "SELECT c.customer_id, c.id, c.account_id, a.name, count(*), c.last_at,"
        " max(c.position) FROM conversation c JOIN account a ON a.id = c.account_id"
        " WHERE c.customer_id IN (SELECT value FROM json_each(?))"
        " GROUP BY c.customer_id",
        (json.dumps(customers),),
    )
    return {row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in rows}
