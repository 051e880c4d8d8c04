"""Rows of the library as values."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.models.content_codec import decode
from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialFacts,
    MaterialKind,
)
from desktop.models.outgoing import CardContent
from desktop.models.quick_reply import Scope
from desktop.services.storage.connection import Connection

SELECT = (
    "SELECT m.id, m.key, m.kind, m.version, m.name, m.folder, m.code, m.scope,"
    " m.scope_id, m.valid_from, m.valid_until, m.priced_at, m.withdrawn_at,"
    " m.owner_id, coalesce(o.name, ''), m.changed_by, m.changed_at, v.card, v.width,"
    " v.height, v.duration_ms, v.format, coalesce(g.digest, ''),"
    " coalesce(g.size, 0), (SELECT count(*) FROM message_source s"
    " WHERE s.material_id = m.id), (SELECT group_concat(tag, char(10)) FROM"
    " (SELECT tag FROM material_tag t WHERE t.material_id = m.id ORDER BY tag)),"
    " coalesce(a.name, '')"
    " FROM material m"
    " JOIN material_version v ON v.material_id = m.id AND v.version = m.version"
    " LEFT JOIN original g ON g.id = v.original_id"
    " LEFT JOIN operator o ON o.id = m.owner_id"
    " LEFT JOIN account a ON m.scope = 'account' AND a.id = m.scope_id"
)
"""A material in its newest version; conditions and order follow."""
SEEN = "(m.only_for IS NULL OR m.only_for = :by)"
"""That an operator sees a material `m`: a personal one is its owner's.

Nobody is in a team yet, and what is for an account is of use at others, too.
"""


def material(row: tuple[object, ...]) -> Material:
    """Return the value of a row of `SELECT`."""
    kind = MaterialKind(str(row[2]))
    return Material(
        id=_number(row[0]),
        key=str(row[1]),
        kind=kind,
        version=_number(row[3]),
        details=_details(row),
        facts=_facts(row),
        owner_id=_number(row[13]),
        owner_name=str(row[14]),
        changed_by=str(row[15]),
        changed_at=moment(row[16]),
        card=_card(kind, str(row[17])),
        withdrawn=row[12] is not None,
        used=_number(row[24]),
        scope_name=str(row[26]),
    )


def one(connection: Connection, material_id: int, *, by: int) -> Material | None:
    """Return a material that was not removed and that operator `by` sees."""
    found = some(connection, (material_id,), by=by)
    return found[0] if found else None


def some(
    connection: Connection, ids: Sequence[int], *, by: int
) -> tuple[Material, ...]:
    """Return those materials that operator `by` sees, in the order of the ids."""
    rows = connection.execute(
        f"{SELECT} WHERE m.id IN (SELECT value FROM json_each(:ids))"
        f" AND m.removed_at IS NULL AND {SEEN}",
        {"ids": json.dumps(list(ids)), "by": by},
    )
    found = {one.id: one for one in map(material, rows)}
    return tuple(found[id_] for id_ in ids if id_ in found)


def seen(connection: Connection, ids: Sequence[int], *, by: int) -> list[int]:
    """Return those ids, also of removed materials, that operator `by` may touch."""
    rows = connection.execute(
        "SELECT m.id FROM json_each(:ids) JOIN material m ON m.id = value"
        f" WHERE {SEEN} ORDER BY json_each.key",
        {"ids": json.dumps(list(ids)), "by": by},
    )
    return [int(row[0]) for row in rows]


def path_of(folder: tuple[str, ...]) -> str:
    """Return how a folder is stored; a slash in a name becomes a wide one."""
    names = (name.strip().replace("/", "／") for name in folder)
    return "".join(f"{name}/" for name in names if name)


def folder_of(path: str) -> tuple[str, ...]:
    """Return the folder of a stored path."""
    return tuple(path.split("/")[:-1])


def moment(stored: object) -> datetime:
    """Return the moment of Unix milliseconds."""
    return datetime.fromtimestamp(_number(stored) / 1000, UTC)


def _details(row: tuple[object, ...]) -> MaterialDetails:
    return MaterialDetails(
        name=str(row[4]),
        folder=folder_of(str(row[5])),
        code=str(row[6]),
        tags=tuple(str(row[25]).split("\n")) if row[25] is not None else (),
        scope=Scope(str(row[7])),
        scope_id=None if row[8] is None else _number(row[8]),
        valid_from=None if row[9] is None else moment(row[9]),
        valid_until=None if row[10] is None else moment(row[10]),
        priced_at=None if row[11] is None else moment(row[11]),
    )


def _facts(row: tuple[object, ...]) -> MaterialFacts:
    return MaterialFacts(
        digest=str(row[22]),
        size=_number(row[23]),
        width=_number(row[18]),
        height=_number(row[19]),
        duration_ms=_number(row[20]),
        format=str(row[21]),
    )


def _card(kind: MaterialKind, stored: str) -> CardContent | None:
    if not stored:
        return None
    content = decode(kind.value, stored)
    return content if isinstance(content, CardContent) else None


def _number(value: object) -> int:
    return int(str(value))
