"""What secrets there are, what can go wrong with them, and the database's key.

Never argv, never the environment, never the database. The stores that keep them
stand in `credential_stores`.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from desktop.models.failures import Sentence
from desktop.services.engine.ownership import AlreadyOwnedError, ProcessLock
from desktop.services.storage.key import DatabaseKey

DATABASE_KEY = "database-key"
FIRST_KEY_PATIENCE = 8.0
"""Seconds to wait for another process that makes the first key."""


def corp_secret(corpid: str) -> str:
    """Return the name under which a corp's secret is kept."""
    return f"corp-secret:{corpid}"


def callback_token(corpid: str) -> str:
    """Return the name under which a corp's callback token is kept."""
    return f"callback-token:{corpid}"


def callback_key(corpid: str) -> str:
    """Return the name under which a corp's EncodingAESKey is kept."""
    return f"callback-key:{corpid}"


class CredentialError(Exception):
    """Secrets cannot be read or kept; nothing was changed."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


NO_KEYRING = Sentence(
    "系统凭据库不可用或没有响应。请解锁它，或用 --key-file 指定密钥文件",
    "The system keyring is not available or does not answer. Unlock it, or name a "
    "key file with --key-file",
)
OPEN_TO_OTHERS = Sentence(
    "密钥文件的权限过宽，请改为只有本人可读写（chmod 600）",
    "The key file is readable by others; make it yours alone (chmod 600)",
)
UNREADABLE = Sentence("密钥文件无法读取", "The key file cannot be read")
WRONG_PASSPHRASE = Sentence("口令不对", "The passphrase is wrong")
KEY_MISSING = Sentence(
    "找不到本地数据库的密钥。数据没有被改动；请恢复密钥，"
    "或用 --key-file 指定备份的密钥",
    "The key of the local database is missing. The data is untouched; restore the "
    "key, or name a saved one with --key-file",
)
NOT_KEPT = Sentence(
    "密钥没能存入凭据库，因此没有创建数据库",
    "The key could not be stored, so no database was created",
)


class CredentialStore(Protocol):
    """Keeps short secrets by name."""

    def get(self, name: str) -> str | None:
        """Return a secret, None when it is not there; raises CredentialError."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a secret; raises CredentialError."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there is no error."""
        ...


def database_key(store: CredentialStore, database: Path) -> DatabaseKey:
    """Return the key of a database, made and kept first when both are new.

    A key that could not be kept is never used, and a database whose key is gone
    is left alone: raises CredentialError.
    """
    held = _held_key(store)
    if held is not None:
        return held
    with _alone(database.with_name("key.lock")):
        return _held_key(store) or _new_key(store, database)


def _held_key(store: CredentialStore) -> DatabaseKey | None:
    held = store.get(DATABASE_KEY)
    if held is None:
        return None
    try:
        return DatabaseKey(bytes.fromhex(held))
    except ValueError:
        raise CredentialError(UNREADABLE) from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep others from making a key at the same time, which would replace ours."""
    lock, end = ProcessLock(path), time.monotonic() + FIRST_KEY_PATIENCE
    while True:
        try:
            lock.acquire()
            break
        except AlreadyOwnedError:
            if time.monotonic() > end:
                raise CredentialError(NOT_KEPT) from None
            time.sleep(0.02)
        except OSError:
            raise CredentialError(NOT_KEPT) from None
    try:
        yield
    finally:
        lock.release()


def _new_key(store: CredentialStore, database: Path) -> DatabaseKey:
    if database.exists() and database.stat().st_size > 0:
        raise CredentialError(KEY_MISSING)
    raw = secrets.token_bytes(32)
    store.set(DATABASE_KEY, raw.hex())
    if store.get(DATABASE_KEY) != raw.hex():
        raise CredentialError(NOT_KEPT)
    return DatabaseKey(raw)
