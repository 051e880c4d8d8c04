"""Conversations beside the first one and in windows of their own; each in one place."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.desk.commands import DeskCommands
from desktop.desk.pane import ConversationPane, holds_focus
from desktop.desk.views import DeskViews
from desktop.desk.writing import DeskWriting
from desktop.models.account import Account
from desktop.models.preferences import Preferences
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.message_queries import Place
from desktop.services.tasks import TaskGroup
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import Command, bindings_of
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pane_window import PaneWindow

WIDE_ENOUGH = 1440
"""Width of the window from which two conversations stand side by side."""
ROOM_FOR_PANEL = 1800
"""Below this the side panel gives way to the second conversation."""
SHOWN_IN_MAIN = frozenset({Command.PALETTE, Command.ALL_KEYS})
"""Keys of an own window whose answer is seen in the main one."""
_OF_THE_DESK = SHOWN_IN_MAIN | {
    Command.COVER,
    Command.LARGER_TEXT,
    Command.SMALLER_TEXT,
    Command.USUAL_TEXT,
}
"""Keys of an own window that do not mean its conversation."""


@dataclass(slots=True)
class _Held:
    """A pane, its window if it has one, and whether it is being put away."""

    pane: ConversationPane
    window: PaneWindow | None
    leaving: bool = False
    wanted_in_main: bool = False
    """Asked for in the first place while it was being put away."""


class DeskPanes(QObject):
    """Opens, raises and puts away conversations outside the first place.

    A draft has one writer: a conversation leaves one place, stored, before it opens
    in another.

    Signals:
        said(words, key): something for the person, to be shown in the main window.
        conversation_chosen(conversation_id): to be opened in the first place.
        emoji_used(tuple): the emoji used last.
        search_requested(words): other messages with a number are wanted.
        new_reply_requested(title, text): a quick reply is wanted in the book.
        replies_requested(words): the book shall be searched for words.
        sounding: something begins to play in one of them.
        command_requested(Command): a key of an own window that means the whole desk.
        window_sized(width, height): how large a window was when it went.
    """

    said = Signal(str, object)
    sounding = Signal()
    conversation_chosen = Signal(object)
    emoji_used = Signal(object)
    search_requested = Signal(str)
    new_reply_requested = Signal(str, str)
    replies_requested = Signal(str)
    command_requested = Signal(object)
    window_sized = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        views: DeskViews,
        desk: Desk,
        conversation: ConversationPresenter,
        writing: DeskWriting,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._views = views
        self._desk = desk
        self._conversation = conversation
        self._writing = writing
        self._preferences = preferences
        self._theme = views.theme
        self._accounts: tuple[Account, ...] = ()
        self._held: dict[int, _Held] = {}
        self._coming: set[int] = set()
        self._covered = False
        self._closing = False
        self._window_size: tuple[int, int] | None = None
        self._tasks = TaskGroup("panes")

    def set_window_size(self, size: tuple[int, int] | None) -> None:
        """Take the size of the next window, None for the usual one."""
        self._window_size = size

    # What people wish

    def open_window(self, conversation_id: int, place: Place | None = None) -> None:
        """Open a conversation in its own window, or raise where it is."""
        self._move(conversation_id, beside=False, place=place)

    def open_beside(self, conversation_id: int) -> None:
        """Open a conversation beside the first; in a window where room lacks."""
        beside = self._window.width() >= WIDE_ENOUGH
        if not beside:
            self.said.emit(self.tr("窗口不够宽，已在新窗口打开"), None)
        self._move(conversation_id, beside=beside)

    def raise_open(self, conversation_id: int, place: Place | None = None) -> bool:
        """Show a conversation where it is open outside the first place, if it is."""
        held = self._held.get(conversation_id)
        if held is None:
            return conversation_id in self._coming
        if held.leaving:
            held.wanted_in_main = True
        elif held.window is not None:
            held.window.come_forward()
            held.pane.open(conversation_id, place)
        elif held.pane.isVisible():
            held.pane.open(conversation_id, place)
        else:
            # There is no room beside any more: it comes to where people look.
            held.wanted_in_main = True
            self._put_away(conversation_id)
        return True

    def carry_out(self, command: Command, usual: DeskCommands) -> None:
        """Let a key of the main window mean the conversation that has the keyboard."""
        commands = usual
        focused = QApplication.focusWidget()
        for held in self._held.values():
            mine = held.window is None and holds_focus(held.pane, focused)
            if mine and command in held.pane.commands.known():
                commands = held.pane.commands
            elif mine and command in (Command.OWN_WINDOW, Command.BESIDE):
                self._leave_side(held, to_window=command is Command.OWN_WINDOW)
                return
        commands.carry_out(command)

    # What is told

    @property
    def visible_ids(self) -> frozenset[int]:
        """The conversations that can be read outside the first place."""
        return frozenset(
            id_ for id_, held in self._held.items() if held.pane.isVisible()
        )

    def pane(self, conversation_id: int) -> ConversationPane | None:
        """Return the pane of a conversation outside the first place."""
        held = self._held.get(conversation_id)
        return None if held is None else held.pane

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read what concerns these conversations."""
        for held in self._held.values():
            held.pane.take_changes(batch)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn the accounts."""
        self._accounts = accounts
        for held in self._held.values():
            held.pane.take_accounts(accounts)

    def wear(self, preferences: Preferences) -> None:
        """Let other choices count."""
        self._preferences = preferences
        for held in self._held.values():
            held.pane.wear(preferences)
            self._give_keys(held)

    def forget(self, gone: frozenset[int]) -> None:
        """Close conversations that are being removed, and forget their drafts.

        Their ids may be given to others.
        """
        if self._conversation.open_id in gone:
            self._conversation.close()
            self._views.inbox.set_chosen(None)
        for conversation_id in gone:
            self._views.composer.forget(conversation_id)
        for conversation_id in gone & set(self._held):
            self._put_away(conversation_id)

    def hush(self) -> None:
        """End what plays here: the first place plays now."""
        for held in self._held.values():
            held.pane.media.hush()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for held in self._held.values():
            held.pane.set_theme(theme)

    def set_covered(self, covered: bool) -> None:
        """Hide the windows while the contents are to be out of sight."""
        self._covered = covered
        for held in self._held.values():
            if held.window is not None and not held.leaving:
                held.window.setVisible(not covered)

    def tick(self, now: datetime) -> None:
        """Take the time of day, once a second."""
        for held in self._held.values():
            held.pane.tick(now)

    async def close(self) -> None:
        """Store what is typed everywhere and close the windows."""
        self._closing = True
        for conversation_id in list(self._held):
            self._put_away(conversation_id)
        await self._tasks.drained()

    # Moving

    def _move(
        self, conversation_id: int, *, beside: bool, place: Place | None = None
    ) -> None:
        if not self.raise_open(conversation_id, place):
            self._coming.add(conversation_id)
            if self._conversation.open_id == conversation_id:
                self._conversation.close()
                self._views.inbox.set_chosen(None)
            bringing = self._bring(conversation_id, beside=beside, place=place)
            self._tasks.spawn(bringing, name="open")

    async def _bring(
        self, conversation_id: int, *, beside: bool, place: Place | None
    ) -> None:
        """Open it once the drafts of the first place are stored.

        What cannot be stored stays in the first place, where it was typed.
        """
        await self._writing.settle()
        if not self._writing.composer.is_stored(conversation_id):
            self._coming.discard(conversation_id)
            self.conversation_chosen.emit(conversation_id)
            return
        self._writing.composer.let_leave(conversation_id)
        self._views.composer.forget(conversation_id)
        if beside:
            for other, held in list(self._held.items()):
                if held.window is None:
                    self._put_away(other)
        self._coming.discard(conversation_id)
        self._open(conversation_id, beside=beside, place=place)

    def _open(
        self, conversation_id: int, *, beside: bool, place: Place | None = None
    ) -> None:
        pane = ConversationPane(
            self._desk, self._theme, self._preferences, self._window
        )
        pane.take_accounts(self._accounts)
        # Who only looks goes on only looking in another place.
        pane.conversation.reading.look_quietly(self._conversation.reading.quiet)
        pane.emoji_used.connect(self.emoji_used)
        pane.search_requested.connect(self.search_requested)
        pane.new_reply_requested.connect(self.new_reply_requested)
        pane.replies_requested.connect(self.replies_requested)
        pane.media.sounding.connect(self._on_sounding)
        held = _Held(pane, None)
        self._held[conversation_id] = held
        if beside:
            pane.said.connect(self.said)
            self._window.undo_requested.connect(pane.undo)
            if self._window.width() < ROOM_FOR_PANEL:
                self._window.columns.give_way(True)
            pane.view.header.stand_beside()
            pane.conversation.panel_toggle_requested.connect(self._on_side_closed)
            self._views.split.set_second(pane)
        else:
            held.window = self._window_for(pane)
            self._give_keys(held)
            if not self._covered:
                held.window.come_forward()
        pane.open(conversation_id, place)

    def _on_sounding(self) -> None:
        """Let one place play at a time."""
        for held in self._held.values():
            if held.pane.media is not self.sender():
                held.pane.media.hush()
        self.sounding.emit()

    def _window_for(self, pane: ConversationPane) -> PaneWindow:
        window = PaneWindow(pane)
        window.setStyleSheet(self._window.styleSheet())
        pane.named.connect(window.show_name)
        pane.said.connect(window.toast.show_words)
        window.undo_requested.connect(pane.undo)
        window.command_requested.connect(pane.commands.carry_out)
        window.command_requested.connect(self._on_window_command)
        if self._window_size is not None:
            window.resize(*self._window_size)
        window.close_requested.connect(self._on_close_requested)
        return window

    def _give_keys(self, held: _Held) -> None:
        if held.window is not None:
            bindings = bindings_of(self._preferences.keys)
            known = held.pane.commands.known() | _OF_THE_DESK
            held.window.set_keys(bindings, known)

    def _leave_side(self, held: _Held, *, to_window: bool) -> None:
        """Put the second conversation away, or give it a window."""
        conversation_id = held.pane.conversation_id
        if conversation_id is None:
            return
        self._put_away(conversation_id)
        if to_window:
            self._coming.add(conversation_id)
            self._tasks.spawn(self._reopen(conversation_id, held), name="reopen")

    async def _reopen(self, conversation_id: int, held: _Held) -> None:
        await self._emptied(conversation_id, held)
        self._coming.discard(conversation_id)
        if conversation_id not in self._held:
            self._open(conversation_id, beside=False)

    def _put_away(self, conversation_id: int) -> None:
        held = self._held[conversation_id]
        if held.leaving:
            return
        held.leaving = True
        if held.window is not None:
            self._window_size = held.window.usual_size()
            self.window_sized.emit(self._window_size)
            held.window.hide()
        else:
            self._views.split.set_second(None)
            held.pane.hide()
            self._window.columns.give_way(False)
        self._tasks.spawn(self._emptied(conversation_id, held), name="leave")

    async def _emptied(self, conversation_id: int, held: _Held) -> None:
        """Store what is typed, then let the pane go; what cannot be stored stays."""
        await held.pane.writing.settle()
        stored = held.pane.writing.composer.is_stored(conversation_id)
        if not stored and not self._closing:
            self._bring_back(held)
            return
        await held.pane.close_pane()
        if self._held.get(conversation_id) is not held:
            return
        del self._held[conversation_id]
        held.pane.deleteLater()
        if held.window is not None:
            held.window.deleteLater()
        if held.wanted_in_main:
            self.conversation_chosen.emit(conversation_id)

    def _bring_back(self, held: _Held) -> None:
        """Show a pane again that could not be let go."""
        held.leaving = held.wanted_in_main = False
        if held.window is None:
            self._views.split.set_second(held.pane)
        elif not self._covered:
            held.window.come_forward()

    def _on_side_closed(self) -> None:
        for held in list(self._held.values()):
            if held.window is None:
                self._leave_side(held, to_window=False)

    def _on_window_command(self, command: Command) -> None:
        if command in _OF_THE_DESK:
            self.command_requested.emit(command)

    def _on_close_requested(self) -> None:
        window = self.sender()
        for conversation_id, held in list(self._held.items()):
            if held.window is window:
                self._put_away(conversation_id)
