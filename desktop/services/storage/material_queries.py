"""What the library is asked: pages, folders, tags, histories, uses."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.bigrams import folded
from desktop.models.material import (
    CorpUpload,
    Material,
    MaterialFacts,
    MaterialOrder,
    MaterialQuery,
    MaterialVersion,
    UploadStanding,
)
from desktop.models.quick_reply import Standing
from desktop.services.storage.connection import Connection
from desktop.services.storage.material_rows import (
    SEEN,
    folder_of,
    moment,
    path_of,
    some,
)
from desktop.services.storage.outbox_store import MEDIA_ID_LIFE_MS
from desktop.services.storage.search_names import contains

PLATFORM_LIFE_MS = 3 * 24 * 3_600_000
"""How long WeCom keeps what was uploaded (doc 90253)."""
_LISTING = "material m INDEXED BY ix_material_listing"
"""Holds all that a list is narrowed by, in its order: no row is touched."""
_RECENT = 200
"""Materials that an operator sent last and that may stand first in a list."""
_MOST_WORDS = 8
"""Typed words that are looked at."""
_LOOKS_ALIKE = 6
"""Bits of 64 in which two pictures differ that look the same to a person."""
_STANDINGS = {
    Standing.WITHDRAWN: "m.withdrawn_at IS NOT NULL",
    Standing.EXPIRED: "m.withdrawn_at IS NULL AND m.valid_until <= :now",
    Standing.NOT_YET: "m.withdrawn_at IS NULL AND m.valid_from > :now"
    " AND (m.valid_until IS NULL OR m.valid_until > :now)",
    Standing.USABLE: "m.withdrawn_at IS NULL"
    " AND (m.valid_from IS NULL OR m.valid_from <= :now)"
    " AND (m.valid_until IS NULL OR m.valid_until > :now)",
}


@dataclass(frozen=True, slots=True)
class _Condition:
    """What a query asks as SQL, with its values."""

    words: str
    values: dict[str, object]


def count(connection: Connection, query: MaterialQuery, *, by: int, now: int) -> int:
    """Return how many materials that operator `by` sees a query finds."""
    asked = _condition(query, by, now)
    row = connection.execute(
        f"SELECT count(*) FROM {_LISTING} WHERE {asked.words}", asked.values
    ).fetchone()
    return int(row[0])


def page(
    connection: Connection,
    query: MaterialQuery,
    offset: int,
    limit: int,
    *,
    by: int,
    now: int,
) -> tuple[Material, ...]:
    """Return a part of what a query finds among what operator `by` sees.

    The ids are found first, so that only the rows of the page are read whole.
    """
    asked = _condition(query, by, now)
    first = _used(connection, asked) if query.order is MaterialOrder.USED else []
    ids = first[offset : offset + limit]
    if len(ids) < limit:
        passed = max(0, offset - len(first))
        ids += _changed(connection, asked, first, passed, limit - len(ids))
    return some(connection, ids, by=by)


def folders(
    connection: Connection, *, by: int
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return each folder that holds something by itself, and how much `by` sees."""
    rows = connection.execute(
        f"SELECT m.folder, count(*) FROM {_LISTING} WHERE m.removed_at IS NULL"
        f" AND m.folder <> '' AND {SEEN} GROUP BY m.folder ORDER BY m.folder",
        {"by": by},
    )
    return tuple((folder_of(str(path)), int(number)) for path, number in rows)


def tags(connection: Connection, *, by: int) -> tuple[str, ...]:
    """Return all tags of what operator `by` sees, the most used first."""
    rows = connection.execute(
        "SELECT tag FROM material_tag WHERE material_id IN"
        f" (SELECT m.id FROM {_LISTING} WHERE m.removed_at IS NULL AND {SEEN})"
        " GROUP BY tag ORDER BY count(*) DESC, tag",
        {"by": by},
    )
    return tuple(str(row[0]) for row in rows)


