"""Attachments of drafts as rows: kept beside the text until they are sent."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.content import Content
from desktop.models.content_codec import decode, encode, tag_of
from desktop.models.content_source import NO_SOURCE, ContentSource
from desktop.models.explanations import explain
from desktop.models.local_failures import LocalFailure
from desktop.models.outgoing import (
    LARGEST,
    Attachment,
    AttachmentNotReadyError,
    CardContent,
    Fits,
    NotTaken,
    PreparedKind,
    TooLarge,
    Verdict,
)
from desktop.services.storage import change_log, content_sources
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.material_store import Rendition

_SELECT = (
    "SELECT p.id, p.conversation_id, p.kind, p.content, p.obstacle, p.can_shrink,"
    " coalesce(f.name, ''), coalesce(f.size, 0), s.reply_id, s.reply_version,"
    " s.material_id, s.material_version"
    " FROM prepared p LEFT JOIN media f ON f.id = p.media_row"
    " LEFT JOIN prepared_source s ON s.prepared_id = p.id AND s.place = 0"
)
_IN_DRAFT = "p.schedule_id IS NULL AND p.removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class FileRoom:
    """Where the bytes of a file that is being taken in go."""

    media_row: int
    key: bytes

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"FileRoom(media_row={self.media_row})"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What becomes an attachment: its content, its file, and what is against it."""

    content: Content
    media_row: int | None = None
    obstacle: int = 0
    """A LocalFailure, 0 when it fits."""
    can_shrink: bool = False
    sources: tuple[ContentSource, ...] = ()
    """From what it was taken."""


def make_room(
    connection: Connection, conversation_id: int, name: str, *, now: int
) -> FileRoom:
    """Number the file to come; without an attachment it is swept away later."""
    key = secrets.token_bytes(32)
    row = connection.execute(
        "INSERT INTO media(message_id, corp_id, media_id, state, name, size, received,"
        " file_key, attempts, due_at) SELECT NULL, a.corp_id, '', 'staging', ?2, 0, 0,"
        " ?3, 0, ?4 FROM conversation c JOIN account a ON a.id = c.account_id"
        " WHERE c.id = ?1 RETURNING id",
        (conversation_id, _storable(name), key, now),
    ).fetchone()
    return FileRoom(int(row[0]), key)


def make_room_of(
    connection: Connection, conversation_id: int, rendition: Rendition, *, now: int
) -> FileRoom:
    """Number the copy to come of a file of the library; it opens with the same key."""
    room = make_room(connection, conversation_id, rendition.name, now=now)
    connection.execute(
        "UPDATE media SET file_key = ?, rendition_id = ? WHERE id = ?",
        (rendition.key, rendition.id, room.media_row),
    )
    return FileRoom(room.media_row, rendition.key)


def file_is_here(connection: Connection, media_row: int, name: str, size: int) -> None:
    """Record that all bytes of a file are sealed on the disk."""
    connection.execute(
        "UPDATE media SET state = 'ready', name = ?, size = ?, received = ?"
        " WHERE id = ?",
        (_storable(name), size, size, media_row),
    )


def add(
    connection: Connection,
    conversation_id: int,
    prepared: Prepared,
    *,
    initiator: str,
    now: int,
) -> Attachment:
    """Put an attachment at the end of a conversation's draft."""
    row = connection.execute(
        "INSERT INTO prepared(conversation_id, place, kind, content, media_row,"
        " obstacle, can_shrink) SELECT ?1, coalesce(max(place), 0) + 1, ?2, ?3, ?4,"
        " ?5, ?6 FROM prepared WHERE conversation_id = ?1 AND schedule_id IS NULL"
        " RETURNING id",
        (
            conversation_id,
            tag_of(prepared.content),
            encode(prepared.content),
            prepared.media_row,
            prepared.obstacle,
            prepared.can_shrink,
        ),
    ).fetchone()
    content_sources.keep(connection, SourceOf.PREPARED, int(row[0]), prepared.sources)
    _changed(connection, conversation_id, initiator, now)
    return one(connection, int(row[0]))


def of_draft(connection: Connection, conversation_id: int) -> tuple[Attachment, ...]:
    """Return the attachments of a draft in order."""
    rows = connection.execute(
        f"{_SELECT} WHERE p.conversation_id = ? AND {_IN_DRAFT} ORDER BY p.place, p.id",
        (conversation_id,),
    )
    return tuple(_attachment(row) for row in rows)


def one(connection: Connection, attachment_id: int) -> Attachment:
    """Return an attachment; raises AttachmentNotReadyError when there is none."""
    row = connection.execute(
        f"{_SELECT} WHERE p.id = ? AND {_IN_DRAFT}", (attachment_id,)
    ).fetchone()
    if row is None:
        raise AttachmentNotReadyError(attachment_id)
    return _attachment(row)


def arrange(
    connection: Connection,
    conversation_id: int,
    ids: Sequence[int],
    *,
    initiator: str,
    now: int,
) -> None:
    """Bring the attachments of a draft into this order."""
    connection.executemany(
        "UPDATE prepared SET place = ? WHERE id = ? AND conversation_id = ?"
        " AND schedule_id IS NULL",
        [(place, id_, conversation_id) for place, id_ in enumerate(ids, 1)],
    )
    _changed(connection, conversation_id, initiator, now)


def remove(
    connection: Connection, attachment_id: int, *, initiator: str, now: int
) -> None:
    """Take an attachment out of its draft; `restore` brings it back."""
    _set_removed(connection, attachment_id, now, initiator, now)


