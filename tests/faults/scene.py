"""A sandbox and a connected profile, around which processes are started and killed."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.config import Profile
from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.clock import SystemClock
from desktop.sandbox.server import RunningSandbox
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import BusyError, translated
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.schema import ensure_schema
from desktop.services.wecom.client import WeComClient
from tests.faults.conditions import tick, wait_for
from tests.faults.invariants import damage
from tests.faults.processes import ENGINE, WRITER, DeskChild, EngineChild
from tests.faults.toxics import ToxicProxy
from tests.sandbox_fixture import SandboxControl, sandbox_settings

CORP, SECRET = "wwtest", "secret"
CALLBACK_TOKEN = "tok"
AES_KEY = "a" * 43


@dataclass(frozen=True)
class Entry:
    """What the corp is connected with; canaries where a run looks for leaks."""

    secret: str = SECRET
    callback_token: str = CALLBACK_TOKEN
    aes_key: str = AES_KEY
    through_proxy: bool = False
    """Whether the engine reaches the sandbox through the toxic proxy."""
    poll_per_minute: int = 300


@dataclass(frozen=True)
class Scene:
    """What a fault run has at hand."""

    folder: Path
    profile: Profile
    key: DatabaseKey
    control: SandboxControl
    database: Connection
    """Read-only, of the test's own thread."""
    engine: EngineChild
    desk: DeskChild
    entry: Entry
    proxy: ToxicProxy
    """Between engine and sandbox; healthy until it is told otherwise."""

    def call_back(self) -> None:
        """Let the sandbox's callbacks reach the engine."""
        self.control.callback(
            f"http://127.0.0.1:{self.engine.callback_port}/wecom/{CORP}",
            self.entry.callback_token,
            self.entry.aes_key,
        )

    def number(self, question: str, *values: object) -> int:
        """Return the one number that a query answers."""
        return int(self.database.execute(question, values).fetchone()[0] or 0)

    def freeze_engine(self) -> None:
        """Stop the engine at a moment at which it does not hold the write lock.

        With the lock in its hand it would stop every desk of the profile too.
        """
        while True:
            self.engine.signal(signal.SIGSTOP)
            wait_for(self.engine.is_stopped, "the engine stops")
            if self._is_writable():
                return
            self.engine.signal(signal.SIGCONT)
            tick()

    def _is_writable(self) -> bool:
        with contextlib.closing(
            open_connection(self.profile.database, self.key)
        ) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            with contextlib.suppress(BusyError), translated():
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
                return True
        return False

    def damage(self) -> list[str]:
        """Return what is wrong with the database file."""
        return damage(self.profile.database, self.key)

    def conversation(self, open_kfid: str, external_userid: str) -> int:
        """Return the row id of a conversation, 0 where there is none yet."""
        row = self.database.execute(
            "SELECT c.id FROM conversation c JOIN account a ON a.id = c.account_id"
            " JOIN customer u ON u.id = c.customer_id"
            " WHERE a.external_id = ? AND u.external_userid = ?",
            (open_kfid, external_userid),
        ).fetchone()
        return 0 if row is None else int(row[0])


@contextlib.contextmanager
def open_scene(
    folder: Path,
    entry: Entry | None = None,
    *,
    engine: tuple[str, ...] = ENGINE,
    desk: tuple[str, ...] = WRITER,
    **sandbox: Any,
) -> Iterator[Scene]:
    """Start a sandbox and connect its corp; children that still live are killed."""
    entry = entry or Entry()
    settings = {"tokenless_sync_per_minute": 6_000, **sandbox}
    if "corps" not in settings:
        settings["corps"] = [(CORP, entry.secret)]
    profile = Profile(folder / "profile", folder / "key.json")
    key = _new_database(profile)
    with contextlib.ExitStack() as stack:
        running = stack.enter_context(RunningSandbox(sandbox_settings(**settings)))
        control = stack.enter_context(SandboxControl(running.control_url))
        proxy = stack.enter_context(ToxicProxy(running.port))
        base_url = proxy.base_url if entry.through_proxy else running.base_url
        asyncio.run(connect(profile, key, entry, base_url))
        database = open_connection(profile.database, key, read_only=True)
        stack.callback(database.close)
        scene = Scene(
            folder,
            profile,
            key,
            control,
            database,
            EngineChild(
                profile, folder, **({} if engine is None else {"module": engine})
            ),
            DeskChild(profile, folder, **({} if desk is None else {"module": desk})),
            entry,
            proxy,
        )
        stack.callback(_end, scene)
        scene.call_back()
        yield scene


def _new_database(profile: Profile) -> DatabaseKey:
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    ensure_schema(profile.database, key)
    return key


def _end(scene: Scene) -> None:
    scene.control.release()
    for child in (scene.engine, scene.desk):
        if child.alive:
            child.kill()


async def connect(
    profile: Profile, key: DatabaseKey, entry: Entry, base_url: str, corp: str = CORP
) -> None:
    """Connect a corp of the sandbox with all its accounts switched on."""
    assert profile.key_file is not None
    setup = SetupEntry(
        corp,
        entry.secret,
        base_url=base_url,
        callback_token=entry.callback_token,
        encoding_aes_key=entry.aes_key,
    )
    found = await _accounts(setup)
    database = Database(profile.database, key)
    corps = Corps(database, KeyFileStore(profile.key_file), SystemClock())
    await corps.connect(setup, found, frozenset(one.open_kfid for one in found))
    await database.write(
        lambda connection: (
            connection.execute(
                "UPDATE corp SET poll_per_minute = ?", (entry.poll_per_minute,)
            ).rowcount
        )
    )
    await database.close()


async def _accounts(setup: SetupEntry) -> tuple[FoundAccount, ...]:
    async with WeComClient(
        base_url=setup.base_url, corpid=setup.corpid, secret=lambda: setup.secret
    ) as client:
        return await client.kf.accounts()
