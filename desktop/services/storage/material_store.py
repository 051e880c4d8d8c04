"""What is written in the library: originals, materials, versions, renditions."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.models.bigrams import folded
from desktop.models.changes import Aspect, Subject
from desktop.models.clock import to_milliseconds
from desktop.models.material import MaterialDetails, MaterialKind
from desktop.models.organisation import Operator
from desktop.models.quick_reply import Scope
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.material_rows import path_of
from desktop.services.storage.search_names import spelling_of


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes of the library and the key of the file in which they are sealed."""

    id: int
    key: bytes
    size: int

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"Original(id={self.id})"


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a version is made of."""

    kind: MaterialKind
    original_id: int | None = None
    card: str = ""
    """JSON of its content; empty for files."""
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    format: str = ""
    small: bytes = b""
    look: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """What a version is sent as."""

    id: int
    kind: str
    name: str
    size: int
    key: bytes
    fitted: bool

    def __repr__(self) -> str:
        """Return words without the key."""
        return f"Rendition(id={self.id})"


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes, on which desk, when (Unix milliseconds)."""

    operator: Operator
    initiator: str
    now: int


def make_room(connection: Connection) -> Original:
    """Number bytes that are about to be sealed; `settle` or a sweep follows."""
    key = secrets.token_bytes(32)
    row = connection.execute(
        "INSERT INTO original(digest, size, file_key) VALUES (?, 0, ?) RETURNING id",
        (f"arriving-{secrets.token_hex(8)}", key),
    ).fetchone()
    return Original(int(row[0]), key, 0)


def settle(connection: Connection, room: Original, digest: str, size: int) -> Original:
    """Return where these bytes are kept: in the room, or where they lay already."""
    row = connection.execute(
        "SELECT id, file_key, size FROM original WHERE digest = ?", (digest,)
    ).fetchone()
    if row is not None:
        connection.execute("DELETE FROM original WHERE id = ?", (room.id,))
        return Original(*row)
    connection.execute(
        "UPDATE original SET digest = ?, size = ? WHERE id = ?",
        (digest, size, room.id),
    )
    return Original(room.id, room.key, size)


def digest_of(connection: Connection, original: Original) -> str:
    """Return the SHA-256 of bytes that were sealed."""
    row = connection.execute(
        "SELECT digest FROM original WHERE id = ?", (original.id,)
    ).fetchone()
    return str(row[0])


def open_with(connection: Connection, original: Original, key: bytes) -> Original:
    """Know that the bytes were sealed anew, with another key."""
    connection.execute(
        "UPDATE original SET file_key = ? WHERE id = ?", (key, original.id)
    )
    return Original(original.id, key, original.size)


def forget_originals(connection: Connection, kept: frozenset[int]) -> frozenset[int]:
    """Drop the rows of bytes that nothing is made of; return those that stay."""
    connection.execute(
        "DELETE FROM original WHERE id NOT IN (SELECT original_id FROM"
        " material_version WHERE original_id IS NOT NULL)"
        " AND id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(kept)),),
    )
    rows = connection.execute("SELECT id FROM original")
    return frozenset(int(row[0]) for row in rows)


def original_of(
    connection: Connection, material_id: int, version: int | None = None
) -> Original | None:
    """Return the bytes of a version, the newest where none is named."""
    row = connection.execute(
        "SELECT g.id, g.file_key, g.size FROM material m JOIN material_version v"
        " ON v.material_id = m.id AND v.version = coalesce(?2, m.version)"
        " JOIN original g ON g.id = v.original_id WHERE m.id = ?1",
        (material_id, version),
    ).fetchone()
    return None if row is None else Original(*row)


def small_of(connection: Connection, material_id: int, version: int) -> bytes:
    """Return the small picture of a version, empty where there is none."""
    row = connection.execute(
        "SELECT small FROM material_version WHERE material_id = ? AND version = ?",
        (material_id, version),
    ).fetchone()
    return b"" if row is None else bytes(row[0])


def add(
    connection: Connection, details: MaterialDetails, made: NewVersion, by: Writing
) -> int:
    """Add a material in its first version; return its id."""
    row = connection.execute(
        "INSERT INTO material(key, kind, version, name, folder, code, scope, owner_id,"
        " found_by, inside, look, changed_by, changed_at)"
        " VALUES (?, ?, 0, '', '', '', '', ?, '', '', '', '', 0) RETURNING id",
        (secrets.token_hex(16), made.kind.value, by.operator.id),
    ).fetchone()
    material_id = int(row[0])
    add_version(connection, material_id, made, by)
    describe(connection, material_id, details, by)
    return material_id


def add_version(
    connection: Connection, material_id: int, made: NewVersion, by: Writing
) -> int:
    """Let other bytes or words stand for a material; return the version."""
    row = connection.execute(
        "UPDATE material SET version = version + 1, kind = ?, inside = ?, look = ?,"
        " changed_by = ?, changed_at = ? WHERE id = ? RETURNING version",
        (
            made.kind.value,
            made.inside,
            made.look,
            by.operator.name,
            by.now,
            material_id,
        ),
    ).fetchone()
    version = int(row[0])
    connection.execute(
        "INSERT INTO material_version(material_id, version, original_id, card, width,"
        " height, duration_ms, format, small, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            material_id,
            version,
            made.original_id,
            made.card,
            made.width,
            made.height,
            made.duration_ms,
            made.format,
            made.small,
            by.operator.name,
            by.now,
        ),
    )
    _changed(connection, (material_id,), Aspect.STATE, by)
    return version


