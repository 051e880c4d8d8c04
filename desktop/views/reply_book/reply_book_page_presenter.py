"""The tab with everything that carries it out, as the desk mounts it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.quick_reply import ReplyContent
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.views.reply_book.details_presenter import DetailsPresenter
from desktop.views.reply_book.editing_presenter import EditingPresenter
from desktop.views.reply_book.exchange_presenter import ExchangePresenter
from desktop.views.reply_book.groups_presenter import GroupsPresenter
from desktop.views.reply_book.picking_presenter import PickingPresenter
from desktop.views.reply_book.publishing_presenter import PublishingPresenter
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.undo_presenter import (
    Discarded,
    Undo,
    take_back,
)
from desktop.views.theme.theme import Theme


class ReplyBookPage(QObject):
    """Makes the tab and its presenters.

    Signals:
        said(words, key): what was done; a key other than None can be undone.
        conversation_chosen(object): the id of the conversation to be opened.
        news_read: this operator has seen what others published.
    """

    said = Signal(str, object)
    conversation_chosen = Signal(object)
    news_read = Signal()

    def __init__(
        self, theme: Theme, widget: QWidget, desk: Desk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        tab = self.tab = ReplyBookTab(theme, widget)
        book = self.book = ReplyBookPresenter(tab, desk, self)
        editing = self.editing = EditingPresenter(tab, desk, book, self)
        self.groups = GroupsPresenter(tab, desk, book, self)
        self.publishing = PublishingPresenter(tab, desk, book, editing, self)
        self.details = DetailsPresenter(tab, desk, book, editing, self)
        self.picking = PickingPresenter(tab, desk, book, editing, self)
        self.exchange = ExchangePresenter(tab, desk, book, self)
        book.said.connect(self.said)
        self.publishing.news_read.connect(self.news_read)
        self.details.conversation_chosen.connect(self.conversation_chosen)
        self.exchange.usage_requested.connect(self.details.show_usage)

    def edit(self, reply_id: int) -> None:
        """Go to a reply and put the keyboard into its editor."""
        self.book.do(self._edit(reply_id), "edit")

    def write_new(self, content: ReplyContent) -> None:
        """Begin a reply with some content."""
        self.tab.centre.show_list()
        self.editing.edit_new(content)

    def show_news(self) -> None:
        """Show what others published."""
        self.publishing.show_news()

    def take_changes(self, batch: ChangeBatch) -> None:
        """Bring the tab up to date."""
        self.book.take_changes(batch)

    def undo(self, key: object) -> None:
        """Take back a step of the book; keys of others are left alone."""
        if isinstance(key, Discarded) and key.typed is not None:
            self.editing.take_up(key.entry, key.typed)
        if isinstance(key, Undo):
            self.book.do(take_back(self.desk.replies, key), "undo")

    async def close(self) -> None:
        """Keep what is being typed and end the rest."""
        await self.editing.close()
        await self.book.close()

    async def _edit(self, reply_id: int) -> None:
        await self.book.read_now()
        self.book.go_to(reply_id)
        self.tab.detail.edit()
