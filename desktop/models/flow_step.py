"""What is done to several conversations at once, and what takes it back exactly."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WOKEN_BY_CUSTOMER = 0
"""Stored as the end of a snooze (Unix ms) when a message ended it before its time."""


class FlowStep(StrEnum):
    """One thing that can be done to any number of conversations."""

    READ = "read"
    UNREAD = "unread"
    """The last thing the customer said counts as not read."""
    PIN = "pin"
    UNPIN = "unpin"
    STAR = "star"
    UNSTAR = "unstar"
    SNOOZE = "snooze"
    WAKE = "wake"
    """End a snooze before its time, or the mark that its time has come."""
    TAKE = "take"
    RELEASE = "release"
    DONE = "done"
    """Nothing needs an answer: the wait ends, all is read, no snooze is left."""


@dataclass(frozen=True, slots=True)
class FlowWish:
    """A step and, for a snooze, its end."""

    step: FlowStep
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FlowMarks:
    """What the steps change of a conversation, as the database holds it (ms)."""

    assigned_to: int | None
    pinned_at: int | None
    starred: bool
    snoozed_until: int | None
    read_through: int
    waiting_since: int | None


@dataclass(frozen=True, slots=True)
class Traced:
    """One conversation around a step."""

    conversation_id: int
    before: FlowMarks
    after: FlowMarks
    last_message_id: int | None
    """The newest message at that time: a later one may have ended a wait."""


@dataclass(frozen=True, slots=True)
class FlowTrace:
    """What a step has changed; conversations it left as they were are not in it."""

    wish: FlowWish
    rows: tuple[Traced, ...]
