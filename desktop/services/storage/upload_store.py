"""Files of ours as rows: which messages wait for them, and how far they are."""

from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.failures import FailureReason
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.due import is_due
from desktop.services.storage.outbox_store import FIRST, WITHOUT_MEDIA_ID

INITIATOR = "upload"

FRESH_MS = 600_000
"""How long a refused media_id counts as just made: another one would not help."""


@dataclass(frozen=True, slots=True)
class UploadJob:
    """A file or cover of ours that a message waits for."""

    outbox_row: int
    message_id: int
    conversation_id: int
    corp_id: int
    kind: str
    """The content tag of its message."""
    media_row: int
    file_key: bytes
    name: str
    size: int
    attempts: int
    doubtful: bool
    """Whether the message itself may have been sent before."""

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"UploadJob(media_row={self.media_row})"


def due(
    connection: Connection, *, now: int, busy: frozenset[int], limit: int
) -> list[UploadJob]:
    """Return the files that the next messages of conversations wait for.

    Those of the library are the upload cache's.
    """
    rows = connection.execute(
        "SELECT o.id, o.message_id, o.conversation_id, f.corp_id, x.kind, f.id,"
        " f.file_key, f.name, f.size, f.attempts, o.doubtful FROM outbox o"
        " JOIN message x ON x.id = o.message_id"
        " JOIN media f ON f.message_id = o.message_id"
        f" WHERE {FIRST} AND o.state = 'queued' AND {WITHOUT_MEDIA_ID}"
        f" AND {is_due('o.due_at')} AND {is_due('f.due_at')}"
        " AND f.rendition_id IS NULL"
        " ORDER BY o.due_at, o.message_id LIMIT ?2",
        (now, limit + len(busy)),
    )
    jobs = [UploadJob(*row) for row in rows]
    return [job for job in jobs if job.media_row not in busy][:limit]


def note_progress(
    connection: Connection, job: UploadJob, uploaded: int, *, now: int
) -> bool:
    """Record how far an upload is; False when the message was taken back."""
    changed = connection.execute(
        "UPDATE media SET uploaded = ? WHERE id = ? AND message_id = ? AND EXISTS"
        " (SELECT 1 FROM outbox o WHERE o.id = ? AND o.state = 'queued')",
        (uploaded, job.media_row, job.message_id, job.outbox_row),
    ).rowcount
    if changed:
        _changed(connection, job, now)
    return changed == 1


def is_wanted(connection: Connection, job: UploadJob) -> bool:
    """Return whether the message still waits for its file."""
    row = connection.execute(
        "SELECT 1 FROM outbox WHERE id = ? AND state = 'queued'", (job.outbox_row,)
    ).fetchone()
    return row is not None


def uploaded(
    connection: Connection, job: UploadJob, media_id: str, *, now: int
) -> None:
    """Keep what WeCom calls the file: the message can go, and others within 3 days."""
    connection.execute(
        "UPDATE media SET media_id = ?, uploaded = size, uploaded_at = ?,"
        " attempts = 0, failure = NULL WHERE id = ?",
        (media_id, now, job.media_row),
    )
    _changed(connection, job, now)
    change_log.record(
        connection,
        [(Subject.OUTBOX, job.message_id, job.conversation_id, Aspect.STATE)],
        initiator=INITIATOR,
        now=now,
    )


def try_again(
    connection: Connection,
    job: UploadJob,
    failure: FailureReason,
    *,
    attempts: int,
    due_at: int,
    now: int,
) -> None:
    """Try an upload later; nothing has been sent."""
    connection.execute(
        "UPDATE media SET attempts = ?, uploaded = 0, failure = ?, due_at = ?"
        " WHERE id = ?",
        (attempts, str(failure), due_at, job.media_row),
    )
    _changed(connection, job, now)


def forget(connection: Connection, message_id: int, *, now: int) -> bool:
    """Believe WeCom that it does not know a media_id: the file is uploaded anew.

    Everything that has not left and was to go with the same media_id waits for it.
    True when the media_id was an old one, so that a new one may help at once; one
    that was made for this message and is refused would be refused again.
    """
    row = connection.execute(
        "SELECT f.corp_id, f.media_id, f.uploaded_at, x.sent_at FROM media f"
        " JOIN message x ON x.id = f.message_id WHERE f.message_id = ?",
        (message_id,),
    ).fetchone()
    if row is None:
        return False
    corp_id, media_id, uploaded_at, asked_at = row
    connection.execute(
        "UPDATE media SET uploaded = 0, uploaded_at = NULL"
        " WHERE corp_id = ?1 AND media_id = ?2 AND (message_id = ?3 OR message_id IN"
        " (SELECT message_id FROM outbox WHERE state IN ('queued', 'held')))",
        (corp_id, media_id, message_id),
    )
    connection.execute(
        "UPDATE material_upload SET state = 'waiting', media_id = '', uploaded = 0,"
        " uploaded_at = NULL WHERE corp_id = ? AND media_id = ?",
        (corp_id, media_id),
    )
    if uploaded_at is None:
        return True
    return bool(uploaded_at < asked_at or now - uploaded_at > FRESH_MS)


def _changed(connection: Connection, job: UploadJob, now: int) -> None:
    change_log.record(
        connection,
        [(Subject.MESSAGE, job.message_id, job.conversation_id, Aspect.STATE)],
        initiator=INITIATOR,
        now=now,
    )
