"""What the library is asked: pages, folders, tags, histories, uses."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.bigrams import folded
from desktop.models.material import (
    CorpUpload,
    Material,
    MaterialFacts,
    MaterialQuery,
    MaterialVersion,
    UploadStanding,
)
from desktop.models.quick_reply import Standing
from desktop.services.storage.connection import Connection
from desktop.services.storage.material_rows import (
    SELECT,
    folder_of,
    material,
    moment,
    path_of,
)
from desktop.services.storage.outbox_store import MEDIA_ID_LIFE_MS
from desktop.services.storage.search_names import contains

PLATFORM_LIFE_MS = 3 * 24 * 3_600_000
"""How long WeCom keeps what was uploaded (doc 90253)."""
_LISTING = "material m INDEXED BY ix_material_listing"
"""Holds all that a list is narrowed by, in its order: no row is touched."""
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


def count(connection: Connection, query: MaterialQuery, *, now: int) -> int:
    """Return how many materials a query finds."""
    asked = _condition(query, now)
    row = connection.execute(
        f"SELECT count(*) FROM {_LISTING} WHERE {asked.words}", asked.values
    ).fetchone()
    return int(row[0])


def page(
    connection: Connection, query: MaterialQuery, offset: int, limit: int, *, now: int
) -> tuple[Material, ...]:
    """Return a part of what a query finds, what changed last first.

    The ids are found first, so that only the rows of the page are read whole.
    """
    asked = _condition(query, now)
    rows = connection.execute(
        f"{SELECT} WHERE m.id IN (SELECT m.id FROM {_LISTING} WHERE {asked.words}"
        " ORDER BY m.changed_at DESC, m.id DESC LIMIT :limit OFFSET :offset)"
        " ORDER BY m.changed_at DESC, m.id DESC",
        asked.values | {"limit": limit, "offset": offset},
    )
    return tuple(material(row) for row in rows)


def folders(connection: Connection) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return each folder that holds something by itself, and how much."""
    rows = connection.execute(
        "SELECT folder, count(*) FROM material WHERE removed_at IS NULL"
        " AND folder <> '' GROUP BY folder ORDER BY folder"
    )
    return tuple((folder_of(str(path)), int(number)) for path, number in rows)


def tags(connection: Connection) -> tuple[str, ...]:
    """Return all tags, the most used first."""
    rows = connection.execute(
        "SELECT t.tag FROM material_tag t JOIN material m ON m.id = t.material_id"
        " WHERE m.removed_at IS NULL GROUP BY t.tag ORDER BY count(*) DESC, t.tag"
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


def same(connection: Connection, digest: str) -> Material | None:
    """Return the material whose newest version has these very bytes."""
    row = connection.execute(
        f"{SELECT} WHERE g.digest = ? AND m.removed_at IS NULL"
        " AND v.card = '' ORDER BY m.id LIMIT 1",
        (digest,),
    ).fetchone()
    return None if row is None else material(row)


def alike(connection: Connection, look: str, limit: int = 3) -> tuple[Material, ...]:
    """Return the materials whose picture looks nearly like this one."""
    if not look:
        return ()
    wanted = int(look, 16)
    rows = connection.execute(
        "SELECT id, look FROM material WHERE look <> '' AND removed_at IS NULL"
    )
    near = sorted(
        (distance, int(id_))
        for id_, other in rows
        if (distance := (wanted ^ int(other, 16)).bit_count()) <= _LOOKS_ALIKE
    )
    found = connection.execute(
        f"{SELECT} WHERE m.id IN (SELECT value FROM json_each(?))",
        (json.dumps([id_ for _, id_ in near[:limit]]),),
    )
    return tuple(material(row) for row in found)


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


def _condition(query: MaterialQuery, now: int) -> _Condition:
    words = ["m.removed_at IS NULL"]
    values: dict[str, object] = {"now": now}
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
