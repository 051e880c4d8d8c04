"""Answers for later as rows: written, changed, stopped, and moved to the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.clock import from_milliseconds
from desktop.models.content_codec import decode, encode, searchable_text, tag_of
from desktop.models.display_text import one_line
from desktop.models.failures import FailureReason
from desktop.models.scheduling import Scheduled
from desktop.services.storage import (
    change_log,
    content_guard,
    content_sources,
    draft_store,
)
from desktop.services.storage.attachment_store import Prepared
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.outgoing import Outgoing

_SELECT = (
    "SELECT s.id, s.conversation_id, u.nickname, s.due_at, s.despite_newer, s.failure"
    " FROM scheduled s JOIN conversation c ON c.id = s.conversation_id"
    " JOIN customer u ON u.id = c.customer_id"
)


@dataclass(frozen=True, slots=True)
class WrittenForLater:
    """An answer that is to leave at a time."""

    conversation_id: int
    operator_id: int
    parts: tuple[Outgoing, ...]
    """Their msgids are given anew when it leaves."""
    due_at: int
    seen_through: int
    despite_newer: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer whose time has come, with what it needs to leave."""

    id: int
    conversation_id: int
    operator_id: int
    operator_name: str
    due_at: int
    seen_through: int
    despite_newer: bool
    parts: tuple[Prepared, ...]


def add(
    connection: Connection, written: WrittenForLater, *, initiator: str, now: int
) -> int:
    """Store an answer for later and delete the draft; return its id.

    Raises WithdrawnContentError for what will not be good at its time.
    """
    sources = [source for part in written.parts for source in part.sources]
    content_guard.refuse(connection, sources, now=max(now, written.due_at))
    row = connection.execute(
        "INSERT INTO scheduled(conversation_id, operator_id, due_at, seen_through,"
        " despite_newer, created_at) VALUES (?,?,?,?,?,?) RETURNING id",
        (
            written.conversation_id,
            written.operator_id,
            written.due_at,
            written.seen_through,
            written.despite_newer,
            now,
        ),
    ).fetchone()
    schedule_id = int(row[0])
    for place, part in enumerate(written.parts, 1):
        _add_part(connection, written.conversation_id, schedule_id, place, part)
    draft_store.clear(connection, written.conversation_id)
    _changed(
        connection, schedule_id, written.conversation_id, Aspect.CREATED, initiator, now
    )
    change_log.record(
        connection,
        [(Subject.CONVERSATION, written.conversation_id, 0, Aspect.DRAFT)],
        initiator=initiator,
        now=now,
    )
    return schedule_id


