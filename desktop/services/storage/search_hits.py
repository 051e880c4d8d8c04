"""Rows of messages as hits: whose conversation, at which account."""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktop.models.bigrams import folded
from desktop.models.content_codec import decode, searchable_text
from desktop.models.search_words import holds
from desktop.services.storage.connection import Connection

_ESCAPED = re.compile(r'["\\\x00-\x1f\ud800-\udfff]')
"""Characters that JSON writes in another way."""


class Candidate(NamedTuple):
    """A stored message that the index proposes; thousands of them are made."""

    id: int
    account_id: int
    conversation_id: int
    origin: int
    sender: str
    kind: str
    content: str
    sent_at: int
    position: int


CANDIDATE = (
    "m.id, m.account_id, m.conversation_id, m.origin, m.sender, m.kind, m.content,"
    " m.sent_at, m.position"
)
"""The columns of a Candidate."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Names that go with a conversation."""

    account_name: str
    customer_name: str
    external_userid: str


def recalled_among(connection: Connection, ids: Iterable[int]) -> frozenset[int]:
    """Return which of these messages were recalled."""
    rows = connection.execute(
        "SELECT m.id FROM json_each(?) j JOIN message m ON m.id = j.value"
        " WHERE m.recalled",
        (json.dumps(list(ids)),),
    )
    return frozenset(row[0] for row in rows)


class Words:
    """Words that a message must have, ready to be compared with many."""

    def __init__(self, words: Iterable[str]) -> None:
        self.folded = tuple(folded(word) for word in words)
        self._plain = tuple(one for one in self.folded if not _ESCAPED.search(one))

    @property
    def told_by_pairs(self) -> bool:
        """Whether the index alone knows: it holds pairs and single characters."""
        return all(len(word) <= 2 for word in self.folded)

    def stand_in(self, kind: str, content: str) -> bool:
        """Return whether all of them are in the searchable text of a stored message.

        What is stored is looked at first as it is: words have no spaces, so where
        JSON changes none of their characters each stands in it in one piece.
        """
        stored = folded(content)
        for word in self._plain:
            if word not in stored:
                return False
        return holds(text_of(kind, content), self.folded)


def text_of(kind: str, content: str) -> str:
    """Return the searchable words of a stored message; empty for what is unknown."""
    try:
        return searchable_text(decode(kind, content))
    except (KeyError, ValueError, TypeError):
        return ""


def whose(connection: Connection, conversations: Collection[int]) -> dict[int, Whose]:
    """Return the names of these conversations."""
    rows = connection.execute(
        "SELECT c.id, a.name, u.nickname, u.external_userid FROM conversation c"
        " JOIN account a ON a.id = c.account_id JOIN customer u ON u.id = c.customer_id"
        " WHERE c.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(set(conversations))),),
    )
    return {row[0]: Whose(row[1], row[2], row[3]) for row in rows}