def history(connection: Connection, material_id: int) -> tuple[MaterialVersion, ...]:
    """Return the versions of a material, the newest first."""
    rows = connection.execute(
        "SELECT v.version, v.width, v.height, v.duration_ms, v.format,"
        " coalesce(g.digest, ''), coalesce(g.size, 0), v.changed_by, v.changed_at"
        " FROM material_version v LEFT JOIN original g ON g.id = v.original_id"
        " WHERE v.material_id = ? ORDER BY v.version DESC",
        (material_id,),
    )
    return tuple(
        MaterialVersion(
            row[0],
            MaterialFacts(row[5], row[6], row[1], row[2], row[3], row[4]),
            row[7],
            moment(row[8]),
        )
        for row in rows
    )


def used_in(connection: Connection, material_id: int) -> tuple[str, ...]:
    """Return the titles of the replies whose newest version holds a material."""
    rows = connection.execute(
        "SELECT json_extract(v.content, '$.title') AS title FROM reply_material u"
        " JOIN reply r ON r.id = u.reply_id"
        " JOIN reply_version v ON v.reply_id = r.id AND v.version = r.version"
        " WHERE u.material_id = ? AND r.removed_at IS NULL ORDER BY title",
        (material_id,),
    )
    return tuple(str(row[0]) for row in rows)


def sent_to(connection: Connection, conversation_id: int) -> frozenset[int]:
    """Return which materials the customer of a conversation was sent, by any account.

    What failed or was taken back was not sent.
    """
    rows = connection.execute(
        "SELECT DISTINCT s.material_id FROM conversation c"
        " JOIN conversation d ON d.customer_id = c.customer_id"
        " JOIN message x ON x.conversation_id = d.id"
        " JOIN message_source s ON s.message_id = x.id AND s.material_id > 0"
        " WHERE c.id = ? AND x.state = 'accepted'",
        (conversation_id,),
    )
    return frozenset(int(row[0]) for row in rows)


def uploads(
    connection: Connection, material_id: int, *, now: int
) -> tuple[CorpUpload, ...]:
    """Return for each connected corp what its WeCom knows of the newest version."""
    rows = connection.execute(
        "SELECT c.id, c.name, u.state, u.uploaded_at FROM corp c"
        " LEFT JOIN material m ON m.id = ?"
        " LEFT JOIN rendition r ON r.material_id = m.id AND r.version = m.version"
        " LEFT JOIN material_upload u ON u.rendition_id = r.id AND u.corp_id = c.id"
        " WHERE c.connected_at > 0 ORDER BY c.id",
        (material_id,),
    )
    return tuple(_upload(row, now) for row in rows)


def same(connection: Connection, digest: str, *, by: int) -> Material | None:
    """Return the material that `by` sees whose newest version has these very bytes."""
    rows = connection.execute(
        "SELECT m.id FROM original g JOIN material_version v ON v.original_id = g.id"
        " JOIN material m ON m.id = v.material_id AND m.version = v.version"
        f" WHERE g.digest = :digest AND m.removed_at IS NULL AND {SEEN}"
        " AND v.card = '' ORDER BY m.id LIMIT 1",
        {"digest": digest, "by": by},
    ).fetchall()
    found = some(connection, [int(row[0]) for row in rows], by=by)
    return found[0] if found else None


def alike(
    connection: Connection, look: str, limit: int = 3, *, by: int
) -> tuple[Material, ...]:
    """Return what `by` sees that looks nearly like this one, the nearest first."""
    if not look:
        return ()
    wanted = int(look, 16)
    rows = connection.execute(
        "SELECT m.id, m.look FROM material m INDEXED BY ix_material_look"
        f" WHERE m.look <> '' AND m.removed_at IS NULL AND {SEEN}",
        {"by": by},
    )
    near = sorted(
        (distance, int(id_))
        for id_, other in rows
        if (distance := (wanted ^ int(other, 16)).bit_count()) <= _LOOKS_ALIKE
    )
    return some(connection, [id_ for _, id_ in near[:limit]], by=by)


