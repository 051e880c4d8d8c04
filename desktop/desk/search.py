"""Everything that finds: the palette, and finding and jumping in the conversation."""

from PySide6.QtCore import QObject, Signal

from desktop.desk.commands import DeskCommands
from desktop.desk.pages import DeskPages
from desktop.models.account import Account
from desktop.models.preferences import Preferences
from desktop.services.desk import Desk
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.palette.palette_presenter import PalettePresenter
from desktop.views.settings.sections import Section
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import Command
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pages import Page

_IN_A_CONVERSATION = {
    Command.FIND,
    Command.FIND_OLDER,
    Command.FIND_NEWER,
    Command.GO_TO_DAY,
    Command.FIRST_UNREAD,
    Command.NEWEST,
}


class DeskSearch(QObject):
    """Joins the palette and the jumps of a conversation with window and keys.

    Signals:
        conversation_chosen, window_chosen (conversation_id, place or None): open it,
            there; in its own window.
        said(words): what could not be found or read.
    """

    conversation_chosen = Signal(object, object)
    window_chosen = Signal(object, object)
    said = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        view: ConversationView,
        desk: Desk,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._search = desk.search
        self._window = window
        self._view = view
        self.palette = PalettePresenter(window, desk, theme, self)
        self.palette.conversation_chosen.connect(self.conversation_chosen)
        self.palette.window_chosen.connect(self.window_chosen)
        self.palette.command_chosen.connect(window.carry_out)
        self.palette.failed.connect(self.said)
        view.search_requested.connect(self.palette.search_for)
        # Before whoever does what the key asks for.
        window.command_requested.connect(self._on_command_requested)

    def join(
        self,
        inbox: InboxView,
        conversation: ConversationPresenter,
        pages: DeskPages,
        commands: DeskCommands,
    ) -> None:
        """Listen to what is opened, and answer to the keys."""
        self._inbox, self._pages = inbox, pages
        inbox.search_requested.connect(self.palette.search_for)
        conversation.opened.connect(self._on_opened)
        self.palette.settings_chosen.connect(self._on_settings_chosen)
        commands.add(
            {
                Command.PALETTE: self._toggle,
                Command.FIND: self._view.open_find,
                Command.FIND_OLDER: conversation.find.go_older,
                Command.FIND_NEWER: conversation.find.go_newer,
                Command.GO_TO_DAY: self._view.open_calendar,
                Command.FIRST_UNREAD: conversation.paging.go_to_first_unread,
                Command.NEWEST: self._view.timeline.go_to_newest,
            }
        )

    def wear(self, preferences: Preferences) -> None:
        """Let choices count: whether what was recalled can be found."""
        self._search.show_recalled = preferences.show_recalled

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn the accounts."""
        self.palette.take_accounts(accounts)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.palette.set_theme(theme)

    async def close(self) -> None:
        """End what runs."""
        await self.palette.end()

    def _toggle(self) -> None:
        """Open or close the palette; it takes over what stands in the list's field."""
        self.palette.toggle(self._inbox.words_in_hand)

    def _on_opened(self, opened: OpenConversation) -> None:
        self.palette.note_opened(opened.summary.id)

    def _on_settings_chosen(self, place: str) -> None:
        self._pages.show_settings(Section(place))

    def _on_command_requested(self, command: Command) -> None:
        """Take the palette away and show what the key is about, before it is done."""
        if command is not Command.PALETTE:
            self.palette.close()
        if command in _IN_A_CONVERSATION:
            self._window.show_page(Page.CONVERSATIONS)
