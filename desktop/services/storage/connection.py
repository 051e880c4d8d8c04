"""One way to open the database: key first, then the house's settings."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlcipher3 import dbapi2

from desktop.services.storage.errors import translated
from desktop.services.storage.key import DatabaseKey

if TYPE_CHECKING:
    from sqlite3 import Connection
else:
    Connection = dbapi2.Connection

__all__ = ["Connection", "open_connection"]

BUSY_MS = 5_000
CHECKPOINT_PAGES = 10_000
"""A larger WAL before it is copied back: 1.7 times the ingest (limits §3a)."""


def open_connection(
    path: Path, key: DatabaseKey, *, cache_mib: int = 8, read_only: bool = False
) -> Connection:
    """Return a connection in autocommit mode; raises WrongKeyError on a bad key.

    One connection belongs to one thread. Rows are tuples.
    """
    with translated():
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.pragma())
        connection.execute(f"PRAGMA cache_size = -{cache_mib * 1024}")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        else:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    return cast("Connection", connection)
