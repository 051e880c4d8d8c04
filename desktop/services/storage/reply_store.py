"""The reply book as rows: read by who may see it, written in versions."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.models.bigrams import folded
from desktop.models.changes import Aspect, Subject
from desktop.models.clock import from_milliseconds
from desktop.models.organisation import Operator, Role
from desktop.models.quick_reply import (
    QuickReply,
    ReplyContent,
    ReplyMaterial,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import (
    LONGEST_TEXT,
    MOST_PARTS,
    NO_PLACE,
    NOT_THERE,
    NOTHING_IN_IT,
    TOO_MUCH,
    ReplyRefusedError,
    ReplyVersion,
    code_taken,
    locked,
)
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_codec import decode, encode, stored_moment

Spell = Callable[[ReplyContent], str]
"""Makes what `QuickReply.spelling` keeps."""

_MANY = 100
"""Changed replies from which on the feed tells of the book as a whole."""

VISIBLE = (
    "(r.removed_at IS NULL AND (r.scope IN ('company', 'account')"
    " OR (r.scope = 'personal' AND r.owner_id = :me)"
    " OR (r.scope = 'team' AND (:leads OR r.scope_id IS NULL OR r.scope_id IN"
    " (SELECT team_id FROM team_member WHERE operator_id = :me)))))"
)
"""Which replies `r` the operator :me sees; who :leads sees those of every team."""

_SELECT = (
    "SELECT r.id, r.key, r.version, v.content, r.owner_id, o.name, v.changed_by,"
    " v.changed_at, r.withdrawn_at, v.spelling, EXISTS (SELECT 1 FROM reply_pin p"
    " WHERE p.operator_id = :me AND p.reply_id = r.id),"
    " (SELECT count(*) FROM reply_use u WHERE u.reply_id = r.id),"
    " (SELECT max(u.used_at) FROM reply_use u"
    " WHERE u.reply_id = r.id AND u.operator_id = :me)"
    " FROM reply r JOIN reply_version v ON v.reply_id = r.id AND v.version = r.version"
    " JOIN operator o ON o.id = r.owner_id"
)


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes, from which desk, and when."""

    operator: Operator
    initiator: str
    now: int
    """Unix milliseconds."""

    @property
    def sees(self) -> dict[str, int]:
        """The values that VISIBLE asks for."""
        return sight(self.operator)


@dataclass(frozen=True, slots=True)
class Stored:
    """A version that was just written."""

    reply_id: int
    version_before: int
    """0 for a reply that was not there."""
    version: int


def sight(operator: Operator) -> dict[str, int]:
    """Return the values that VISIBLE asks for."""
    return {"me": operator.id, "leads": int(operator.role is not Role.AGENT)}


def everything(connection: Connection, operator: Operator) -> tuple[QuickReply, ...]:
    """Return what an operator sees, withdrawn and expired ones too."""
    rows = connection.execute(
        f"{_SELECT} WHERE {VISIBLE} ORDER BY r.id", sight(operator)
    )
    return tuple(_reply(row) for row in rows)


def one(connection: Connection, operator: Operator, reply_id: int) -> QuickReply:
    """Return a reply; raises ReplyRefusedError where the operator sees none."""
    row = connection.execute(
        f"{_SELECT} WHERE r.id = :id AND {VISIBLE}",
        {**sight(operator), "id": reply_id},
    ).fetchone()
    if row is None:
        raise ReplyRefusedError(NOT_THERE)
    return _reply(row)


def history(connection: Connection, reply_id: int) -> tuple[ReplyVersion, ...]:
    """Return every version of a reply, the newest first."""
    rows = connection.execute(
        "SELECT v.version, v.content, v.changed_by, v.changed_at, coalesce(p.note, '')"
        " FROM reply_version v LEFT JOIN publication p ON p.id = v.publication_id"
        " WHERE v.reply_id = ? ORDER BY v.version DESC",
        (reply_id,),
    )
    return tuple(
        ReplyVersion(version, decode(content), who, from_milliseconds(at), note)
        for version, content, who, at, note in rows
    )


