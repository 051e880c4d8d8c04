"""The reply search of a desk: the index in memory, kept fresh, asked off the loop."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import FoundReply, ReplyHabits, ReplySituation

if TYPE_CHECKING:
    from desktop.services.reply_search.index import ReplyIndex

Result = TypeVar("Result")

AT_ONCE = 9
"""Answers of one list: as many as there are digits to pick them by."""


class ReplySearch:
    """Finds replies at every key; callers may cancel, the newest wish wins.

    `read_replies` and `read_habits` are asked again after `forget`; what they raise
    (StorageError) goes to whoever asked.
    """

    def __init__(
        self,
        read_replies: Callable[[], Awaitable[tuple[QuickReply, ...]]],
        read_habits: Callable[[], Awaitable[ReplyHabits]],
    ) -> None:
        self._read_replies = read_replies
        self._read_habits = read_habits
        self._index: ReplyIndex | None = None
        self._stale = True
        self._habits_stale = True
        self._replies: tuple[QuickReply, ...] = ()
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "reply-search")

    def forget(self) -> None:
        """Read the book again before the next answer: something in it changed."""
        self._stale = True
        self._habits_stale = True

    def forget_habits(self) -> None:
        """Read the habits again before the next answer: something was sent."""
        self._habits_stale = True

    async def find(
        self, typed: str, situation: ReplySituation, limit: int = AT_ONCE
    ) -> tuple[FoundReply, ...]:
        """Return what fits typed letters, the best first; empty for nothing typed."""
        index = await self._fresh()
        return await self._run(partial(index.find, typed, situation, limit))

    async def recommend(
        self, situation: ReplySituation, limit: int = AT_ONCE
    ) -> tuple[FoundReply, ...]:
        """Return what may come next where nothing is typed, the best first."""
        index = await self._fresh()
        return await self._run(partial(index.recommend, situation, limit))

    async def suggest(
        self, line: str, situation: ReplySituation, limit: int = AT_ONCE
    ) -> tuple[FoundReply, ...]:
        """Return what a plainly typed line may be the beginning of; mostly nothing."""
        index = await self._fresh()
        return await self._run(partial(index.suggest, line, situation, limit))

    async def replies(self) -> tuple[QuickReply, ...]:
        """Return the book as it is searched, for those who browse it."""
        await self._fresh()
        return self._replies

    async def close(self) -> None:
        """End the thread that searches."""
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)

    async def _fresh(self) -> "ReplyIndex":
        """Return the index, with everything in it that was told to have changed.

        What is stale is marked as read before it is read, so that no change is missed.
        """
        async with self._turn:
            index = self._index
            if index is None:
                index = self._index = await self._run(_empty_index)
            if self._stale:
                self._stale = False
                try:
                    self._replies = await self._read_replies()
                    await self._run(partial(index.take, self._replies))
                except BaseException:
                    self._stale = True
                    raise
            if self._habits_stale:
                self._habits_stale = False
                try:
                    index.habits = await self._read_habits()
                except BaseException:
                    self._habits_stale = True
                    raise
            return index

    async def _run(self, work: Callable[[], Result]) -> Result:
        """Do work on the one thread that touches the index."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _empty_index() -> "ReplyIndex":
    # Imported when somebody looks for a reply: no window waits for it.
    from desktop.services.reply_search.index import ReplyIndex

    return ReplyIndex()
