"""Loads the pages of the timeline as the reader comes near an end."""

from PySide6.QtCore import QObject

from desktop.services.conversations import PAGE
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.conversation.conversation_view import ConversationView


class PagingPresenter(QObject):
    """Joins the timeline's wishes for pages with the database."""

    def __init__(
        self, view: ConversationView, desk: Desk, tasks: GuardedTasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._asking_older = False
        self._asking_newer = False
        self._tasks = tasks
        timeline = view.timeline
        timeline.older_requested.connect(self._on_older_requested)
        timeline.newer_requested.connect(self._on_newer_requested)
        timeline.newest_requested.connect(self._on_newest_requested)

    def _on_older_requested(self) -> None:
        if not self._asking_older:
            self._asking_older = True
            self._tasks.spawn(self._read_older(), name="older")

    async def _read_older(self) -> None:
        try:
            model, open_id = self._view.model, self._view.model.conversation_id
            if open_id is None or not len(model):
                return
            first = model[0]
            page = await self._desk.conversations.older(
                open_id, (first.position, first.id)
            )
            if model.conversation_id == open_id:
                model.prepend_older(page, has_older=len(page) == PAGE)
        finally:
            self._asking_older = False

    def _on_newer_requested(self) -> None:
        if not self._asking_newer:
            self._asking_newer = True
            self._tasks.spawn(self._read_newer(), name="newer")

    async def _read_newer(self) -> None:
        try:
            model, open_id = self._view.model, self._view.model.conversation_id
            if open_id is None or not len(model):
                return
            last = model[len(model) - 1]
            page = await self._desk.conversations.newer(
                open_id, (last.position, last.id)
            )
            if model.conversation_id == open_id:
                model.append(page, has_newer=len(page) == PAGE)
        finally:
            self._asking_newer = False

    def _on_newest_requested(self) -> None:
        self._tasks.spawn(self.jump_to_newest(), name="newest")

    async def jump_to_newest(self) -> None:
        """Show the newest page of what is open; raises StorageError."""
        model, open_id = self._view.model, self._view.model.conversation_id
        if open_id is None:
            return
        messages = await self._desk.conversations.newest(open_id)
        if model.conversation_id == open_id:
            model.set_page(
                open_id,
                messages,
                has_older=len(messages) == PAGE,
                has_newer=False,
            )
