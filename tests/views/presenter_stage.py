"""What presenter tests stand on: a desk on a database, without an engine."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.desk import Desk
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
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import BusyError
from desktop.services.storage.search_reader import SearchReader
from tests.building import DESK, World

Result = TypeVar("Result")


class MoodyDatabase(Database):
    """A database that another process keeps busy while a test says so."""

    busy = False
    busy_after_write = False
    refused = 0
    late: asyncio.Event | None = None
    """Until it is set, what was read is handed over to nobody."""

    @contextmanager
    def kept_busy(self) -> Iterator[None]:
        """Refuse everything for a while."""
        self.busy = True
        yield
        self.busy = False

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Refuse while it is busy."""
        if self.busy:
            self.refused += 1
            raise BusyError("BusyError")
        result, late = await super().read(work), self.late
        if late is not None:
            await late.wait()
        return result

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Refuse while it is busy."""
        if self.busy:
            self.refused += 1
            raise BusyError("BusyError")
        result = await super().write(work)
        self.busy = self.busy or self.busy_after_write
        return result


@asynccontextmanager
async def desk_on(world: World) -> AsyncIterator[tuple[Desk, MoodyDatabase]]:
    """Open a desk on a world's database, whose clock stands still."""
    database = MoodyDatabase(world.path, world.key)
    feed = ChangeFeed(world.path, world.key)
    await feed.start()
    clock, operator = world.clock, world.operator
    files = MediaFiles(database, world.profile.media)
    replies = QuickReplies(database, clock, operator, DESK)
    credentials = KeyFileStore(world.profile.folder / "secrets.json")
    desk = Desk(
        profile=world.profile,
        clock=clock,
        operator=operator,
        inbox=Inbox(database, clock),
        conversations=Conversations(database, clock, operator, DESK),
        flow=Flow(database, clock, operator, DESK),
        sending=Sending(database, clock, operator, DESK),
        attachments=Attachments(database, clock, world.profile.media, DESK),
        schedules=Schedules(database, clock, operator, DESK),
        notes=Notes(database, clock, operator, DESK),
        replies=replies,
        reply_search=ReplySearch(replies.all, replies.habits),
        media_files=files,
        media_viewing=MediaViewing(files, database, clock),
        search=Search(SearchReader(world.path, world.key), clock, operator),
        corps=Corps(database, credentials, clock),
        feed=feed,
        database=database,
        credentials=credentials,
    )
    try:
        yield desk, database
    finally:
        await desk.close()
