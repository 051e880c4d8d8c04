"""The reply book as a desk uses it: written, published, withdrawn, used, told of."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from desktop.models.changes import Aspect
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content_source import ContentSource
from desktop.models.organisation import Operator
from desktop.models.quick_reply import QuickReply, ReplyContent, Scope, Standing
from desktop.models.reply_book import (
    NOT_YOURS,
    CarriedReply,
    Proposal,
    ReceivedBy,
    ReplyRefusedError,
    ReplyUsage,
    ReplyVersion,
    SentReply,
    WrittenReply,
)
from desktop.models.reply_publication import Publication, PublicationDiff
from desktop.models.reply_search import ReplyHabits
from desktop.services.storage import (
    content_sources,
    reply_groups,
    reply_news,
    reply_proposals,
    reply_publications,
    reply_store,
    reply_usage,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.content_sources import SourceOf
from desktop.services.storage.database import Database
from desktop.services.storage.reply_codec import as_kept
from desktop.services.storage.reply_store import Pen

Result = TypeVar("Result")


class QuickReplies:
    """Keeps the reply book; the change feed tells of it as REPLY.

    Everything is what this operator may see. Raises ReplyRefusedError (its sentence
    says why) where the book would not be right, and StorageError; then nothing of a
    call was stored.
    """

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def all(self) -> tuple[QuickReply, ...]:
        """Return own replies and shared ones, withdrawn and expired ones too."""
        return await self._database.read(
            lambda connection: reply_store.everything(connection, self._operator)
        )

    async def one(self, reply_id: int) -> QuickReply:
        """Return a reply; raises ReplyRefusedError when it is not to be seen."""
        return await self._database.read(
            lambda connection: reply_store.one(connection, self._operator, reply_id)
        )

    async def history(self, reply_id: int) -> tuple[ReplyVersion, ...]:
        """Return the versions of a reply, newest first."""

        def work(connection: Connection) -> tuple[ReplyVersion, ...]:
            reply_store.one(connection, self._operator, reply_id)
            return reply_store.history(connection, reply_id)

        return await self._database.read(work)

    async def save(self, content: ReplyContent, reply_id: int | None = None) -> int:
        """Store a personal reply, or a new version of one of one's own; its id."""
        return (await self.save_all([WrittenReply(content, reply_id)]))[0]

    async def save_all(self, written: Sequence[WrittenReply]) -> tuple[int, ...]:
        """Store personal replies, all or none; what says the same stays as it is."""
        tidy, spell = await self._prepared(written)

        def work(connection: Connection) -> tuple[int, ...]:
            pen = self._pen()
            ids = [save_own(connection, pen, one, spell) for one in tidy]
            reply_store.tell(connection, pen, ids, Aspect.CREATED | Aspect.SUMMARY)
            return tuple(ids)

        return await self._database.write(work)

    async def remove(self, reply_id: int) -> None:
        """Take away a personal reply of one's own; `restore` brings it back."""
        await self._set_removed(reply_id, removed=True)

    async def restore(self, reply_id: int) -> None:
        """Bring back a removed reply."""
        await self._set_removed(reply_id, removed=False)

    async def copy_to_mine(self, reply_id: int) -> int:
        """Make a personal reply that says the same, without a code; return its id."""
        found = (await self.one(reply_id)).content
        copy = ReplyContent(
            title=found.title,
            group=found.group,
            parts=found.parts,
            keywords=found.keywords,
            valid_from=found.valid_from,
            valid_until=found.valid_until,
        )
        return await self.save(copy)

    async def propose(self, content: ReplyContent, reply_id: int | None = None) -> int:
        """Keep a working copy of a shared reply, which nobody else sees; its id.

        One that changes a reply replaces this operator's earlier one. A personal reply
        becomes a shared one so. Company entries are locked for agents.
        """
        return (await self.propose_all([WrittenReply(content, reply_id)]))[0]

    async def propose_all(self, written: Sequence[WrittenReply]) -> tuple[int, ...]:
        """Keep working copies, all or none; return their ids."""

        def work(connection: Connection) -> tuple[int, ...]:
            pen = self._pen()
            ids = tuple(
                reply_proposals.propose(
                    connection, pen, as_kept(one.content), one.reply_id
                )
                for one in written
            )
            told = [one.reply_id or 0 for one in written]
            reply_store.tell(connection, pen, told, Aspect.DRAFT)
            return ids

        return await self._database.write(work)

    async def change_proposal(self, proposal_id: int, content: ReplyContent) -> None:
        """Write a working copy anew, upon the newest version of its reply."""
        await self._database.write(
            lambda connection: reply_proposals.change(
                connection, self._pen(), proposal_id, as_kept(content)
            )
        )

    async def proposals(self) -> tuple[Proposal, ...]:
        """Return this operator's working copies, the newest last."""
        return await self._database.read(
            lambda connection: reply_proposals.everything(connection, self._operator)
        )

    async def discard_proposal(self, proposal_id: int) -> None:
        """Forget a working copy."""
        await self._database.write(
            lambda connection: reply_proposals.discard(
                connection, self._pen(), proposal_id
            )
        )

    async def preview(self, proposal_ids: Sequence[int]) -> PublicationDiff:
        """Return what publishing these would change, without publications."""
        return await self._database.read(
            lambda connection: reply_news.preview(
                connection, self._operator, proposal_ids
            )
        )

    async def publish(
        self, proposal_ids: Sequence[int], note: str = "", *, stops_old: bool = False
    ) -> Publication:
        """Make working copies the newest versions, in one transaction.

        `stops_old` also stops what holds an old version and has not left yet. Refused
        when somebody has published the same reply since the copy was written.
        """
        waiting, chosen = await self.proposals(), frozenset(proposal_ids)
        spell = await spelled(one.content for one in waiting if one.id in chosen)
        return await self._database.write(
            lambda connection: reply_publications.publish(
                connection, self._pen(), proposal_ids, note, spell, stops_old=stops_old
            )
        )

    async def withdraw(self, reply_ids: Sequence[int], note: str = "") -> Publication:
        """Let shared replies leave no more, from wherever they are on their way."""
        return await self._database.write(
            lambda connection: reply_publications.withdraw(
                connection, self._pen(), reply_ids, note
            )
        )

    async def reinstate(self, reply_ids: Sequence[int], note: str = "") -> Publication:
        """Let withdrawn replies leave again."""
        return await self._database.write(
            lambda connection: reply_publications.reinstate(
                connection, self._pen(), reply_ids, note
            )
        )

    async def take_in(
        self, carried: Sequence[CarriedReply], note: str, published_by: str
    ) -> Publication:
        """Publish what a signed file brings, by key, in one transaction.

        What is the same here already is left out of `Publication.reply_ids`. The file
        was judged by its signature: no entry is locked for it.
        """
        kept = [replace(one, content=as_kept(one.content)) for one in carried]
        spell = await spelled(one.content for one in kept)
        return await self._database.write(
            lambda connection: reply_publications.take_in(
                connection, self._pen(), kept, note, published_by, spell
            )
        )

    async def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the paths of all groups in their order, each behind its parent."""

        def work(connection: Connection) -> tuple[tuple[str, ...], ...]:
            seen = reply_store.everything(connection, self._operator)
            return reply_groups.paths(connection, (one.content.group for one in seen))

        return await self._database.read(work)

    async def rename_group(
        self, path: tuple[str, ...], new_path: tuple[str, ...]
    ) -> None:
        """Move a group with all below it; shared replies are published so."""
        pairs = reply_groups.moved(await self.all(), path, new_path)
        spell = await spelled(content for _, content in pairs)
        await self._database.write(
            lambda connection: reply_groups.rename(
                connection, self._pen(), path, new_path, spell
            )
        )

    async def arrange_groups(self, paths: Sequence[tuple[str, ...]]) -> None:
        """Keep groups in this order, empty ones too; the others follow by name."""
        await self._database.write(
            lambda connection: reply_groups.arrange(connection, self._pen(), paths)
        )

    async def pin(self, reply_id: int, pinned: bool) -> None:
        """Keep a reply on top for this operator, or no more."""
        await self._database.write(
            lambda connection: reply_store.pin(
                connection, self._pen(), reply_id, pinned=pinned
            )
        )

    async def habits(self) -> ReplyHabits:
        """Return what this operator uses to send."""
        now = self._now()
        return await self._database.read(
            lambda connection: reply_usage.habits(
                connection, self._operator.id, now=now
            )
        )

    async def recent(self, limit: int = 9) -> tuple[int, ...]:
        """Return the ids of what this operator sent last, newest first, each once."""
        return await self._database.read(
            lambda connection: reply_usage.recent(connection, self._operator.id, limit)
        )

    async def sent_in(self, conversation_id: int) -> tuple[SentReply, ...]:
        """Return what was sent in a conversation, by anybody, newest first."""
        return await self._database.read(
            lambda connection: reply_usage.sent_in(connection, conversation_id)
        )

    async def usage(self, since: datetime) -> tuple[ReplyUsage, ...]:
        """Return the uses of each reply by agent, account and local day."""
        return await self._database.read(
            lambda connection: reply_usage.usage(connection, to_milliseconds(since))
        )

    async def unused(self, days: int) -> tuple[QuickReply, ...]:
        """Return the usable replies that nobody used or changed for some days."""
        now = self._clock.now()
        since = now - timedelta(days=days)
        used = await self._database.read(
            lambda connection: reply_usage.used_since(
                connection, to_milliseconds(since)
            )
        )
        return tuple(
            one
            for one in await self.all()
            if one.id not in used
            and one.changed_at < since
            and one.standing(now) is Standing.USABLE
        )

    async def received(
        self, reply_id: int, version: int | None = None
    ) -> tuple[ReceivedBy, ...]:
        """Return the customers who got a version, the newest first.

        None is every version that is over: replaced ones, all of a withdrawn reply.
        """
        return await self._database.read(
            lambda connection: reply_usage.received(connection, reply_id, version)
        )

    async def news(self) -> PublicationDiff | None:
        """Return what others have published since `mark_seen`, None for nothing."""
        return await self._database.read(
            lambda connection: reply_news.news(connection, self._operator)
        )

    async def mark_seen(self, through: int | None = None) -> None:
        """Take the news as read, up to the publication that was shown (None: all)."""
        await self._database.write(
            lambda connection: reply_news.mark_seen(connection, self._pen(), through)
        )

    async def keep_draft_sources(
        self, conversation_id: int, sources: Sequence[ContentSource]
    ) -> None:
        """Remember from what the words of a draft were taken; empty forgets it.

        They go with the draft, and with the text that is sent out of it.
        """
        await self._database.write(
            lambda connection: content_sources.keep(
                connection, SourceOf.DRAFT, conversation_id, sources
            )
        )

    async def draft_sources(self, conversation_id: int) -> tuple[ContentSource, ...]:
        """Return from what the words of a draft were taken, in order."""
        return await self._database.read(
            lambda connection: content_sources.of(
                connection, SourceOf.DRAFT, conversation_id
            )
        )

    async def _set_removed(self, reply_id: int, *, removed: bool) -> None:
        done = await self._database.write(
            lambda connection: reply_store.set_removed(
                connection, self._pen(), reply_id, removed=removed
            )
        )
        if not done:
            raise ReplyRefusedError(NOT_YOURS)

    async def _prepared(
        self, written: Sequence[WrittenReply]
    ) -> tuple[list[WrittenReply], Callable[[ReplyContent], str]]:
        tidy = [WrittenReply(as_kept(one.content), one.reply_id) for one in written]
        return tidy, await spelled(one.content for one in tidy)

    def _pen(self) -> Pen:
        return Pen(self._operator, self._initiator, self._now())

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def save_own(
    connection: Connection,
    pen: Pen,
    written: WrittenReply,
    spell: Callable[[ReplyContent], str],
) -> int:
    """Store a personal reply of the pen's operator, as it is kept; return its id.

    What says the same stays as it is. The caller tells the feed; raises
    ReplyRefusedError.
    """
    content, reply_id = written.content, written.reply_id
    if content.scope is not Scope.PERSONAL:
        raise ReplyRefusedError(NOT_YOURS)
    if reply_id is not None:
        before = reply_store.one(connection, pen.operator, reply_id)
        if before.content.scope is not Scope.PERSONAL:
            raise ReplyRefusedError(NOT_YOURS)
        if before.content == content:
            return reply_id
    return reply_store.write_version(
        connection, pen, reply_id, content, spell(content)
    ).reply_id


async def spelled(contents: Iterable[ReplyContent]) -> Callable[[ReplyContent], str]:
    """Spell contents beside the loop, before a transaction is open."""
    wanted = tuple(contents)
    known = await asyncio.to_thread(lambda: {one: _spell(one) for one in wanted})
    return lambda content: known.get(content) or _spell(content)


def _spell(content: ReplyContent) -> str:
    from desktop.services.reply_search.spelling import reply_spelling

    return reply_spelling(content.title, content.keywords, content.code, content.group)
