"""Which account is read when, without callbacks: one budget for each corp.

WeCom's limit of sync_msg without a callback's token is strict and unpublished (doc
94670). Every second turn goes to the account that has waited longest; the turns
between go to accounts that have more to read or were active lately. So nobody waits
longer than `worst_delay` says, and the busy ones wait far less.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

DEFAULT_PER_MINUTE = 30
RECENT = timedelta(minutes=10)
"""An account stays busy for so long after its last message."""
CALM = timedelta(minutes=5)
"""Without a refusal for so long, the pace is doubled again."""
_SLOWEST = 8
_REFUSAL_PAUSE = timedelta(minutes=1)


@dataclass(slots=True)
class _Standing:
    read_turn: int = 0
    active_at: float | None = None
    behind: bool = False


class PollingBudget:
    """Says whose turn it is; it neither reads nor waits by itself.

    `now` is always Clock.monotonic(): a wall clock that is set must not matter.
    """

    def __init__(self, per_minute: int = DEFAULT_PER_MINUTE) -> None:
        if per_minute < 1:
            raise ValueError("the budget must allow one call a minute")
        self._interval = timedelta(minutes=1) / per_minute
        self._accounts: dict[str, _Standing] = {}
        self._turn = 0
        self._next_at = 0.0
        self._slowness = 1
        self._refused_at: float | None = None

    @property
    def interval(self) -> timedelta:
        """The time between two turns as it is now, after any refusals."""
        return self._interval * self._slowness

    def set_accounts(self, open_kfids: Iterable[str]) -> None:
        """Name the accounts to be read; new ones come first, others are forgotten."""
        known = self._accounts
        self._accounts = {
            open_kfid: known.get(open_kfid, _Standing()) for open_kfid in open_kfids
        }

    def note_activity(self, open_kfid: str, now: float) -> None:
        """Somebody wrote in an account: it is read more often for a while."""
        if open_kfid in self._accounts:
            self._accounts[open_kfid].active_at = now

    def note_read(self, open_kfid: str, *, has_more: bool) -> None:
        """An account was read, by its turn or after a callback.

        With `has_more` it gets the next turns between; there is no other way to read
        on, so that a long history does not starve the other accounts.
        """
        standing = self._accounts.get(open_kfid)
        if standing is not None:
            standing.read_turn = self._turn
            standing.behind = has_more

    def wait(self, now: float) -> timedelta:
        """Return how long until the next turn; zero when it is there."""
        return timedelta(seconds=max(0.0, self._next_at - now))

    def next_account(self, now: float) -> str | None:
        """Spend the turn that has come and return whose it is; None before it."""
        if not self._accounts or now < self._next_at:
            return None
        self._calm_down(now)
        self._turn += 1
        chosen = self._longest_unread(self._candidates(now))
        self._accounts[chosen].read_turn = self._turn
        self._next_at = now + self.interval.total_seconds()
        return chosen

    def refused(self, now: float, retry_after: timedelta = _REFUSAL_PAUSE) -> None:
        """WeCom answered 45009 or 45033: pause with some chance, then half the pace.

        Further refusals within the pause belong to the first.
        """
        if self._refused_at is not None and now < self._next_at:
            return
        self._slowness = min(self._slowness * 2, _SLOWEST)
        self._refused_at = now
        pause = max(retry_after, self.interval) * random.uniform(1.0, 1.25)
        self._next_at = now + pause.total_seconds()

    def worst_delay(
        self, accounts: int | None = None, now: float | None = None
    ) -> timedelta:
        """Return how late a message can be noticed in the least busy account.

        That is two turns for each account (one for a single one), and with `now`
        also what is left of a pause that is longer than a turn.
        """
        count = len(self._accounts) if accounts is None else accounts
        turns = 2 * count if count > 1 else 1
        pause = timedelta(0)
        if now is not None:
            pause = max(self.wait(now) - self.interval, pause)
        return self.interval * turns + pause

    def _candidates(self, now: float) -> list[str]:
        """Odd turns are for everybody; even ones for who is behind or busy."""
        if self._turn % 2 == 0:
            standings = self._accounts.items()
            behind = [open_kfid for open_kfid, one in standings if one.behind]
            busy = [open_kfid for open_kfid, one in standings if _is_busy(one, now)]
            if behind or busy:
                return behind or busy
        return list(self._accounts)

    def _longest_unread(self, open_kfids: list[str]) -> str:
        return min(open_kfids, key=lambda one: self._accounts[one].read_turn)

    def _calm_down(self, now: float) -> None:
        if self._refused_at is None:
            return
        if now - self._refused_at >= CALM.total_seconds():
            self._slowness = max(1, self._slowness // 2)
            self._refused_at = now if self._slowness > 1 else None


def _is_busy(standing: _Standing, now: float) -> bool:
    if standing.active_at is None:
        return False
    return now - standing.active_at < RECENT.total_seconds()
