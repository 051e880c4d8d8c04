"""The shared book in steps: published, withdrawn, reinstated, moved, carried over.

Each step is one transaction with one row in `publication` and one for each entry.
"""

from collections.abc import Iterable, Sequence

from desktop.models.changes import Aspect
from desktop.models.clock import from_milliseconds, to_milliseconds
from desktop.models.quick_reply import QuickReply, ReplyContent, Scope
from desktop.models.reply_book import (
    NOT_SHARED,
    CarriedReply,
    Proposal,
    ReplyRefusedError,
    overtaken_by,
)
from desktop.models.reply_publication import (
    EntryFate,
    Publication,
)
from desktop.services.storage import reply_proposals, reply_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_store import Pen, Spell, Stored


def publish(
    connection: Connection,
    pen: Pen,
    proposal_ids: Sequence[int],
    note: str,
    spell: Spell,
    *,
    stops_old: bool,
) -> Publication:
    """Make working copies the newest versions, all or none; they are used up.

    Raises ReplyRefusedError for a locked or overtaken entry and for a taken code.
    """
    proposals = [
        reply_proposals.one(connection, pen.operator, id_) for id_ in proposal_ids
    ]
    step = _open(connection, pen, note, stops_old=stops_old)
    for proposal in proposals:
        _publish_one(connection, pen, step, proposal, spell, stops_old=stops_old)
        connection.execute("DELETE FROM reply_proposal WHERE id = ?", (proposal.id,))
    return _close(connection, pen, step, Aspect.CREATED | Aspect.SUMMARY)


def withdraw(
    connection: Connection, pen: Pen, reply_ids: Sequence[int], note: str
) -> Publication:
    """Let shared replies leave no more; what is withdrawn already is left out."""
    step = _open(connection, pen, note, stops_old=False)
    for reply in _shared(connection, pen, reply_ids):
        if not reply.withdrawn:
            connection.execute(
                "UPDATE reply SET withdrawn_at = ? WHERE id = ?", (pen.now, reply.id)
            )
            kept = Stored(reply.id, reply.version, reply.version)
            _enter(connection, step, kept, EntryFate.WITHDRAWN)
    return _close(connection, pen, step, Aspect.STATE)


def reinstate(
    connection: Connection, pen: Pen, reply_ids: Sequence[int], note: str
) -> Publication:
    """Let withdrawn replies leave again; raises ReplyRefusedError for taken codes."""
    step = _open(connection, pen, note, stops_old=False)
    for reply in _shared(connection, pen, reply_ids):
        if reply.withdrawn:
            reply_store.refuse_taken_code(connection, pen, reply.id, reply.content)
            connection.execute(
                "UPDATE reply SET withdrawn_at = NULL WHERE id = ?", (reply.id,)
            )
            kept = Stored(reply.id, reply.version, reply.version)
            _enter(connection, step, kept, EntryFate.REINSTATED)
    return _close(connection, pen, step, Aspect.STATE)


def rewrite(
    connection: Connection,
    pen: Pen,
    contents: Iterable[tuple[QuickReply, ReplyContent]],
    note: str,
    spell: Spell,
) -> Publication:
    """Let shared replies stand elsewhere at once; working copies of them stay good."""
    step = _open(connection, pen, note, stops_old=False)
    for reply, content in contents:
        reply_store.refuse_locked(pen.operator, {reply.content.scope})
        stored = reply_store.write_version(
            connection, pen, reply.id, content, spell(content), publication_id=step
        )
        connection.execute(
            "UPDATE reply_proposal SET base_version = ?"
            " WHERE reply_id = ? AND base_version = ?",
            (stored.version, reply.id, stored.version_before),
        )
        _enter(connection, step, stored, EntryFate.CHANGED)
    return _close(connection, pen, step, Aspect.SUMMARY)


def take_in(
    connection: Connection,
    pen: Pen,
    carried: Sequence[CarriedReply],
    note: str,
    published_by: str,
    spell: Spell,
) -> Publication:
    """Publish what another database has published; what is the same is left out."""
    step = _open(connection, pen, note, stops_old=False, published_by=published_by)
    for one in carried:
        _take_one(connection, pen, step, one, spell)
    return _close(connection, pen, step, Aspect.CREATED | Aspect.SUMMARY)


