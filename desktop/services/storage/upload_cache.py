"""The media_ids of the library's files, for each corp: asked for, kept, believed.

The file is the truth. An entry says what one corp's WeCom calls one rendition, since
when; messages copy it and never wait for an upload that was made already.
"""

from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.failures import FailureReason
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.due import is_due
from desktop.services.storage.outbox_store import FIRST, MEDIA_ID_LIFE_MS
from desktop.services.storage.outbox_store import WITHOUT_MEDIA_ID as WAITS
from desktop.services.storage.upload_store import INITIATOR, UploadJob

RENEWED_AFTER_MS = 54 * 3_600_000
"""Age of a media_id at which it is renewed: 12 hours before it is not used any more."""

_FRESH = f"BETWEEN ?1 - {MEDIA_ID_LIFE_MS} AND ?1"
"""Of `uploaded_at`: that the media_id can still be sent; ?1 is the present."""
_TURN = f"{FIRST} AND o.state = 'queued' AND {WAITS} AND {is_due('o.due_at')}"
"""Messages whose turn it is and that wait for their file."""
_UNSENT = (
    "(SELECT p.message_id FROM outbox p"
    " WHERE p.state IN ('queued', 'held') AND p.body IS NULL)"
)
_AWAITED = (
    "SELECT w.id FROM outbox o JOIN media f ON f.message_id = o.message_id"
    " JOIN material_upload w ON w.rendition_id = f.rendition_id"
    f" AND w.corp_id = f.corp_id WHERE {_TURN}"
)
"""Entries that messages wait for; beginning with the outbox, which is short."""
_AHEAD = (
    "SELECT h.id FROM material_upload h WHERE h.ahead"
    " AND (h.uploaded_at IS NULL OR h.uploaded_at NOT"
    f" BETWEEN ?1 - {RENEWED_AFTER_MS} AND ?1)"
    " AND h.corp_id NOT IN (SELECT a.corp_id FROM outbox o"
    " JOIN account a ON a.id = o.account_id WHERE o.state IN ('queued', 'sending'))"
)
"""Entries that are likely to be used, of corps that have nothing to send."""


@dataclass(frozen=True, slots=True)
class CacheJob:
    """A rendition that a corp's WeCom is to have."""

    id: int
    material_id: int
    rendition_id: int
    corp_id: int
    kind: str
    """The content tag of its messages."""
    name: str
    """As a customer sees it."""
    size: int
    file_key: bytes
    attempts: int
    ahead: bool
    """Whether it is wanted although no message waits."""

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"CacheJob(id={self.id})"


def take_known(connection: Connection, message_id: int, *, now: int) -> None:
    """Give a message that has just been queued the media_id that is known."""
    _take(connection, "= ?2", (now, message_id))


def serve(connection: Connection, *, now: int) -> None:
    """Give waiting messages the media_ids that are known, and ask for the others."""
    _hand_out(connection, now=now)
    connection.execute(
        "INSERT INTO material_upload(rendition_id, corp_id, state, media_id, name,"
        " uploaded, attempts, due_at, ahead)"
        " SELECT DISTINCT f.rendition_id, f.corp_id, 'waiting', '', '', 0, 0, ?1, 0"
        f" FROM outbox o JOIN media f ON f.message_id = o.message_id WHERE {_TURN}"
        " AND f.rendition_id IS NOT NULL ON CONFLICT DO NOTHING",
        (now,),
    )


def is_asked(connection: Connection, *, now: int) -> bool:
    """Return whether a message waits for a rendition that nobody brings yet."""
    row = connection.execute(
        "SELECT 1 FROM outbox o JOIN media f ON f.message_id = o.message_id"
        " JOIN rendition r ON r.id = f.rendition_id"
        " LEFT JOIN material_upload u ON u.rendition_id = r.id"
        f" AND u.corp_id = f.corp_id WHERE {_TURN}"
        f" AND (u.id IS NULL OR (u.uploaded_at {_FRESH} AND u.name = r.name))"
        " LIMIT 1",
        (now,),
    ).fetchone()
    return row is not None


def due(
    connection: Connection, *, now: int, busy: frozenset[int], limit: int
) -> list[CacheJob]:
    """Return what is to be uploaded now, first what messages wait for.

    What is only likely to be used has its turn when its corp has nothing to send.
    """
    rows = connection.execute(
        "SELECT u.id, r.material_id, u.rendition_id, u.corp_id, r.kind, r.name, r.size,"
        " r.file_key, u.attempts, u.ahead FROM material_upload u"
        " JOIN rendition r ON r.id = u.rendition_id"
        f" WHERE {is_due('u.due_at')} AND u.id IN ({_AWAITED} UNION {_AHEAD})"
        f" ORDER BY u.id NOT IN ({_AWAITED}), u.due_at, u.id LIMIT ?2",
        (now, limit + len(busy)),
    )
    jobs = [CacheJob(*row) for row in rows]
    return [job for job in jobs if job.id not in busy][:limit]


