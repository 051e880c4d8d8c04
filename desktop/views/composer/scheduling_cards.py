"""The side of the composer that deals with later: a bar and a card for times."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.scheduling import Scheduled
from desktop.views.composer.schedule_popover import SchedulePopover
from desktop.views.composer.scheduled_bar import ScheduledBar


class SchedulingCards(QObject):
    """Joins the bar of what waits with the card that asks for a time.

    Signals:
        time_chosen(object moment, bool despite_newer): for what is written now
        move_requested(object id, object moment): an answer shall leave at another time
        now_requested(object id), cancel_requested(object id): of one that waits
    """

    time_chosen = Signal(object, bool)
    move_requested = Signal(object, object)
    now_requested = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden bar in `parent`, and a closed card."""
        super().__init__(parent)
        self._now: datetime | None = None
        self._moved: int | None = None
        self._answers: tuple[Scheduled, ...] = ()
        self.bar = ScheduledBar(parent)
        self.card = SchedulePopover(parent)
        self.card.chosen.connect(self._on_chosen)
        self.card.closed.connect(parent.setFocus)
        self.bar.change_requested.connect(self._on_change_requested)
        self.bar.now_requested.connect(self.now_requested)
        self.bar.cancel_requested.connect(self.cancel_requested)

    def ask(self, anchor: QWidget, now: datetime) -> None:
        """Ask when what is written shall leave."""
        self._now = now
        self._moved = None
        self.card.open_at(anchor, now)

    def show_answers(self, answers: tuple[Scheduled, ...], now: datetime) -> None:
        """Show what waits in the conversation."""
        self._now = now
        self._answers = answers
        self.bar.show_answers(answers, now)

    def forget(self) -> None:
        """Show nothing: another conversation is shown."""
        self.card.close_card()
        if self._now is not None:
            self.show_answers((), self._now)

    def tick(self, now: datetime) -> None:
        """Take the time of day; days have names."""
        if self._answers and self._now is not None and now.date() != self._now.date():
            self.bar.show_answers(self._answers, now)
        self._now = now

    def _on_change_requested(self, answer_id: int) -> None:
        if self._now is not None:
            self._moved = answer_id
            self.card.open_at(self.bar, self._now, change=True)

    def _on_chosen(self, moment: datetime, despite_newer: bool) -> None:
        moved, self._moved = self._moved, None
        if moved is None:
            self.time_chosen.emit(moment, despite_newer)
        else:
            self.move_requested.emit(moved, moment)
