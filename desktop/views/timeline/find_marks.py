"""Where the words that a person looks for stand in a text."""

import re
from collections.abc import Sequence
from functools import lru_cache

Stretch = tuple[int, int]
"""Start and end in Python's positions."""


def stretches_of(text: str, words: Sequence[str]) -> tuple[Stretch, ...]:
    """Return where any of the words stands, without regard to case, in order."""
    pattern = _pattern(tuple(words))
    if pattern is None:
        return ()
    return tuple(found.span() for found in pattern.finditer(text))


@lru_cache(maxsize=32)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    # The longest first: of 退货 and 退货款, the latter is marked as a whole.
    wanted = sorted((word for word in words if word), key=len, reverse=True)
    if not wanted:
        return None
    return re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
