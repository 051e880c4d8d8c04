"""A sandbox process whose accounts are those of a large profile."""

import asyncio
import contextlib
import itertools
import random
import secrets
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

from desktop.config import Profile
from desktop.models.checkup import SetupEntry
from desktop.models.clock import SystemClock
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.launch import own_command
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import Database
from desktop.services.wecom.client import WeComClient
from tests.benchmarks.dialogues import Turn, load_dialogues
from tests.benchmarks.make_database import ACCOUNTS, CORPID
from tests.faults.conditions import wait_for
from tests.faults.processes import free_port
from tests.sandbox_fixture import SandboxControl

CUSTOMERS = 300
_LETTERS = string.ascii_letters + string.digits


class LiveStage:
    """What a live benchmark talks to: customers who speak, and the database."""

    def __init__(self, control: SandboxControl, database: Connection, port: int):
        self.control = control
        self.database = database
        self.callback_address = f"127.0.0.1:{port}"
        self.accounts = control.accounts()
        self.customers = control.customers()
        self._words = itertools.cycle(_texts())
        self._dice = random.Random(3)

    def open_conversation(self) -> tuple[str, str]:
        """Return account and customer of the conversation that is on the screen."""
        return self.accounts[0], self.customers[0]

    def conversation_id(self, open_kfid: str, external_userid: str) -> int:
        """Return the row of a conversation, waiting until it has come in."""
        found: list[int] = []

        def came() -> bool:
            row = self.database.execute(
                "SELECT c.id FROM conversation c JOIN account a ON a.id = c.account_id"
                " JOIN customer u ON u.id = c.customer_id"
                " WHERE a.external_id = ? AND u.external_userid = ?",
                (open_kfid, external_userid),
            ).fetchone()
            found.extend([] if row is None else [int(row[0])])
            return row is not None

        wait_for(came, "the conversation came in", within=60)
        return found[0]

    def anybody(self) -> tuple[str, str]:
        """Return an account and a customer, any but the one on the screen."""
        while True:
            pair = self._dice.choice(self.accounts), self._dice.choice(self.customers)
            if pair != self.open_conversation():
                return pair

    def message(self, open_kfid: str, external_userid: str) -> dict[str, object]:
        """Return the next words as the sandbox takes them."""
        return {
            "open_kfid": open_kfid,
            "external_userid": external_userid,
            "msgtype": "text",
            "text": {"content": next(self._words).text},
        }


@contextlib.contextmanager
def live_stage(profile: Profile) -> Iterator[LiveStage]:
    """Start a sandbox and give its accounts to a copy of a large profile."""
    secret, port = secrets.token_hex(16), free_port()
    with contextlib.ExitStack() as stack:
        origin = stack.enter_context(_sandbox(secret))
        control = stack.enter_context(SandboxControl(f"{origin}/sandbox/"))
        entry = SetupEntry(
            CORPID,
            secret,
            base_url=control.base_url,
            callback_token=_random_text(24),
            encoding_aes_key=_random_text(43),
        )
        asyncio.run(_connect(profile, entry))
        control.callback(
            f"http://127.0.0.1:{port}/wecom/{CORPID}",
            entry.callback_token,
            entry.encoding_aes_key,
        )
        database = _reader(profile)
        stack.callback(database.close)
        yield LiveStage(control, database, port)


@contextlib.contextmanager
def _sandbox(secret: str) -> Iterator[str]:
    command = own_command(
        "sandbox", "--corp", "-", "--accounts", str(ACCOUNTS),
        "--customers", str(CUSTOMERS), "--rule", "tokenless_sync_per_minute=6000",
        "--rule", "general_per_minute=1000000", "--rule", "general_per_hour=10000000",
    )  # fmt: skip
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(f"{CORPID}:{secret}\n")
        process.stdin.close()
        yield process.stdout.readline().rsplit(" ", 1)[1].strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


async def _connect(profile: Profile, entry: SetupEntry) -> None:
    """Let the accounts of the large database be those of the sandbox."""
    store = KeyFileStore(profile.key_file or Path())
    client = WeComClient(
        base_url=entry.base_url, corpid=entry.corpid, secret=lambda: entry.secret
    )
    async with client:
        found = await client.kf.accounts()
    renamed = [(one.open_kfid, number) for number, one in enumerate(found, 1)]
    database = Database(profile.database, database_key(store, profile.database))
    await database.write(
        lambda connection: (
            connection.executemany(
                "UPDATE account SET external_id = ?, cursor = '' WHERE id = ?", renamed
            ).rowcount
        )
    )
    chosen = frozenset(one.open_kfid for one in found)
    await Corps(database, store, SystemClock()).connect(entry, found, chosen)
    await database.close()


def _reader(profile: Profile) -> Connection:
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    return open_connection(profile.database, key, read_only=True)


def _texts() -> list[Turn]:
    return [
        turn
        for conversation in load_dialogues().conversations
        for turn in conversation
        if turn.by_customer
    ]


def _random_text(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