def content_of(connection: Connection, reply_id: int, version: int) -> ReplyContent:
    """Return what a version said."""
    row = connection.execute(
        "SELECT content FROM reply_version WHERE reply_id = ? AND version = ?",
        (reply_id, version),
    ).fetchone()
    return decode(row[0])


def write_version(
    connection: Connection,
    pen: Pen,
    reply_id: int | None,
    content: ReplyContent,
    spelling: str,
    *,
    publication_id: int | None = None,
    key: str | None = None,
    changed: tuple[str, int] | None = None,
) -> Stored:
    """Store what a reply says from now on; None makes a new reply.

    A new reply has `key` or one of its own; `changed` says by whom and when it was
    written elsewhere. Raises ReplyRefusedError for a taken code or an empty content.
    """
    refuse_unfit(connection, pen, reply_id, content)
    if reply_id is None:
        reply_id, before = _insert(connection, pen, key or secrets.token_hex(16)), 0
    else:
        before = version_of(connection, reply_id)
    by, at = changed or (pen.operator.name, pen.now)
    connection.execute(
        "INSERT INTO reply_version(reply_id, version, content, spelling, changed_by,"
        " changed_at, publication_id) VALUES (?,?,?,?,?,?,?)",
        (reply_id, before + 1, encode(content), spelling, by, at, publication_id),
    )
    connection.execute(
        "UPDATE reply SET version = ?, scope = ?, scope_id = ?, code = ?,"
        " valid_from = ?, valid_until = ?, removed_at = NULL WHERE id = ?",
        (
            before + 1,
            content.scope.value,
            content.scope_id,
            folded(content.code),
            stored_moment(content.valid_from),
            stored_moment(content.valid_until),
            reply_id,
        ),
    )
    _keep_materials(connection, reply_id, content)
    return Stored(reply_id, before, before + 1)


def version_of(connection: Connection, reply_id: int) -> int:
    """Return the number of a reply's newest version."""
    row = connection.execute(
        "SELECT version FROM reply WHERE id = ?", (reply_id,)
    ).fetchone()
    return int(row[0])


def id_of_key(connection: Connection, key: str) -> int | None:
    """Return the reply that another database knows by this key too."""
    row = connection.execute("SELECT id FROM reply WHERE key = ?", (key,)).fetchone()
    return None if row is None else int(row[0])


def refuse_unfit(
    connection: Connection, pen: Pen, reply_id: int | None, content: ReplyContent
) -> None:
    """Raise ReplyRefusedError for a content that the book cannot hold."""
    if not content.title or not content.parts:
        raise ReplyRefusedError(NOTHING_IN_IT)
    texts = (part.text for part in content.parts if isinstance(part, ReplyText))
    if len(content.parts) > MOST_PARTS or any(
        len(each) > LONGEST_TEXT for each in texts
    ):
        raise ReplyRefusedError(TOO_MUCH)
    if content.scope is Scope.ACCOUNT and content.scope_id is None:
        raise ReplyRefusedError(NO_PLACE)
    refuse_taken_code(connection, pen, reply_id, content)


def refuse_locked(operator: Operator, scopes: Iterable[Scope]) -> None:
    """Raise ReplyRefusedError when an agent would change what is the company's."""
    if operator.role is Role.AGENT and Scope.COMPANY in scopes:
        raise ReplyRefusedError(locked())


