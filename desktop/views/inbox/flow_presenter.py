"""Carries out what a person decides about one conversation or many, and its undo."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.flow_step import FlowStep, FlowTrace, FlowWish
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.inbox.flow_words import done_words
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.inbox.snooze_panel import SnoozePanel
from desktop.views.theme.language import words


class FlowPresenter(QObject):
    """Joins marks, menus and keys with the use case `Flow`.

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
        self._desk = desk
        self._open_id = open_id
        self._snoozing: tuple[int, ...] = ()
        self._panel: SnoozePanel | None = None
        self.tasks = GuardedTasks(
            "flow", lambda sentence: self.failed.emit(words(sentence))
        )
        view.step_requested.connect(self.ask)

    @property
    def panel(self) -> SnoozePanel | None:
        """The card that asks for a time, while it is open."""
        return self._panel

    # What people do

    def ask(self, step: FlowStep, ids: tuple[int, ...]) -> None:
        """Do a step to conversations; a snooze asks for its end first."""
        if not ids:
            return
        if step is FlowStep.SNOOZE:
            self._ask_time(ids)
        else:
            self._apply(FlowWish(step), ids)

    def ask_here(self, step: FlowStep) -> None:
        """Do a step to what is marked, else to what is open; toggles by what it is."""
        ids = self._meant()
        if ids:
            self.tasks.spawn(self._ask_turned(step, ids), name="step")

    def done_and_next(self) -> None:
        """End the wait of what is marked or open; from the open one go on."""
        marked, open_id = self._view.marked_ids, self._open_id()
        self.ask_here(FlowStep.DONE)
        if not marked and open_id is not None:
            self.next_requested.emit(open_id)

    def undo(self, key: object) -> None:
        """Take a step back; other keys are not ours."""
        if isinstance(key, FlowTrace):
            self.tasks.spawn(self._desk.flow.undo(key), name="undo")

    def look_at(self, conversation_id: int) -> None:
        """Take off the mark of an ended snooze: the conversation is on screen."""
        self.tasks.spawn(self._desk.flow.look_at(conversation_id), name="look")

    def _meant(self) -> tuple[int, ...]:
        open_id = self._open_id()
        return self._view.marked_ids or (() if open_id is None else (open_id,))

    async def _ask_turned(self, step: FlowStep, ids: tuple[int, ...]) -> None:
        """Turn a step round where all have it already, as its key is a switch."""
        rows = await self._desk.inbox.summaries(ids)
        if step is FlowStep.PIN and all(row.pinned for row in rows):
            step = FlowStep.UNPIN
        elif step is FlowStep.STAR and all(row.starred for row in rows):
            step = FlowStep.UNSTAR
        elif step is FlowStep.UNREAD and any(row.unread for row in rows):
            step = FlowStep.READ
        self.ask(step, ids)

    def _apply(self, wish: FlowWish, ids: tuple[int, ...]) -> None:
        open_id = self._open_id()
        if wish.step is FlowStep.UNREAD and open_id in ids:
            self.unread_marked.emit(open_id)
        self._view.clear_marks()
        self.tasks.spawn(self._carry_out(wish, ids), name="apply")

    async def _carry_out(self, wish: FlowWish, ids: tuple[int, ...]) -> None:
        trace = await self._desk.flow.apply(wish, ids)
        said = done_words(trace, self._desk.clock.now())
        self.done.emit(said, trace if trace.rows else None)

    # The end of a snooze

    def _ask_time(self, ids: tuple[int, ...]) -> None:
        self._close_panel()
        self._snoozing = ids
        panel = SnoozePanel(self._desk.clock.now(), self._view)
        panel.time_chosen.connect(self._on_time_chosen)
        panel.closed.connect(self._close_panel)
        self._panel = panel
        bar = self._view.bulk_bar
        anchor: QWidget = bar if bar.isVisible() else self._view.head
        panel.open_above(anchor)

    def _close_panel(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.close_card()
            panel.deleteLater()

    def _on_time_chosen(self, until: datetime) -> None:
        self._apply(FlowWish(FlowStep.SNOOZE, until), self._snoozing)
