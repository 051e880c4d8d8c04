"""How far the accounts have been read since a moment: the progress of a first sync."""

from dataclasses import dataclass

from desktop.models.account import HISTORY_LIFE, Account
from desktop.models.checkup import AccountProgress, SyncPhase
from desktop.models.clock import Clock, from_milliseconds
from desktop.models.explanations import explain
from desktop.models.failures import FailureReason
from desktop.services.storage import arrivals, organisation_store
from desktop.services.storage.database import Database


@dataclass(slots=True)
class _Read:
    """What came in for one account."""

    messages: int = 0
    newest: int = 0
    """Unix milliseconds; WeCom gives the oldest messages first."""


class FirstSync:
    """Counts what comes in from `begin` on; each look reads only what is new."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._began = clock.now()
        self._mark = 0
        self._read: dict[int, _Read] = {}

    async def begin(self) -> None:
        """Count from now on; raises StorageError."""
        self._began = self._clock.now()
        self._mark = await self._database.read(arrivals.newest_id)

    async def look(
        self, account_ids: frozenset[int] | None
    ) -> tuple[AccountProgress, ...]:
        """Return the progress of these accounts, or of all that are switched on.

        Raises StorageError.
        """
        mark = self._mark
        accounts = await self._database.read(organisation_store.accounts)
        corps = await self._database.read(organisation_store.corps)
        came = await self._database.read(
            lambda connection: arrivals.arrived_after(connection, mark)
        )
        for arrived in came:
            known = self._read.setdefault(arrived.account_id, _Read())
            known.messages += arrived.messages
            known.newest = max(known.newest, arrived.newest_at)
            self._mark = max(self._mark, arrived.newest_id)
        troubles = {access.corp.id: access.corp.health for access in corps}
        return tuple(
            self._progress(account, troubles.get(account.corp_id))
            for account in accounts
            if account.enabled and (account_ids is None or account.id in account_ids)
        )

    def _progress(
        self, account: Account, corp_trouble: FailureReason | None
    ) -> AccountProgress:
        read = self._read.get(account.id, _Read())
        standing = account.standing
        last = standing.last_read_at
        begun = last is not None and last >= self._began
        trouble = standing.failure or corp_trouble
        if begun and standing.caught_up:
            phase = SyncPhase.DONE
        elif trouble is not None:
            phase = SyncPhase.FAILED
        else:
            phase = SyncPhase.RUNNING if begun or read.messages else SyncPhase.WAITING
        failed = phase is SyncPhase.FAILED and trouble is not None
        return AccountProgress(
            account.open_kfid,
            account.name,
            phase,
            read.messages,
            self._fraction(read),
            explain(trouble).sentence if failed and trouble is not None else None,
        )

    def _fraction(self, read: _Read) -> float:
        """Return how much of the three days lies before the newest message."""
        if not read.messages:
            return 0.0
        start = self._began - HISTORY_LIFE
        reached = from_milliseconds(read.newest) - start
        return min(1.0, max(0.0, reached / HISTORY_LIFE))
