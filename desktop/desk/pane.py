"""One complete conversation that stands beside the first one or in its own window."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.commands import DeskCommands
from desktop.desk.media import DeskMedia
from desktop.desk.writing import DeskWriting
from desktop.models.account import Account
from desktop.models.flow_step import FlowStep
from desktop.models.preferences import Preferences
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.message_queries import Place
from desktop.views.composer.composer_keys import ComposerKeys
from desktop.views.composer.composer_view import ComposerView
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.decision_presenter import EndingSession
from desktop.views.inbox.steps_presenter import FlowStepsPresenter
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import Command, bindings_of


class ConversationPane(QWidget):
    """View, composer and everything that works for them, for one conversation.

    Signals:
        said(words, key): something for the person; with a key `undo` takes it back.
        named(str): whose conversation it is.
        emoji_used(tuple): the emoji used last.
        search_requested(words): other messages with a number are wanted.
        new_reply_requested(title, text): a quick reply is wanted in the book.
        replies_requested(words): the book shall be searched for words.
    """

    said = Signal(str, object)
    named = Signal(str)
    emoji_used = Signal(object)
    search_requested = Signal(str)
    new_reply_requested = Signal(str, str)
    replies_requested = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, preferences: Preferences, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._clock = desk.clock
        now = self._clock.now()
        self.view = ConversationView(theme, now, self)
        self.view.header.stand_alone()
        self.composer = ComposerView(theme, now, self.view)
        self.view.set_composer(self.composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.conversation = ConversationPresenter(self.view, desk, self)
        self.writing = DeskWriting(
            self.view, self.composer, desk, self.conversation, self
        )
        self.media = DeskMedia(self.view, desk, theme, self)
        self.steps = FlowStepsPresenter(desk, self)
        self.commands = DeskCommands()
        self._add_commands()
        self._connect_signals()
        self.wear(preferences)

    @property
    def conversation_id(self) -> int | None:
        """The conversation that is open here."""
        return self.conversation.open_id

    def open(self, conversation_id: int, place: Place | None = None) -> None:
        """Show the conversation, at a message where one is given."""
        self.conversation.open(conversation_id, place)
        self.composer.focus_field()

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read what concerns this conversation."""
        self.conversation.take_changes(batch)
        self.writing.take_changes(batch)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn which accounts there are and may send."""
        self.conversation.take_accounts(accounts)
        self.writing.composer.take_accounts(accounts)

    def wear(self, preferences: Preferences) -> None:
        """Let the choices of the desk count here, too."""
        self.writing.wear(preferences)
        self.view.set_show_recalled(preferences.show_recalled)
        self.composer.set_keys(ComposerKeys.chosen(bindings_of(preferences.keys)))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.view, self.composer, self.media):
            part.set_theme(theme)

    def tick(self, now: datetime) -> None:
        """Take the time of day, once a second."""
        self.view.tick(now)
        self.composer.tick(now)

    def undo(self, key: object) -> None:
        """Take back what was offered to be taken back."""
        self.conversation.decisions.undo(key)
        self.writing.undo(key)
        self.steps.undo(key)

    async def close_pane(self) -> None:
        """End what runs; what is typed must be stored."""
        await self.writing.close()
        await self.media.close()
        await self.steps.tasks.drained()
        await self.conversation.tasks.close()

    def _add_commands(self) -> None:
        conversation, view = self.conversation, self.view
        actions: dict[Command, Callable[[], object]] = {
            Command.END_SESSION: conversation.decisions.end_session,
            Command.HAND_OVER: conversation.decisions.hand_over,
            Command.FIND: view.open_find,
            Command.FIND_OLDER: conversation.find.go_older,
            Command.FIND_NEWER: conversation.find.go_newer,
            Command.GO_TO_DAY: view.open_calendar,
            Command.FIRST_UNREAD: conversation.paging.go_to_first_unread,
            Command.NEWEST: view.timeline.go_to_newest,
            Command.LOOK_QUIETLY: self._toggle_quiet,
            Command.SNOOZE: self._snooze,
            Command.DONE_AND_NEXT: self._done,
            Command.MARK_UNREAD: self._mark_unread,
            Command.PIN: self._pin,
            Command.STAR: self._star,
        }
        self.commands.add(actions)
        self.writing.add_commands(self.commands)

    def _connect_signals(self) -> None:
        conversation, writing = self.conversation, self.writing
        for teller in (conversation.failed, writing.said, self.media.said):
            teller.connect(self._on_said)
        writing.undo_offered.connect(self.said)
        writing.emoji_used.connect(self.emoji_used)
        writing.new_reply_requested.connect(self.new_reply_requested)
        writing.replies_requested.connect(self.replies_requested)
        # Here is no list to go on in.
        writing.composer.next_requested.connect(self._on_next_requested)
        conversation.decisions.ending.connect(self._on_ending)
        conversation.opened.connect(self._on_opened)
        self.view.search_requested.connect(self.search_requested)
        conversation.summary_changed.connect(self._on_named)
        self.view.header.command_requested.connect(self.commands.carry_out)
        self.steps.begun.connect(self._on_step_begun)
        self.steps.done.connect(self.said)
        self.steps.failed.connect(self._on_said)

    def _toggle_quiet(self) -> None:
        reading = self.conversation.reading
        reading.look_quietly(not reading.quiet)

    def _snooze(self) -> None:
        self._turn(FlowStep.SNOOZE)

    def _done(self) -> None:
        # Here is no list to go on in.
        self._turn(FlowStep.DONE)

    def _mark_unread(self) -> None:
        self._turn(FlowStep.UNREAD)

    def _pin(self) -> None:
        self._turn(FlowStep.PIN)

    def _star(self) -> None:
        self._turn(FlowStep.STAR)

    def _turn(self, step: FlowStep) -> None:
        open_id = self.conversation.settled_id()
        if open_id is not None:
            self.steps.turn(step, (open_id,), self.composer)

    def _on_step_begun(self, step: FlowStep, ids: tuple[int, ...]) -> None:
        if step is FlowStep.UNREAD:
            self.conversation.reading.leave_unread(ids[0])

    def _on_said(self, words: str) -> None:
        self.said.emit(words, None)

    def _on_next_requested(self) -> None:
        self.writing.composer.stay()

    def _on_ending(self, ending: EndingSession) -> None:
        self.said.emit(self.tr("会话即将结束"), ending)

    def _on_opened(self, opened: OpenConversation) -> None:
        self.composer.focus_field()
        self._on_named(opened)
        if opened.summary.woken(self._clock.now()):
            self.steps.look_at(opened.summary.id)

    def _on_named(self, opened: OpenConversation) -> None:
        self.named.emit(opened.title)


def holds_focus(pane: QWidget, focused: QObject | None) -> bool:
    """Return whether the keyboard is in a pane."""
    return isinstance(focused, QWidget) and (
        focused is pane or pane.isAncestorOf(focused)
    )
