"""Words of a reply that are filled in: variables, places to fill, the cursor."""

from dataclasses import dataclass
from enum import StrEnum


class Gap(StrEnum):
    """What keeps a rendered text from being sent."""

    UNDEFINED = "undefined"
    """A variable that has neither a value nor a fallback."""
    TO_FILL = "to_fill"
    """A place that a person has to fill."""


@dataclass(frozen=True, slots=True)
class OpenGap:
    """Characters `start` to `end` of a rendered text that still are a gap."""

    start: int
    end: int
    kind: Gap
    name: str
    """Of the variable, or what the place asks for."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with this customer's data."""

    text: str
    gaps: tuple[OpenGap, ...] = ()
    """In order; empty when it can be sent."""
    cursor: int | None = None
    """Where {光标} stood."""
