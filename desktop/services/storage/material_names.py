"""Materials by what files call them: their keys and names."""

from collections.abc import Iterable

from desktop.services.storage.connection import Connection


def named(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return key and name of materials by id; unknown ones are left out."""
    found: dict[int, tuple[str, str]] = {}
    for id_ in set(ids):
        row = connection.execute(
            "SELECT key, name FROM material WHERE id = ?", (id_,)
        ).fetchone()
        if row is not None:
            found[id_] = (str(row[0]), str(row[1]))
    return found


def found(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    """Return the ids of materials by key, or by a name that only one of them has.

    Names of personal ones say nothing to others and are not looked at.
    """
    ids: dict[str, int] = {}
    for word in set(words):
        rows = connection.execute(
            "SELECT id FROM material WHERE key = ?1 AND removed_at IS NULL UNION"
            " SELECT id FROM material WHERE name = ?1 AND removed_at IS NULL"
            " AND withdrawn_at IS NULL AND scope <> 'personal' LIMIT 2",
            (word,),
        ).fetchall()
        if len(rows) == 1:
            ids[word] = int(rows[0][0])
    return ids
