"""Files of messages as rows: what is to be fetched and how far it is."""

from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.failures import FailureReason
from desktop.models.message import MediaState
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.due import is_due

INITIATOR = "media"


@dataclass(frozen=True, slots=True)
class MediaJob:
    """A file that is to be fetched."""

    id: int
    message_id: int
    conversation_id: int
    corp_id: int
    media_id: str
    file_key: bytes
    name: str
    size: int
    attempts: int

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"MediaJob(id={self.id})"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies sealed on our disk."""

    id: int
    name: str
    kind: str
    """The content tag of its message."""
    size: int
    file_key: bytes

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"StoredFile(id={self.id})"


def due(
    connection: Connection, *, now: int, busy: frozenset[int], limit: int
) -> list[MediaJob]:
    """Return the files whose turn it is, oldest first."""
    rows = connection.execute(
        "SELECT f.id, f.message_id, m.conversation_id, f.corp_id, f.media_id,"
        " f.file_key, f.name, f.size, f.attempts FROM media f"
        " JOIN message m ON m.id = f.message_id"
        f" WHERE f.state IN ('waiting', 'downloading') AND {is_due('f.due_at')}"
        " ORDER BY f.due_at, f.id LIMIT ?2",
        (now, limit + len(busy)),
    )
    jobs = [MediaJob(*row) for row in rows]
    return [job for job in jobs if job.id not in busy][:limit]


def kept_bytes(connection: Connection) -> int:
    """Return how much of the disk the files take."""
    row = connection.execute("SELECT coalesce(sum(received), 0) FROM media").fetchone()
    return int(row[0])


def advance(
    connection: Connection,
    job: MediaJob,
    state: MediaState,
    *,
    name: str,
    size: int,
    received: int,
    now: int,
) -> None:
    """Record how far a file is; `name` and `size` as WeCom told them.

    The rest of a file may come without the name that its beginning had.
    """
    connection.execute(
        "UPDATE media SET state = ?, name = coalesce(nullif(?, ''), name), size = ?,"
        " received = ?, failure = NULL WHERE id = ?",
        (state.value, name, size, received, job.id),
    )
    _changed(connection, job, now)


def give_up(
    connection: Connection,
    job: MediaJob,
    state: MediaState,
    failure: FailureReason,
    *,
    now: int,
) -> None:
    """Record that a file will not come by itself, and why."""
    connection.execute(
        "UPDATE media SET state = ?, failure = ? WHERE id = ?",
        (state.value, str(failure), job.id),
    )
    _changed(connection, job, now)


def try_again(
    connection: Connection, job: MediaJob, failure: FailureReason, *, due_at: int
) -> None:
    """Keep the file for another attempt; what has come stays."""
    connection.execute(
        "UPDATE media SET attempts = attempts + 1, failure = ?, due_at = ?"
        " WHERE id = ?",
        (str(failure), due_at, job.id),
    )


def fetch_anew(connection: Connection, message_id: int, *, now: int) -> None:
    """Let a person ask once more for a file that failed or was refused."""
    rows = connection.execute(
        "UPDATE media SET state = 'waiting', attempts = 0, due_at = ?, failure = NULL"
        " WHERE message_id = ? AND state IN ('failed', 'refused') RETURNING"
        " (SELECT conversation_id FROM message m WHERE m.id = message_id)",
        (now, message_id),
    ).fetchall()
    change_log.record(
        connection,
        [(Subject.MESSAGE, message_id, row[0], Aspect.STATE) for row in rows],
        initiator=INITIATOR,
        now=now,
    )


def stored_file(connection: Connection, message_id: int) -> StoredFile | None:
    """Return where the bytes of a message lie, None while they are not here."""
    row = connection.execute(
        "SELECT f.id, f.name, m.kind, f.size, f.file_key FROM media f"
        " JOIN message m ON m.id = f.message_id"
        " WHERE f.message_id = ? AND f.state = 'ready'",
        (message_id,),
    ).fetchone()
    return None if row is None else StoredFile(*row)


def _changed(connection: Connection, job: MediaJob, now: int) -> None:
    change_log.record(
        connection,
        [(Subject.MESSAGE, job.message_id, job.conversation_id, Aspect.STATE)],
        initiator=INITIATOR,
        now=now,
    )
