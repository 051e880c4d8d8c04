"""Looks whether the local database opens, for the check-up and the doctor."""

from pathlib import Path

from desktop.models.failures import Sentence
from desktop.services.credentials import (
    DATABASE_KEY,
    KEY_MISSING,
    CredentialError,
    CredentialStore,
)


def database_fault(database: Path, store: CredentialStore) -> Sentence | None:
    """Return why the desk could not open its database, None when it could.

    Blocking. A database that is not there yet is no fault.
    """
    from desktop.services.storage.connection import open_connection
    from desktop.services.storage.errors import StorageError
    from desktop.services.storage.key import DatabaseKey

    if not database.exists():
        return None
    try:
        held = store.get(DATABASE_KEY)
        if held is None:
            return KEY_MISSING
        key = DatabaseKey(bytes.fromhex(held))
        open_connection(database, key, read_only=True).close()
    except (StorageError, CredentialError) as error:
        return error.sentence
    except ValueError:
        return KEY_MISSING
    return None
