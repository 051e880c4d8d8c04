"""What may still be sent: 5 messages within 48 hours of the customer's last (94677)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

PIPS = 5
"""Messages for each customer message."""
WINDOW = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class SendAllowance:
    """What is left of the five messages and the 48 hours."""

    last_customer_message_at: datetime | None
    spent: int
    """Messages since then that were accepted, are under way or are unconfirmed."""

    @property
    def pips_left(self) -> int:
        """Return how many messages may still go out, 0 to 5."""
        if self.last_customer_message_at is None:
            return 0
        return max(0, PIPS - self.spent)

    def time_left(self, now: datetime) -> timedelta:
        """Return how long the window stays open, zero when it is closed."""
        if self.last_customer_message_at is None:
            return timedelta(0)
        return max(timedelta(0), self.last_customer_message_at + WINDOW - now)

    def permits(self, messages: int, now: datetime) -> bool:
        """Return whether so many messages may go out now."""
        return self.pips_left >= messages and self.time_left(now) > timedelta(0)
