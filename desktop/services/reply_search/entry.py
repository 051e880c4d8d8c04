"""A reply as the search sees it: fields in folded characters with their readings."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from desktop.models.bigrams import folded
from desktop.models.quick_reply import QuickReply
from desktop.services.reply_search.spelling import SILENT

LONGEST_TEXT = 600
"""Characters of a reply's texts that are looked through."""
_VARIABLE = re.compile(r"\{[^{}\n]{1,40}\}")
_SPACES = re.compile(r"\s+")

Readings = tuple[str, ...]
"""Of one character; empty for one that is not spoken."""


class Place(IntEnum):
    """Which field of a reply it is."""

    TITLE = 0
    KEYWORD = 1
    GROUP = 2


@dataclass(frozen=True, slots=True)
class Field:
    """A title, a keyword or a name of a group; one reading a character."""

    place: Place
    text: str
    readings: tuple[Readings, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a reply can be found."""

    reply: QuickReply
    code: str
    fields: tuple[Field, ...]
    """The title first."""
    text: str
    """All texts on one line, without variables."""


def entry_of(reply: QuickReply) -> Entry:
    """Return what of a reply can be found; a spelling of another form is ignored."""
    content = reply.content
    places = (
        (Place.TITLE, content.title),
        *((Place.KEYWORD, keyword) for keyword in content.keywords),
        (Place.KEYWORD, content.code),
        *((Place.GROUP, name) for name in content.group),
    )
    spellings = reply.spelling.split("\n")
    spellings += [""] * (len(places) - len(spellings))
    fields = tuple(
        _field(place, words, spelling)
        for (place, words), spelling in zip(places, spellings, strict=False)
        if words
    )
    return Entry(reply, folded(content.code), fields, searched_text(reply))


def searched_text(reply: QuickReply) -> str:
    """Return a reply's texts folded on one line, without variables."""
    words = _VARIABLE.sub(" ", " ".join(reply.texts()))
    return folded(_SPACES.sub(" ", words)[:LONGEST_TEXT])


def begins_clause(text: str, words: str) -> bool:
    """Return whether a part of a text, after a sign or a space, begins with words."""
    at = text.find(words)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(words, at + 1)
    return at >= 0


def fold_each(words: str) -> str:
    """Return words folded so that every character keeps its place."""
    plain = folded(words)
    if len(plain) == len(words):
        return plain
    return "".join(_fold_sign(sign) for sign in words)


def _field(place: Place, words: str, spelling: str) -> Field:
    text = fold_each(words)
    tokens = spelling.split(" ")
    if len(tokens) != len(text):
        return Field(place, text, tuple(_alone(sign) for sign in text))
    return Field(place, text, tuple(_spoken(token) for token in tokens))


def _fold_sign(sign: str) -> str:
    plain = folded(sign)
    return plain if len(plain) == 1 else sign


@cache
def _spoken(token: str) -> Readings:
    return () if token == SILENT else tuple(token.split(","))


def _alone(sign: str) -> Readings:
    return (sign,) if sign.isascii() and sign.isalnum() else ()
