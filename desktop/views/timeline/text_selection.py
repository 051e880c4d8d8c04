"""The selected part of a timeline: from a place in one message to one in another."""

from collections.abc import Callable
from dataclasses import dataclass

WHOLE = 2**31
"""A place behind the end of every text, also of the part that is folded away."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place between characters of a message's text, in Python's positions."""

    message_id: int
    at: int


RowOf = Callable[[int], int | None]
"""Tells the row of a message, None for one that is not loaded."""


class TextSelection:
    """A fixed end and a loose end; empty while they are the same."""

    def __init__(self, row_of: RowOf) -> None:
        self._row_of = row_of
        self._anchor: TextPlace | None = None
        self._cursor: TextPlace | None = None

    @property
    def anchor(self) -> TextPlace | None:
        """The end that stays, None when nothing is selected."""
        return self._anchor

    def begin(self, place: TextPlace) -> None:
        """Start anew at a place."""
        self._anchor = self._cursor = place

    def extend(self, place: TextPlace) -> None:
        """Move the loose end."""
        self._cursor = place

    def take(self, start: TextPlace, end: TextPlace) -> None:
        """Select a stretch."""
        self._anchor, self._cursor = start, end

    def take_messages(self, first: int, last: int) -> None:
        """Select whole messages; the second of them is the loose end."""
        forward = (self._row_of(first) or 0) <= (self._row_of(last) or 0)
        start, end = (0, WHOLE) if forward else (WHOLE, 0)
        self.take(TextPlace(first, start), TextPlace(last, end))

    def clear(self) -> None:
        """Select nothing."""
        self._anchor = self._cursor = None

    def rows(self) -> range:
        """Return the rows it touches."""
        ends = self._ordered()
        return range(0) if ends is None else range(ends[0][0], ends[1][0] + 1)

    def range_in(self, message_id: int) -> tuple[int, int] | None:
        """Return start and end within a message, None when it has no part in it."""
        ends = self._ordered()
        row = self._row_of(message_id)
        if ends is None or row is None or not ends[0][0] <= row <= ends[1][0]:
            return None
        start = ends[0][1] if row == ends[0][0] else 0
        end = ends[1][1] if row == ends[1][0] else WHOLE
        return None if start == end else (start, end)

    def _ordered(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return both ends as row and place, the upper one first."""
        if self._anchor is None or self._cursor is None or self._anchor == self._cursor:
            return None
        rows = (
            self._row_of(self._anchor.message_id),
            self._row_of(self._cursor.message_id),
        )
        if rows[0] is None or rows[1] is None:
            return None
        first, last = sorted(((rows[0], self._anchor.at), (rows[1], self._cursor.at)))
        return first, last
