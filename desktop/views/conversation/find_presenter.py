"""Finds words in the open conversation and goes from hit to hit."""

import asyncio
from bisect import bisect_right

from PySide6.QtCore import QObject

from desktop.services.guarded_tasks import GuardedTasks
from desktop.services.search import Search
from desktop.services.storage.message_queries import Place
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.paging_presenter import PagingPresenter


class FindPresenter(QObject):
    """Joins the bar with the search; the newest words win."""

    def __init__(
        self,
        view: ConversationView,
        search: Search,
        paging: PagingPresenter,
        tasks: GuardedTasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._search = search
        self._paging = paging
        self._tasks = tasks
        self._looking: asyncio.Future[None] | None = None
        self._words: tuple[str, ...] = ()
        self._places: tuple[Place, ...] = ()
        self._complete = True
        self._at = 0
        self._from: Place | None = None
        bar = view.find_bar
        bar.words_changed.connect(self._on_words_changed)
        bar.older_requested.connect(self.go_older)
        bar.newer_requested.connect(self.go_newer)
        view.find_closed.connect(self._on_closed)

    def go_older(self) -> None:
        """Go to the hit above; from the oldest one on to the newest."""
        self._step(-1)

    def go_newer(self) -> None:
        """Go to the hit below; from the newest one on to the oldest."""
        self._step(1)

    def _step(self, step: int) -> None:
        if self._view.find_bar.isHidden():
            self._view.open_find()
        elif self._places:
            self._at = (self._at + step) % len(self._places)
            self._show()

    def _on_words_changed(self, typed: str) -> None:
        if self._looking is not None:
            self._looking.cancel()
        if not typed.strip():
            self._forget()
            return
        if self._from is None:
            # Where the search began, whatever the first letters have led to.
            lowest = self._view.timeline.bottom_message()
            self._from = None if lowest is None else (lowest.position, lowest.id)
        self._looking = self._tasks.spawn(self._look(typed), name="find")

    async def _look(self, typed: str) -> None:
        open_id = self._view.model.conversation_id
        if open_id is None:
            return
        found = await self._search.in_conversation(open_id, typed)
        if self._view.model.conversation_id != open_id:
            return
        self._words = tuple(typed.split())
        self._places, self._complete = found.places, found.complete
        if self._places:
            start = self._from or self._places[-1]
            self._at = max(0, bisect_right(self._places, start) - 1)
            self._show()
        else:
            self._view.timeline.mark_words(self._words, None)
            self._view.find_bar.show_found(0, 0)

    def _show(self) -> None:
        """Show the hit that is gone to; the newest one is number 1."""
        place = self._places[self._at]
        count = len(self._places)
        self._view.find_bar.show_found(count - self._at, count, complete=self._complete)
        self._view.timeline.mark_words(self._words, place[1])
        self._paging.go_to(place)

    def _forget(self) -> None:
        self._words, self._places, self._at = (), (), 0
        self._view.timeline.mark_words((), None)
        self._view.find_bar.show_nothing()

    def _on_closed(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._from = None
        self._forget()
