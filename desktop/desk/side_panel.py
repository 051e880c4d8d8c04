"""The side panel: which page a key opens, and the replies beside a conversation."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk.commands import DeskCommands
from desktop.desk.views import CUSTOMER, DeskViews
from desktop.models.changes import Aspect, Change, Subject
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.reply_panel.situation_presenter import SituationPresenter
from desktop.views.theme.theme import Theme
from desktop.views.window.columns import Columns
from desktop.views.window.keys import Command

if TYPE_CHECKING:
    from desktop.views.reply_panel.reply_panel_presenter import ReplyPanelPresenter
    from desktop.views.reply_panel.reply_panel_view import ReplyPanelView

REPLIES = "replies"
MATERIALS = "materials"
"""Keys of the pages beside the customer's."""


class DeskSidePanel(QObject):
    """Opens the pages of the side panel; the replies are built when first shown.

    Signals:
        reply_chosen(QuickReply, send: bool): put it into the answer, or send it.
        edit_requested(reply id): open it where it can be changed.
        said(words): what was done, or why it was not.
        left: the keyboard belongs to the answer again.
    """

    reply_chosen = Signal(object, bool)
    edit_requested = Signal(object)
    said = Signal(str)
    left = Signal()

    def __init__(
        self,
        views: DeskViews,
        columns: Columns,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._side = views.side
        self._columns = columns
        self._desk = desk
        self._theme = views.theme
        self.situation = SituationPresenter(
            views.conversation.model, desk, conversation, self
        )
        self.view: ReplyPanelView | None = None
        self.presenter: ReplyPanelPresenter | None = None
        self._side.add_page(
            REPLIES, self.tr("快捷回复"), self._build, Command.PANEL_REPLIES
        )

    def add_commands(self, commands: DeskCommands) -> None:
        """Name what the keys of the pages do."""
        commands.add(
            {
                Command.PANEL_CUSTOMER: partial(self.toggle, CUSTOMER),
                Command.PANEL_REPLIES: partial(self.toggle, REPLIES),
                Command.PANEL_MATERIALS: partial(self.toggle, MATERIALS),
            }
        )

    def toggle(self, key: str) -> None:
        """Show a page, or put the panel away when that page is on top."""
        if self._columns.panel_shown and self._side.current == key:
            self._columns.show_panel(False)
        else:
            self.show(key)

    def show(self, key: str) -> None:
        """Show a page; nothing happens where there is none of that name."""
        if self._side.has_page(key):
            self._side.show_page(key)
            self._columns.show_panel(True)
            if key == REPLIES and self.view is not None:
                self.view.focus_field()

    def search_replies(self, typed: str) -> None:
        """Show the replies that fit words."""
        self.show(REPLIES)
        if self.presenter is not None:
            self.presenter.search_for(typed)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read the book again when something in it changed, or was sent."""
        subjects = {change.subject for change in batch.changes}
        if not batch.complete or Subject.REPLY in subjects:
            self._desk.reply_search.forget()
            if self.presenter is not None:
                self.presenter.refresh()
        elif any(is_an_answer(change) for change in batch.changes):
            self._desk.reply_search.forget_habits()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self.view is not None:
            self.view.set_theme(theme)

    async def close(self) -> None:
        """End what runs."""
        if self.presenter is not None:
            await self.presenter.tasks.close()

    def _build(self) -> QWidget:
        # Imported here: the first rows must not wait for it.
        from desktop.views.reply_panel.reply_panel_presenter import (
            ReplyPanelPresenter,
        )
        from desktop.views.reply_panel.reply_panel_view import ReplyPanelView

        view = self.view = ReplyPanelView(self._theme, self._side)
        self.presenter = ReplyPanelPresenter(view, self._desk, self.situation, self)
        self.presenter.reply_chosen.connect(self.reply_chosen)
        self.presenter.edit_requested.connect(self.edit_requested)
        self.presenter.said.connect(self.said)
        self.presenter.failed.connect(self.said)
        self.presenter.left.connect(self.left)
        return view


def is_an_answer(change: Change) -> bool:
    """Return whether an answer was written: what becomes of it makes no habit.

    Reading the habits again takes a tenth of a second, and the next key waits.
    """
    return change.subject is Subject.OUTBOX and Aspect.CREATED in change.aspects
