"""The one cutter that makes Chinese searchable: pairs of neighbouring characters."""

import re
import unicodedata
from operator import add

# The tokenizer of the index (FTS5 `ascii`) parts terms at these. They stand for
# themselves in its private letters; what would break a statement or mean one of the
# index's own signs (U+E000) is an unreadable character.
_PARTING = re.compile("[\x00-\x08\x0e-\x1b!-/:-@\\[-`{-\x7f\ud800-\udfff\ue000-\ue0ff]")
_LETTERS = {chr(code): chr(0xE080 + code) for code in range(0x80)}

# What NFKC does to these, done faster: nearly every Chinese text has one of them, and
# to normalise it costs more than all the rest of cutting.
_WIDE = tuple(zip("，？！：（）；～", ",?!:();~", strict=True))


def folded(text: str) -> str:
    """Return text in the form in which it is compared: width and case are one."""
    if not text.isascii():
        for wide, plain in _WIDE:
            if wide in text:
                text = text.replace(wide, plain)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return text.lower()


def index_terms(text: str) -> str:
    """Return the pairs of each run between spaces, parted by spaces.

    A run also leaves its last character alone, so that a query of one character
    can be a prefix and finds every place. Punctuation is a character like others.
    """
    terms: list[str] = []
    for run in _runs(text):
        terms.extend(map(add, run, run[1:]))
        terms.append(run[-1])
    return " ".join(terms)


def query_terms(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the pairs, and the beginnings of pairs, that a text with `word` has.

    A run of one character is the beginning of a pair or the end of a run.
    """
    pairs: set[str] = set()
    beginnings: set[str] = set()
    for run in _runs(word):
        if len(run) == 1:
            beginnings.add(run)
        else:
            pairs.update(map(add, run, run[1:]))
    return frozenset(pairs), frozenset(beginnings)


def _runs(text: str) -> list[str]:
    return _PARTING.sub(_letter, folded(text)).split()


def _letter(sign: re.Match[str]) -> str:
    return _LETTERS.get(sign[0], "\ufffd")