def waiting(connection: Connection, job: CacheJob, *, now: int) -> list[UploadJob]:
    """Return the messages whose turn it is and that wait for a rendition."""
    rows = connection.execute(
        "SELECT o.id, o.message_id, o.conversation_id, f.corp_id, x.kind, f.id,"
        " f.file_key, f.name, f.size, f.attempts, o.doubtful FROM outbox o"
        " JOIN message x ON x.id = o.message_id"
        " JOIN media f ON f.message_id = o.message_id"
        f" WHERE {_TURN} AND f.rendition_id = ?2 AND f.corp_id = ?3",
        (now, job.rendition_id, job.corp_id),
    )
    return [UploadJob(*row) for row in rows]


def begun(connection: Connection, job: CacheJob, *, now: int) -> None:
    """Record that a rendition is on its way; the library shows it."""
    connection.execute(
        "UPDATE material_upload SET state = 'uploading', uploaded = 0 WHERE id = ?",
        (job.id,),
    )
    _changed(connection, job, now)


def note_progress(
    connection: Connection, job: CacheJob, uploaded: int, *, now: int
) -> bool:
    """Record how far an upload is, at the messages too; False when nobody wants it."""
    connection.execute(
        "UPDATE material_upload SET uploaded = ? WHERE id = ?", (uploaded, job.id)
    )
    messages = connection.execute(
        f"UPDATE media SET uploaded = ?1 WHERE message_id IN {_UNSENT}"
        " AND rendition_id = ?2 AND corp_id = ?3 RETURNING message_id,"
        " (SELECT x.conversation_id FROM message x WHERE x.id = message_id)",
        (uploaded, job.rendition_id, job.corp_id),
    ).fetchall()
    change_log.record(
        connection,
        [(Subject.MESSAGE, row[0], row[1], Aspect.STATE) for row in messages],
        initiator=INITIATOR,
        now=now,
    )
    return job.ahead or bool(waiting(connection, job, now=now))


def uploaded(connection: Connection, job: CacheJob, media_id: str, *, now: int) -> None:
    """Keep what WeCom calls a rendition; everything that waits for it can go."""
    connection.execute(
        "UPDATE material_upload SET state = 'ready', media_id = ?, name = ?,"
        " uploaded_at = ?, uploaded = ?, attempts = 0, failure = NULL WHERE id = ?",
        (media_id, job.name, now, job.size, job.id),
    )
    _hand_out(connection, now=now)
    _changed(connection, job, now)


def try_again(
    connection: Connection,
    job: CacheJob,
    failure: FailureReason,
    *,
    attempts: int,
    due_at: int,
    now: int,
) -> None:
    """Try an upload later; nothing has been sent."""
    connection.execute(
        "UPDATE material_upload SET state = 'waiting', uploaded = 0, attempts = ?,"
        " failure = ?, due_at = ? WHERE id = ?",
        (attempts, str(failure), due_at, job.id),
    )
    _changed(connection, job, now)


def give_up(
    connection: Connection, job: CacheJob, failure: FailureReason | None, *, now: int
) -> None:
    """Stop bringing a rendition; a message that asks for it later begins anew."""
    connection.execute(
        "UPDATE material_upload SET state = ?, uploaded = 0, attempts = 0,"
        " failure = ?, ahead = 0 WHERE id = ?",
        (
            "waiting" if failure is None else "failed",
            None if failure is None else str(failure),
            job.id,
        ),
    )
    _changed(connection, job, now)


def begin_again(connection: Connection) -> None:
    """Put back what an engine had on its way when it ended."""
    connection.execute(
        "UPDATE material_upload SET state = 'waiting', uploaded = 0"
        " WHERE state = 'uploading'"
    )


def _hand_out(connection: Connection, *, now: int) -> None:
    """Give all that has not left the media_ids that are known, and tell of it."""
    taken = _take(connection, f"IN {_UNSENT}", (now,))
    change_log.record(
        connection,
        [
            (subject, message, conversation, Aspect.STATE)
            for message, conversation in taken
            for subject in (Subject.MESSAGE, Subject.OUTBOX)
        ],
        initiator=INITIATOR,
        now=now,
    )


def _take(
    connection: Connection, which: str, values: tuple[object, ...]
) -> list[tuple[int, int]]:
    """Copy known media_ids to messages; return these and their conversations."""
    rows = connection.execute(
        "UPDATE media SET media_id = u.media_id, uploaded = media.size,"
        " uploaded_at = u.uploaded_at, attempts = 0, failure = NULL"
        " FROM material_upload u JOIN rendition r ON r.id = u.rendition_id"
        " AND r.name = u.name WHERE u.rendition_id = media.rendition_id"
        f" AND u.corp_id = media.corp_id AND u.uploaded_at {_FRESH}"
        f" AND media.message_id {which} AND (media.uploaded_at IS NULL"
        f" OR media.uploaded_at NOT {_FRESH}) RETURNING message_id, (SELECT"
        " x.conversation_id FROM message x WHERE x.id = message_id)",
        values,
    ).fetchall()
    return [(int(message), int(conversation)) for message, conversation in rows]


def _changed(connection: Connection, job: CacheJob, now: int) -> None:
    change_log.record(
        connection,
        [(Subject.MATERIAL, job.material_id, 0, Aspect.STATE)],
        initiator=INITIATOR,
        now=now,
    )
