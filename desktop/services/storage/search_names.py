"""People by name: how names are spelled, and who fits what was typed."""

import os
from collections.abc import Iterable
from itertools import islice, product

from desktop.models.bigrams import folded
from desktop.models.display_text import cleaned
from desktop.models.pinyin import like_patterns, pinyin_letters, pinyin_pattern
from desktop.services.storage.connection import Connection

_LONGEST_NAME = 32
"""Characters of a name that are spelled."""
_MOST_READINGS = 3
"""Readings of one character: 曾 is zeng and ceng; rarer ones mean nobody."""
_MOST_SPELLINGS = 6
_SHORTEST_USERID = 4
"""Characters of an external id that are worth looking for."""


def spelling_of(name: str) -> str:
    """Return the pinyin of a name, each syllable after a space: ` wang xiao ming`.

    Names with characters of several readings have several spellings, after one
    another. What is not Chinese stays as it is, folded. Only who writes names needs
    it: the dictionary takes 12 MB and 40 ms.
    """
    plain = folded(cleaned(name))[:_LONGEST_NAME]
    if not plain:
        return ""
    # Read by pypinyin at its import: names are no phrases, and those take 45 MB more.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    syllables = [
        list(dict.fromkeys(_letters(reading) for reading in readings[:_MOST_READINGS]))
        for readings in pinyin(plain, style=Style.NORMAL, heteronym=True)
    ]
    spellings = islice(product(*syllables), _MOST_SPELLINGS)
    return "".join(_row(spelling) for spelling in dict.fromkeys(spellings))


def _letters(reading: str) -> str:
    return "".join(
        one if one.isascii() and one.isalnum() else " " for one in reading
    ).strip()


def _row(syllables: Iterable[str]) -> str:
    words = " ".join(syllables).split()
    return f" {' '.join(words)} |" if words else ""


def contains(word: str) -> str:
    """Return the LIKE pattern (ESCAPE '!') of texts that contain a word."""
    plain = cleaned(word).replace("\0", "")
    for sign in "!%_":
        plain = plain.replace(sign, "!" + sign)
    return f"%{plain}%"


def customers(connection: Connection, word: str) -> frozenset[int]:
    """Return the customers whose name, pinyin or external id fits a word."""
    pattern = contains(word)
    letters = pinyin_letters(word)
    found = _sounding(connection, pattern, letters) if letters else set()
    if not letters:
        rows = connection.execute(
            "SELECT id FROM customer WHERE nickname LIKE ? ESCAPE '!'", (pattern,)
        )
        found.update(row[0] for row in rows)
    if len(word) >= _SHORTEST_USERID and word.isascii():
        rows = connection.execute(
            "SELECT id FROM customer WHERE external_userid LIKE ? ESCAPE '!'",
            (pattern,),
        )
        found.update(row[0] for row in rows)
    return frozenset(found)


def _sounding(connection: Connection, pattern: str, letters: str) -> set[int]:
    """Return whose name has the letters as they are or sounds like them.

    One walk through the index of names, which holds all that is asked for.
    """
    exact = pinyin_pattern(letters)
    likes = like_patterns(letters)
    rows = connection.execute(
        "SELECT id, nickname LIKE ? ESCAPE '!' AS named, pinyin FROM customer"
        f" WHERE named OR {' OR '.join(['pinyin LIKE ?'] * len(likes))}",
        (pattern, *likes),
    )
    return {row[0] for row in rows if row[1] or exact.search(row[2])}


def senders(connection: Connection, word: str) -> frozenset[str]:
    """Return the colleagues who have written and whose name contains a word."""
    wanted = folded(word)
    names = [row[0] for row in connection.execute("SELECT name FROM sender")]
    return frozenset(name for name in names if wanted in folded(name))
