"""Tasks of a desk whose failures are told to the person, not only logged."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

from desktop.models.failures import Sentence
from desktop.models.outgoing import NotSentError
from desktop.models.reply_book import ReplyRefusedError
from desktop.models.send_state import IllegalTransitionError
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup


class GuardedTasks(TaskGroup):
    """A task group that says what the database could not do."""

    def __init__(self, name: str, say: Callable[[Sentence], None]) -> None:
        super().__init__(name)
        self._say = say

    def spawn(self, work: Awaitable[None], *, name: str) -> "asyncio.Future[None]":
        """Start a task; StorageError and the book's refusals become sentences."""
        task = super().spawn(self._guarded(work), name=name)
        if isinstance(work, Coroutine) and task.done():
            work.close()  # nothing begins any more
        elif isinstance(work, Coroutine):
            # One that is cancelled before its first step was never awaited.
            task.add_done_callback(lambda _: work.close())
        return task

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except (StorageError, NotSentError, ReplyRefusedError) as error:
            self._say(error.sentence)
        except IllegalTransitionError:
            # A second click, or news that are about to be shown: nothing was done.
            return
