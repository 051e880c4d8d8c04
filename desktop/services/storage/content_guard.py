"""What must not leave any more: content whose reply or material is over.

Asked when an answer is written, and by the engine in the transaction of the attempt:
a withdrawal is committed either before that, and nothing leaves, or after it.
"""

from collections.abc import Iterable

from desktop.models.content_source import ContentSource
from desktop.models.outgoing import WithdrawnContentError
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf, distinct, of

_OVER = "(x.withdrawn_at IS NOT NULL OR x.valid_until <= ?1 OR x.valid_from > ?1)"
_REPLY_OVER = f"({_OVER.replace('x.', 'r.')} OR s.reply_version < r.stops_below)"
_STOPPED = (
    " LEFT JOIN reply r ON r.id = s.reply_id"
    " LEFT JOIN material m ON m.id = s.material_id"
    f" WHERE ({_REPLY_OVER} OR {_OVER.replace('x.', 'm.')})"
)
"""Behind sources `s`: those that are over at ?1.

Of a reply the dates of its newest version count, whichever version is on its way: a
person who moves the end of a price list means the words, not the number.
"""


def stops(connection: Connection, message_id: int, *, now: int) -> bool:
    """Return whether a message holds content that must not leave any more."""
    row = connection.execute(
        f"SELECT 1 FROM message_source s{_STOPPED} AND s.message_id = ?2 LIMIT 1",
        (now, message_id),
    ).fetchone()
    return row is not None


def stops_schedule(connection: Connection, schedule_id: int, *, now: int) -> bool:
    """Return whether an answer for later holds content that must not leave."""
    row = connection.execute(
        "SELECT 1 FROM prepared p JOIN prepared_source s ON s.prepared_id = p.id"
        f"{_STOPPED} AND p.schedule_id = ?2 LIMIT 1",
        (now, schedule_id),
    ).fetchone()
    return row is not None


def refuse(
    connection: Connection, sources: Iterable[ContentSource], *, now: int
) -> None:
    """Raise WithdrawnContentError, with the name of what is over, for one of these."""
    for source in distinct(sources):
        row = connection.execute(
            f"SELECT CASE WHEN {_REPLY_OVER} THEN (SELECT"
            " json_extract(v.content, '$.title') FROM reply_version v"
            " WHERE v.reply_id = r.id AND v.version = r.version) ELSE m.name END"
            " FROM (SELECT ?2 AS reply_id, ?3 AS reply_version, ?4 AS material_id) s"
            f"{_STOPPED}",
            (now, source.reply_id, source.reply_version, source.material_id),
        ).fetchone()
        if row is not None:
            raise WithdrawnContentError(source, str(row[0]))


def refuse_message(connection: Connection, message_id: int, *, now: int) -> None:
    """Raise WithdrawnContentError when a message must not be sent again."""
    refuse(connection, of(connection, SourceOf.MESSAGE, message_id), now=now)
