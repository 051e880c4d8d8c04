"""How wide a person has drawn list and side panel, and what a window makes of it."""

from dataclasses import dataclass

USUAL_LIST = 312
USUAL_PANEL = 336
LIST_LIMITS = (240, 520)
PANEL_LIMITS = (272, 560)
"""Logical pixels for text of the usual size."""


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """Widths in logical pixels for text of the usual size, always within the limits."""

    list: int = USUAL_LIST
    panel: int = USUAL_PANEL

    def __post_init__(self) -> None:
        object.__setattr__(self, "list", _within(self.list, LIST_LIMITS))
        object.__setattr__(self, "panel", _within(self.panel, PANEL_LIMITS))


def fitting(wished: int, usual: int, room: int) -> int:
    """Return a width that was wished for, cut to the room that there is.

    Never below the usual one for lack of room: a wide list must not fold, and a wide
    panel must not lie over the conversation, where the usual ones would not.
    """
    return min(wished, max(usual, room))


def _within(width: int, limits: tuple[int, int]) -> int:
    return min(max(width, limits[0]), limits[1])
