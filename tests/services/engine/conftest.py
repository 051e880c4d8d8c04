"""A database joined to a sandbox, and the engine's workers on both."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.models.account import Account
from desktop.models.clock import SystemClock
from desktop.services.engine.corp_line import CorpLine
from desktop.services.storage import organisation_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database, Result
from desktop.services.storage.errors import BusyError
from desktop.services.wecom.client import WeComClient
from tests.building import World, make_world
from tests.sandbox_fixture import Sandbox, SandboxControl

MakeClient = Callable[..., WeComClient]


@dataclass(frozen=True)
class Scene:
    """One corp of a sandbox, stored in a database, with a way to it."""

    world: World
    database: Database
    sandbox: Sandbox
    line: CorpLine

    @property
    def control(self) -> SandboxControl:
        """The sandbox's control."""
        return self.sandbox.control

    @property
    def account(self) -> Account:
        """The first account, as it is stored now."""
        return organisation_store.accounts(self.world.connection)[0]

    @property
    def customer(self) -> str:
        """The first customer's external_userid."""
        return self.control.customers()[0]

    def say(self, text: str, number: int = 0) -> str:
        """A customer writes to the first account; the msgid."""
        return self.control.say(
            self.account.open_kfid, self.control.customers()[number], text
        )

    def asked(self, path: str) -> int:
        """How often the sandbox was asked for a path."""
        return int(self.control.metrics()["requests"].get(path, 0))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A database that knows no sandbox."""
    made = make_world(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture
async def database(world: World) -> AsyncIterator[Database]:
    """The open database of `world`."""
    opened = Database(world.path, world.key)
    yield opened
    await opened.close()


MakeScene = Callable[..., Scene]


@pytest.fixture
async def make_scene(tmp_path: Path) -> AsyncIterator[MakeScene]:
    """Joins a database to a sandbox: `make_scene(sandbox, secret=…, pacing=…)`."""
    async with AsyncExitStack() as stack:

        def make(sandbox: Sandbox, **changes: Any) -> Scene:
            world = make_world(
                tmp_path / f"profile-{sandbox.base_url.split(':')[2][:5]}",
                open_kfids=sandbox.control.accounts(),
                base_url=sandbox.base_url,
                start=datetime.now(UTC),
            )
            stack.callback(world.close)
            database = Database(world.path, world.key)
            stack.push_async_callback(database.close)
            arguments: dict[str, Any] = {
                "base_url": sandbox.base_url,
                "corpid": sandbox.corp_id,
                "secret": lambda: sandbox.secret,
                "clock": SystemClock(),
            }
            client = WeComClient(**{**arguments, **changes})
            stack.push_async_callback(client.aclose)
            (access,) = organisation_store.corps(world.connection)
            return Scene(world, database, sandbox, CorpLine(access, client))

        yield make


@pytest.fixture
def scene(make_scene: MakeScene, sandbox: Sandbox) -> Scene:
    """One corp of a silent sandbox."""
    return make_scene(sandbox)


class FlakyDatabase(Database):
    """A database whose writes fail where the test says: n-th write from now."""

    failing: frozenset[int] = frozenset()
    writes: int = 0

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        self.writes += 1
        if self.writes in self.failing:
            raise BusyError("BusyError")
        return await super().write(work)


def line_with(world: World, client: object) -> CorpLine:
    """A line whose client is a small class of the test."""
    (access,) = organisation_store.corps(world.connection)
    return CorpLine(access, cast("WeComClient", client))