def of_conversation(
    connection: Connection, conversation_id: int
) -> tuple[Scheduled, ...]:
    """Return the answers for later of one conversation, soonest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE s.conversation_id = ? ORDER BY s.due_at, s.id",
        (conversation_id,),
    ).fetchall()
    return tuple(_scheduled(connection, row) for row in rows)


def everything(connection: Connection) -> tuple[Scheduled, ...]:
    """Return the answers for later of all conversations: stopped ones first."""
    rows = connection.execute(
        f"{_SELECT} ORDER BY s.failure IS NULL, s.due_at, s.id"
    ).fetchall()
    return tuple(_scheduled(connection, row) for row in rows)


def move(
    connection: Connection,
    schedule_id: int,
    due_at: int,
    seen_through: int,
    *,
    despite_newer: bool | None,
    initiator: str,
    now: int,
) -> bool:
    """Give an answer another time, also one that was stopped; False when it is gone.

    The person has looked: what was on screen counts as seen.
    """
    row = connection.execute(
        "UPDATE scheduled SET due_at = ?, failure = NULL,"
        " seen_through = max(seen_through, ?),"
        " despite_newer = coalesce(?, despite_newer) WHERE id = ?"
        " RETURNING conversation_id",
        (due_at, seen_through, despite_newer, schedule_id),
    ).fetchone()
    if row is not None:
        _changed(connection, schedule_id, int(row[0]), Aspect.STATE, initiator, now)
    return row is not None


def stop(
    connection: Connection, schedule_id: int, failure: FailureReason, *, now: int
) -> None:
    """Keep an answer back and say why; a person decides."""
    row = connection.execute(
        "UPDATE scheduled SET failure = ? WHERE id = ? RETURNING conversation_id",
        (str(failure), schedule_id),
    ).fetchone()
    if row is not None:
        _changed(connection, schedule_id, int(row[0]), Aspect.STATE, "schedule", now)


def waiting(connection: Connection, schedule_id: int) -> Waiting | None:
    """Return an answer as it is to leave, None when it is gone."""
    row = connection.execute(
        "SELECT s.conversation_id, s.operator_id, o.name, s.due_at, s.seen_through,"
        " s.despite_newer FROM scheduled s JOIN operator o ON o.id = s.operator_id"
        " WHERE s.id = ?",
        (schedule_id,),
    ).fetchone()
    if row is None:
        return None
    conversation_id, operator_id, name, due_at, seen, despite = row
    return Waiting(
        schedule_id,
        conversation_id,
        operator_id,
        name,
        due_at,
        seen,
        bool(despite),
        _parts(connection, schedule_id),
    )


def due(connection: Connection, *, now: int) -> list[int]:
    """Return the answers whose time has come, in order of time."""
    rows = connection.execute(
        "SELECT id FROM scheduled WHERE failure IS NULL AND due_at <= ?"
        " ORDER BY due_at, id",
        (now,),
    )
    return [int(row[0]) for row in rows]


def remove(
    connection: Connection, schedule_id: int, *, initiator: str, now: int
) -> bool:
    """Drop the answer and its parts; False when it is gone. Files are swept later."""
    connection.execute("DELETE FROM prepared WHERE schedule_id = ?", (schedule_id,))
    row = connection.execute(
        "DELETE FROM scheduled WHERE id = ? RETURNING conversation_id", (schedule_id,)
    ).fetchone()
    if row is not None:
        _changed(connection, schedule_id, int(row[0]), Aspect.REMOVED, initiator, now)
    return row is not None


def _add_part(
    connection: Connection,
    conversation_id: int,
    schedule_id: int,
    place: int,
    part: Outgoing,
) -> None:
    row = connection.execute(
        "INSERT INTO prepared(conversation_id, schedule_id, place, kind, content,"
        " media_row, obstacle, can_shrink) VALUES (?,?,?,?,?,?,0,0) RETURNING id",
        (
            conversation_id,
            schedule_id,
            place,
            tag_of(part.content),
            encode(part.content),
            part.media_row,
        ),
    ).fetchone()
    content_sources.keep(connection, SourceOf.PREPARED, int(row[0]), part.sources)


def _parts(connection: Connection, schedule_id: int) -> tuple[Prepared, ...]:
    rows = connection.execute(
        "SELECT id, kind, content, media_row FROM prepared WHERE schedule_id = ?"
        " ORDER BY place, id",
        (schedule_id,),
    ).fetchall()
    return tuple(
        Prepared(
            decode(kind, content),
            media_row,
            sources=content_sources.of(connection, SourceOf.PREPARED, id_),
        )
        for id_, kind, content, media_row in rows
    )


def _scheduled(connection: Connection, row: Sequence[object]) -> Scheduled:
    id_, conversation_id, nickname, due_at, despite_newer, failure = row
    parts = _parts(connection, int(str(id_)))
    words = " ".join(filter(None, (searchable_text(part.content) for part in parts)))
    return Scheduled(
        id=int(str(id_)),
        conversation_id=int(str(conversation_id)),
        customer_name=str(nickname),
        due_at=from_milliseconds(int(str(due_at))),
        words=one_line(words),
        kinds=tuple(tag_of(part.content) for part in parts),
        despite_newer=bool(despite_newer),
        stopped=None if failure is None else FailureReason.parse(str(failure)),
    )


def _changed(
    connection: Connection,
    schedule_id: int,
    conversation_id: int,
    aspect: Aspect,
    initiator: str,
    now: int,
) -> None:
    change_log.record(
        connection,
        [(Subject.SCHEDULE, schedule_id, conversation_id, aspect)],
        initiator=initiator,
        now=now,
    )
