"""Where secrets are kept; nothing is destroyed when they are gone (R16, S10)."""

import json
import threading
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringLocked

from desktop.models.failures import Sentence
from desktop.services import credentials
from desktop.services.credential_stores import (
    KeyFileStore,
    KeyringStore,
    PassphraseStore,
)
from desktop.services.credentials import (
    DATABASE_KEY,
    KEY_MISSING,
    NO_KEYRING,
    NOT_KEPT,
    OPEN_TO_OTHERS,
    UNREADABLE,
    WRONG_PASSPHRASE,
    CredentialError,
    CredentialStore,
    callback_key,
    callback_token,
    corp_secret,
    database_key,
)
from tests.building import make_world

VALUE = "planted-secret"


class MemoryKeyring(KeyringBackend):
    """A keyring that keeps secrets for a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.forgets = False

    def _asked(self) -> None:
        self.gate.wait(20)
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._asked()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked()
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._asked()
        del self.kept[service, username]


def use(monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    use(monkeypatch, backend)
    return backend


@pytest.fixture(params=["file", "keyring", "passphrase"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, memory: MemoryKeyring
) -> CredentialStore:
    stores: dict[str, CredentialStore] = {
        "file": KeyFileStore(tmp_path / "deep" / "key.json"),
        "keyring": KeyringStore(),
        "passphrase": PassphraseStore(tmp_path / "deep" / "sealed", "开门"),
    }
    return stores[request.param]


# What every store does


def test_a_secret_is_kept_until_it_is_forgotten(store: CredentialStore) -> None:
    assert store.get("a") is None
    store.delete("a")
    store.set("a", VALUE)
    store.set("b", "other")
    store.set("a", VALUE + "2")
    assert (store.get("a"), store.get("b")) == (VALUE + "2", "other")
    store.delete("a")
    assert (store.get("a"), store.get("b")) == (None, "other")


def test_a_new_database_gets_a_key_that_is_found_again(
    store: CredentialStore, tmp_path: Path
) -> None:
    key = database_key(store, tmp_path / "new.db")
    assert database_key(store, tmp_path / "new.db").raw == key.raw


def test_a_database_without_its_key_is_left_alone(
    store: CredentialStore, tmp_path: Path
) -> None:
    """R16: no key is made and nothing is written, whatever the store."""
    world = make_world(tmp_path / "profile")
    world.close()
    before = world.path.read_bytes()
    with pytest.raises(CredentialError) as caught:
        database_key(store, world.path)
    assert caught.value.sentence == KEY_MISSING
    assert world.path.read_bytes() == before
    assert store.get(DATABASE_KEY) is None


@pytest.mark.parametrize("nonsense", ["", "zz" * 32, "ab" * 31, "ab" * 33])
def test_a_key_that_is_none_is_refused(
    store: CredentialStore, tmp_path: Path, nonsense: str
) -> None:
    store.set(DATABASE_KEY, nonsense)
    with pytest.raises(CredentialError) as caught:
        database_key(store, tmp_path / "x.db")
    assert caught.value.sentence == UNREADABLE
    assert store.get(DATABASE_KEY) == nonsense


def test_each_corps_secrets_have_names_of_their_own() -> None:
    names = {
        name(corpid)
        for name in (corp_secret, callback_token, callback_key)
        for corpid in ("ww1", "ww2")
    }
    assert len(names | {DATABASE_KEY}) == 7


# The key file


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key.json"
    KeyFileStore(path).set("a", VALUE)
    return path


def test_a_key_file_is_its_owners_alone(key_file: Path) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in key_file.parent.iterdir()] == [key_file.name]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o601])
def test_a_key_file_that_others_can_open_is_refused(key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    for ask in (
        lambda: KeyFileStore(key_file).get("a"),
        lambda: KeyFileStore(key_file).set("b", "x"),
    ):
        with pytest.raises(CredentialError) as caught:
            ask()
        assert caught.value.sentence == OPEN_TO_OTHERS
    assert json.loads(key_file.read_text()) == {"a": VALUE}


@pytest.mark.parametrize("content", ["{", "[]", '"x"', "7", "\xff\xfe", "not json"])
def test_a_damaged_key_file_is_refused_and_kept(key_file: Path, content: str) -> None:
    key_file.write_text(content, "latin-1")
    for ask in (
        lambda: KeyFileStore(key_file).get("a"),
        lambda: KeyFileStore(key_file).set("b", "x"),
    ):
        with pytest.raises(CredentialError) as caught:
            ask()
        assert caught.value.sentence == UNREADABLE
        assert VALUE not in str(caught.value)
    assert key_file.read_text("latin-1") == content


def test_a_file_of_one_line_is_a_saved_key(key_file: Path, tmp_path: Path) -> None:
    key_file.write_text("ab" * 32 + "\n")
    assert database_key(KeyFileStore(key_file), tmp_path / "x").raw == b"\xab" * 32
    KeyFileStore(key_file).set("a", VALUE)
    assert KeyFileStore(key_file).get(DATABASE_KEY) == "ab" * 32


def test_a_key_that_could_not_be_written_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("a file, not a folder")
    store = KeyFileStore(tmp_path / "in the way" / "key.json")
    with pytest.raises(CredentialError):
        database_key(store, tmp_path / "new.db")


# The keyring


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"]
)
def test_back_ends_that_keep_nothing_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backend: str
) -> None:
    use(monkeypatch, keyring.core.load_keyring(backend))
    with pytest.raises(CredentialError) as caught:
        database_key(KeyringStore(), tmp_path / "new.db")
    assert caught.value.sentence == NO_KEYRING


def test_a_back_end_in_the_clear_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = type("PlaintextKeyring", (MemoryKeyring,), {})()
    use(monkeypatch, plain)
    with pytest.raises(CredentialError):
        KeyringStore().set("a", VALUE)
    assert plain.kept == {}


@pytest.mark.parametrize("also_plain", [False, True])
def test_several_back_ends_together_are_as_safe_as_the_least(
    monkeypatch: pytest.MonkeyPatch, memory: MemoryKeyring, also_plain: bool
) -> None:
    """Two keyrings installed (GNOME's and KDE's) are the usual case of a chain."""
    plain = type("PlaintextKeyring", (MemoryKeyring,), {})()
    together = [memory, plain] if also_plain else [memory]
    monkeypatch.setattr(ChainerBackend, "backends", together)
    use(monkeypatch, ChainerBackend())
    if also_plain:
        with pytest.raises(CredentialError):
            KeyringStore().set("a", VALUE)
        return
    KeyringStore().set("a", VALUE)
    assert KeyringStore().get("a") == VALUE


def test_a_slow_keyring_is_given_up(memory: MemoryKeyring) -> None:
    memory.gate.clear()
    with pytest.raises(CredentialError) as caught:
        KeyringStore(patience=0.05).get("a")
    memory.gate.set()
    assert caught.value.sentence == NO_KEYRING


@pytest.mark.parametrize(
    "error", [KeyringLocked("x"), RuntimeError("x"), OSError("x"), ValueError("x")]
)
def test_a_keyring_that_fails_is_named(memory: MemoryKeyring, error: Exception) -> None:
    """Back ends raise whatever their transport raises."""
    memory.error = error
    with pytest.raises(CredentialError) as caught:
        KeyringStore().get("a")
    assert caught.value.sentence == NO_KEYRING


def test_a_keyring_that_forgets_is_none(memory: MemoryKeyring, tmp_path: Path) -> None:
    memory.forgets = True
    with pytest.raises(CredentialError) as caught:
        database_key(KeyringStore(), tmp_path / "new.db")
    assert caught.value.sentence == NOT_KEPT


# The passphrase


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "secrets.sealed"
    PassphraseStore(path, "芝麻开门").set("a", VALUE)
    return path


def test_the_sealed_file_shows_nothing(sealed: Path) -> None:
    raw = sealed.read_bytes()
    assert VALUE.encode() not in raw
    assert b'"a"' not in raw
    assert sealed.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("passphrase", ["", "芝麻", "芝麻开门 "])
def test_a_wrong_passphrase_opens_and_changes_nothing(
    sealed: Path, passphrase: str
) -> None:
    before = sealed.read_bytes()
    store = PassphraseStore(sealed, passphrase)
    for ask in (lambda: store.get("a"), lambda: store.set("b", "x")):
        with pytest.raises(CredentialError) as caught:
            ask()
        assert caught.value.sentence == WRONG_PASSPHRASE
    assert sealed.read_bytes() == before


@pytest.mark.parametrize("left", [1, 16, 28, 40])
def test_a_cut_file_does_not_open(sealed: Path, left: int) -> None:
    sealed.write_bytes(sealed.read_bytes()[:left])
    with pytest.raises(CredentialError):
        PassphraseStore(sealed, "芝麻开门").get("a")


def test_the_same_secrets_never_look_the_same(sealed: Path) -> None:
    before = sealed.read_bytes()
    PassphraseStore(sealed, "芝麻开门").set("a", VALUE)
    assert sealed.read_bytes()[:28] != before[:28]


def test_sentences_are_in_both_languages() -> None:
    sentences = [
        value for value in vars(credentials).values() if isinstance(value, Sentence)
    ]
    assert len(sentences) >= 6
    assert all(one.zh and one.en for one in sentences)
