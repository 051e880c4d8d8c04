"""Everything a desk does, opened together: the use cases on one database."""

import asyncio
import getpass
import os
from dataclasses import dataclass

from desktop.config import Profile
from desktop.models.clock import Clock
from desktop.models.organisation import Operator
from desktop.services.conversations import Conversations
from desktop.services.corps import Corps
from desktop.services.credentials import CredentialStore, database_key
from desktop.services.inbox import Inbox
from desktop.services.media_files import MediaFiles
from desktop.services.sending import Sending
from desktop.services.storage.change_feed import ChangeFeed
from desktop.services.storage.database import Database
from desktop.services.storage.schema import ensure_schema


@dataclass(frozen=True)
class Desk:
    """The use cases of one desk."""

    profile: Profile
    clock: Clock
    operator: Operator
    inbox: Inbox
    conversations: Conversations
    sending: Sending
    media_files: MediaFiles
    corps: Corps
    feed: ChangeFeed
    database: Database

    async def close(self) -> None:
        """Finish what is being written and close the database."""
        await self.feed.stop()
        await self.database.close()


async def open_desk(
    profile: Profile, credentials: CredentialStore, clock: Clock
) -> Desk:
    """Open the profile's database, made and brought up to date where needed.

    Raises CredentialError, StorageError.
    """

    def prepare() -> Database:
        key = database_key(credentials, profile.database)
        ensure_schema(profile.database, key)
        return Database(profile.database, key)

    database = await asyncio.to_thread(prepare)
    inbox = Inbox(database, clock)
    operator = await inbox.operator(_own_name())
    feed = ChangeFeed(profile.database, database.key)
    await feed.start()
    initiator = f"desk-{os.getpid()}"
    return Desk(
        profile=profile,
        clock=clock,
        operator=operator,
        inbox=inbox,
        conversations=Conversations(database, clock, operator, initiator),
        sending=Sending(database, clock, operator, initiator),
        media_files=MediaFiles(database, profile.media),
        corps=Corps(database, credentials, clock),
        feed=feed,
        database=database,
    )


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "坐席"
