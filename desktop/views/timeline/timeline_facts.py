"""What the timeline tells about itself: painted, seen, and which pages it lacks."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_stage import TimelineStage, incoming

_SEEN_PIXELS = 24
"""So much of a message must be in sight to count as seen."""
_NEAR = 1.5
"""Screens from an end at which its page is asked for."""


class TimelineFacts(QObject):
    """Watches the stage and tells each fact once.

    Signals: as in TimelineView, which passes them on.
    """

    painted = Signal(object)
    seen_through = Signal(object)
    older_requested = Signal()
    newer_requested = Signal()

    def __init__(
        self, model: TimelineModel, stage: TimelineStage, area: QAbstractScrollArea
    ) -> None:
        super().__init__(area)
        self._model = model
        self._stage = stage
        self._area = area
        self._painted_ids: set[int] = set()
        self._seen: tuple[int, int] | None = None
        self._asked_older = self._asked_newer = False
        # Told outside of the paint event, where a listener may change anything.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._tell)
        stage.page_changed.connect(self._on_page_changed)
        stage.moved_on.connect(self._on_moved_on)

    def tell_painted(self, message_ids: Iterable[int]) -> None:
        """Tell which messages a finished paint event drew for the first time."""
        fresh = [key for key in message_ids if key not in self._painted_ids]
        self._painted_ids.update(fresh)
        for message_id in fresh:
            self.painted.emit(message_id)

    def look_again(self) -> None:
        """Look at the stage soon."""
        self._timer.start()

    def _on_page_changed(self) -> None:
        self._painted_ids.clear()
        self._seen = None
        self._asked_older = self._asked_newer = False

    def _on_moved_on(self) -> None:
        self._asked_older = self._asked_newer = False

    def _tell(self) -> None:
        if not self._area.isVisible():
            return
        self._stage.settle()
        near = self._area.viewport().height() * _NEAR
        near_start = self._stage.above() < near
        near_end = self._stage.below() < near
        if near_start and self._model.has_older and not self._asked_older:
            self._asked_older = True
            self.older_requested.emit()
        if near_end and self._model.has_newer and not self._asked_newer:
            self._asked_newer = True
            self.newer_requested.emit()
        self._asked_older = self._asked_older and near_start
        self._asked_newer = self._asked_newer and near_end
        if self._area.isActiveWindow():
            self._tell_seen()

    def _tell_seen(self) -> None:
        height = self._area.viewport().height()
        for placed in reversed(self._stage.placed):
            message = self._model[placed.row]
            in_sight = placed.top + min(placed.height, _SEEN_PIXELS) <= height
            if in_sight and incoming(message):
                key = (message.position, message.id)
                if self._seen is None or key > self._seen:
                    self._seen = key
                    self.seen_through.emit(message.id)
                return
