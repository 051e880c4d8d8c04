"""Two that start on a new profile at once open it with one key."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import DATABASE_KEY, database_key

AT_ONCE = 4


class MeetingStore(KeyFileStore):
    """One of several that have all found no key before any of them makes one."""

    def __init__(self, path: Path, meeting: threading.Barrier) -> None:
        super().__init__(path)
        self._meeting: threading.Barrier | None = meeting

    def get(self, name: str) -> str | None:
        """Return a secret; the first time, together with the others."""
        found, meeting = super().get(name), self._meeting
        if meeting is not None:
            self._meeting = None
            meeting.wait(20)
        return found


def test_a_key_is_made_once_whoever_starts_first(tmp_path: Path) -> None:
    database = tmp_path / "profile" / "switchboard.db"
    meeting = threading.Barrier(AT_ONCE)
    stores = [MeetingStore(tmp_path / "key.json", meeting) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        keys = list(threads.map(lambda store: database_key(store, database), stores))
    assert {key.raw.hex() for key in keys} == {stores[0].get(DATABASE_KEY)}
