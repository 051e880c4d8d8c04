"""Fills what is told of a reply beside its editor: versions, use, receivers."""

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from desktop.models.reply_book import ReplyRefusedError
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.views.reply_book.editing_presenter import EditingPresenter
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.reply_detail_view import DetailTab
from desktop.views.reply_book.usage_bars import DAYS


class DetailsPresenter(QObject):
    """Reads what a tab tells when it is shown.

    Signals:
        conversation_chosen(object): the id of the conversation to be opened.
    """

    conversation_chosen = Signal(object)

    def __init__(
        self,
        tab: ReplyBookTab,
        desk: Desk,
        book: ReplyBookPresenter,
        editing: EditingPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tab = tab
        self._desk = desk
        self._book = book
        self._editing = editing
        tab.detail.tab_shown.connect(self._fill)
        editing.entry_shown.connect(self._fill)
        book.book_read.connect(self._fill)
        for view in (tab.detail.received, tab.centre.reached.received):
            view.conversation_chosen.connect(self.conversation_chosen)

    def show_usage(self) -> None:
        """Show what the whole book is used for."""
        self._book.tasks.spawn(self._read_usage(), name="usage of the book")

    def _fill(self) -> None:
        entry, tab = self._editing.entry, self._tab.detail.tab
        if entry is None or entry.reply is None or tab is DetailTab.EDIT:
            return
        self._book.tasks.spawn(self._read(entry.reply.id, tab), name="details")

    async def _read(self, reply_id: int, tab: DetailTab) -> None:
        try:
            match tab:
                case DetailTab.HISTORY:
                    await self._read_history(reply_id)
                case DetailTab.USAGE:
                    await self._read_use(reply_id)
                case _:
                    await self._read_received(reply_id)
        except (ReplyRefusedError, StorageError) as error:
            self._book.refuse(error)

    def _shows(self, reply_id: int) -> bool:
        entry = self._editing.entry
        shown = None if entry is None else entry.reply
        return shown is not None and shown.id == reply_id

    async def _read_history(self, reply_id: int) -> None:
        versions = await self._desk.replies.history(reply_id)
        entry = self._editing.entry
        if entry is not None and self._shows(reply_id):
            self._tab.detail.history.show_versions(
                versions,
                self._book.material_name,
                locked=self._editing.is_locked(entry),
            )

    async def _read_use(self, reply_id: int) -> None:
        since = self._desk.clock.now() - timedelta(days=DAYS)
        uses = await self._desk.replies.usage(since)
        if self._shows(reply_id):
            own = [each for each in uses if each.reply_id == reply_id]
            self._tab.detail.usage.show_usage(own, self._book.accounts)

    async def _read_received(self, reply_id: int) -> None:
        old = await self._desk.replies.received(reply_id)
        if not self._shows(reply_id):
            return
        words = self.tr("{count} 位客户收到的不是现在的内容").format(count=len(old))
        if not old:
            words = self.tr("没有客户收到过旧内容。")
        self._tab.detail.received.show_received(old, words)

    async def _read_usage(self) -> None:
        since = self._desk.clock.now() - timedelta(days=DAYS)
        try:
            uses = await self._desk.replies.usage(since)
        except StorageError as error:
            self._book.refuse(error)
            return
        titles = {
            entry.reply.id: entry.content.title
            for entry in self._book.book.entries
            if entry.reply is not None
        }
        page = self._tab.centre.show_page(self._tab.centre.usage)
        page.say(self.tr("使用统计"), self.tr("每个坐席、账号和每一天各用了多少次"))
        page.usage.show_usage(uses, self._book.accounts, titles)
