"""Steps on conversations, wherever they are asked for: done, said, taken back."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.models.flow_step import FlowStep, FlowTrace, FlowWish
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.inbox.flow_words import done_words
from desktop.views.inbox.snooze_panel import SnoozePanel
from desktop.views.theme.language import words


class FlowStepsPresenter(QObject):
    """Joins one place of the desk with the use case `Flow`.

    Signals:
        begun(FlowStep, ids): a step is about to be carried out.
        done(words, key): it was; with a key other than None `undo` takes it back.
        failed(words): it could not be stored.
    """

    begun = Signal(object, object)
    done = Signal(str, object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._snoozing: tuple[int, ...] = ()
        self._panel: SnoozePanel | None = None
        self._before: QWidget | None = None
        self.tasks = GuardedTasks(
            "flow", lambda sentence: self.failed.emit(words(sentence))
        )

    @property
    def panel(self) -> SnoozePanel | None:
        """The card that asks for a time, while it is open."""
        return self._panel

    def ask(self, step: FlowStep, ids: tuple[int, ...], anchor: QWidget) -> None:
        """Do a step; a snooze asks for its end first, in a card above `anchor`."""
        if not ids:
            return
        if step is FlowStep.SNOOZE:
            self._ask_time(ids, anchor)
        else:
            self._apply(FlowWish(step), ids)

    def turn(self, step: FlowStep, ids: tuple[int, ...], anchor: QWidget) -> None:
        """Do a step, or turn it round where all have it: its key is a switch."""
        if ids:
            self.tasks.spawn(self._ask_turned(step, ids, anchor), name="step")

    def undo(self, key: object) -> None:
        """Take a step back; other keys are not ours."""
        if isinstance(key, FlowTrace):
            self.tasks.spawn(self._desk.flow.undo(key), name="undo")

    def look_at(self, conversation_id: int) -> None:
        """Take off the mark of an ended snooze: the conversation is on screen."""
        self.tasks.spawn(self._desk.flow.look_at(conversation_id), name="look")

    async def _ask_turned(
        self, step: FlowStep, ids: tuple[int, ...], anchor: QWidget
    ) -> None:
        rows = await self._desk.inbox.summaries(ids)
        if step is FlowStep.PIN and all(row.pinned for row in rows):
            step = FlowStep.UNPIN
        elif step is FlowStep.STAR and all(row.starred for row in rows):
            step = FlowStep.UNSTAR
        elif step is FlowStep.UNREAD and any(row.unread for row in rows):
            step = FlowStep.READ
        self.ask(step, ids, anchor)

    def _apply(self, wish: FlowWish, ids: tuple[int, ...]) -> None:
        self.begun.emit(wish.step, ids)
        self.tasks.spawn(self._carry_out(wish, ids), name="apply")

    async def _carry_out(self, wish: FlowWish, ids: tuple[int, ...]) -> None:
        trace = await self._desk.flow.apply(wish, ids)
        said = done_words(trace, self._desk.clock.now())
        self.done.emit(said, trace if trace.rows else None)

    # The end of a snooze

    def _ask_time(self, ids: tuple[int, ...], anchor: QWidget) -> None:
        self._close_panel()
        self._snoozing = ids
        self._before = QApplication.focusWidget()
        panel = SnoozePanel(self._desk.clock.now(), anchor)
        panel.time_chosen.connect(self._on_time_chosen)
        panel.closed.connect(self._close_panel)
        self._panel = panel
        panel.open_above(anchor)

    def _close_panel(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.close_card()
            panel.deleteLater()
            before = self._before
            if before is not None and isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_time_chosen(self, until: datetime) -> None:
        self._apply(FlowWish(FlowStep.SNOOZE, until), self._snoozing)
