"""What a signed reply-book file would do: nothing ever goes back to something older."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.models.quick_reply import (
    QuickReply,
    ReplyContent,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import CarriedReply
from desktop.models.reply_exchange import BookChange, RowFate
from desktop.services.reply_exchange.book_file import CarriedEntry


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """One entry of a file: what is told of it, and what is taken in."""

    told: BookChange
    carried: CarriedReply | None
    """None where nothing of it is taken in."""


def compared(
    entries: Sequence[CarriedEntry],
    book: Sequence[QuickReply],
    materials: Mapping[str, int],
) -> Iterator[ComparedEntry]:
    """Yield what becomes of each entry; `materials` are ids by key.

    What was changed here after the publisher wrote it stays, and so does a short code
    that another reply has here. Materials that are not here are left out and named.
    """
    by_key = {reply.key: reply for reply in book}
    owners = {
        reply.content.code.casefold(): reply.key
        for reply in book
        if reply.content.code and not reply.withdrawn
    }
    for entry in entries:
        reply = by_key.get(entry.key)
        content = content_of(entry, materials)
        if owners.get(content.code.casefold(), entry.key) != entry.key:
            content = replace(content, code="")
        missing = tuple(
            part.name or part.material
            for part in entry.parts
            if part.material and part.material not in materials
        )
        fate = _fate(entry, content, reply)
        taken = fate in {RowFate.NEW, RowFate.CHANGED}
        yield ComparedEntry(
            BookChange(entry.title, fate, entry.withdrawn, missing),
            _carried(entry, content) if taken else None,
        )


def content_of(entry: CarriedEntry, materials: Mapping[str, int]) -> ReplyContent:
    """Return an entry as a reply of the company; unknown materials are left out."""
    parts: list[ReplyPart] = []
    for part in entry.parts:
        if not part.material:
            parts.append(ReplyText(part.text))
        elif part.material in materials:
            parts.append(ReplyMaterial(materials[part.material]))
    return ReplyContent(
        entry.title,
        entry.group,
        tuple(parts),
        Scope.COMPANY,
        None,
        entry.code,
        entry.keywords,
        entry.valid_from,
        entry.valid_until,
    )


def _fate(
    entry: CarriedEntry, content: ReplyContent, reply: QuickReply | None
) -> RowFate:
    if not content.parts:
        return RowFate.REFUSED
    if reply is None:
        return RowFate.SAME if entry.withdrawn else RowFate.NEW
    if reply.content == content and reply.withdrawn == entry.withdrawn:
        return RowFate.SAME
    ours = reply.content.scope is not Scope.COMPANY
    return (
        RowFate.REFUSED
        if ours or reply.changed_at > entry.changed_at
        else RowFate.CHANGED
    )


def _carried(entry: CarriedEntry, content: ReplyContent) -> CarriedReply:
    return CarriedReply(
        entry.key, content, entry.withdrawn, entry.changed_by, entry.changed_at
    )
