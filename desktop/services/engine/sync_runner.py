"""Keeps the accounts of one corp read: at a callback at once, else by polling.

Both go side by side. The budget of sync_msg without token is the corp's and is
never exceeded; callbacks bring a token and cost nothing of it.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from desktop.models.account import Account
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Actor
from desktop.services.engine.account_reader import AccountReader, Reading
from desktop.services.engine.corp_line import CorpLine
from desktop.services.storage import organisation_store
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.services.wecom.errors import SlowDown, WeComError
from desktop.services.wecom.polling_budget import PollingBudget

logger = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(seconds=5)
STORAGE_PAUSE = 1.0
PING_PAUSE = 2.0
"""Seconds until a callback whose reading failed is followed again."""
AT_ONCE = 3
"""Accounts that are read at the same time."""

_PASSING = frozenset({Actor.RETRY, Actor.TOKEN, Actor.PACE})


class SyncRunner:
    """Reads what callbacks announce, and polls the others in turn."""

    def __init__(
        self,
        database: Database,
        line: CorpLine,
        clock: Clock,
        *,
        files_came: Callable[[], None],
    ) -> None:
        self.budget = PollingBudget(line.access.poll_per_minute)
        self._database = database
        self._line = line
        self._clock = clock
        self._files_came = files_came
        self._reader = AccountReader(database, line.client, clock)
        self._accounts: dict[str, Account] = {}
        self._pings: dict[str, str] = {}
        self._reading: set[str] = set()
        self._woken = asyncio.Event()
        self._tasks = TaskGroup(f"sync-{line.corp_id}")

    def set_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Read these accounts from now on: the enabled ones of this corp."""
        self._accounts = {account.open_kfid: account for account in accounts}
        self.budget.set_accounts(self._accounts)
        self._woken.set()

    def ping(self, open_kfid: str, token: str) -> None:
        """Take a callback: this account, or any, has something new (doc 94670)."""
        for name in [open_kfid] if open_kfid else [*self._accounts]:
            if name in self._accounts:
                self._pings[name] = token
        self._woken.set()

    async def run(self) -> None:
        """Read until cancelled."""
        try:
            while True:
                self._woken.clear()
                pause = self._start_reading()
                try:
                    async with asyncio.timeout(pause.total_seconds()):
                        await self._woken.wait()
                except TimeoutError:
                    continue
        finally:
            await self._tasks.close()

    def _start_reading(self) -> timedelta:
        """Start what is due; return how long nothing else will be."""
        for open_kfid in [*self._pings]:
            if len(self._reading) >= AT_ONCE:
                return LONGEST_SLEEP
            if open_kfid not in self._reading:
                self._start(open_kfid, self._pings.pop(open_kfid))
        if len(self._reading) >= AT_ONCE or not self._accounts:
            return LONGEST_SLEEP  # the end of a reading, or an account, wakes us
        now = self._clock.monotonic()
        due = self.budget.next_account(now)
        if due is not None and due not in self._reading:
            self._start(due, "")
        return min(LONGEST_SLEEP, self.budget.wait(now))

    def _start(self, open_kfid: str, token: str) -> None:
        self._reading.add(open_kfid)
        self._tasks.spawn(self._read(open_kfid, token), name="read")

    async def _read(self, open_kfid: str, token: str) -> None:
        account = self._accounts.get(open_kfid)
        try:
            if account is not None:
                await self._read_account(account, token)
        except StorageError as error:
            logger.warning("sync: %s", type(error).__name__)
            await asyncio.sleep(STORAGE_PAUSE)
        finally:
            self._reading.discard(open_kfid)
            self._woken.set()

    async def _read_account(self, account: Account, token: str) -> None:
        try:
            reading = await self._reader.read(account, token)
        except WeComError as error:
            await self._failed(account, error)
            if token and error.actor in _PASSING:
                self._tasks.spawn(self._ping_again(account, token), name="ping-again")
            return
        self._line.note(None)
        self._succeeded(account, reading)

    async def _ping_again(self, account: Account, token: str) -> None:
        """Keep what a callback announced: WeCom does not announce it twice."""
        await asyncio.sleep(PING_PAUSE)
        self._pings.setdefault(account.open_kfid, token)
        self._woken.set()

    def _succeeded(self, account: Account, reading: Reading) -> None:
        self.budget.note_read(account.open_kfid, has_more=reading.has_more)
        if reading.messages:
            self.budget.note_activity(account.open_kfid, self._clock.monotonic())
        if reading.media:
            self._files_came()

    async def _failed(self, account: Account, error: WeComError) -> None:
        now = self._clock.now()
        logger.info("account %d cannot be read: %s", account.id, error.reason)
        if isinstance(error, SlowDown):
            self.budget.refused(self._clock.monotonic(), error.retry_after)
            return
        self._line.note(error)
        if error.actor in _PASSING:
            return
        await self._database.write(
            lambda connection: organisation_store.set_account_failure(
                connection, account.id, error.reason, now=to_milliseconds(now)
            )
        )
