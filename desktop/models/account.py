"""Accounts (lines of the switchboard) and what is known of their reading."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.models.failures import FailureReason

HISTORY_LIFE = timedelta(days=3)
"""How long WeCom keeps what sync_msg can read (doc 94670)."""


class AccountKind(StrEnum):
    """How an account reaches its customers."""

    KF = "kf"
    STAFF = "staff"


class Health(StrEnum):
    """The traffic light of an account chip."""

    GOOD = "good"
    BEHIND = "behind"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SyncStanding:
    """What reading one account has reached, so that nobody has to guess."""

    last_read_at: datetime | None
    """When WeCom last answered for this account."""
    caught_up: bool
    """Whether that answer said that nothing more is waiting."""
    failure: FailureReason | None = None

    def gap(self, now: datetime) -> timedelta | None:
        """Return how long nothing has been read, None when never."""
        return None if self.last_read_at is None else now - self.last_read_at

    def until_loss(self, now: datetime) -> timedelta | None:
        """Return the time left before WeCom drops unread messages; negative is lost."""
        gap = self.gap(now)
        return None if gap is None else HISTORY_LIFE - gap

    def health(self, now: datetime, expected_delay: timedelta) -> Health:
        """Return the light: broken on a failure, behind past the expected delay."""
        if self.failure is not None:
            return Health.BROKEN
        gap = self.gap(now)
        if gap is None:
            return Health.UNKNOWN
        late = gap > max(expected_delay * 3, timedelta(seconds=30))
        return Health.GOOD if self.caught_up and not late else Health.BEHIND


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the switchboard."""

    id: int
    corp_id: int
    kind: AccountKind
    open_kfid: str
    name: str
    colour: int
    """Index into the theme's account colours."""
    enabled: bool
    manageable: bool
    """WeCom's manage_privilege: this app may send and move sessions."""
    standing: SyncStanding
