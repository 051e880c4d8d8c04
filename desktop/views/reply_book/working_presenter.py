"""Keeps what stands in the editor in the database, so that a crash takes nothing."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.models.quick_reply import ReplyContent
from desktop.models.reply_book import FinishedText, WorkingText, tidied
from desktop.services.working_replies import WorkingReplies
from desktop.views.reply_book.book_listing import Book, Entry

NEW_KEY = Entry().key


class WorkingTexts(QObject):
    """The unfinished texts of the book's entries, by their keys.

    What is asked of the database is done in the order of asking, behind `read`. It
    raises StorageError, `finish` ReplyRefusedError, too.
    """

    def __init__(self, working: WorkingReplies, parent: QObject) -> None:
        super().__init__(parent)
        self._working = working
        self._turn = asyncio.Lock()
        self._typed: dict[str, WorkingText] = {}
        """The newest last."""
        self._finished: tuple[Entry, FinishedText] | None = None
        """The entry without a reply that was finished last, and what it is since."""
        self._was_read = asyncio.Event()

    @property
    def was_read(self) -> bool:
        """Whether it is known what the desk before this one left."""
        return self._was_read.is_set()

    async def read(self) -> None:
        """Learn what was left by the desk before this one."""
        try:
            kept = await self._working.all()
            self._typed = {_key(each): each for each in kept} | self._typed
        finally:
            self._was_read.set()

    def typed(self, entry: Entry) -> ReplyContent | None:
        """Return what was typed into an entry and is not finished, None for nothing."""
        text = self._typed.get(entry.key)
        return None if text is None else text.content

    def newest_in(self, book: Book) -> Entry | None:
        """Return the entry that was typed into last, of those that are still there."""
        entries = {NEW_KEY: Entry()} | {each.key: each for each in book.entries}
        for key, text in reversed(self._typed.items()):
            entry = entries.get(key)
            if entry is not None and tidied(text.content) != entry.content:
                return entry
        return None

    def release(self, entry: Entry) -> None:
        """Hold what was typed into an entry as unfinished no more."""
        self._typed.pop(_key(self._text(entry, entry.content)), None)

    async def keep(self, entry: Entry, content: ReplyContent) -> None:
        """Store what stands in the editor."""
        await self._was_read.wait()
        self._take(self._text(entry, content))
        async with self._turn:
            # Again: while it waited the entry may have become another.
            text = self._text(entry, content)
            await self._working.keep(text)
            self._take(text)

    async def forget(self, entry: Entry) -> None:
        """Give up what was typed into an entry."""
        self.release(entry)
        async with self._turn:
            await self._working.forget(self._text(entry, entry.content))

    async def finish(self, entry: Entry, content: ReplyContent) -> str:
        """Make a version or a proposal of it; return the key of its entry."""
        await self._was_read.wait()
        async with self._turn:
            text = self._text(entry, content)
            done = await self._working.finish(text)
            if entry.reply is None:
                self._finished = entry, done
            newer = self._typed.pop(_key(text), None)
            if newer is not None and newer.content != content:
                self._take(self._text(entry, newer.content))
            return _key(WorkingText(content, done.reply_id, done.proposal_id))

    def _take(self, text: WorkingText) -> None:
        self._typed.pop(_key(text), None)
        self._typed[_key(text)] = text

    def _text(self, entry: Entry, content: ReplyContent) -> WorkingText:
        if self._finished is not None and self._finished[0] is entry:
            done = self._finished[1]
            text = WorkingText(content, done.reply_id)
            return (
                text if done.reply_id else replace(text, proposal_id=done.proposal_id)
            )
        if entry.reply is not None:
            return WorkingText(content, entry.reply.id)
        proposal = entry.proposal
        return WorkingText(content, None, None if proposal is None else proposal.id)


def _key(text: WorkingText) -> str:
    """Return the key of the entry to which a text belongs."""
    if text.reply_id is not None:
        return f"reply-{text.reply_id}"
    return NEW_KEY if text.proposal_id is None else f"proposal-{text.proposal_id}"
