"""Two that start on a new profile at once open it with one key."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import DATABASE_KEY, database_key

AT_ONCE = 4


class SlowStore(KeyFileStore):
    """A keyring that thinks before it keeps something."""

    def set(self, name: str, value: str) -> None:
        """Keep a secret, slowly."""
        time.sleep(0.05)
        super().set(name, value)


def test_a_key_is_made_once_whoever_starts_first(tmp_path: Path) -> None:
    database = tmp_path / "profile" / "switchboard.db"
    stores = [SlowStore(tmp_path / "key.json") for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        keys = list(threads.map(lambda store: database_key(store, database), stores))
    assert {key.raw.hex() for key in keys} == {stores[0].get(DATABASE_KEY)}