def refuse_taken_code(
    connection: Connection, pen: Pen, reply_id: int | None, content: ReplyContent
) -> None:
    """Raise ReplyRefusedError for a code of another reply that the writer sees.

    Personal codes of others do not count: nobody may learn of them. Two teams may
    have the same code, unless one is everybody's.
    """
    if not content.code:
        return
    row = connection.execute(
        "SELECT r.id, json_extract(v.content, '$.title') FROM reply r"
        " JOIN reply_version v ON v.reply_id = r.id AND v.version = r.version"
        " WHERE r.code = :code AND r.code <> '' AND r.id IS NOT :id"
        f" AND {VISIBLE}"
        " AND r.withdrawn_at IS NULL AND NOT (:scope = 'team' AND r.scope = 'team'"
        " AND r.scope_id <> :place) LIMIT 1",
        {
            **pen.sees,
            "code": folded(content.code),
            "id": reply_id,
            "scope": content.scope.value,
            "place": content.scope_id,
        },
    ).fetchone()
    if row is not None:
        raise ReplyRefusedError(code_taken(content.code, str(row[1])), int(row[0]))


def set_removed(
    connection: Connection, pen: Pen, reply_id: int, *, removed: bool
) -> bool:
    """Take away a personal reply of one's own, or bring it back; False if it is none.

    Raises ReplyRefusedError when its code was given away meanwhile.
    """
    changed = connection.execute(
        "UPDATE reply SET removed_at = ? WHERE id = ? AND scope = 'personal'"
        " AND owner_id = ? AND (removed_at IS NULL) = ?",
        (pen.now if removed else None, reply_id, pen.operator.id, removed),
    ).rowcount
    if changed and not removed:
        found = one(connection, pen.operator, reply_id)
        refuse_taken_code(connection, pen, reply_id, found.content)
    aspect = Aspect.REMOVED if removed else Aspect.CREATED
    tell(connection, pen, [reply_id] if changed else [], aspect)
    return bool(changed)


def pin(connection: Connection, pen: Pen, reply_id: int, *, pinned: bool) -> None:
    """Keep a reply on top for this operator, or no more."""
    one(connection, pen.operator, reply_id)
    statement = (
        "INSERT INTO reply_pin(operator_id, reply_id) VALUES (?,?)"
        " ON CONFLICT DO NOTHING"
        if pinned
        else "DELETE FROM reply_pin WHERE operator_id = ? AND reply_id = ?"
    )
    connection.execute(statement, (pen.operator.id, reply_id))
    tell(connection, pen, [reply_id], Aspect.STATE)


def tell(
    connection: Connection, pen: Pen, reply_ids: Sequence[int], aspects: Aspect
) -> None:
    """Tell the feed which replies changed; many are the book as a whole."""
    told = reply_ids if len(reply_ids) < _MANY else [0]
    change_log.record(
        connection,
        [(Subject.REPLY, reply_id, 0, aspects) for reply_id in told],
        initiator=pen.initiator,
        now=pen.now,
    )


def _insert(connection: Connection, pen: Pen, key: str) -> int:
    row = connection.execute(
        "INSERT INTO reply(key, owner_id, version, scope, code, stops_below)"
        " VALUES (?, ?, 0, 'personal', '', 0) RETURNING id",
        (key, pen.operator.id),
    ).fetchone()
    return int(row[0])


def _keep_materials(
    connection: Connection, reply_id: int, content: ReplyContent
) -> None:
    connection.execute("DELETE FROM reply_material WHERE reply_id = ?", (reply_id,))
    held = dict.fromkeys(
        part.material_id for part in content.parts if isinstance(part, ReplyMaterial)
    )
    connection.executemany(
        "INSERT INTO reply_material(reply_id, material_id) VALUES (?,?)",
        [(reply_id, material_id) for material_id in held],
    )


def _reply(row: Sequence[object]) -> QuickReply:
    (id_, key, version, content, owner_id, owner, by, at, withdrawn_at, spelling,
     pinned, used, used_at) = row  # fmt: skip
    return QuickReply(
        id=int(str(id_)),
        key=str(key),
        version=int(str(version)),
        content=decode(str(content)),
        owner_id=int(str(owner_id)),
        owner_name=str(owner),
        changed_by=str(by),
        changed_at=from_milliseconds(int(str(at))),
        withdrawn=withdrawn_at is not None,
        pinned=bool(pinned),
        spelling=str(spelling),
        used=int(str(used)),
        used_at=None if used_at is None else from_milliseconds(int(str(used_at))),
    )
