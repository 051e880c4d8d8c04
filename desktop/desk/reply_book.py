"""The reply book in the window: its tab of the library, and the news of others."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk.library import DeskLibrary
from desktop.models.changes import Subject
from desktop.models.quick_reply import ReplyContent
from desktop.models.reply_book import ReplyRefusedError
from desktop.models.reply_publication import EntryFate, PublicationDiff
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.theme.theme import Theme
from desktop.views.window.main_window import MainWindow
from desktop.views.window.notices import Notice, Tone

if TYPE_CHECKING:
    from desktop.views.library.library_view import LibraryTab
    from desktop.views.reply_book.reply_book_page_presenter import ReplyBookPage

REPLIES = "replies"
"""The tab of the library; also the key of the notice."""
NEWS_PAUSE = 1.0


class DeskReplyBook(QObject):
    """Builds the tab when it is first shown, and tells what others published.

    Signals:
        said(words, key): what was done; a key other than None can be undone.
        conversation_chosen(object): the id of the conversation to be opened.
    """

    said = Signal(str, object)
    conversation_chosen = Signal(object)

    def __init__(
        self, window: MainWindow, desk: Desk, library: DeskLibrary, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._library = library
        self._tasks = TaskGroup("reply book news")
        self._page: ReplyBookPage | None = None
        self._news = Refresher(
            self._tasks, self._read_news, pause=NEWS_PAUSE, name="news"
        )
        library.offer_tab(REPLIES, self.tr("快捷回复"), self._make_tab)
        window.banner_action_requested.connect(self._on_banner_action_requested)
        self._news.wish()

    @property
    def page(self) -> "ReplyBookPage | None":
        """What carries the tab out, None before it was shown."""
        return self._page

    def show(self) -> None:
        """Go to the book."""
        self._library.show_tab(REPLIES)

    def edit(self, reply_id: int) -> None:
        """Go to a reply and edit it."""
        self.show()
        if self._page is not None:
            self._page.edit(reply_id)

    def write_new(self, content: ReplyContent) -> None:
        """Begin a reply with some content, e.g. the words of a bubble."""
        self.show()
        if self._page is not None:
            self._page.write_new(content)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Bring the tab and the news up to date."""
        if self._page is not None:
            self._page.take_changes(batch)
        subjects = {change.subject for change in batch.changes}
        if Subject.REPLY in subjects or not batch.complete:
            self._news.wish()

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back; keys of others are left."""
        if self._page is not None:
            self._page.undo(key)

    async def close(self) -> None:
        """Keep what is being typed and end the rest."""
        if self._page is not None:
            await self._page.close()
        await self._tasks.close()

    def _make_tab(self, theme: Theme, parent: QWidget) -> "LibraryTab":
        from desktop.views.reply_book.reply_book_page_presenter import ReplyBookPage

        page = self._page = ReplyBookPage(theme, parent, self._desk, self)
        page.said.connect(self.said)
        page.conversation_chosen.connect(self.conversation_chosen)
        page.news_read.connect(self._news.wish)
        return page.tab

    async def _read_news(self) -> None:
        try:
            diff = await self._desk.replies.news()
        except ReplyRefusedError:
            diff = None
        if diff is None:
            self._window.clear_notice(REPLIES)
        else:
            notice = Notice(
                REPLIES, Tone.INFORMATION, self._words(diff), self.tr("查看")
            )
            self._window.show_notice(notice)

    def _words(self, diff: PublicationDiff) -> str:
        names = {
            EntryFate.NEW: self.tr("新增 {count}"),
            EntryFate.CHANGED: self.tr("修改 {count}"),
            EntryFate.WITHDRAWN: self.tr("撤回 {count}"),
            EntryFate.REINSTATED: self.tr("恢复 {count}"),
        }
        counts = " · ".join(
            name.format(count=diff.count(fate))
            for fate, name in names.items()
            if diff.count(fate)
        )
        who = "、".join(dict.fromkeys(each.published_by for each in diff.publications))
        return self.tr("回复本有更新：{counts}（{who}）").format(counts=counts, who=who)

    def _on_banner_action_requested(self, key: str) -> None:
        if key != REPLIES:
            return
        self.show()
        if self._page is not None:
            self._page.show_news()
