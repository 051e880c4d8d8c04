"""Connecting corps, changing how they are read, and letting them go.

Secrets go to their store before the rows that need them, and leave it after. Only
where everything is to go they go first: a kill leaves a corp that can be let go again.
"""

import asyncio
from dataclasses import dataclass, field

from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.connected_corp import ConnectedCorp, LeftCorp
from desktop.services.credentials import (
    CredentialError,
    CredentialStore,
    callback_key,
    callback_token,
    corp_secret,
)
from desktop.services.storage import corp_removal, organisation_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import BusyError, StorageError
from desktop.services.storage.organisation_store import AccountListing, CorpAccess
from desktop.services.wecom.polling_budget import PollingBudget

CALLBACK_PATH = "/wecom/"
"""Below it each corp has its callback address (engine/callback_app)."""


@dataclass(frozen=True, slots=True)
class Disconnected:
    """A corp that was let go, with all that is needed to put it back."""

    corp_id: int
    name: str
    account_ids: tuple[int, ...]
    """Those that were switched on."""
    secrets: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Removed:
    """A corp of which nothing stays on this machine."""

    corp_id: int
    name: str
    account_ids: tuple[int, ...]
    conversation_ids: tuple[int, ...]


class Corps:
    """The corps of this profile."""

    def __init__(
        self, database: Database, credentials: CredentialStore, clock: Clock
    ) -> None:
        self._database = database
        self._credentials = credentials
        self._clock = clock

    async def connect(
        self,
        entry: SetupEntry,
        found: tuple[FoundAccount, ...],
        chosen: frozenset[str],
    ) -> int:
        """Keep the secrets, store the corp and switch exactly the chosen accounts on.

        An entry without a secret is of a corp whose secret is kept already. Returns
        the corp's row id; raises CredentialError, StorageError, and then nothing is
        left of what was begun. BusyError while its old data is being removed.
        """
        before = await asyncio.to_thread(self._keep, _secrets_of(entry))
        now = self._now()
        listed = [
            AccountListing(account.open_kfid, account.name, account.manageable)
            for account in found
        ]

        def work(connection: Connection) -> int:
            if corp_removal.is_marked(connection, entry.corpid):
                raise BusyError("removal")
            corp_id = organisation_store.connect_corp(
                connection,
                entry.corpid,
                entry.name,
                entry.base_url,
                entry.proxy_url,
                now=now,
            )
            organisation_store.store_accounts(
                connection, corp_id, listed, enable=chosen, now=now
            )
            return corp_id

        try:
            return await self._database.write(work)
        except StorageError:
            await asyncio.to_thread(self._put_back, before)
            raise

    async def connected(self, callback_host: str = "") -> tuple[ConnectedCorp, ...]:
        """Return every corp with what receiving from it costs.

        `callback_host` is HOST:PORT where the engine listens, empty when it does not.
        Raises CredentialError, StorageError.
        """
        accesses = await self._database.read(organisation_store.corps)
        accounts = await self._database.read(organisation_store.accounts)
        shown = []
        for access in accesses:
            own = [one for one in accounts if one.corp_id == access.corp.id]
            on = sum(one.enabled for one in own)
            address = ""
            if callback_host:
                address = await self._callback_address(access, callback_host)
            budget = PollingBudget(access.poll_per_minute)
            shown.append(
                ConnectedCorp(
                    access.corp,
                    on,
                    access.poll_per_minute,
                    budget.worst_delay(on),
                    address,
                )
            )
        return tuple(shown)

    async def entry(self, corp_id: int) -> SetupEntry | None:
        """Return how a corp was connected, without its secrets; None when it is gone.

        Raises StorageError.
        """
        accesses = await self._database.read(organisation_store.corps)
        access = next((one for one in accesses if one.corp.id == corp_id), None)
        if access is None:
            return None
        corp = access.corp
        return SetupEntry(corp.corpid, "", corp.name, corp.base_url, access.proxy_url)

    async def set_polls(self, corp_id: int, polls_a_minute: int) -> None:
        """Give a corp another polling budget; the engine takes it up at once."""
        now = self._now()
        await self._database.write(
            lambda connection: organisation_store.set_poll_budget(
                connection, corp_id, polls_a_minute, now=now
            )
        )

    async def disconnect(self, corp_id: int) -> Disconnected | None:
        """Switch a corp's accounts off and forget its secrets; messages are kept.

        None when it is not connected. Raises CredentialError, StorageError, and then
        it is as connected as before.
        """
        entry = await self.entry(corp_id)
        if entry is None:
            return None
        names = _names_of(entry.corpid)
        secrets = await asyncio.to_thread(self._held, names)
        now = self._now()
        account_ids = await self._database.write(
            lambda connection: organisation_store.disconnect_corp(
                connection, corp_id, now=now
            )
        )
        gone = Disconnected(corp_id, entry.name, account_ids, secrets)
        try:
            await asyncio.to_thread(self._forget, names)
        except CredentialError:
            await self.restore(gone)
            raise
        return gone

    async def restore(self, gone: Disconnected) -> None:
        """Undo `disconnect`; raises CredentialError, StorageError."""
        await asyncio.to_thread(self._keep, gone.secrets)
        now = self._now()
        await self._database.write(
            lambda connection: organisation_store.restore_corp(
                connection, gone.corp_id, gone.account_ids, now=now
            )
        )

    async def left(self) -> tuple[LeftCorp, ...]:
        """Return the corps that are disconnected and whose data is still here."""
        return await self._database.read(organisation_store.left_corps)

    async def remove(self, corp_id: int) -> Removed | None:
        """Forget a corp's secrets at once and have the engine remove all its data.

        Messages, files, drafts, what is scheduled and what has not left yet go for
        good, with the traces of them in the search index. None when there is no such
        corp; raises CredentialError, StorageError, and then nothing is removed.
        """
        corpid, name = await self._database.read(
            lambda connection: organisation_store.corp_names(connection, corp_id)
        )
        if not corpid:
            return None
        before = await asyncio.to_thread(self._forget_all, _names_of(corpid))
        now = self._now()

        def work(connection: Connection) -> Removed:
            organisation_store.disconnect_corp(connection, corp_id, now=now)
            corp_removal.mark(connection, corp_id)
            return Removed(
                corp_id,
                name,
                corp_removal.account_ids(connection, corp_id),
                corp_removal.conversation_ids(connection, corp_id),
            )

        try:
            return await self._database.write(work)
        except StorageError:
            await asyncio.to_thread(self._put_back, before)
            raise

    async def _callback_address(self, access: CorpAccess, host: str) -> str:
        corpid = access.corp.corpid
        key = await asyncio.to_thread(self._credentials.get, callback_key(corpid))
        return f"http://{host}{CALLBACK_PATH}{corpid}" if key else ""

    def _held(self, names: tuple[str, ...]) -> dict[str, str]:
        held = {name: self._credentials.get(name) for name in names}
        return {name: secret for name, secret in held.items() if secret is not None}

    def _keep(self, secrets: dict[str, str]) -> dict[str, str | None]:
        """Keep all of these or none; return what stood there before."""
        before: dict[str, str | None] = {}
        try:
            for name, secret in secrets.items():
                before[name] = self._credentials.get(name)
                self._credentials.set(name, secret)
        except CredentialError:
            self._put_back(before)
            raise
        return before

    def _forget_all(self, names: tuple[str, ...]) -> dict[str, str | None]:
        """Forget all of these or none; return what was held."""
        held: dict[str, str | None] = dict(self._held(names))
        try:
            self._forget(names)
        except CredentialError:
            self._put_back(held)
            raise
        return held

    def _put_back(self, before: dict[str, str | None]) -> None:
        for name, secret in before.items():
            try:
                if secret is None:
                    self._credentials.delete(name)
                else:
                    self._credentials.set(name, secret)
            except CredentialError:
                # The first failure is the one that is told; this is its echo.
                continue

    def _forget(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._credentials.delete(name)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def _names_of(corpid: str) -> tuple[str, ...]:
    return corp_secret(corpid), callback_token(corpid), callback_key(corpid)


def _secrets_of(entry: SetupEntry) -> dict[str, str]:
    secrets: dict[str, str] = {}
    if entry.secret:
        secrets[corp_secret(entry.corpid)] = entry.secret
    if entry.callback_token and entry.encoding_aes_key:
        secrets[callback_token(entry.corpid)] = entry.callback_token
        secrets[callback_key(entry.corpid)] = entry.encoding_aes_key
    return secrets
