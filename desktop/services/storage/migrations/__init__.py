"""Alembic, run from code: the key never enters an URL or an ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from desktop.services.storage.connection import open_connection
from desktop.services.storage.key import DatabaseKey


def sqlalchemy_engine(path: Path, key: DatabaseKey) -> Engine:
    """Return an engine on the encrypted file whose errors print no parameters."""
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: open_connection(path, key),
        poolclass=NullPool,
        hide_parameters=True,
    )


def upgrade(path: Path, key: DatabaseKey, revision: str = "head") -> None:
    """Bring the file to a revision; each step is one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    engine = sqlalchemy_engine(path, key)
    with engine.connect() as connection:
        # The driver is in autocommit mode; the lock also keeps two processes
        # that start together from migrating at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql("COMMIT")
    engine.dispose()
