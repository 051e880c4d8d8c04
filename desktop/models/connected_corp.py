"""A connected corp as the settings page shows it."""

from dataclasses import dataclass
from datetime import timedelta

from desktop.models.organisation import Corp

POLL_BUDGETS = (6, 12, 20, 30, 45, 60)
"""What can be chosen; WeCom's likely limit of sync_msg is 60 a minute and corp."""


@dataclass(frozen=True, slots=True)
class ConnectedCorp:
    """One corp, how it receives and what that costs; all but the budget is fixed."""

    corp: Corp
    accounts: int
    """Accounts of it that are switched on."""
    polls_a_minute: int
    """The polling budget (sync_msg calls) that was chosen."""
    worst_delay: timedelta
    """How late a message can be with that budget."""
    callback_address: str = ""
    """The URL that WeCom calls, empty when polling does all."""


@dataclass(frozen=True, slots=True)
class LeftCorp:
    """A corp that was disconnected; what was said with its customers is still here."""

    id: int
    name: str
