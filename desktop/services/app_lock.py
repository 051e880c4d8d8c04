"""The app lock: a PIN's Argon2id verifier in the store of secrets, beside the keys.

The lock keeps those out who come to an open desk. Who can read the store of secrets
has the database's key anyway. Everything about the lock is in that one secret, so
that no file beside it opens the desk. Blocking: call it from a thread.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.models.clock import Clock, from_milliseconds, to_milliseconds
from desktop.models.failures import Sentence
from desktop.models.lock_rules import LOCK_MINUTES, LockState
from desktop.services.credentials import CredentialError, CredentialStore

APP_LOCK = "app-lock"
"""The name of the secret."""

DAMAGED = Sentence(
    "应用锁的记录已损坏，无法解锁；请在系统凭据库里删除 app-lock 后重新启动",
    "The record of the app lock is damaged and cannot be opened; delete app-lock in "
    "the system's keyring and start again",
)


@dataclass(frozen=True, slots=True)
class _Record:
    """What the store keeps; an empty verifier opens to nobody."""

    verifier: str
    state: LockState


class AppLock:
    """Sets, asks and removes the PIN; raises CredentialError where the store does."""

    def __init__(self, store: CredentialStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def state(self) -> LockState:
        """Return what the lock is."""
        record = self._load()
        return LockState() if record is None else record.state

    def try_pin(self, pin: str) -> bool:
        """Return whether the PIN is right; a wrong one is counted before the answer.

        While a wait runs no try is taken, be it right or wrong.
        """
        record = self._load()
        if record is None:
            return True
        now = self._clock.now()
        if record.state.wait(now):
            return False
        # Counted first: who pulls the plug in the middle has used a try all the same.
        tried = LockState(True, record.state.minutes, record.state.tries + 1, now)
        self._keep(_Record(record.verifier, tried))
        if not _fits(record.verifier, pin):
            return False
        self._keep(_Record(record.verifier, LockState(True, record.state.minutes)))
        return True

    def set_pin(self, old: str, new: str) -> bool:
        """Keep a new PIN; false when the old one is wrong or no try is taken."""
        if not self.try_pin(old):
            return False
        from argon2 import PasswordHasher

        # The library's defaults: RFC 9106, second recommended option.
        verifier = PasswordHasher().hash(new)
        self._keep(_Record(verifier, LockState(True, self.state().minutes)))
        return True

    def remove(self, pin: str) -> bool:
        """Forget the lock; false when the PIN is wrong or no try is taken."""
        if not self.try_pin(pin):
            return False
        self._store.delete(APP_LOCK)
        return True

    def set_minutes(self, minutes: int) -> None:
        """Lock after other idle minutes; nothing happens without a PIN."""
        record = self._load()
        if record is not None and minutes in LOCK_MINUTES:
            state = record.state
            self._keep(
                _Record(
                    record.verifier,
                    LockState(True, minutes, state.tries, state.tried_at),
                )
            )

    def _load(self) -> _Record | None:
        stored = self._store.get(APP_LOCK)
        if stored is None:
            return None
        try:
            found = json.loads(stored)
            verifier, tries = str(found["verifier"]), int(found["tries"])
            minutes, tried_at = int(found["minutes"]), _moment(found["tried_at"])
        except (ValueError, KeyError, TypeError):
            # Never a back door: what cannot be read opens to nobody.
            raise CredentialError(DAMAGED) from None
        return _Record(verifier, LockState(True, minutes, max(0, tries), tried_at))

    def _keep(self, record: _Record) -> None:
        state = record.state
        moment = state.tried_at
        self._store.set(
            APP_LOCK,
            json.dumps(
                {
                    "verifier": record.verifier,
                    "minutes": state.minutes,
                    "tries": state.tries,
                    "tried_at": None if moment is None else to_milliseconds(moment),
                }
            ),
        )


def _moment(stored: object) -> datetime | None:
    if stored is None:
        return None
    try:
        return from_milliseconds(int(str(stored)))
    except OverflowError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def _fits(verifier: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(verifier, pin)
    except (VerificationError, InvalidHashError):
        return False
