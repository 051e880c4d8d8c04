"""How a lane is sorted: apart from conversations, as the first window needs no more."""

from enum import StrEnum


class ListOrder(StrEnum):
    """How a lane is sorted."""

    NEEDS_ANSWER = "needs_answer"
    """Longest waiting first, then the newest."""
    NEWEST = "newest"
