"""Brings a database file to the schema of this program, or refuses politely."""

from pathlib import Path

from desktop.services.storage.connection import open_connection
from desktop.services.storage.errors import NewerSchemaError
from desktop.services.storage.key import DatabaseKey

SCHEMA_VERSION = 8
"""`PRAGMA user_version` of the head revision; each migration sets its own."""


def ensure_schema(path: Path, key: DatabaseKey) -> None:
    """Create or upgrade the database; raises NewerSchemaError, WrongKeyError.

    Alembic takes 0.4 s to import, so a file that is up to date never pays it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = open_connection(path, key)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()
    path.chmod(0o600)
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(str(version))
    if version < SCHEMA_VERSION:
        from desktop.services.storage.migrations import upgrade

        upgrade(path, key)
