"""Which rows of a list are marked for a common step."""

from collections.abc import Sequence


class RowMarks:
    """Marks by id, so that they hold while rows move; clicks and keys as in a table.

    `order` is always the ids of the rows as they stand now.
    """

    def __init__(self) -> None:
        self._marked: set[int] = set()
        self._anchor: int | None = None
        self._end: int | None = None

    @property
    def ids(self) -> frozenset[int]:
        """What is marked."""
        return frozenset(self._marked)

    def toggle(self, id_: int) -> None:
        """Mark a row or take its mark away; ranges begin here from now on."""
        self._marked ^= {id_}
        self._anchor = self._end = id_

    def extend_to(self, order: Sequence[int], id_: int, *, start: int | None) -> None:
        """Mark from the anchor, or else from `start`, to a row; the old range goes."""
        anchor = self._anchor if self._anchor in order else start
        if anchor not in order:
            anchor = id_
        self._marked -= set(_between(order, anchor, self._end))
        self._marked |= set(_between(order, anchor, id_))
        self._anchor, self._end = anchor, id_

    def step(self, order: Sequence[int], by: int, *, start: int | None) -> int | None:
        """Extend by one row; return the row that the range ends at now."""
        end = self._end if self._end in order else start
        if end not in order:
            end = order[0] if order else None
        if end is None:
            return None
        at = min(max(0, order.index(end) + by), len(order) - 1)
        self.extend_to(order, order[at], start=start)
        return order[at]

    def mark_all(self, order: Sequence[int]) -> None:
        """Mark every row."""
        self._marked = set(order)

    def keep_only(self, order: Sequence[int]) -> None:
        """Let go of rows that are not here any more."""
        self._marked &= set(order)

    def clear(self) -> None:
        """Take every mark away."""
        self._marked.clear()
        self._anchor = self._end = None


def _between(
    order: Sequence[int], first: int | None, last: int | None
) -> Sequence[int]:
    if first is None or last is None or first not in order or last not in order:
        return ()
    low, high = sorted((order.index(first), order.index(last)))
    return order[low : high + 1]
