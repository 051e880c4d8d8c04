"""Sets the stage of the demo: a sandbox, a throw-away profile, a connected corp."""

import asyncio
import secrets
import socket
import string
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.config import Profile
from desktop.demo.library import fill_library
from desktop.models.checkup import SetupEntry
from desktop.models.clock import SystemClock
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.launch import own_command
from desktop.services.storage import organisation_store
from desktop.services.storage.database import Database
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.schema import ensure_schema
from desktop.services.wecom.client import WeComClient

CORPID = "wwdemo0000000001"
CORP_NAME = "云裳服饰"
OPERATOR = "周晓"
ACCOUNTS = 12
CUSTOMERS = 300
_LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class StageSettings:
    """How lively the stage is."""

    messages_a_minute: int
    opening: int
    """Messages that wait when the window opens."""
    seed: int = 7


class Stage:
    """A sandbox process and a profile that is connected to it; gone at the end."""

    def __init__(self, folder: Path, settings: StageSettings) -> None:
        self._secret = secrets.token_hex(16)
        self._settings = settings
        self._sandbox: subprocess.Popen[str] | None = None
        self._origin = ""
        self._callback_port = _free_port()
        self._key_file = folder / "key.json"
        self.profile = Profile(folder / "profile", self._key_file)

    def __enter__(self) -> Self:
        """Start the sandbox, connect the corp, let callbacks come."""
        self._sandbox = self._start_sandbox()
        try:
            self._origin = _origin_of(self._sandbox)
            asyncio.run(self._connect())
        except BaseException:
            self._end_sandbox()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the sandbox."""
        self._end_sandbox()

    def _end_sandbox(self) -> None:
        if self._sandbox is not None:
            self._sandbox.terminate()
            try:
                self._sandbox.wait(5)
            except subprocess.TimeoutExpired:
                self._sandbox.kill()
                self._sandbox.wait()

    @property
    def callback_address(self) -> str:
        """Return HOST:PORT on which the engine is to listen."""
        return f"127.0.0.1:{self._callback_port}"

    @property
    def control_url(self) -> str:
        """Return where the sandbox tells what happened."""
        return f"{self._origin}/sandbox/"

    def key(self) -> DatabaseKey:
        """Return the key of the throw-away database."""
        return database_key(self.credentials, self.profile.database)

    @property
    def credentials(self) -> KeyFileStore:
        """Return where the throw-away profile keeps its secrets."""
        return KeyFileStore(self._key_file)

    def _start_sandbox(self) -> "subprocess.Popen[str]":
        settings = self._settings
        sandbox = subprocess.Popen(
            own_command(
                "sandbox", "--port", "0", "--corp", "-",
                "--accounts", str(ACCOUNTS), "--customers", str(CUSTOMERS),
                "--rate", str(settings.messages_a_minute),
                "--opening", str(settings.opening),
                "--seed", str(settings.seed), "--prologue",
            ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip
        assert sandbox.stdin is not None
        # Through the pipe: an argument could be read by everybody on the machine.
        sandbox.stdin.write(f"{CORPID}:{self._secret}\n")
        sandbox.stdin.close()
        return sandbox

    async def _connect(self) -> None:
        """Do what the set-up page does, and name our callback address to WeCom."""
        entry = SetupEntry(
            CORPID,
            self._secret,
            name=CORP_NAME,
            base_url=f"{self._origin}/cgi-bin/",
            callback_token=_random_text(24),
            encoding_aes_key=_random_text(43),
        )
        store, clock = self.credentials, SystemClock()
        key = self.key()
        ensure_schema(self.profile.database, key)
        database = Database(self.profile.database, key)
        client = WeComClient(
            base_url=entry.base_url, corpid=entry.corpid, secret=lambda: entry.secret
        )
        async with client:
            found = await client.kf.accounts()
        chosen = frozenset(account.open_kfid for account in found)
        await Corps(database, store, clock).connect(entry, found, chosen)
        operator = await database.write(
            lambda connection: organisation_store.ensure_operator(connection, OPERATOR)
        )
        profile = self.profile
        await fill_library(database, clock, operator, profile.media, profile.library)
        await database.close()
        await asyncio.to_thread(self._name_callback, entry)

    def _name_callback(self, entry: SetupEntry) -> None:
        import httpx

        httpx.post(
            f"{self.control_url}callback",
            json={
                "url": f"http://{self.callback_address}/wecom/{CORPID}",
                "token": entry.callback_token,
                "aes_key": entry.encoding_aes_key,
                "corp": CORPID,
            },
            trust_env=False,
        ).raise_for_status()


def _origin_of(sandbox: "subprocess.Popen[str]") -> str:
    """Return the address that the sandbox says it listens on."""
    assert sandbox.stdout is not None
    for line in sandbox.stdout:
        if "listening on " in line:
            return line.rsplit(" ", 1)[1].strip()
    raise RuntimeError("the sandbox did not start")


def _random_text(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
