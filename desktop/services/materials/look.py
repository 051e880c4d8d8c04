"""What a picture is like, in 64 bits: nearly the same pictures differ in few of them.

A difference hash: a grid of 9 x 8 grey cells, one bit for each neighbour to the right
that is brighter.
"""

from itertools import pairwise

from desktop.models.media_facts import Raster

_COLUMNS, _ROWS = 9, 8
_FLAT = 3
"""Bits below which, or above 64 less that, a picture has no look: one colour."""


def look_of(tiny: Raster) -> str:
    """Return the look of a small grey raster as 16 hexadecimal digits, or empty."""
    cells = [
        [_cell(tiny, column, row) for column in range(_COLUMNS)] for row in range(_ROWS)
    ]
    bits = 0
    for line in cells:
        for left, right in pairwise(line):
            bits = bits << 1 | (right > left)
    if not _FLAT <= bits.bit_count() <= 64 - _FLAT:
        return ""
    return f"{bits:016x}"


def _cell(tiny: Raster, column: int, row: int) -> int:
    """Return the sum of grey in one cell."""
    left, right = column * tiny.width // _COLUMNS, (column + 1) * tiny.width // _COLUMNS
    top, bottom = row * tiny.height // _ROWS, (row + 1) * tiny.height // _ROWS
    total = sum(
        tiny.pixels[(y * tiny.width + x) * 4]
        for y in range(top, bottom)
        for x in range(left, right)
    )
    return total // max(1, (right - left) * (bottom - top))
