"""What a publication would change, and what others have published meanwhile."""

from collections.abc import Sequence

from desktop.models.changes import Aspect
from desktop.models.organisation import Operator
from desktop.models.quick_reply import QuickReply, Scope
from desktop.models.reply_book import Proposal
from desktop.models.reply_publication import (
    EntryDiff,
    EntryFate,
    PublicationDiff,
    content_diff,
)
from desktop.services.storage import reply_proposals, reply_publications, reply_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_store import Pen

_UNSEEN = (
    " FROM publication p WHERE p.operator_id <> :me AND p.id > coalesce((SELECT"
    " publication_id FROM publication_seen WHERE operator_id = :me), 0)"
)


def preview(
    connection: Connection, operator: Operator, proposal_ids: Sequence[int]
) -> PublicationDiff:
    """Return what publishing these would change."""
    found = [reply_proposals.one(connection, operator, id_) for id_ in proposal_ids]
    return PublicationDiff((), tuple(_previewed(operator, one) for one in found))


def news(connection: Connection, operator: Operator) -> PublicationDiff | None:
    """Return what others have published since an operator looked, None for nothing.

    Of a reply that changed more than once the first and the last state count.
    """
    sees = reply_store.sight(operator)
    steps = connection.execute(f"SELECT p.id{_UNSEEN} ORDER BY p.id", sees).fetchall()
    if not steps:
        return None
    rows = connection.execute(
        "SELECT e.reply_id, e.fate, e.version_before FROM publication_entry e"
        " JOIN reply r ON r.id = e.reply_id"
        f" WHERE e.publication_id IN (SELECT p.id{_UNSEEN})"
        f" AND {reply_store.VISIBLE} ORDER BY e.publication_id",
        sees,
    ).fetchall()
    first: dict[int, tuple[EntryFate, int]] = {}
    for reply_id, fate, version in rows:
        first.setdefault(reply_id, (EntryFate(fate), version))
    entries = [
        _net(connection, reply_store.one(connection, operator, reply_id), *before)
        for reply_id, before in first.items()
    ]
    seen = tuple(entry for entry in entries if entry is not None)
    publications = tuple(
        reply_publications.publication(connection, int(row[0])) for row in steps
    )
    return PublicationDiff(publications, seen) if seen else None


def mark_seen(connection: Connection, pen: Pen, through: int | None) -> None:
    """Remember that an operator has read the news, up to a publication or all."""
    connection.execute(
        "INSERT INTO publication_seen(operator_id, publication_id)"
        " SELECT :me, coalesce(:through, (SELECT max(id) FROM publication), 0)"
        " WHERE true ON CONFLICT(operator_id) DO UPDATE"
        " SET publication_id = max(publication_id, excluded.publication_id)",
        {"me": pen.operator.id, "through": through},
    )
    reply_store.tell(connection, pen, [0], Aspect.STATE)


def _previewed(operator: Operator, proposal: Proposal) -> EntryDiff:
    reply, content = proposal.reply, proposal.content
    new = reply is None or reply.content.scope is Scope.PERSONAL
    before = None if reply is None or new else reply.content
    return EntryDiff(
        0 if reply is None else reply.id,
        EntryFate.NEW if new else EntryFate.CHANGED,
        content.title,
        content_diff(before, content),
        operator.name,
        proposal.changed_at,
        content,
    )


def _net(
    connection: Connection, now: QuickReply, fate: EntryFate, version: int
) -> EntryDiff | None:
    """Return what became of a reply since its first unseen step, None for nothing."""
    hidden = fate in (EntryFate.NEW, EntryFate.REINSTATED) or version == 0
    if now.withdrawn and hidden:
        return None
    before = reply_store.content_of(connection, now.id, version) if version else None
    diff = content_diff(before, None if now.withdrawn else now.content)
    if now.withdrawn:
        fate = EntryFate.WITHDRAWN
    elif not hidden:
        fate = EntryFate.CHANGED
        if diff == content_diff(None, None):
            return None
    return EntryDiff(
        now.id,
        fate,
        now.content.title,
        diff,
        now.changed_by,
        now.changed_at,
        now.content,
    )
