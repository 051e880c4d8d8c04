"""Tells the timeline what the media in sight are, the newest wish first."""

import logging

from PySide6.QtCore import QObject

from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.timeline.timeline_view import TimelineView

logger = logging.getLogger(__name__)

_WAITING = 60
"""Wishes that wait at most: more than a screen; the oldest were scrolled away."""


class FactsPresenter(QObject):
    """Joins a timeline with what the decoder finds, one file after the other."""

    def __init__(self, timeline: TimelineView, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._desk = desk
        self._wanted: list[int] = []
        self._working = False
        self.tasks = TaskGroup("media facts")
        timeline.media_wanted.connect(self._on_wanted)

    def _on_wanted(self, message_id: int) -> None:
        if message_id in self._wanted:
            self._wanted.remove(message_id)
        self._wanted.append(message_id)
        del self._wanted[:-_WAITING]
        if not self._working:
            self._working = True
            self.tasks.spawn(self._work(), name="look")

    async def _work(self) -> None:
        try:
            while self._wanted:
                await self._look(self._wanted.pop())
        finally:
            self._working = False

    async def _look(self, message_id: int) -> None:
        try:
            facts = await self._desk.media_viewing.facts(message_id)
        except (StorageError, OSError) as error:
            # The bubble stays as it is and asks again when it is shown again.
            logger.warning("no facts of a file: %s", type(error).__name__)
        else:
            self._timeline.set_media_facts(facts)
