"""Words inside one conversation, and what stands around a hit."""

from desktop.models.bigrams import query_terms
from desktop.models.message import Message
from desktop.models.search import Place, PlacesFound
from desktop.services.storage import message_queries, search_index
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_hits import Words

PLAIN_SCAN = 300
"""Messages of a conversation that are faster read than asked for in the index."""
MOST_PLACES = 10_000
MOST_READ = 3_000
"""Texts that are looked at for one answer."""
_RARE = 20
"""One text of so many has a character that is worth asking the index for."""
CONTEXT = 3
"""Messages before and after a hit."""

_TEXTS = (
    "SELECT m.position, m.id, m.kind, m.content FROM message m"
    " WHERE m.conversation_id = ? AND m.origin <> 4"
    " ORDER BY m.position DESC, m.id DESC LIMIT ?"
)
_INDEXED_TEXTS = (
    "SELECT m.position, m.id, m.kind, m.content FROM message_search s"
    " CROSS JOIN message m ON m.id = s.rowid WHERE s.message_search MATCH ?"
    " ORDER BY s.rowid DESC LIMIT ?"
)
_INDEXED = (
    "SELECT rowid FROM message_search WHERE message_search MATCH ?"
    " ORDER BY rowid DESC LIMIT ?"
)


def find(connection: Connection, conversation_id: int, typed: str) -> PlacesFound:
    """Return where all words stand, oldest first; the newest where there are many."""
    asked = typed.split()
    if not asked:
        return PlacesFound()
    words = Words(asked)
    pairs, beginnings = query_terms(typed)
    if not _is_larger(connection, conversation_id, PLAIN_SCAN) or (
        not pairs and _is_common(connection, conversation_id, words)
    ):
        return _compared(connection, _TEXTS, conversation_id, MOST_READ, words)
    terms = [f'"{search_index.conversation_term(conversation_id)}"']
    terms += search_index.all_of(pairs, beginnings)
    expression = search_index.expression(terms)
    if words.told_by_pairs and search_index.asks_all(pairs, beginnings):
        return _told(connection, conversation_id, expression)
    return _compared(connection, _INDEXED_TEXTS, expression, MOST_READ, words)


def _compared(
    connection: Connection, statement: str, asked: int | str, most: int, words: Words
) -> PlacesFound:
    """Look at the newest texts that a statement tells."""
    rows = connection.execute(statement, (asked, most)).fetchall()
    places = sorted(
        (position, id_)
        for position, id_, kind, content in rows
        if words.stand_in(kind, content)
    )
    return PlacesFound(tuple(places), complete=len(rows) < most)


def _is_common(connection: Connection, conversation_id: int, words: Words) -> bool:
    """Return whether single characters stand in many texts.

    As beginnings of pairs the index is slow to tell them, the slower the more.
    """
    newest = _compared(connection, _TEXTS, conversation_id, PLAIN_SCAN, words)
    return len(newest.places) * _RARE > PLAIN_SCAN


def _told(connection: Connection, conversation_id: int, expression: str) -> PlacesFound:
    """Believe the index, and take the places from the index of the conversation."""
    found = connection.execute(_INDEXED, (expression, MOST_PLACES)).fetchall()
    ids = {row[0] for row in found}
    if not ids:
        return PlacesFound()
    rows = connection.execute(
        "SELECT position, id FROM message WHERE conversation_id = ?"
        " ORDER BY position, id",
        (conversation_id,),
    )
    places = tuple((row[0], row[1]) for row in rows if row[1] in ids)
    return PlacesFound(places, complete=len(ids) < MOST_PLACES)


def _is_larger(connection: Connection, conversation_id: int, size: int) -> bool:
    """Return whether a conversation has more messages, counted no further."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM message WHERE conversation_id = ?"
        " LIMIT ?)",
        (conversation_id, size + 1),
    ).fetchone()
    return int(row[0]) > size


def around(
    connection: Connection, conversation_id: int, place: Place
) -> tuple[Message, ...]:
    """Return a message and its neighbours, oldest first."""
    position, id_ = place
    before = message_queries.older(
        connection, conversation_id, (position, id_ + 1), CONTEXT + 1
    )
    after = message_queries.newer(connection, conversation_id, place, CONTEXT)
    return before + after
