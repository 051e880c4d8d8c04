"""What the desk knows of the engine that serves its database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HEARTBEAT_EVERY = timedelta(seconds=2)
DEAD_AFTER = timedelta(seconds=10)
"""Silence after which a desk says that the engine has stopped."""


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """The engine's last sign of life and how it receives."""

    process_id: int
    started_at: datetime
    heartbeat_at: datetime
    receiving_callbacks: bool
    worst_delay: timedelta
    """How late a message can be by polling, computed from the real budget."""
    previous_heartbeat_at: datetime | None = None
    """The last sign of the engine before this one; None when it was the first."""

    @property
    def rest_before(self) -> timedelta:
        """Return how long nobody was reading before this engine started."""
        if self.previous_heartbeat_at is None:
            return timedelta(0)
        return max(timedelta(0), self.started_at - self.previous_heartbeat_at)

    def alive(self, now: datetime) -> bool:
        """Return whether the heartbeat is recent."""
        return abs(now - self.heartbeat_at) < DEAD_AFTER
