"""Everything a desk does, opened together: the use cases on one database."""

import asyncio
import getpass
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.config import Profile
from desktop.models.clock import Clock
from desktop.models.organisation import Operator
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.corps import Corps
from desktop.services.credentials import CredentialStore, database_key
from desktop.services.flow import Flow
from desktop.services.inbox import Inbox
from desktop.services.media_files import MediaFiles
from desktop.services.media_viewing import MediaViewing
from desktop.services.notes import Notes
from desktop.services.quick_replies import QuickReplies
from desktop.services.reply_search.service import ReplySearch
from desktop.services.schedules import Schedules
from desktop.services.search import Search
from desktop.services.sending import Sending
from desktop.services.storage.change_feed import ChangeFeed
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.storage.schema import ensure_schema
from desktop.services.storage.search_reader import SearchReader

if TYPE_CHECKING:
    from desktop.services.macros import Macros
    from desktop.services.materials.service import Materials
    from desktop.services.reply_exchange.service import ReplyExchange
    from desktop.services.reply_exchange.signed_books import SignedBooks
    from desktop.services.working_replies import WorkingReplies


@dataclass(frozen=True)
class Desk:
    """The use cases of one desk."""

    profile: Profile
    clock: Clock
    operator: Operator
    inbox: Inbox
    conversations: Conversations
    flow: Flow
    sending: Sending
    attachments: Attachments
    schedules: Schedules
    notes: Notes
    replies: QuickReplies
    reply_search: ReplySearch
    media_files: MediaFiles
    media_viewing: MediaViewing
    search: Search
    corps: Corps
    feed: ChangeFeed
    database: Database
    credentials: CredentialStore

    # Files in and out are rare: what they need is imported when they are.

    @cached_property
    def materials(self) -> "Materials":
        """The library of pictures, files and cards."""
        from desktop.services.materials.service import Materials

        return Materials(
            self.database,
            self.clock,
            self.operator,
            self.attachments,
            self.profile.library,
            f"desk-{os.getpid()}",
        )

    @cached_property
    def working_replies(self) -> "WorkingReplies":
        """What is being typed into the reply book."""
        from desktop.services.working_replies import WorkingReplies

        return WorkingReplies(
            self.database, self.clock, self.operator, f"desk-{os.getpid()}"
        )

    @cached_property
    def reply_exchange(self) -> "ReplyExchange":
        """Tables of replies in and out, and duplicates."""
        from desktop.services.reply_exchange.service import ReplyExchange

        return ReplyExchange(self.database, self.replies)

    @cached_property
    def signed_books(self) -> "SignedBooks":
        """Reply-book files between databases."""
        from desktop.services.reply_exchange.signed_books import SignedBooks

        return SignedBooks(
            self.database, self.clock, self.operator, self.replies, self.credentials
        )

    @cached_property
    def macros(self) -> "Macros":
        """Several steps at one key."""
        from desktop.services.macro_preview import MacroPreviews
        from desktop.services.macros import Macros

        previews = MacroPreviews(
            self.clock, self.operator, self.inbox, self.replies, self.materials
        )
        return Macros(
            self.database,
            self.clock,
            self.operator,
            previews,
            sending=self.sending,
            flow=self.flow,
            notes=self.notes,
            conversations=self.conversations,
            materials=self.materials,
            attachments=self.attachments,
        )

    async def close(self) -> None:
        """Finish what is being written and close the database."""
        await self.feed.stop()
        self.media_viewing.close()
        if "materials" in vars(self):
            self.materials.close()
        await self.search.close()
        await self.reply_search.close()
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
    files = MediaFiles(database, profile.media)
    attachments = Attachments(database, clock, profile.media, initiator)
    with suppress(StorageError):  # a full disk sweeps another time
        await attachments.sweep()
    replies = QuickReplies(database, clock, operator, initiator)
    return Desk(
        profile=profile,
        clock=clock,
        operator=operator,
        inbox=inbox,
        conversations=Conversations(database, clock, operator, initiator),
        flow=Flow(database, clock, operator, initiator),
        sending=Sending(database, clock, operator, initiator),
        attachments=attachments,
        schedules=Schedules(database, clock, operator, initiator),
        notes=Notes(database, clock, operator, initiator),
        replies=replies,
        reply_search=ReplySearch(replies.all, replies.habits),
        media_files=files,
        media_viewing=MediaViewing(files, database, clock),
        search=Search(SearchReader(profile.database, database.key), clock, operator),
        corps=Corps(database, credentials, clock),
        feed=feed,
        database=database,
        credentials=credentials,
    )


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "坐席"