def _used(connection: Connection, asked: _Condition) -> list[int]:
    """Return which of the materials that the operator sent last are asked for."""
    rows = connection.execute(
        "SELECT m.id FROM (SELECT material_id, used_at FROM material_use"
        " WHERE operator_id = :by ORDER BY used_at DESC, material_id DESC"
        " LIMIT :recent) u CROSS JOIN material m ON m.id = u.material_id"
        f" WHERE {asked.words} ORDER BY u.used_at DESC, m.id DESC",
        asked.values | {"recent": _RECENT},
    )
    return [int(row[0]) for row in rows]


def _changed(
    connection: Connection,
    asked: _Condition,
    without: Sequence[int],
    offset: int,
    limit: int,
) -> list[int]:
    """Return a part of what is asked for, what changed last first."""
    rows = connection.execute(
        f"SELECT m.id FROM {_LISTING} WHERE {asked.words}"
        " AND m.id NOT IN (SELECT value FROM json_each(:without))"
        " ORDER BY m.changed_at DESC, m.id DESC LIMIT :limit OFFSET :offset",
        asked.values
        | {"without": json.dumps(list(without)), "limit": limit, "offset": offset},
    )
    return [int(row[0]) for row in rows]


def _upload(row: tuple[int, str, str | None, int | None], now: int) -> CorpUpload:
    corp_id, name, state, uploaded_at = row
    fresh = uploaded_at is not None and now - MEDIA_ID_LIFE_MS <= uploaded_at <= now
    if state == "uploading":
        standing = UploadStanding.UPLOADING
    elif fresh:
        standing = UploadStanding.READY
    elif state == "failed":
        standing = UploadStanding.FAILED
    else:
        standing = UploadStanding.NOT_UPLOADED
    ends = None if not fresh else moment((uploaded_at or 0) + PLATFORM_LIFE_MS)
    return CorpUpload(corp_id, name, standing, ends)


def _condition(query: MaterialQuery, by: int, now: int) -> _Condition:
    words = ["m.removed_at IS NULL", SEEN]
    values: dict[str, object] = {"by": by, "now": now}
    if query.standing is not None:
        words.append(f"({_STANDINGS[query.standing]})")
    if query.folder is not None:
        path = path_of(query.folder)
        words.append("m.folder >= :folder AND m.folder < :behind")
        values |= {"folder": path, "behind": path + "\U0010ffff"}
    if query.kinds:
        words.append("m.kind IN (SELECT value FROM json_each(:kinds))")
        values["kinds"] = json.dumps([kind.value for kind in query.kinds])
    if query.tags:
        words.append(
            "m.id IN (SELECT material_id FROM material_tag WHERE tag IN"
            " (SELECT value FROM json_each(:tags)))"
        )
        values["tags"] = json.dumps(sorted(query.tags))
    if typed := query.words.split()[:_MOST_WORDS]:
        words.append(_found(typed, values))
    return _Condition(" AND ".join(words), values)


def _found(words: Sequence[str], values: dict[str, object]) -> str:
    """Return what typed words ask: each is in name, code, tags, sound or inside."""
    named, inside = [], []
    for number, word in enumerate(words):
        values[f"word{number}"] = contains(folded(word))
        like = f"LIKE :word{number} ESCAPE '!'"
        named.append(f"found_by {like}")
        inside.append(f"(found_by {like} OR inside {like})")
    return (
        "(m.id IN (SELECT id FROM material INDEXED BY ix_material_found_by"
        f" WHERE removed_at IS NULL AND {' AND '.join(named)})"
        " OR m.id IN (SELECT id FROM material INDEXED BY ix_material_inside"
        f" WHERE inside <> '' AND {' AND '.join(inside)}))"
    )
