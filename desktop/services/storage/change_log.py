"""The writing side of the change feed: what changed, in the same transaction."""

from collections.abc import Iterable

from desktop.models.changes import Aspect, Subject
from desktop.services.storage.connection import Connection

Entry = tuple[Subject, int, int, Aspect]
"""Subject, key, parent, aspects."""

KEPT_ROWS = 100_000
"""What the engine leaves when it prunes: hours of a busy inbox."""


def record(
    connection: Connection, entries: Iterable[Entry], *, initiator: str, now: int
) -> None:
    """Add entries to the feed; readers get them after the commit."""
    connection.executemany(
        "INSERT INTO change(subject, key, parent, aspects, initiator, at)"
        " VALUES (?,?,?,?,?,?)",
        [
            (subject.value, key, parent, int(aspects), initiator, now)
            for subject, key, parent, aspects in entries
        ],
    )


def prune(connection: Connection) -> None:
    """Drop all but the newest rows; ids keep growing (AUTOINCREMENT)."""
    connection.execute(
        "DELETE FROM change WHERE id <= (SELECT max(id) FROM change) - ?",
        (KEPT_ROWS,),
    )
