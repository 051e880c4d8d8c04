"""What a person chose about being told: sounds, quiet hours, rules of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

DAY = 24 * 60
"""Minutes."""


class Happening(StrEnum):
    """The kinds of events that can be told, each with a sound of its own."""

    NEW_CUSTOMER = "new_customer"
    """The first message of somebody who had no conversation yet."""
    MESSAGE = "message"
    REMINDER = "reminder"
    """Customers still wait, or a snoozed conversation has come back."""
    FAILURE = "failure"
    """Something that was to be sent was not."""


class Loudness(StrEnum):
    """How loud an account may be."""

    RING = "ring"
    SILENT = "silent"
    """Shown without a sound."""
    NOTHING = "nothing"


class RingAgain(IntEnum):
    """Seconds after which a customer who still waits rings again."""

    NEVER = 0
    MINUTE = 60
    THREE_MINUTES = 180
    FIVE_MINUTES = 300


@dataclass(frozen=True, slots=True)
class AccountRule:
    """How loud one account is; accounts without a rule ring."""

    account_id: int
    loudness: Loudness


@dataclass(frozen=True, slots=True)
class NotificationChoices:
    """The page "通知" of the settings; every field has the usual value."""

    shown: bool = True
    shows_text: bool = True
    """Whether names and words are told, or only that something came."""
    sounds: bool = True
    muted: tuple[Happening, ...] = ()
    """Kinds whose sound is switched off."""
    quiet: bool = False
    quiet_from: int = 22 * 60
    """Minute of the local day; until may lie on the next day."""
    quiet_until: int = 8 * 60
    rules: tuple[AccountRule, ...] = ()
    again: RingAgain = RingAgain.NEVER
    again_most: int = 3

    def loudness(self, account_id: int) -> Loudness:
        """Return how loud an account is."""
        return next(
            (rule.loudness for rule in self.rules if rule.account_id == account_id),
            Loudness.RING,
        )

    def without(self, account_ids: Iterable[int]) -> "NotificationChoices":
        """Return the choices without the rules of accounts that are gone.

        Their ids may be given to others.
        """
        gone = frozenset(account_ids)
        left = tuple(rule for rule in self.rules if rule.account_id not in gone)
        return replace(self, rules=left)

    def is_quiet(self, minute: int) -> bool:
        """Return whether a minute of the local day belongs to the quiet hours."""
        if not self.quiet:
            return False
        start, end = self.quiet_from % DAY, self.quiet_until % DAY
        if start <= end:
            return start <= minute < end
        return minute >= start or minute < end
