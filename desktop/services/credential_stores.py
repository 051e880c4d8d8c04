"""The three stores of secrets: a key file, the keyring, a file behind a passphrase.

Blocking: call them from a thread (a keyring may prompt).
"""

import json
import os
import threading
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from desktop.services.credentials import (
    DATABASE_KEY,
    NO_KEYRING,
    NOT_KEPT,
    OPEN_TO_OTHERS,
    UNREADABLE,
    WRONG_PASSPHRASE,
    CredentialError,
    CredentialStore,
)

SERVICE = "wecom-switchboard"
KEYRING_PATIENCE = 8.0
"""Seconds a keyring may take to answer; a locked one may wait for a person."""


class _FileStore(ABC):
    """Secrets as JSON of names and values in one file, written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @abstractmethod
    def _opened(self, raw: bytes) -> dict[str, str]:
        """Return the secrets in what the file holds; raises CredentialError."""

    @abstractmethod
    def _closed(self, text: bytes) -> bytes:
        """Return what the file shall hold for the JSON of the secrets."""

    def get(self, name: str) -> str | None:
        """Return a secret of the file; raises CredentialError where it cannot."""
        return self._load().get(name)

    def set(self, name: str, value: str) -> None:
        """Write the file anew with the secret in it."""
        self._store({**self._load(), name: value})

    def delete(self, name: str) -> None:
        """Write the file anew without the secret."""
        kept = self._load()
        if kept.pop(name, None) is not None:
            self._store(kept)

    def _load(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        try:
            raw = self._path.read_bytes()
        except OSError:
            raise CredentialError(UNREADABLE) from None
        return self._opened(raw)

    def _store(self, values: dict[str, str]) -> None:
        content = self._closed(json.dumps(values).encode())
        part = self._path.with_name(self._path.name + ".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError:
            raise CredentialError(NOT_KEPT) from None


class KeyFileStore(_FileStore):
    """Secrets in one file that only its owner may read (0600).

    A file with one line of 64 hex digits is taken as a database key alone (systemd
    credentials, a saved recovery key).
    """

    def _load(self) -> dict[str, str]:
        guarded = os.name == "posix" and self._path.exists()
        if guarded and self._path.stat().st_mode & 0o077:
            raise CredentialError(OPEN_TO_OTHERS)
        return super()._load()

    def _opened(self, raw: bytes) -> dict[str, str]:
        try:
            text = raw.decode().strip()
            if len(text) == 64 and not text.startswith("{"):
                return {DATABASE_KEY: text}
            stored = json.loads(text)
        except ValueError:
            raise CredentialError(UNREADABLE) from None
        if not isinstance(stored, dict):
            raise CredentialError(UNREADABLE)
        return {str(name): str(value) for name, value in stored.items()}

    def _closed(self, text: bytes) -> bytes:
        return text


class KeyringStore:
    """Secrets in the system's keyring, asked in a thread and with patience.

    Back ends that keep secrets in the clear or nowhere are refused (S10).
    """

    def __init__(self, patience: float = KEYRING_PATIENCE) -> None:
        self._patience = patience

    def get(self, name: str) -> str | None:
        """Return a secret of the keyring."""
        return self._ask("get_password", name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret and read it back: a store that forgets is none."""
        self._ask("set_password", name, value)
        if self._ask("get_password", name) != value:
            raise CredentialError(NOT_KEPT)

    def delete(self, name: str) -> None:
        """Forget a secret."""
        if self._ask("get_password", name) is not None:
            self._ask("delete_password", name)

    def _ask(self, verb: str, *arguments: str) -> str | None:
        answers: list[str | None] = []

        def ask() -> None:
            import keyring

            with suppress(Exception):  # back ends raise what their transports raise
                backend = keyring.get_keyring()
                if _keeps_secrets(backend):
                    answers.append(getattr(backend, verb)(SERVICE, *arguments))

        thread = threading.Thread(target=ask, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience)
        if not answers:
            raise CredentialError(NO_KEYRING)
        return answers[0]


def _keeps_secrets(backend: object) -> bool:
    """Several keyrings in a chain (GNOME's and KDE's) are as safe as the least."""
    from keyring.backends.chainer import ChainerBackend

    if isinstance(backend, ChainerBackend):
        return bool(backend.backends) and all(map(_keeps_secrets, backend.backends))
    name = f"{type(backend).__module__}.{type(backend).__name__}".lower()
    return not any(word in name for word in ("fail", "null", "plaintext"))


class PassphraseStore(_FileStore):
    """Secrets in a file sealed with a key that Argon2id makes of a passphrase."""

    def __init__(self, path: Path, passphrase: str) -> None:
        super().__init__(path)
        self._passphrase = passphrase

    @property
    def opening(self) -> str:
        """The line that a child of ours reads from its pipe to open the same file."""
        return self._passphrase + "\n"

    def _opened(self, raw: bytes) -> dict[str, str]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce, sealed = raw[:16], raw[16:28], raw[28:]
        if not sealed:
            raise CredentialError(UNREADABLE)
        try:
            text = AESGCM(self._derive(salt)).decrypt(nonce, sealed, None)
        except (InvalidTag, ValueError):
            raise CredentialError(WRONG_PASSPHRASE) from None
        return {str(name): str(value) for name, value in json.loads(text).items()}

    def _closed(self, text: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = os.urandom(16), os.urandom(12)
        return salt + nonce + AESGCM(self._derive(salt)).encrypt(nonce, text, None)

    def _derive(self, salt: bytes) -> bytes:
        from argon2.low_level import Type, hash_secret_raw

        # RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes.
        return hash_secret_raw(
            self._passphrase.encode(), salt, 3, 65_536, 4, 32, Type.ID
        )


def opening_of(store: CredentialStore) -> str:
    """Return what a child must read first to open the same store; mostly nothing."""
    return store.opening if isinstance(store, PassphraseStore) else ""
