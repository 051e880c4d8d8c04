"""Conversations: one customer at one account, as lists and headers show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.models.allowance import SendAllowance
from desktop.models.failures import FailureReason
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState

OVERDUE_AFTER = timedelta(minutes=3)
"""A customer who has waited longer belongs to the lane 超时."""


class Lane(StrEnum):
    """The four lanes of the inbox, by assignment, and what was put off."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    ALL = "all"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    """Put off for later; these stand in no other lane until they wake."""


@dataclass(frozen=True, slots=True)
class LaneCounts:
    """How many conversations each lane holds, for the accounts chosen."""

    mine: int = 0
    unassigned: int = 0
    all: int = 0
    overdue: int = 0
    unread: int = 0
    """Unread messages in all of them but the snoozed ones."""
    snoozed: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """The last line of a conversation; the view words what is not text."""

    origin: Origin
    kind: str
    """A content tag, see content_codec."""
    text: str
    """At most 120 characters, one line."""
    sender: str = ""
    state: SendState | None = None


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A row of the conversation list; also what header and composer need."""

    id: int
    account_id: int
    customer_id: int
    customer_name: str
    """The nickname; empty while WeCom has not told it."""
    external_userid: str
    service_state: ServiceState
    servicer: str
    """Who has the session in the WeCom client, for state 3."""
    assigned_to: int | None
    """Operator id; None is nobody's."""
    preview: Preview | None
    last_at: datetime | None
    position: int
    """Position of the newest message, for ordering."""
    unread: int
    waiting_since: datetime | None
    """When the oldest unanswered customer message came."""
    draft: str
    """First line of an unsent draft, empty when none."""
    allowance: SendAllowance
    held: bool = False
    """A failed or unconfirmed message holds the rest of the queue."""
    rejected: bool = False
    """A servicer refuses this customer's messages."""
    state_failure: FailureReason | None = None
    """Why the last wish to move the session was not granted."""
    pinned: bool = False
    """Stands on top of every lane it belongs to."""
    starred: bool = False
    snoozed_until: datetime | None = None
    """When it comes back; kept after that until somebody has looked."""

    def snoozed(self, now: datetime) -> bool:
        """Return whether it is put off at this moment."""
        return self.snoozed_until is not None and self.snoozed_until > now

    def woken(self, now: datetime) -> bool:
        """Return whether it has come back and nobody has looked since."""
        return self.snoozed_until is not None and self.snoozed_until <= now

    def waiting(self, now: datetime) -> timedelta | None:
        """Return how long the customer has waited, None when nobody waits."""
        if self.waiting_since is None:
            return None
        return max(timedelta(0), now - self.waiting_since)

    def overdue(self, now: datetime) -> bool:
        """Return whether the wait has outlasted the promise."""
        waiting = self.waiting(now)
        return waiting is not None and waiting >= OVERDUE_AFTER
