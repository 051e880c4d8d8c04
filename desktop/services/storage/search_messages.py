"""Messages by words and filters: the index proposes, the text itself decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.models.bigrams import index_terms, query_terms
from desktop.models.clock import from_milliseconds
from desktop.models.message import Origin
from desktop.models.search import MessageHit, Page, SearchQuery
from desktop.models.search_words import snippet
from desktop.services.storage import search_index
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_filters import Scope, scope_of
from desktop.services.storage.search_hits import (
    CANDIDATE,
    Candidate,
    Words,
    text_of,
    whose,
)

MOST_EXAMINED = 3_000
"""Rows of one answer whose text is looked at: some 30 ms."""
_FIRST_LOOK = 1_000
"""Newest rows that are read for one character before the index is asked: what is
common is found among them, and only what is rare is fast to ask for as a beginning."""
_SAMPLE = 300
_RARE = 20
"""One text of so many has a character that is worth asking the index for."""
_PROPOSED = (
    f"SELECT {CANDIDATE} FROM message_search s CROSS JOIN message m ON m.id = s.rowid"
    " WHERE s.message_search MATCH ? AND s.rowid < ? ORDER BY s.rowid DESC LIMIT ?"
)
_NEWEST = (
    f"SELECT {CANDIDATE} FROM message m WHERE m.id < ? AND m.origin <> 4"
    " ORDER BY m.id DESC LIMIT ?"
)
_END = 2**62


@dataclass(frozen=True, slots=True)
class _Stage:
    """Some candidates in falling order: what the index is asked, and how many."""

    expression: str
    rows: int


def stored(connection: Connection) -> int:
    """Return about how many messages there are: the newest id."""
    row = connection.execute("SELECT max(id) FROM message").fetchone()
    return int(row[0] or 0)


def find(
    connection: Connection, query: SearchQuery, limit: int, before: int | None
) -> Page[MessageHit]:
    """Return at most `limit` messages stored before an id, the last stored first."""
    if query.empty and not query.problems:
        return Page()
    scope = scope_of(connection, query)
    if scope.notice is not None:
        return Page(notice=scope.notice)
    words = Words(query.words)
    found: list[Candidate] = []
    place = before or _END
    for stage in _stages(connection, scope, query.words):
        examined = 0
        for row in _candidates(connection, stage, place):
            place, examined = row.id, examined + 1
            if _fits(row, scope, words):
                found.append(row)
                if len(found) > limit:
                    hits = _hits(connection, found[:limit], words)
                    return Page(hits, found[limit - 1].id)
        if examined < stage.rows:
            return Page(_hits(connection, found, words))
    return Page(_hits(connection, found, words), place)


def _stages(
    connection: Connection, scope: Scope, words: tuple[str, ...]
) -> Iterator[_Stage]:
    """Yield what to ask, each going on where the one before ended."""
    asked = [query_terms(word) for word in words]
    pairs = frozenset[str]().union(*(pairs for pairs, _ in asked))
    beginnings = frozenset[str]().union(*(begun for _, begun in asked))
    terms = [*scope.terms, *search_index.all_of(pairs)]
    if beginnings and not pairs:
        yield _Stage(search_index.expression(terms), _FIRST_LOOK)
        terms += search_index.all_of((), _rarest(connection, beginnings))
    yield _Stage(search_index.expression(terms), MOST_EXAMINED)


def _rarest(connection: Connection, beginnings: Iterable[str]) -> list[str]:
    """Return the rarest of some characters, or none where all are common.

    What the newest texts have often the index is slow to tell as a beginning.
    """
    rows = connection.execute(
        "SELECT kind, content FROM message WHERE origin <> 4 ORDER BY id DESC LIMIT ?",
        (_SAMPLE,),
    )
    texts = [index_terms(text_of(kind, content)) for kind, content in rows]
    seen = {one: sum(one in text for text in texts) for one in sorted(beginnings)}
    rarest = min(seen, key=lambda one: seen[one])
    return [rarest] if seen[rarest] * _RARE <= len(texts) else []


def _candidates(
    connection: Connection, stage: _Stage, before: int
) -> Iterator[Candidate]:
    if stage.expression:
        rows = connection.execute(_PROPOSED, (stage.expression, before, stage.rows))
    else:
        rows = connection.execute(_NEWEST, (before, stage.rows))
    for row in rows:
        yield Candidate._make(row)


def _fits(row: Candidate, scope: Scope, words: Words) -> bool:
    if not scope.admits(row.conversation_id, row.sender, row.sent_at):
        return False
    return not words.folded or words.stand_in(row.kind, row.content)


def _hits(
    connection: Connection, rows: list[Candidate], words: Words
) -> tuple[MessageHit, ...]:
    names = whose(connection, [row.conversation_id for row in rows])
    hits = []
    for row in rows:
        line, found = snippet(text_of(row.kind, row.content), words.folded)
        name = names[row.conversation_id]
        hits.append(
            MessageHit(
                message_id=row.id,
                conversation_id=row.conversation_id,
                position=row.position,
                account_id=row.account_id,
                account_name=name.account_name,
                customer_name=name.customer_name,
                external_userid=name.external_userid,
                origin=Origin(row.origin),
                sender=row.sender,
                kind=row.kind,
                sent_at=from_milliseconds(row.sent_at),
                snippet=line,
                marks=found,
            )
        )
    return tuple(hits)
