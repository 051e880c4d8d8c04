"""When a slash asks for quick replies, and when it is only a slash."""

from dataclasses import dataclass

SIGNS = frozenset("/／、")
LONGEST_TYPED = 24
"""Characters after the sign that are looked for; beyond it is writing."""
_OPENERS = frozenset("，。！？；：、…—（）「」『』《》“”‘’～")
"""Chinese punctuation after which a sign may ask."""
_ENDS = frozenset("，。！？；\n/／")


@dataclass(frozen=True, slots=True)
class Begun:
    """A wish for replies that stands before the cursor."""

    start: int
    """Where its sign stands in the line."""
    typed: str
    """What follows the sign."""


def begun(before_cursor: str) -> Begun | None:
    """Return the wish in a line up to the cursor, None for ordinary writing.

    A sign asks at the start of a line, after a space or Chinese punctuation; never in
    `https://` or `1/2`.
    """
    for start in range(len(before_cursor) - 1, -1, -1):
        if before_cursor[start] in SIGNS and _may_ask(before_cursor, start):
            typed = before_cursor[start + 1 :]
            return Begun(start, typed) if _is_search(typed) else None
    return None


def searchable(words: str) -> str:
    """Return words as they may follow a sign: one short line without its ends."""
    kept = "".join(" " if each in _ENDS or each == "\r" else each for each in words)
    return " ".join(kept.split())[:LONGEST_TYPED].rstrip()


def _may_ask(line: str, start: int) -> bool:
    if start == 0:
        return True
    before = line[start - 1]
    return before.isspace() or before in _OPENERS


def _is_search(typed: str) -> bool:
    return (
        len(typed) <= LONGEST_TYPED
        and not typed.startswith((" ", "　"))
        and not any(sign in _ENDS for sign in typed)
    )
