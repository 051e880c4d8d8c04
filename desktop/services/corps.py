"""Connecting corps: the secret goes to its store first, the rows come after."""

import asyncio

from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.clock import Clock, to_milliseconds
from desktop.services.credentials import (
    CredentialStore,
    callback_key,
    callback_token,
    corp_secret,
)
from desktop.services.storage import organisation_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.organisation_store import AccountListing


class Corps:
    """Connects corps to this profile."""

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
        """Keep the secrets, store the corp and switch the chosen accounts on.

        Returns the corp's row id; raises CredentialError, StorageError.
        """
        await asyncio.to_thread(self._keep_secrets, entry)
        now = to_milliseconds(self._clock.now())
        listed = [
            AccountListing(account.open_kfid, account.name, account.manageable)
            for account in found
        ]

        def work(connection: Connection) -> int:
            corp_id = organisation_store.connect_corp(
                connection,
                entry.corpid,
                entry.name or entry.corpid,
                entry.base_url,
                entry.proxy_url,
                now=now,
            )
            organisation_store.store_accounts(
                connection, corp_id, listed, enable=chosen, now=now
            )
            return corp_id

        return await self._database.write(work)

    def _keep_secrets(self, entry: SetupEntry) -> None:
        self._credentials.set(corp_secret(entry.corpid), entry.secret)
        if entry.callback_token and entry.encoding_aes_key:
            self._credentials.set(callback_token(entry.corpid), entry.callback_token)
            self._credentials.set(callback_key(entry.corpid), entry.encoding_aes_key)
