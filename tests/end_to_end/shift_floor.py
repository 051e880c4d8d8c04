"""The floor of a shift: a sandbox with customers, a desk, an engine, their clock."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.models.notification_choices import NotificationChoices
from desktop.models.organisation import Role
from desktop.models.preferences import Preferences
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.engine.process import Engine
from desktop.services.storage import organisation_store
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from tests.end_to_end.desk_run import (
    RunningDesk,
    connect_profile,
    profile_in,
    running_desk,
)
from tests.end_to_end.shift_agent import Agent
from tests.sandbox_fixture import Delivery, Json, Sandbox, SandboxControl

QUIET = Preferences(notifications=NotificationChoices(shown=False, sounds=False))
OWN_NAME, COLLEAGUE = "周晓", "王小满"


class MovableClock:
    """The machine's time plus what the test has moved it by; for desk and engine."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def monotonic(self) -> float:
        return time.monotonic() + self._offset.total_seconds()

    def move(self, by: timedelta) -> None:
        """Let time pass at once."""
        self._offset += by


@dataclass(frozen=True)
class Floor:
    """One desk of the shift and the world around it."""

    desk: RunningDesk
    agent: Agent
    sandbox: Sandbox
    clock: MovableClock

    @property
    def control(self) -> SandboxControl:
        """What customers do, and what reached them."""
        return self.sandbox.control

    def name(self, number: int) -> str:
        """What a customer is called."""
        return str(self._customers()[number]["nickname"])

    def say(self, number: int, text: str, account: int = 0) -> str:
        """A customer writes; the msgid."""
        return self.control.say(*self._ids(number, account), text)

    def say_much(self, number: int, texts: Iterable[str]) -> None:
        """A customer writes a lot at once."""
        account, customer = self._ids(number, 0)
        self.control.say_many(
            [
                {
                    "open_kfid": account,
                    "external_userid": customer,
                    "msgtype": "text",
                    "text": {"content": text},
                }
                for text in texts
            ]
        )

    def send(self, number: int, msgtype: str, body: Json = None) -> str:
        """A customer sends something else than words; the msgid."""
        return self.control.say(*self._ids(number, 0), msgtype=msgtype, body=body)

    def got(self, number: int) -> list[Delivery]:
        """What a customer was sent."""
        customer = self.control.customers()[number]
        return self.control.ledger(external_userid=customer)

    def texts(self, number: int) -> list[str]:
        """The words that a customer was sent."""
        return [one.text for one in self.got(number)]

    def state(self, number: int) -> Json:
        """How WeCom sees a customer's session."""
        return self.control.conversation(*self._ids(number, 0))

    def answer_as(self, servicer: str, number: int, text: str) -> None:
        """A colleague answers a customer in WeCom."""
        self.control.say(
            *self._ids(number, 0), text, origin=5, servicer_userid=servicer
        )

    async def came(self, *numbers: int) -> None:
        """Wait until these customers stand in the list under their names."""
        wanted = [self.name(number) for number in numbers]
        await self.agent.until(
            lambda: set(wanted) <= set(self.agent.names), f"{wanted} are listed"
        )

    async def greet(self, *numbers: int) -> None:
        """Let customers write a second apart, as WeCom counts, and see them come."""
        for number in numbers:
            self.say(number, f"你好，我是{number}号")
            await self.pass_time(timedelta(seconds=1))
        await self.came(*numbers)

    async def pass_time(self, by: timedelta) -> None:
        """Let time pass for everybody."""
        self.control.advance(by.total_seconds())
        self.clock.move(by)

    def _customers(self) -> list[Json]:
        return list(self.control.state()["corps"][0]["customers"])

    def _ids(self, number: int, account: int) -> tuple[str, str]:
        control = self.control
        return control.accounts()[account], control.customers()[number]


@asynccontextmanager
async def shift(
    folder: Path, sandbox: Sandbox, preferences: Preferences | None = None
) -> AsyncIterator[Floor]:
    """Connect the sandbox to a new profile and sit down."""
    await connect_profile(folder, sandbox)
    _hire(folder, COLLEAGUE)
    async with at_work(folder, sandbox, preferences) as floor:
        yield floor


@asynccontextmanager
async def at_work(
    folder: Path, sandbox: Sandbox, preferences: Preferences | None = None
) -> AsyncIterator[Floor]:
    """Sit down at a profile that is connected; the engine shares the desk's clock."""
    clock = MovableClock()
    preferences = preferences or QUIET
    with _engine(folder, clock):
        async with running_desk(folder, preferences, engine=None, clock=clock) as desk:
            desk.window.activateWindow()
            await desk.until(desk.window.isActiveWindow, "the window is in front")
            yield Floor(desk, Agent(desk), sandbox, clock)


def _hire(folder: Path, name: str) -> None:
    """Let a colleague work with this profile; nothing in a desk adds one yet."""
    profile = profile_in(folder)
    key = database_key(KeyFileStore(folder / "keys.json"), profile.database)
    connection = open_connection(profile.database, key)

    def add(one: Connection) -> None:
        organisation_store.ensure_operator(one, OWN_NAME)
        one.execute(
            "INSERT INTO operator(name, role) VALUES (?, ?)", (name, Role.AGENT.value)
        )

    try:
        in_transaction(connection, add)
    finally:
        connection.close()


@contextmanager
def _engine(folder: Path, clock: MovableClock) -> Iterator[None]:
    """The engine in a thread of this process: a child would have its own clock."""
    profile, store = profile_in(folder), KeyFileStore(folder / "keys.json")
    begun, failed = threading.Event(), list[BaseException]()
    stop: list[asyncio.Event] = []
    loops: list[asyncio.AbstractEventLoop] = []

    async def work() -> None:
        stop.append(asyncio.Event())
        loops.append(asyncio.get_running_loop())
        begun.set()
        key = database_key(store, profile.database)
        await Engine(profile, key, store, clock).run(stop[0])

    def run() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:
            failed.append(error)
        finally:
            begun.set()

    thread = threading.Thread(target=run, name="engine")
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        loops[0].call_soon_threadsafe(stop[0].set)
        thread.join()
    if failed:
        raise failed[0]
