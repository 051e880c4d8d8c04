"""The app lock: wrong tries are counted and slowed, and nothing goes round it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.clock import SettableClock
from desktop.models.lock_rules import FREE_TRIES
from desktop.services.app_lock import APP_LOCK, AppLock
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import CredentialError
from tests.building import START

PIN = "2580"


@pytest.fixture
def store(tmp_path: Path) -> KeyFileStore:
    return KeyFileStore(tmp_path / "keys.json")


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(START)


@pytest.fixture
def lock(store: KeyFileStore, clock: SettableClock) -> AppLock:
    lock = AppLock(store, clock)
    assert lock.set_pin("", PIN)
    return lock


def test_without_a_pin_nothing_is_locked(store: KeyFileStore, clock: SettableClock):
    lock = AppLock(store, clock)
    assert not lock.state().is_set
    assert lock.try_pin("anything")


def test_only_the_pin_opens(lock: AppLock):
    assert lock.state().is_set
    assert not lock.try_pin("0000")
    assert not lock.try_pin("")
    assert lock.try_pin(PIN)
    assert lock.state().tries == 0


def test_the_store_holds_a_verifier_and_not_the_pin(lock: AppLock, tmp_path: Path):
    text = (tmp_path / "keys.json").read_text("utf-8")
    assert PIN not in text
    assert "$argon2id$" in text


def test_wrong_tries_are_slowed_down_also_for_the_right_pin(
    lock: AppLock, clock: SettableClock
):
    for _ in range(FREE_TRIES + 1):
        assert not lock.try_pin("0000")
    assert lock.state().wait(clock.now()) == timedelta(seconds=5)
    assert not lock.try_pin(PIN), "no try is taken while the wait runs"
    clock.advance(timedelta(seconds=5))
    assert lock.try_pin(PIN)


def test_a_restart_does_not_forgive_wrong_tries(
    lock: AppLock, store: KeyFileStore, clock: SettableClock
):
    for _ in range(FREE_TRIES + 1):
        lock.try_pin("0000")
    again = AppLock(store, clock)
    assert again.state().tries == FREE_TRIES + 1
    assert not again.try_pin(PIN)


def test_a_new_pin_wants_the_old_one(lock: AppLock):
    assert not lock.set_pin("0000", "1379")
    assert lock.try_pin(PIN)
    assert lock.set_pin(PIN, "1379")
    assert not lock.try_pin(PIN)
    assert lock.try_pin("1379")


def test_removing_wants_the_pin(lock: AppLock, store: KeyFileStore):
    assert not lock.remove("0000")
    assert lock.state().is_set
    assert lock.remove(PIN)
    assert not lock.state().is_set
    assert store.get(APP_LOCK) is None


def test_the_idle_minutes_are_kept_with_the_verifier(lock: AppLock):
    lock.set_minutes(15)
    lock.set_minutes(7)
    assert lock.state().minutes == 15
    assert lock.set_pin(PIN, "1379")
    assert lock.state().minutes == 15


@pytest.mark.parametrize(
    "record",
    [
        "",
        "{}",
        "null",
        json.dumps({"verifier": "x", "minutes": 5, "tries": "many", "tried_at": 0}),
    ],
)
def test_a_record_that_cannot_be_read_opens_to_nobody(
    record: str, store: KeyFileStore, clock: SettableClock
):
    store.set(APP_LOCK, record)
    lock = AppLock(store, clock)
    with pytest.raises(CredentialError):
        lock.try_pin(PIN)


def test_a_verifier_that_was_tampered_with_opens_to_nobody(
    lock: AppLock, store: KeyFileStore
):
    record = json.loads(store.get(APP_LOCK) or "")
    store.set(APP_LOCK, json.dumps({**record, "verifier": ""}))
    assert not lock.try_pin(PIN)
    assert not lock.try_pin("")
