"""What the search index holds of a message, and the expressions that ask for it.

An entry is the pairs of the words and one term for each filter: account, kind, sender,
conversation, day. Those begin with a character that no text can leave in the index,
so that nothing typed can mean one of them, and a rare filter makes a common word fast.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import cast

from desktop.models.message import Origin
from desktop.models.search_kinds import NOTE
from desktop.services.storage.connection import Connection

_EVENT = int(Origin.SYSTEM)
_SIGN = "\ue000"
_DAY_MS = 86_400_000
_BLOCK = 32
"""Days of one term for long periods."""
_FIRST_DAY, _LAST_DAY = 500 * _BLOCK, 1024 * _BLOCK
"""2013 to 2059: what lies outside has no messages."""
_MOST_PAIRS = 12
"""Pairs that are asked for; the text itself tells whether all of them are there."""


_Row = tuple[int, int, int, str, int, str, str, str, int, int]


def write_entries(
    connection: Connection,
    messages: Sequence[tuple[object, ...]],
    words: Iterable[tuple[int, str]],
) -> None:
    """Index message rows (in the order of `insert_messages`) with their pairs."""
    rows = cast("Sequence[_Row]", messages)
    connection.executemany(
        "INSERT INTO message_search(rowid, terms) VALUES (?,?)",
        _entries(rows, dict(words)),
    )
    connection.executemany(
        "INSERT INTO sender(name) VALUES (?) ON CONFLICT DO NOTHING",
        [(name,) for name in {row[5] for row in rows} if name],
    )


def _entries(
    messages: Sequence[_Row], words: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield ids and terms; what happened (events) is nothing to be looked for."""
    told = words.get
    for id_, account, conversation, _, origin, sender, kind, _, sent_at, _ in messages:
        if origin == _EVENT:
            continue
        filters = _filters(account, kind, origin, sender, sent_at // _DAY_MS)
        yield id_, f"{filters}{conversation} {told(id_, '')}"


@lru_cache(maxsize=1024)
def _filters(account: int, kind: str, origin: int, sender: str, day: int) -> str:
    """Return the terms that many rows share, and the sign of the conversation."""
    terms = [account_term(account), kind_term(kind), f"{_SIGN}d{day}"]
    terms.append(f"{_SIGN}b{day // _BLOCK}")
    if sender:
        terms.append(sender_term(sender))
    if origin == Origin.NOTE:
        terms.append(kind_term(NOTE))
    return f"{' '.join(terms)} {_SIGN}c"


def account_term(account_id: int) -> str:
    """Return the term of all messages of an account."""
    return f"{_SIGN}a{account_id}"


def conversation_term(conversation_id: int) -> str:
    """Return the term of all messages of a conversation."""
    return f"{_SIGN}c{conversation_id}"


def kind_term(kind: str) -> str:
    """Return the term of all messages of a content tag, or of notes."""
    return f"{_SIGN}k{kind.replace('_', '')}"


def sender_term(sender: str) -> str:
    """Return the term of all that one of us has written."""
    return f"{_SIGN}s{sender.encode('utf-8', 'replace').hex()}"


def period_terms(start_ms: int, end_ms: int) -> list[str]:
    """Return terms of which every message of a period has one; others may too."""
    day = max(start_ms // _DAY_MS, _FIRST_DAY)
    last = min((end_ms - 1) // _DAY_MS, _LAST_DAY)
    terms = []
    while day <= last:
        if day % _BLOCK == 0 and day + _BLOCK - 1 <= last:
            terms.append(f"{_SIGN}b{day // _BLOCK}")
            day += _BLOCK
        else:
            terms.append(f"{_SIGN}d{day}")
            day += 1
    return terms


def all_of(pairs: Collection[str], beginnings: Collection[str] = ()) -> list[str]:
    """Return expressions for pairs, and for characters that begin one."""
    ordered = sorted(pairs)
    step = -(-len(ordered) // _MOST_PAIRS) or 1
    begun = sorted(beginnings)[:_MOST_PAIRS]
    return [f'"{pair}"' for pair in ordered[::step]] + [f'"{one}" *' for one in begun]


def asks_all(pairs: Collection[str], beginnings: Collection[str]) -> bool:
    """Return whether `all_of` asks for every one of them."""
    return max(len(pairs), len(beginnings)) <= _MOST_PAIRS


def one_of(terms: Iterable[str]) -> str:
    """Return the expression for any of these terms."""
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")"


def expression(parts: Iterable[str]) -> str:
    """Return what FTS5 is asked for: all of the parts."""
    return " AND ".join(parts)
