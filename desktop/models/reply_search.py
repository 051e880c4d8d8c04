"""What is asked of the reply book at every key, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.models.quick_reply import QuickReply

HALF_LIFE = timedelta(days=14)
"""A use counts half after so long, and half of that after as long again."""
HOURS_IN_BAND = 4
"""Local hours of the day that are taken as one time of day."""


def weight_of_use(used_at: datetime, now: datetime) -> float:
    """Return what one use counts at a moment: 1 for now, less for long ago."""
    return float(0.5 ** (max(now - used_at, timedelta()) / HALF_LIFE))


def hour_band(moment: datetime) -> int:
    """Return the part of the day, by this machine's time zone."""
    return moment.astimezone().hour // HOURS_IN_BAND


@dataclass(frozen=True, slots=True)
class ReplyHabits:
    """What this agent sends: uses weighed by `weight_of_use`, by reply id."""

    uses: Mapping[int, float] = field(default_factory=dict)
    by_account: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """(account id, reply id)."""
    by_hour: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """(`hour_band`, reply id)."""
    follow_ups: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """(reply id, id of the reply that was sent next in the same conversation)."""


@dataclass(frozen=True, slots=True)
class ReplySituation:
    """The moment in which an agent looks for a reply: what the ranking may know."""

    now: datetime
    conversation_id: int | None = None
    account_id: int | None = None
    team_id: int | None = None
    customer_words: str = ""
    """The customer's last message, empty for none."""
    last_reply_id: int | None = None
    """What this agent sent last in this conversation."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Characters `start` to `end` of a text that made it fit."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundReply:
    """A reply that fits, with what made it fit."""

    reply: QuickReply
    title_spans: tuple[MarkedSpan, ...] = ()
    line_spans: tuple[MarkedSpan, ...] = ()
    """Within `line`."""
    line: str = ""
    """One line of its text for the list, cut around the match."""
