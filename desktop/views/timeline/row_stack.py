"""Heights of the loaded rows and the place of the reader among them.

Plain numbers: no Qt, no data, no painting. A row's height is an estimate until it
was measured, and only rows that come into sight are measured.
"""

from collections.abc import Callable
from dataclasses import dataclass

ESTIMATE = 62
"""Pixels assumed for a row that nobody has measured."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row in sight; `top` is relative to the viewport."""

    row: int
    top: int
    height: int


class RowStack:
    """Stacks rows from an anchor, so that what changes above never moves the rest.

    The anchor is a row and the y of its top in the viewport; `at_bottom` replaces it
    while the reader is at the end. All lengths are logical pixels.
    """

    def __init__(self, measure: Callable[[int], int], margin: int = 14) -> None:
        self._measure = measure
        self._margin = margin
        self._heights: list[int] = []
        self._measured: list[bool] = []
        self._row = 0
        self._top = margin
        self.at_bottom = True

    @property
    def anchor_row(self) -> int:
        """The row that keeps its place on the screen."""
        return self._row

    @property
    def anchor_top(self) -> int:
        """The y of that row's top in the viewport."""
        return self._top

    def reset(self, count: int) -> None:
        """Forget all heights; the reader is at the end."""
        self._heights = [ESTIMATE] * count
        self._measured = [False] * count
        self._row, self._top = max(0, count - 1), self._margin
        self.at_bottom = True

    def insert(self, first: int, count: int) -> None:
        """Make room for new rows; the anchor stays where it is."""
        self._heights[first:first] = [ESTIMATE] * count
        self._measured[first:first] = [False] * count
        if first <= self._row and len(self._heights) > count:
            self._row += count

    def remove(self, first: int, count: int) -> None:
        """Drop rows; an anchor among them passes to the row that follows."""
        del self._heights[first : first + count]
        del self._measured[first : first + count]
        if self._row >= first + count:
            self._row -= count
        elif self._row >= first:
            self._row = min(first, max(0, len(self._heights) - 1))

    def forget(self, first: int, count: int) -> None:
        """Keep the heights as estimates, to be measured again when seen."""
        first, end = max(0, first), min(len(self._measured), first + count)
        self._measured[first:end] = [False] * max(0, end - first)

    def forget_all(self) -> None:
        """Keep all heights as estimates (the width or the font changed)."""
        self.forget(0, len(self._measured))

    def remeasure_top(self, row: int) -> None:
        """Measure a row again whose upper part changed; what is below it stays."""
        if not 0 <= row < len(self._measured) or not self._measured[row]:
            return
        before = self._heights[row]
        self._measured[row] = False
        after = self._height(row)
        if row == self._row:
            self._top += before - after

    def total(self) -> int:
        """Return the height of everything loaded, margins included."""
        return sum(self._heights) + 2 * self._margin

    def offset(self) -> int:
        """Return how far the viewport's top lies below the start of everything."""
        return self._margin + sum(self._heights[: self._row]) - self._top

    def to_bottom(self) -> None:
        """Go to the end and stay there."""
        self.at_bottom = True

    def hold(self) -> None:
        """Stay at the anchor even if rows are added at the end."""
        self.at_bottom = False

    def scroll_by(self, delta: int) -> None:
        """Move by a short way; rows that come into sight are measured, not guessed."""
        self.at_bottom = False
        self._top -= delta

    def jump_to(self, offset: int) -> None:
        """Move a long way, by the estimates."""
        self.at_bottom = False
        self._top = self._margin
        remaining = offset
        for row, height in enumerate(self._heights):
            self._row = row
            if remaining < height:
                break
            remaining -= height
        self._top = self._margin - remaining

    def place(self, row: int, top: int) -> None:
        """Put a row's top at a y of the viewport, as far as the ends allow."""
        self.at_bottom = False
        self._row, self._top = row, top

    def reveal(self, row: int, viewport_height: int) -> None:
        """Bring a row into sight with the shortest move."""
        placed = {item.row: item for item in self.settle(viewport_height)}
        height = self._height(row)
        item = placed.get(row)
        if item is not None:
            above = item.top < self._margin
            below = item.top + height > viewport_height - self._margin
            if above == below:
                return
            upward = above
        else:
            upward = row < self._row
        self.at_bottom = False
        self._row = row
        self._top = self._margin
        if not upward:
            self._top = min(self._top, viewport_height - self._margin - height)
            if height <= viewport_height - 2 * self._margin:
                self._top = viewport_height - self._margin - height

    def settle(self, viewport_height: int) -> list[PlacedRow]:
        """Measure what is in sight, correct the ends, and return the rows in sight."""
        if not self._heights:
            return []
        if not self.at_bottom:
            self._normalise()
            placed, bottom = self._fill_down(viewport_height)
            at_end = placed[-1].row == len(self._heights) - 1
            if not at_end or bottom + self._margin > viewport_height:
                return placed
            self.at_bottom = True
        self._anchor_at_bottom(viewport_height)
        return self._fill_down(viewport_height)[0]

    def _height(self, row: int) -> int:
        if not self._measured[row]:
            self._heights[row] = self._measure(row)
            self._measured[row] = True
        return self._heights[row]

    def _normalise(self) -> None:
        """Make the anchor the first row in sight."""
        self._row = min(self._row, len(self._heights) - 1)
        while self._top > 0 and self._row > 0:
            self._row -= 1
            self._top -= self._height(self._row)
        if self._row == 0:
            self._top = min(self._top, self._margin)
        last = len(self._heights) - 1
        while self._row < last and self._top + self._height(self._row) <= 0:
            self._top += self._height(self._row)
            self._row += 1

    def _fill_down(self, viewport_height: int) -> tuple[list[PlacedRow], int]:
        placed: list[PlacedRow] = []
        top = self._top
        for row in range(self._row, len(self._heights)):
            height = self._height(row)
            placed.append(PlacedRow(row, top, height))
            top += height
            if top >= viewport_height:
                break
        return placed, top

    def _anchor_at_bottom(self, viewport_height: int) -> None:
        row = len(self._heights) - 1
        top = viewport_height - self._margin - self._height(row)
        while top > 0 and row > 0:
            row -= 1
            top -= self._height(row)
        self._row = row
        self._top = min(top, self._margin) if row == 0 else top
