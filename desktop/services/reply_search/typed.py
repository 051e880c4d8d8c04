"""What was typed, cut into words, and each word into signs and sounds."""

import re
from itertools import islice, product

from desktop.services.reply_search.entry import fold_each
from desktop.services.reply_search.sounds import MOST_PARTINGS, Pieces, Syllables

LONGEST = 40
"""Characters of what is typed that are looked at."""
MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words that were typed, folded, without signs between them."""
    return tuple(islice(_WORD.findall(fold_each(typed)[:LONGEST]), MOST_WORDS))


def partings_of(word: str, syllables: Syllables) -> list[Pieces]:
    """Return the ways in which a word may be read: characters and parted letters."""
    ways: list[list[Pieces]] = []
    for run in _RUN.findall(word):
        ways.append(syllables.partings(run) if run.isascii() else [(run,)])
    return [
        tuple(piece for pieces in way for piece in pieces)
        for way in islice(product(*ways), MOST_PARTINGS)
    ]


def runs_of(word: str) -> tuple[str, ...]:
    """Return a word as runs of letters and digits, and single characters."""
    return tuple(_RUN.findall(word))
