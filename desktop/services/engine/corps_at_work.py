"""The corps that the engine serves: a client and a reader for each, kept current."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from desktop.models.account import Account
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.services.credentials import (
    CredentialError,
    CredentialStore,
    callback_key,
    callback_token,
    corp_secret,
)
from desktop.services.engine.callback_app import CallbackServer
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.sync_runner import SyncRunner
from desktop.services.storage import organisation_store
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.storage.organisation_store import CorpAccess
from desktop.services.tasks import TaskGroup
from desktop.services.wecom.callbacks import CallbackReader
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import WeComError, local

logger = logging.getLogger(__name__)

STORAGE_PAUSE = 1.0


@dataclass
class _Served:
    line: CorpLine
    sync: SyncRunner
    tasks: TaskGroup


class CorpsAtWork:
    """Opens and closes the way to each corp as the database says."""

    def __init__(
        self,
        database: Database,
        credentials: CredentialStore,
        clock: Clock,
        callbacks: CallbackServer,
        *,
        files_came: Callable[[], None],
    ) -> None:
        self.lines: dict[int, CorpLine] = {}
        self._database = database
        self._credentials = credentials
        self._clock = clock
        self._callbacks = callbacks
        self._files_came = files_came
        self._served: dict[int, _Served] = {}

    async def refresh(self, renewed: frozenset[int] = frozenset()) -> None:
        """Bring the ways to what is stored; `renewed` corps are opened anew.

        A corp is renewed when a person has entered its secret again: a client that
        waits after a refused secret would wait on.
        """
        found = {
            access.corp.id: access
            for access in await self._database.read(organisation_store.corps)
        }
        for corp_id in [*self._served]:
            served = self._served[corp_id]
            access = found.get(corp_id)
            if corp_id in renewed or access is None or _moved(served.line, access):
                await self._close(corp_id)
        for corp_id, access in found.items():
            if corp_id not in self._served:
                await self._open(access)
        accounts = await self._database.read(organisation_store.accounts)
        for corp_id, served in self._served.items():
            served.sync.set_accounts(_read_for(corp_id, accounts))

    def worst_delay(self) -> timedelta:
        """Return how late a message can be by polling, for the slowest corp."""
        now = self._clock.monotonic()
        delays = (
            served.sync.budget.worst_delay(now=now) for served in self._served.values()
        )
        return max(delays, default=timedelta(0))

    async def close(self) -> None:
        """Stop every reader and close every connection."""
        for corp_id in [*self._served]:
            await self._close(corp_id)

    async def _open(self, access: CorpAccess) -> None:
        """Begin to serve a corp; one that cannot be served says why in its health."""
        corp = access.corp
        try:
            client = WeComClient(
                base_url=corp.base_url,
                corpid=corp.corpid,
                secret=lambda: self._secret(corp.corpid),
                clock=self._clock,
                proxy=access.proxy_url,
            )
        except WeComError as error:
            await self._store_health(corp.id, error.reason, error.detail)
            return
        line = CorpLine(access, client)
        sync = SyncRunner(
            self._database, line, self._clock, files_came=self._files_came
        )
        tasks = TaskGroup(f"corp-{corp.id}")
        self._served[corp.id] = _Served(line, sync, tasks)
        self.lines[corp.id] = line
        tasks.spawn(sync.run(), name="sync")
        tasks.spawn(self._tell_health(line), name="health")
        try:
            await self._listen(corp.corpid, sync)
        except (CredentialError, WeComError) as error:
            # Polling goes on; the check-up names what is wrong with the key.
            logger.warning("corp %d: no callbacks: %s", corp.id, type(error).__name__)

    async def _close(self, corp_id: int) -> None:
        served = self._served.pop(corp_id)
        del self.lines[corp_id]
        self._callbacks.forget(served.line.access.corp.corpid)
        await served.tasks.close()
        await served.line.client.aclose()

    async def _listen(self, corpid: str, sync: SyncRunner) -> None:
        """Let callbacks in where the corp has a token and a key."""
        get = self._credentials.get
        token = await asyncio.to_thread(get, callback_token(corpid))
        aes_key = await asyncio.to_thread(get, callback_key(corpid))
        if token and aes_key:
            reader = CallbackReader(
                token=token, aes_key=aes_key, receive_id=corpid, clock=self._clock
            )
            self._callbacks.listen(corpid, reader, sync.ping)

    def _secret(self, corpid: str) -> str:
        secret = self._credentials.get(corp_secret(corpid))
        if secret is None:
            raise local(LocalFailure.SECRET_MISSING)
        return secret

    async def _tell_health(self, line: CorpLine) -> None:
        while True:
            await line.changed.wait()
            line.changed.clear()
            try:
                await self._store_health(line.corp_id, line.failure, line.detail)
            except StorageError as error:
                logger.warning("health: %s", type(error).__name__)
                await asyncio.sleep(STORAGE_PAUSE)
                line.changed.set()

    async def _store_health(
        self, corp_id: int, failure: FailureReason | None, detail: str
    ) -> None:
        now = to_milliseconds(self._clock.now())
        await self._database.write(
            lambda connection: organisation_store.set_corp_health(
                connection, corp_id, failure, detail, now=now
            )
        )


def _moved(line: CorpLine, access: CorpAccess) -> bool:
    before = line.access
    return (before.corp.base_url, before.proxy_url, before.poll_per_minute) != (
        access.corp.base_url,
        access.proxy_url,
        access.poll_per_minute,
    )


def _read_for(corp_id: int, accounts: tuple[Account, ...]) -> tuple[Account, ...]:
    return tuple(
        account
        for account in accounts
        if account.corp_id == corp_id and account.enabled
    )
