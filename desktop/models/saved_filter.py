"""What a list can be narrowed to, and combinations that a person has named."""

from dataclasses import dataclass

from desktop.models.conversation import Lane
from desktop.models.service_state import ServiceState

LONGEST_NAME = 30
MOST_FILTERS = 50


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is left out besides lane, accounts and names; all of it must hold."""

    states: frozenset[ServiceState] = frozenset()
    """Empty for every state."""
    waiting: bool = False
    unread: bool = False
    starred: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is left out at all."""
        return self != EVERYTHING


EVERYTHING = Narrowing()
"""Leaves nothing out."""


@dataclass(frozen=True, slots=True)
class FilterTerms:
    """Everything that one look at the inbox combines."""

    lane: Lane = Lane.ALL
    account_ids: frozenset[int] = frozenset()
    """Empty for all accounts."""
    narrowing: Narrowing = EVERYTHING
    words: str = ""
    """Part of a customer's name."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A combination under a name."""

    id: int
    name: str
    terms: FilterTerms
