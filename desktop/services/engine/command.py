"""The sub-command `switchboard engine`."""

import argparse
import asyncio
import errno
import getpass
import signal
import sys
import threading

from desktop.config import (
    Profile,
    add_profile_arguments,
    private_by_default,
    profile_of,
)
from desktop.models.clock import SystemClock
from desktop.services.credential_stores import (
    KeyFileStore,
    KeyringStore,
    PassphraseStore,
)
from desktop.services.credentials import CredentialError, CredentialStore, database_key
from desktop.services.engine.ownership import AlreadyOwnedError, ProcessLock
from desktop.services.launch import STOP_WORD
from desktop.services.logs import log_loop_error, start_logging
from desktop.services.storage.errors import NotWritableError, StorageError

OWNED_ELSEWHERE = 3
"""Exit status of a second engine on one database."""
CANNOT_START = 4
"""Exit status when secrets or database cannot be opened."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `switchboard engine`."""
    add_profile_arguments(parser)
    parser.add_argument(
        "--callback",
        metavar="HOST:PORT",
        help="listen for WeCom's callbacks (behind a reverse proxy or tunnel)",
    )
    parser.add_argument(
        "--obey-pipe",
        action="store_true",
        help="end when `stop` comes on standard input; how a desk stops its engine",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run until stopped; one sentence on standard error when that cannot be."""
    private_by_default()
    profile = profile_of(arguments)
    try:
        start_logging(profile.logs, "engine")
        with ProcessLock(profile.engine_lock):
            return _run_owned(arguments, profile)
    except AlreadyOwnedError:
        _say("另一个引擎正在使用这个数据库。 Another engine uses this database.")
        return OWNED_ELSEWHERE
    except (CredentialError, StorageError) as error:
        _say(f"{error.sentence.zh} {error.sentence.en}")
        return CANNOT_START
    except OSError as error:
        told = NotWritableError.sentence
        read_only = error.errno == errno.EROFS
        _say(f"{told.zh} {told.en}" if read_only else f"{error.strerror}")
        return CANNOT_START


def credential_store(profile: Profile) -> CredentialStore:
    """Return where a profile keeps its secrets; may ask for a passphrase."""
    if profile.key_file is not None:
        return KeyFileStore(profile.key_file)
    if profile.passphrase:
        return PassphraseStore(profile.sealed_secrets, _passphrase())
    return KeyringStore()


def _passphrase() -> str:
    """A child reads it from the pipe that its parent holds, a person types it."""
    if sys.stdin is not None and not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass("口令 / Passphrase: ")


def _run_owned(arguments: argparse.Namespace, profile: Profile) -> int:
    from desktop.services.engine.callback_app import CallbackAddress
    from desktop.services.engine.process import Engine
    from desktop.services.storage.schema import ensure_schema

    try:
        callback = (
            CallbackAddress.parse(arguments.callback) if arguments.callback else None
        )
    except ValueError:
        _say("--callback HOST:PORT")
        return CANNOT_START
    credentials = credential_store(profile)
    key = database_key(credentials, profile.database)
    ensure_schema(profile.database, key)

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(log_loop_error)
        stop = asyncio.Event()
        _stop_on_signals(stop)
        if arguments.obey_pipe:
            _stop_when_told(stop)
        engine = Engine(profile, key, credentials, SystemClock(), callback)
        await engine.run(stop)

    asyncio.run(main())
    return 0


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and sys.platform != "win32":
            loop.add_signal_handler(number, stop.set)


def _stop_when_told(stop: asyncio.Event) -> None:
    """Windows has no SIGTERM: a word through a pipe works everywhere.

    A pipe that only closes is a desk that was killed: the engine goes on.
    """
    loop = asyncio.get_running_loop()

    def wait_for_word() -> None:
        for line in sys.stdin:
            if line.strip() == STOP_WORD:
                loop.call_soon_threadsafe(stop.set)
                return

    threading.Thread(target=wait_for_word, name="pipe", daemon=True).start()


def _say(sentence: str) -> None:
    sys.stderr.write(f"switchboard engine: {sentence}\n")