def made_of(connection: Connection, material_id: int, version: int) -> NewVersion:
    """Return of what an earlier version was made, to make a new one of it.

    Raises LookupError where there is no such version.
    """
    row = connection.execute(
        "SELECT m.kind, v.original_id, v.card, v.width, v.height, v.duration_ms,"
        " v.format, v.small, m.look, m.inside FROM material m JOIN material_version v"
        " ON v.material_id = m.id WHERE m.id = ? AND v.version = ?",
        (material_id, version),
    ).fetchone()
    if row is None:
        raise LookupError(f"material {material_id}, version {version}")
    kind, original_id, card, width, height, length, form, small, look, inside = row
    return NewVersion(
        MaterialKind(kind), original_id, card, width, height, length, form,
        bytes(small), look, inside,
    )  # fmt: skip


def describe(
    connection: Connection, material_id: int, details: MaterialDetails, by: Writing
) -> None:
    """Keep what a person says of a material; that makes no version."""
    name = _storable(details.name)
    moments = (details.valid_from, details.valid_until, details.priced_at)
    connection.execute(
        "UPDATE material SET name = ?, found_by = ?, folder = ?, code = ?, scope = ?,"
        " scope_id = ?, only_for = iif(?, owner_id, NULL),"
        " valid_from = ?, valid_until = ?, priced_at = ?,"
        " changed_by = ?, changed_at = ? WHERE id = ?",
        (
            name,
            _found_by(name, details.code, details.tags),
            path_of(details.folder),
            _storable(details.code.strip()),
            details.scope.value,
            details.scope_id,
            details.scope is Scope.PERSONAL,
            *(None if each is None else to_milliseconds(each) for each in moments),
            by.operator.name,
            by.now,
            material_id,
        ),
    )
    connection.execute("DELETE FROM material_tag WHERE material_id = ?", (material_id,))
    connection.executemany(
        "INSERT OR IGNORE INTO material_tag(material_id, tag) VALUES (?, ?)",
        [(material_id, _storable(tag.strip())) for tag in details.tags if tag.strip()],
    )
    _changed(connection, (material_id,), Aspect.SUMMARY, by)


def set_withdrawn(
    connection: Connection, ids: Sequence[int], by: Writing, *, withdrawn: bool
) -> None:
    """Let materials not leave any more, or leave again."""
    connection.execute(
        "UPDATE material SET withdrawn_at = ? WHERE id IN"
        " (SELECT value FROM json_each(?))",
        (by.now if withdrawn else None, json.dumps(list(ids))),
    )
    _changed(connection, ids, Aspect.STATE, by)


def set_removed(
    connection: Connection, ids: Sequence[int], by: Writing, *, removed: bool
) -> None:
    """Take materials out of the library, or bring them back.

    What is removed cannot leave either: it is withdrawn with it, unless it was before.
    """
    change = (
        "removed_at = ?1, withdrawn_at = coalesce(withdrawn_at, ?1)"
        if removed
        else "removed_at = NULL, withdrawn_at = nullif(withdrawn_at, removed_at)"
    )
    connection.execute(
        f"UPDATE material SET {change} WHERE id IN (SELECT value FROM json_each(?2))"
        " AND ?1 > 0",
        (by.now, json.dumps(list(ids))),
    )
    _changed(connection, ids, Aspect.REMOVED, by)


def rendition_of(
    connection: Connection, material_id: int, version: int
) -> Rendition | None:
    """Return what a version is sent as, None where nobody made it yet."""
    row = connection.execute(
        "SELECT id, kind, name, size, file_key, fitted <> 0 FROM rendition"
        " WHERE material_id = ? AND version = ?",
        (material_id, version),
    ).fetchone()
    return None if row is None else Rendition(*row)


def renditions(connection: Connection) -> frozenset[int]:
    """Return the numbers of all that versions are sent as."""
    rows = connection.execute("SELECT id FROM rendition")
    return frozenset(int(row[0]) for row in rows)


def next_rendition(connection: Connection) -> int:
    """Return the number of the rendition that comes next, and use it up."""
    row = connection.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = 'rendition'"
    ).fetchone()
    number = (0 if row is None else int(row[0])) + 1
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'rendition'")
    connection.execute(
        "INSERT INTO sqlite_sequence(name, seq) VALUES ('rendition', ?)", (number,)
    )
    return number


def keep_rendition(
    connection: Connection, material_id: int, version: int, made: Rendition
) -> Rendition:
    """Record a rendition whose bytes are sealed; the one made first counts.

    One that is made anew under its number opens with its new key.
    """
    connection.execute(
        "INSERT INTO rendition(id, material_id, version, kind, name, size, file_key,"
        " fitted) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " name = excluded.name, size = excluded.size, file_key = excluded.file_key,"
        " fitted = excluded.fitted WHERE rendition.id = excluded.id",
        (
            made.id,
            material_id,
            version,
            made.kind,
            made.name,
            made.size,
            made.key,
            made.fitted,
        ),
    )
    kept = rendition_of(connection, material_id, version)
    assert kept is not None
    return kept


def _found_by(name: str, code: str, tags: Sequence[str]) -> str:
    """Return what searching looks through: name, code, tags, initials, pinyin."""
    syllables = spelling_of(Path(name).stem).partition("|")[0].split()
    initials = "".join(one[0] for one in syllables)
    parts = (_storable(name), _storable(code), *map(_storable, tags))
    return "\n".join((*map(folded, parts), initials, "".join(syllables)))


def _storable(words: str) -> str:
    """Half a surrogate pair, which no database takes, becomes a question mark."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _changed(
    connection: Connection, ids: Sequence[int], aspect: Aspect, by: Writing
) -> None:
    change_log.record(
        connection,
        [(Subject.MATERIAL, id_, 0, aspect) for id_ in ids],
        initiator=by.initiator,
        now=by.now,
    )