def _publish_one(
    connection: Connection,
    pen: Pen,
    step: int,
    proposal: Proposal,
    spell: Spell,
    *,
    stops_old: bool,
) -> None:
    reply, content = proposal.reply, proposal.content
    reply_store.refuse_locked(pen.operator, [content.scope])
    if reply is not None:
        reply_store.refuse_locked(pen.operator, [reply.content.scope])
    if reply is not None and proposal.overtaken:
        raise ReplyRefusedError(
            overtaken_by(reply.changed_by, reply.content.title), reply.id
        )
    stored = reply_store.write_version(
        connection,
        pen,
        None if reply is None else reply.id,
        content,
        spell(content),
        publication_id=step,
    )
    fate = EntryFate.CHANGED
    if reply is None or reply.content.scope is Scope.PERSONAL:
        fate, stored = EntryFate.NEW, Stored(stored.reply_id, 0, stored.version)
    elif reply.withdrawn:
        fate = EntryFate.REINSTATED
    if stops_old or fate is EntryFate.REINSTATED:
        _stop_old(connection, stored)
    _enter(connection, step, stored, fate)


def _stop_old(connection: Connection, stored: Stored) -> None:
    """What was withdrawn stays so, though a newer version may leave."""
    connection.execute(
        "UPDATE reply SET withdrawn_at = NULL, stops_below = ? WHERE id = ?",
        (stored.version, stored.reply_id),
    )


def _take_one(
    connection: Connection, pen: Pen, step: int, carried: CarriedReply, spell: Spell
) -> None:
    known = reply_store.id_of_key(connection, carried.key)
    before = None
    if known is not None:
        before = reply_store.one(connection, pen.operator, known)
        if (before.content, before.withdrawn) == (carried.content, carried.withdrawn):
            return
    stored = Stored(known or 0, before.version, before.version) if before else None
    if stored is None or (before and before.content != carried.content):
        stored = reply_store.write_version(
            connection,
            pen,
            known,
            carried.content,
            spell(carried.content),
            publication_id=step,
            key=carried.key,
            changed=(carried.changed_by, to_milliseconds(carried.changed_at)),
        )
        if before is not None and before.withdrawn:
            _stop_old(connection, stored)
    connection.execute(
        "UPDATE reply SET withdrawn_at = CASE WHEN ? THEN"
        " coalesce(withdrawn_at, ?) END WHERE id = ?",
        (carried.withdrawn, pen.now, stored.reply_id),
    )
    _enter(connection, step, stored, _carried_fate(before, carried))


def _carried_fate(before: QuickReply | None, carried: CarriedReply) -> EntryFate:
    if carried.withdrawn:
        return EntryFate.WITHDRAWN
    if before is None:
        return EntryFate.NEW
    return EntryFate.REINSTATED if before.withdrawn else EntryFate.CHANGED


def _shared(
    connection: Connection, pen: Pen, reply_ids: Sequence[int]
) -> list[QuickReply]:
    found = [reply_store.one(connection, pen.operator, id_) for id_ in reply_ids]
    if any(reply.content.scope is Scope.PERSONAL for reply in found):
        raise ReplyRefusedError(NOT_SHARED)
    reply_store.refuse_locked(pen.operator, {reply.content.scope for reply in found})
    return found


def _open(
    connection: Connection,
    pen: Pen,
    note: str,
    *,
    stops_old: bool,
    published_by: str = "",
) -> int:
    row = connection.execute(
        "INSERT INTO publication(operator_id, published_by, published_at, note,"
        " stops_old) VALUES (?,?,?,?,?) RETURNING id",
        (
            pen.operator.id,
            published_by or pen.operator.name,
            pen.now,
            note.encode("utf-8", "replace").decode("utf-8"),
            stops_old,
        ),
    ).fetchone()
    return int(row[0])


def _enter(connection: Connection, step: int, stored: Stored, fate: EntryFate) -> None:
    connection.execute(
        "INSERT INTO publication_entry(publication_id, reply_id, fate, version_before,"
        " version) VALUES (?,?,?,?,?)",
        (step, stored.reply_id, fate.value, stored.version_before, stored.version),
    )


def _close(connection: Connection, pen: Pen, step: int, aspects: Aspect) -> Publication:
    """Tell the feed and return the step; one without entries is not kept."""
    done = publication(connection, step)
    if not done.reply_ids:
        connection.execute("DELETE FROM publication WHERE id = ?", (step,))
    reply_store.tell(connection, pen, done.reply_ids, aspects)
    return done


def publication(connection: Connection, step: int) -> Publication:
    """Return a step with what it changed."""
    by, at, note, stops_old = connection.execute(
        "SELECT published_by, published_at, note, stops_old FROM publication"
        " WHERE id = ?",
        (step,),
    ).fetchone()
    rows = connection.execute(
        "SELECT reply_id FROM publication_entry WHERE publication_id = ?"
        " ORDER BY reply_id",
        (step,),
    )
    ids = tuple(int(row[0]) for row in rows)
    return Publication(step, by, from_milliseconds(at), note, bool(stops_old), ids)
