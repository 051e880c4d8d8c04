"""What is asked of the reply book at every key, and what it answers."""

from dataclasses import dataclass
from datetime import datetime

from desktop.models.quick_reply import QuickReply


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
