"""Words in a text: whether all are there, where to mark them, the line to show."""

from collections.abc import Iterable, Sequence

from desktop.models.bigrams import folded
from desktop.models.display_text import one_line
from desktop.models.search import Mark

SNIPPET = 80
"""Characters of a line that shows a found word."""
_BEFORE = 16
"""Characters of it that stand before the first found word."""
_MOST_MARKS = 64


def holds(text: str, folded_words: Iterable[str]) -> bool:
    """Return whether every word is in the text; width and case do not matter."""
    plain = folded(text)
    return all(word in plain for word in folded_words)


def marks(text: str, folded_words: Sequence[str]) -> tuple[Mark, ...]:
    """Return where the words stand, in order; what overlaps is one mark."""
    plain, origins = _traced(text)
    covered: list[tuple[int, int]] = []
    for word in folded_words:
        at = plain.find(word) if word else -1
        while at >= 0 and len(covered) < _MOST_MARKS:
            covered.append((origins[at], origins[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    return _joined(sorted(covered))


def snippet(text: str, folded_words: Sequence[str]) -> tuple[str, tuple[Mark, ...]]:
    """Return one cleaned line around the first found word, and the marks in it."""
    line = one_line(text, max(len(text), 1))
    found = marks(line, folded_words)
    start = 0
    if len(line) > SNIPPET and found and found[0][0] > _BEFORE:
        start = min(found[0][0] - _BEFORE, len(line) - SNIPPET)
        line = "…" + line[start + 1 :]
    if len(line) > SNIPPET:
        line = line[: SNIPPET - 1] + "…"
    return line, marks(line, folded_words)


def _traced(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and for each of its characters the place it is from."""
    plain = folded(text)
    pieces = [folded(character) for character in text]
    if len(plain) == len(text) and all(len(piece) == 1 for piece in pieces):
        return plain, range(len(text))
    origins = [at for at, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for start, end in spans:
        if found and start <= found[-1][0] + found[-1][1]:
            first, length = found[-1]
            found[-1] = (first, max(length, end - first))
        else:
            found.append((start, end - start))
    return tuple(found)
