"""Files by their name, the last stored first."""

from collections.abc import Iterator
from pathlib import PurePath

from desktop.models.bigrams import folded
from desktop.models.clock import from_milliseconds
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.search import FileHit, Page, SearchQuery
from desktop.models.search_kinds import NOTE
from desktop.models.search_words import holds, marks
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_filters import Scope, scope_of
from desktop.services.storage.search_hits import CANDIDATE, Candidate, whose

MOST_EXAMINED = 20_000
"""Names of one answer that are looked at: some 30 ms."""
LONGEST_NAME = 200
_END = 2**62

_Named = tuple[Candidate, str, int]
"""A message, the name of its file and the bytes."""


def find(
    connection: Connection, query: SearchQuery, limit: int, before: int | None
) -> Page[FileHit]:
    """Return at most `limit` files of messages before an id; words are needed."""
    scope = scope_of(connection, query)
    if scope.notice is not None:
        return Page(notice=scope.notice)
    if not query.words:
        return Page()
    words = tuple(folded(word) for word in query.words)
    place, examined = before or _END, 0
    found: list[_Named] = []
    for message_id, name in _names(connection, place):
        place, examined = message_id, examined + 1
        named = None
        if holds(name, words):
            named = _admitted(connection, message_id, scope)
        if named is not None:
            found.append(named)
            if len(found) > limit:
                return Page(
                    _hits(connection, found[:limit], words), found[limit - 1][0].id
                )
    more = place if examined == MOST_EXAMINED else None
    return Page(_hits(connection, found, words), more)


def _names(connection: Connection, before: int) -> Iterator[tuple[int, str]]:
    """Yield message ids and names out of their index alone, newest first."""
    yield from connection.execute(
        "SELECT message_id, name FROM media WHERE name <> '' AND message_id < ?"
        " ORDER BY message_id DESC LIMIT ?",
        (before, MOST_EXAMINED),
    )


def _admitted(connection: Connection, message_id: int, scope: Scope) -> _Named | None:
    *columns, name, size, media_id = connection.execute(
        f"SELECT {CANDIDATE}, f.name, f.size, f.media_id FROM message m"
        " JOIN media f ON f.message_id = m.id WHERE m.id = ?",
        (message_id,),
    ).fetchone()
    row = Candidate(*columns)
    kinds = {row.kind, NOTE} if row.origin == Origin.NOTE else {row.kind}
    # What nobody named is called by its media_id, which nobody looks for.
    fits = (
        PurePath(name).stem != media_id
        and (scope.accounts is None or row.account_id in scope.accounts)
        and (not scope.kinds or bool(scope.kinds & kinds))
        and scope.admits(row.conversation_id, row.sender, row.sent_at)
    )
    return (row, name, size) if fits else None


def _hits(
    connection: Connection, rows: list[_Named], words: tuple[str, ...]
) -> tuple[FileHit, ...]:
    names = whose(connection, [row.conversation_id for row, _, _ in rows])
    hits = []
    for row, name, size in rows:
        shown = one_line(name, LONGEST_NAME)
        belongs = names[row.conversation_id]
        hits.append(
            FileHit(
                message_id=row.id,
                conversation_id=row.conversation_id,
                position=row.position,
                account_id=row.account_id,
                account_name=belongs.account_name,
                customer_name=belongs.customer_name,
                external_userid=belongs.external_userid,
                origin=Origin(row.origin),
                sender=row.sender,
                kind=row.kind,
                sent_at=from_milliseconds(row.sent_at),
                name=shown,
                size=size,
                marks=marks(shown, words),
            )
        )
    return tuple(hits)
