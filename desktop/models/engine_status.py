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

    def alive(self, now: datetime) -> bool:
        """Return whether the heartbeat is recent."""
        return abs(now - self.heartbeat_at) < DEAD_AFTER
