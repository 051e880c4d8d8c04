"""What a toast of the reply book can take back."""

from dataclasses import dataclass

from desktop.models.quick_reply import ReplyContent
from desktop.models.reply_book import WrittenReply
from desktop.services.quick_replies import QuickReplies
from desktop.views.reply_book.book_listing import Entry, GroupPath


@dataclass(frozen=True, slots=True)
class Renamed:
    """A group that stood at `path` stands at `new_path` now."""

    path: GroupPath
    new_path: GroupPath


@dataclass(frozen=True, slots=True)
class Moved:
    """Entries that were put into another group: as they were before."""

    saved: tuple[WrittenReply, ...] = ()
    proposed: tuple[WrittenReply, ...] = ()
    """Working copies that were there before."""
    discarded: tuple[int, ...] = ()
    """Replies that had no working copy."""
    changed: tuple[tuple[int, ReplyContent], ...] = ()
    """Working copies of new replies."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Personal replies that were removed."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Shared replies that were withdrawn."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Discarded:
    """What was typed into an entry, or proposed for it, and given up."""

    entry: Entry
    """As it stands without."""
    typed: ReplyContent | None
    """To be opened in the editor again."""
    proposed: ReplyContent | None


Undo = Renamed | Moved | Removed | Withdrawn | Discarded


async def take_back(replies: QuickReplies, key: Undo) -> None:
    """Undo a step; raises ReplyRefusedError, StorageError."""
    match key:
        case Renamed(path=path, new_path=new_path):
            await replies.rename_group(new_path, path)
        case Moved():
            await _put_back(replies, key)
        case Removed(ids=ids):
            for reply_id in ids:
                await replies.restore(reply_id)
        case Withdrawn(ids=ids):
            await replies.reinstate(ids)
        case Discarded(entry=entry, proposed=ReplyContent() as proposed):
            changed = None if entry.reply is None else entry.reply.id
            await replies.propose(proposed, changed)


async def _put_back(replies: QuickReplies, moved: Moved) -> None:
    if moved.saved:
        await replies.save_all(moved.saved)
    if moved.proposed:
        await replies.propose_all(moved.proposed)
    for proposal_id, content in moved.changed:
        await replies.change_proposal(proposal_id, content)
    if moved.discarded:
        for proposal in await replies.proposals():
            if proposal.reply is not None and proposal.reply.id in moved.discarded:
                await replies.discard_proposal(proposal.id)
