"""The widgets of the inbox page, built after the window stands."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.key_bindings import KeyOverride
from desktop.views.composer.composer_keys import ComposerKeys
from desktop.views.composer.composer_view import ComposerView
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.profile.profile_panel import ProfilePanel
from desktop.views.side_panel.side_panel_view import SidePanelView
from desktop.views.theme.theme import Theme
from desktop.views.window.key_hints import set_bindings
from desktop.views.window.keys import Command, bindings_of
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pane_split import PaneSplit

CUSTOMER = "customer"
"""The page of the side panel that says who writes."""


def _tab_words() -> str:
    return QCoreApplication.translate("ProfilePanel", "客户")


class DeskViews:
    """List, conversation, composer and side panel, given to their window."""

    def __init__(self, window: MainWindow, theme: Theme, now: datetime) -> None:
        self.theme = theme
        self.inbox = InboxView(theme, window)
        self.conversation = ConversationView(theme, now, window)
        self.composer = ComposerView(theme, now, self.conversation)
        self.panel = ProfilePanel(theme, now, window)
        self.side = SidePanelView(window)
        self.side.add_page(
            CUSTOMER, _tab_words(), lambda: self.panel, Command.PANEL_CUSTOMER
        )
        self.conversation.set_composer(self.composer)
        window.step_back_requested.connect(self.composer.focus_field)
        window.set_list(self.inbox, self.inbox.set_folded)
        self.split = PaneSplit(self.conversation, theme, window)
        window.set_conversation(self.split)
        window.set_panel(self.side)
        self._window = window

    def set_keys(self, chosen: tuple[KeyOverride, ...]) -> None:
        """Listen to the keys that a person chose, everywhere at once."""
        bindings = bindings_of(chosen)
        set_bindings(bindings)
        self._window.set_keys(bindings)
        self.composer.set_keys(ComposerKeys.chosen(bindings))

    def set_theme(self, theme: Theme) -> None:
        """Switch the colours of all parts."""
        self.theme = theme
        self.split.set_theme(theme)
        for part in (self.inbox, self.conversation, self.composer, self.panel):
            part.set_theme(theme)

    def tick(self, now: datetime) -> None:
        """Hand on the time of day."""
        for part in (self.inbox, self.conversation, self.composer, self.panel):
            part.tick(now)
