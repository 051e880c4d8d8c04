"""The app lock's rules: which PINs will do, and how wrong tries are slowed down."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.models.failures import Sentence

SHORTEST_PIN = 4
LONGEST_PIN = 64
LOCK_MINUTES = (0, 1, 5, 15, 30, 60)
"""Idle minutes that can be chosen; 0 locks at the start and by the key alone."""
FREE_TRIES = 3
"""Wrong tries that cost no wait."""
_WAITS = (5, 15, 30, 60, 120, 300)
"""Seconds after each further wrong try; the last one stays."""

TOO_SHORT = Sentence("PIN 至少要 4 位", "A PIN has at least 4 characters")
TOO_LONG = Sentence("PIN 最多 64 位", "A PIN has at most 64 characters")
NOT_THE_SAME = Sentence("两次输入不一样", "The two entries differ")
ALL_THE_SAME = Sentence(
    "PIN 不能全是同一个字符", "A PIN must not be one character repeated"
)


@dataclass(frozen=True, slots=True)
class LockState:
    """What the lock is, without what opens it."""

    is_set: bool = False
    minutes: int = 5
    """Idle minutes after which the desk locks itself, 0 for never."""
    tries: int = 0
    """Wrong tries since the last right one."""
    tried_at: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """Return how long no try is taken; never longer than the rule says.

        A clock that was set back does not lengthen it, one set forward ends it.
        """
        if self.tried_at is None or self.tries <= FREE_TRIES:
            return timedelta(0)
        full = timedelta(seconds=_WAITS[min(self.tries - FREE_TRIES, len(_WAITS)) - 1])
        left = self.tried_at + full - now
        return min(full, max(timedelta(0), left))


def pin_trouble(pin: str, again: str) -> Sentence | None:
    """Return why a PIN will not do, None when it does."""
    if len(pin) < SHORTEST_PIN:
        return TOO_SHORT
    if len(pin) > LONGEST_PIN:
        return TOO_LONG
    if len(set(pin)) == 1:
        return ALL_THE_SAME
    return None if pin == again else NOT_THE_SAME