def restore(
    connection: Connection, attachment_id: int, *, initiator: str, now: int
) -> Attachment:
    """Bring a removed attachment back to its place.

    Raises AttachmentNotReadyError when it was swept away.
    """
    _set_removed(connection, attachment_id, None, initiator, now)
    return one(connection, attachment_id)


def file_of(connection: Connection, attachment_id: int) -> FileRoom:
    """Return where the bytes of an attachment lie; AttachmentNotReadyError if none."""
    row = connection.execute(
        "SELECT f.id, f.file_key FROM prepared p JOIN media f ON f.id = p.media_row"
        " WHERE p.id = ?",
        (attachment_id,),
    ).fetchone()
    if row is None:
        raise AttachmentNotReadyError(attachment_id)
    return FileRoom(*row)


def replace_file(
    connection: Connection,
    attachment_id: int,
    prepared: Prepared,
    *,
    initiator: str,
    now: int,
) -> Attachment:
    """Let another file stand for the attachment; the old one is swept away.

    Raises AttachmentNotReadyError when it left the draft meanwhile.
    """
    row = connection.execute(
        "UPDATE prepared SET kind = ?, content = ?, media_row = ?, obstacle = ?,"
        " can_shrink = ? WHERE id = ? AND schedule_id IS NULL"
        " RETURNING conversation_id",
        (
            tag_of(prepared.content),
            encode(prepared.content),
            prepared.media_row,
            prepared.obstacle,
            prepared.can_shrink,
            attachment_id,
        ),
    ).fetchone()
    if row is None:
        raise AttachmentNotReadyError(attachment_id)
    _changed(connection, int(row[0]), initiator, now)
    return one(connection, attachment_id)


def take(connection: Connection, conversation_id: int, attachment_id: int) -> Prepared:
    """Take an attachment out of its draft for good, to be sent.

    Raises AttachmentNotReadyError for one that is not in the draft or does not fit.
    """
    sources = content_sources.of(connection, SourceOf.PREPARED, attachment_id)
    row = connection.execute(
        "DELETE FROM prepared AS p WHERE p.id = ? AND p.conversation_id = ?"
        f" AND {_IN_DRAFT} AND p.obstacle = 0 RETURNING kind, content, media_row",
        (attachment_id, conversation_id),
    ).fetchone()
    if row is None:
        raise AttachmentNotReadyError(attachment_id)
    return Prepared(decode(row[0], row[1]), row[2], sources=sources)


def orphans(connection: Connection, *, removed_before: int) -> list[int]:
    """Return the files that nothing refers to any more.

    Attachments that were removed before the given time are forgotten with theirs.
    """
    connection.execute(
        "DELETE FROM prepared WHERE removed_at IS NOT NULL AND removed_at < ?",
        (removed_before,),
    )
    rows = connection.execute(
        "SELECT f.id FROM media f WHERE f.message_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM prepared p WHERE p.media_row = f.id)"
    )
    return [int(row[0]) for row in rows]


def forget_files(connection: Connection, media_rows: Sequence[int]) -> None:
    """Drop the rows of files whose bytes are gone from the disk."""
    connection.execute(
        "DELETE FROM media WHERE message_id IS NULL"
        " AND id IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
        " (SELECT 1 FROM prepared p WHERE p.media_row = media.id)",
        (json.dumps(list(media_rows)),),
    )


def kind_of_content(content: Content) -> PreparedKind:
    """Return the kind as which a content is prepared."""
    return PreparedKind(tag_of(content))


def _set_removed(
    connection: Connection,
    attachment_id: int,
    removed_at: int | None,
    initiator: str,
    now: int,
) -> None:
    row = connection.execute(
        "UPDATE prepared SET removed_at = ? WHERE id = ? AND schedule_id IS NULL"
        " RETURNING conversation_id",
        (removed_at, attachment_id),
    ).fetchone()
    if row is not None:
        _changed(connection, int(row[0]), initiator, now)


def _attachment(row: tuple[object, ...]) -> Attachment:
    id_, conversation_id, kind, content, obstacle, can_shrink, name, size = row[:8]
    stored = decode(str(kind), str(content))
    return Attachment(
        id=int(str(id_)),
        conversation_id=int(str(conversation_id)),
        kind=PreparedKind(str(kind)),
        name=str(name),
        size=int(str(size)),
        verdict=_verdict(PreparedKind(str(kind)), int(str(obstacle)), bool(can_shrink)),
        card=stored if isinstance(stored, CardContent) else None,
        source=_source(row[8:]),
    )


def _source(columns: Sequence[object]) -> ContentSource:
    if columns[0] is None:
        return NO_SOURCE
    return ContentSource(*(int(str(column)) for column in columns))


def _verdict(kind: PreparedKind, obstacle: int, can_shrink: bool) -> Verdict:
    if not obstacle:
        return Fits()
    if obstacle == LocalFailure.MEDIA_TOO_BIG:
        return TooLarge(LARGEST[kind], can_shrink)
    return NotTaken(explain(LocalFailure(obstacle).reason).sentence, can_shrink)


def _storable(name: str) -> str:
    """Half a surrogate pair, which no database takes, becomes a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _changed(
    connection: Connection, conversation_id: int, initiator: str, now: int
) -> None:
    change_log.record(
        connection,
        [(Subject.CONVERSATION, conversation_id, 0, Aspect.DRAFT)],
        initiator=initiator,
        now=now,
    )
