"""Carries out what a person decides about what is marked in the list, or open."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.flow_step import FlowStep
from desktop.services.desk import Desk
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.inbox.snooze_panel import SnoozePanel
from desktop.views.inbox.steps_presenter import FlowStepsPresenter


class FlowPresenter(QObject):
    """Joins marks, menus and keys of the list with the steps.

    `open_id` tells which conversation is open: keys mean it where nothing is marked.

    Signals:
        done(words, FlowTrace): a step was carried out; `undo` takes it back.
        failed(words): it could not be stored.
        unread_marked(conversation_id): the open one shall not be read at once again.
        next_requested(conversation_id): it is done, the next that waits is wanted.
    """

    done = Signal(str, object)
    failed = Signal(str)
    unread_marked = Signal(object)
    next_requested = Signal(object)

    def __init__(
        self,
        view: InboxView,
        desk: Desk,
        open_id: Callable[[], int | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._open_id = open_id
        self._steps = FlowStepsPresenter(desk, self)
        self.tasks = self._steps.tasks
        self._steps.begun.connect(self._on_begun)
        self._steps.done.connect(self.done)
        self._steps.failed.connect(self.failed)
        view.step_requested.connect(self.ask)

    @property
    def panel(self) -> SnoozePanel | None:
        """The card that asks for a time, while it is open."""
        return self._steps.panel

    # What people do

    def ask(self, step: FlowStep, ids: tuple[int, ...]) -> None:
        """Do a step to conversations; a snooze asks for its end first."""
        self._steps.ask(step, ids, self._anchor())

    def ask_here(self, step: FlowStep) -> None:
        """Do a step to what is marked, else to what is open; toggles by what it is."""
        self._steps.turn(step, self._meant(), self._anchor())

    def done_and_next(self) -> None:
        """End the wait of what is marked or open; from the open one go on."""
        marked, open_id = self._view.marked_ids, self._open_id()
        self.ask_here(FlowStep.DONE)
        if not marked and open_id is not None:
            self.next_requested.emit(open_id)

    def undo(self, key: object) -> None:
        """Take a step back; other keys are not ours."""
        self._steps.undo(key)

    def look_at(self, conversation_id: int) -> None:
        """Take off the mark of an ended snooze: the conversation is on screen."""
        self._steps.look_at(conversation_id)

    def _meant(self) -> tuple[int, ...]:
        open_id = self._open_id()
        return self._view.marked_ids or (() if open_id is None else (open_id,))

    def _anchor(self) -> QWidget:
        bar = self._view.bulk_bar
        return bar if bar.isVisible() else self._view.head

    def _on_begun(self, step: FlowStep, ids: tuple[int, ...]) -> None:
        open_id = self._open_id()
        if step is FlowStep.UNREAD and open_id in ids:
            self.unread_marked.emit(open_id)
        self._view.clear_marks()
