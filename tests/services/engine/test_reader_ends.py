"""Reading on ends, whatever a server says of what is still to come."""

import asyncio
from dataclasses import dataclass
from typing import cast

import pytest

from desktop.models.content import Text
from desktop.services.engine.account_reader import AccountReader
from desktop.services.storage.database import Database
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.page import Entry, Page
from tests.building import World

ENTRY = Entry("m-1", "wk-one", "wm-anna", 1_795_000_000, 3, "", Text("您好"))


@dataclass
class StandingKf:
    """Says that there is more, and gives the same page again."""

    cursor: str
    asked: int = 0

    async def sync_msg(self, open_kfid: str, *, cursor: str, token: str) -> Page:
        self.asked += 1
        return Page(self.cursor, True, (ENTRY,))


@dataclass
class StandingClient:
    kf: StandingKf


@pytest.mark.parametrize("cursor", ["", "c-1"])
async def test_a_cursor_that_stands_still_is_not_asked_again_and_again(
    world: World, database: Database, cursor: str
) -> None:
    kf = StandingKf(cursor)
    client = cast("WeComClient", StandingClient(kf))
    reader = AccountReader(database, client, world.clock)
    async with asyncio.timeout(10):
        reading = await reader.read(world.accounts[0], "token")
    assert reading.messages == 1
    assert kf.asked <= 2
