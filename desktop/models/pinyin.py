"""Names found by their sound: 王小明 by `wangxiaoming`, `wxm`, `wangxm` or `xiaom`."""

import re

from desktop.models.bigrams import folded

_LETTERS = re.compile(r"[a-z0-9]+")
LONGEST = 64
"""Letters of a query that are looked at."""

_SYLLABLE_END = "(?:[a-z0-9]* )?"


def pinyin_letters(typed: str) -> str:
    """Return the letters by which a name may be looked for, empty where it cannot."""
    joined = folded(typed).replace(" ", "").replace("'", "")
    return joined[:LONGEST] if _LETTERS.fullmatch(joined) else ""


def pinyin_pattern(letters: str) -> re.Pattern[str]:
    """Return what finds the letters in a stored spelling.

    A spelling is a row of syllables, each after a space, as `spelling_of` makes it.
    The letters begin at a syllable; every further one goes on with it or begins the
    next one.
    """
    return re.compile(" " + _SYLLABLE_END.join(map(re.escape, letters)))


def like_patterns(letters: str) -> tuple[str, ...]:
    """Return SQL patterns of which a fitting spelling has one: cheap, not exact."""
    if len(letters) < 2:
        return (f"% {letters}%",)
    first, second = letters[0], letters[1]
    return (f"% {first}{second}%", f"% {first}% {second}%")
