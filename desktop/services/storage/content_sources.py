"""From what messages, prepared parts and drafts were taken, as rows."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from desktop.models.content_source import NO_SOURCE, ContentSource
from desktop.services.storage.connection import Connection

_COLUMNS = "reply_id, reply_version, material_id, material_version"


class SourceOf(StrEnum):
    """What has a source: the table, whose first column names it."""

    MESSAGE = "message_source"
    PREPARED = "prepared_source"
    DRAFT = "draft_source"


_OWNER = {
    SourceOf.MESSAGE: "message_id",
    SourceOf.PREPARED: "prepared_id",
    SourceOf.DRAFT: "conversation_id",
}


def keep(
    connection: Connection,
    kind: SourceOf,
    owner: int,
    sources: Iterable[ContentSource],
) -> None:
    """Remember these, each once, in place of what was remembered."""
    connection.execute(f"DELETE FROM {kind} WHERE {_OWNER[kind]} = ?", (owner,))
    connection.executemany(
        f"INSERT INTO {kind}({_OWNER[kind]}, place, {_COLUMNS}) VALUES (?,?,?,?,?,?)",
        [
            (
                owner,
                place,
                source.reply_id,
                source.reply_version,
                source.material_id,
                source.material_version,
            )
            for place, source in enumerate(distinct(sources))
        ],
    )


def of(connection: Connection, kind: SourceOf, owner: int) -> tuple[ContentSource, ...]:
    """Return what is remembered, in its order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM {kind} WHERE {_OWNER[kind]} = ? ORDER BY place",
        (owner,),
    )
    return tuple(ContentSource(*row) for row in rows)


def distinct(sources: Iterable[ContentSource]) -> Sequence[ContentSource]:
    """Return each source once, in order, without the empty one."""
    return [one for one in dict.fromkeys(sources) if one != NO_SOURCE]
