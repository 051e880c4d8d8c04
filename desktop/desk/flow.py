"""Order among conversations: steps with undo, filters, the way back, quiet looks."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.desk.commands import DeskCommands
from desktop.models.flow_step import FlowStep
from desktop.models.visit_history import VisitHistory
from desktop.services.desk import Desk
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.inbox.filter_presenter import FilterPresenter
from desktop.views.inbox.flow_menu import OpenWay
from desktop.views.inbox.flow_presenter import FlowPresenter
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.window.keys import Command


class DeskFlow(QObject):
    """Joins the list's steps and filters with the open conversation.

    Signals:
        said(words, key): what was done; with a key other than None `undo` takes it
            back.
        next_requested(conversation_id): this one is done, the next is wanted.
        conversation_chosen(conversation_id): to be opened.
        own_window_requested, beside_requested(conversation_id): to be opened there.
    """

    said = Signal(str, object)
    next_requested = Signal(object)
    conversation_chosen = Signal(object)
    own_window_requested = Signal(object)
    beside_requested = Signal(object)

    def __init__(
        self,
        view: InboxView,
        desk: Desk,
        inbox: InboxPresenter,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._inbox = inbox
        self._conversation = conversation
        self._visits = VisitHistory()
        self.steps = FlowPresenter(view, desk, conversation.settled_id, self)
        self.filters = FilterPresenter(view, desk, inbox, self)
        self.steps.done.connect(self.said)
        self.steps.failed.connect(self._on_failed)
        self.steps.unread_marked.connect(conversation.reading.leave_unread)
        self.steps.next_requested.connect(self.next_requested)
        self.filters.said.connect(self.said)
        conversation.opened.connect(self._on_opened)
        view.way_requested.connect(self._on_way_requested)

    async def start(self) -> None:
        """Read the saved filters; raises StorageError."""
        await self.filters.start()

    def add_commands(self, commands: DeskCommands) -> None:
        """Name what the keys of the window do here."""
        commands.add(
            {
                Command.SNOOZE: self._snooze,
                Command.DONE_AND_NEXT: self.steps.done_and_next,
                Command.MARK_UNREAD: self._mark_unread,
                Command.PIN: self._pin,
                Command.STAR: self._star,
                Command.LOOK_QUIETLY: self._toggle_quiet,
                Command.FILTERS: self.filters.open_menu,
                Command.VISIT_BACK: self._go_back,
                Command.VISIT_FORWARD: self._go_forward,
                Command.OWN_WINDOW: self._open_own_window,
                Command.BESIDE: self._open_beside,
            }
        )

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        self.steps.undo(key)
        self.filters.undo(key)

    def tick(self, now: datetime) -> None:
        """Let snoozes end and waits become overdue; called once a second."""
        self._inbox.tick(now)

    async def close(self) -> None:
        """End what runs."""
        await self.steps.tasks.drained()
        await self.filters.tasks.close()

    # What people do

    def _snooze(self) -> None:
        self.steps.ask_here(FlowStep.SNOOZE)

    def _mark_unread(self) -> None:
        self.steps.ask_here(FlowStep.UNREAD)

    def _pin(self) -> None:
        self.steps.ask_here(FlowStep.PIN)

    def _star(self) -> None:
        self.steps.ask_here(FlowStep.STAR)

    def _toggle_quiet(self) -> None:
        reading = self._conversation.reading
        reading.look_quietly(not reading.quiet)

    def _go_back(self) -> None:
        self._visit(self._visits.back())

    def _go_forward(self) -> None:
        self._visit(self._visits.forward())

    def _visit(self, conversation_id: int | None) -> None:
        if conversation_id is None:
            self.said.emit(self.tr("没有更多看过的会话了"), None)
            return
        self.conversation_chosen.emit(conversation_id)

    def _open_own_window(self) -> None:
        open_id = self._conversation.open_id
        if open_id is not None:
            self._send_away(OpenWay.OWN_WINDOW, open_id)

    def _open_beside(self) -> None:
        open_id = self._conversation.open_id
        if open_id is not None:
            self._send_away(OpenWay.BESIDE, open_id)

    def _on_way_requested(self, way: OpenWay, conversation_id: int) -> None:
        if way is OpenWay.QUIETLY:
            self._conversation.reading.look_quietly(True)
            self.conversation_chosen.emit(conversation_id)
        else:
            self._send_away(way, conversation_id)

    def _send_away(self, way: OpenWay, conversation_id: int) -> None:
        """Open elsewhere; where it stood, the visit before comes back."""
        was_here = self._conversation.open_id == conversation_id
        if way is OpenWay.OWN_WINDOW:
            self.own_window_requested.emit(conversation_id)
        else:
            self.beside_requested.emit(conversation_id)
        before = self._visits.leave(conversation_id) if was_here else None
        if before is not None:
            self.conversation_chosen.emit(before)

    def _on_opened(self, opened: OpenConversation) -> None:
        summary = opened.summary
        self._visits.visit(summary.id)
        if summary.woken(self._desk.clock.now()):
            self.steps.look_at(summary.id)

    def _on_failed(self, words: str) -> None:
        self.said.emit(words, None)
