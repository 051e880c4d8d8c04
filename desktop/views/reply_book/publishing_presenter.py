"""Publishes, withdraws, merges, and tells who got what does not count any more."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.models.quick_reply import Scope
from desktop.models.reply_book import ReceivedBy
from desktop.models.reply_exchange import DuplicateGroup
from desktop.models.reply_publication import (
    ContentDiff,
    EntryDiff,
    EntryFate,
    PublicationDiff,
)
from desktop.services.desk import Desk
from desktop.views.reply_book.book_listing import Entry
from desktop.views.reply_book.diff_words import (
    diff_runs,
    publishers_words,
    summary_words,
)
from desktop.views.reply_book.editing_presenter import EditingPresenter
from desktop.views.reply_book.publish_page import Step
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.undo_presenter import Removed, Withdrawn


class PublishingPresenter(QObject):
    """Joins the pages over the list with the book.

    Signals:
        news_read: this operator has seen what others published.
    """

    news_read = Signal()

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
        self._asked: tuple[int, ...] = ()
        """Proposals to be published, or replies to be withdrawn."""
        view, editor = tab.centre.list, tab.detail.editor
        view.publish_requested.connect(self._on_publish_requested)
        view.removal_requested.connect(self._on_removal_requested)
        editor.withdrawal_requested.connect(self._on_one_removal_requested)
        editor.removal_requested.connect(self._on_one_removal_requested)
        editor.reinstatement_requested.connect(self._on_reinstatement_requested)
        tab.centre.publishing.confirmed.connect(self._on_confirmed)
        tab.centre.alike.merge_requested.connect(self._on_merge_requested)
        book.alike_requested.connect(self.show_alike)

    def show_news(self) -> None:
        """Show what others have published since this operator looked last."""
        self._book.do(self._show_news(), "news")

    def show_alike(self) -> None:
        """Show the replies that say nearly the same."""
        page = self._tab.centre.show_page(self._tab.centre.alike)
        page.say(self.tr("疑似重复"), self.tr("正在比较…"))
        self._book.do(self._show_alike(), "duplicates")

    # Publishing

    def _on_publish_requested(self) -> None:
        self._editing.keep_quietly()
        self._book.do(self._ask_publish(), "preview")

    async def _ask_publish(self) -> None:
        await self._editing.settled()
        proposals = await self._desk.replies.proposals()
        marked = {
            each.proposal.id
            for each in self._tab.centre.list.marked
            if each.proposal is not None
        }
        if len(self._tab.centre.list.marked) < 2:
            marked = set()
        self._asked = tuple(
            each.id for each in proposals if not marked or each.id in marked
        )
        if not self._asked:
            return
        diff = await self._desk.replies.preview(self._asked)
        await self._book.learn_names(_materials(diff))
        self._tab.centre.show_page(self._tab.centre.publishing).ask(
            Step.PUBLISH,
            self.tr("发布 {count} 条").format(count=len(self._asked)),
            summary_words(diff),
            diff_runs(diff, self._book.material_name),
        )

    def _on_confirmed(self, step: Step) -> None:
        self._tab.centre.publishing.set_busy(True)
        match step:
            case Step.PUBLISH:
                self._book.do(self._publish(), "publish")
            case Step.WITHDRAW:
                self._book.do(self._withdraw(), "withdraw")
            case Step.NEWS:
                self._book.do(self._read_news(), "news seen")

    async def _publish(self) -> None:
        page = self._tab.centre.publishing
        try:
            publication = await self._desk.replies.publish(
                self._asked, page.note, stops_old=page.stops_old
            )
        finally:
            page.set_busy(False)
        count = len(publication.reply_ids)
        self._book.said.emit(self.tr("已发布 {count} 条").format(count=count), None)
        await self._show_reached(publication.reply_ids)

    # Withdrawing and removing

    def _on_removal_requested(self) -> None:
        self._remove(self._tab.centre.list.marked)

    def _on_one_removal_requested(self) -> None:
        if self._editing.entry is not None:
            self._remove((self._editing.entry,))

    def _remove(self, entries: Sequence[Entry]) -> None:
        """Remove own replies at once; ask before shared ones are withdrawn."""
        own = [each for each in entries if _is_own(each)]
        new = [each for each in entries if each.reply is None]
        shared = [
            each
            for each in entries
            if each not in own and each.reply is not None and not each.reply.withdrawn
        ]
        if own or new:
            self._book.do(self._remove_own(own, new), "remove")
        if shared:
            self._ask_withdraw(shared)

    async def _remove_own(self, own: list[Entry], new: list[Entry]) -> None:
        for entry in new:
            if entry.proposal is not None:
                await self._desk.replies.discard_proposal(entry.proposal.id)
        ids = tuple(entry.reply.id for entry in own if entry.reply is not None)
        for reply_id in ids:
            await self._desk.replies.remove(reply_id)
        words = self.tr("已删除 {count} 条").format(count=len(own) + len(new))
        self._book.said.emit(words, Removed(ids) if ids else None)

    def _ask_withdraw(self, entries: list[Entry]) -> None:
        replies = [entry.reply for entry in entries if entry.reply is not None]
        self._asked = tuple(reply.id for reply in replies)
        diff = PublicationDiff(
            (),
            tuple(
                EntryDiff(
                    reply.id,
                    EntryFate.WITHDRAWN,
                    reply.content.title,
                    ContentDiff(),
                    reply.changed_by,
                    reply.changed_at,
                )
                for reply in replies
            ),
        )
        self._tab.centre.show_page(self._tab.centre.publishing).ask(
            Step.WITHDRAW,
            self.tr("撤回 {count} 条").format(count=len(replies)),
            self.tr("撤回后立即停发：草稿、定时和发件箱里还没发出的也发不出去。"),
            diff_runs(diff, self._book.material_name),
        )

    async def _withdraw(self) -> None:
        page = self._tab.centre.publishing
        try:
            await self._desk.replies.withdraw(self._asked, page.note)
        finally:
            page.set_busy(False)
        words = self.tr("已撤回 {count} 条").format(count=len(self._asked))
        self._book.said.emit(words, Withdrawn(self._asked))
        await self._show_reached(self._asked)

    def _on_reinstatement_requested(self) -> None:
        entry = self._editing.entry
        if entry is not None and entry.reply is not None:
            self._book.do(self._reinstate(entry.reply.id), "reinstate")

    async def _reinstate(self, reply_id: int) -> None:
        await self._desk.replies.reinstate((reply_id,))
        self._book.said.emit(self.tr("已恢复使用"), None)

    # Who received the old contents

    async def _show_reached(self, reply_ids: Sequence[int]) -> None:
        received: list[ReceivedBy] = []
        for reply_id in reply_ids:
            received += await self._desk.replies.received(reply_id)
        centre = self._tab.centre
        if not received:
            centre.show_list()
            return
        received.sort(key=lambda each: each.sent_at, reverse=True)
        newest = {each.conversation_id: each for each in reversed(received)}
        page = centre.show_page(centre.reached)
        page.say(self.tr("谁收到过旧内容"), "")
        words = self.tr("{count} 位客户收到过旧内容，可以逐个打开会话跟进。")
        page.received.show_received(
            tuple(reversed(newest.values())), words.format(count=len(newest))
        )

    # News of others

    async def _show_news(self) -> None:
        diff = await self._desk.replies.news()
        if diff is None:
            self._tab.centre.show_list()
            return
        await self._book.learn_names(_materials(diff))
        who = publishers_words(diff)
        self._tab.centre.show_page(self._tab.centre.publishing).ask(
            Step.NEWS,
            self.tr("回复本有更新"),
            f"{summary_words(diff)}（{who}）" if who else summary_words(diff),
            diff_runs(diff, self._book.material_name),
        )

    async def _read_news(self) -> None:
        self._tab.centre.publishing.set_busy(False)
        await self._desk.replies.mark_seen()
        self._tab.centre.show_list()
        self.news_read.emit()

    # Nearly the same

    async def _show_alike(self) -> None:
        groups = await self._desk.reply_exchange.duplicates()
        self._show_groups(groups)

    def _show_groups(self, groups: Sequence[DuplicateGroup]) -> None:
        self._book.take_alike(len(groups))
        self._tab.centre.alike.show_groups(groups)

    def _on_merge_requested(self, keep_id: int, other_ids: tuple[int, ...]) -> None:
        self._book.do(self._merge(keep_id, other_ids), "merge")

    async def _merge(self, keep_id: int, other_ids: tuple[int, ...]) -> None:
        await self._desk.reply_exchange.merge(keep_id, other_ids)
        entry = self._book.entry_of(keep_id)
        own = entry is not None and _is_own(entry)
        words = self.tr("已合并，另外 {count} 条不再使用").format(count=len(other_ids))
        self._book.said.emit(words, Removed(other_ids) if own else Withdrawn(other_ids))
        await self._show_alike()


def _is_own(entry: Entry) -> bool:
    reply = entry.reply
    return reply is not None and reply.content.scope is Scope.PERSONAL


def _materials(diff: PublicationDiff) -> tuple[int, ...]:
    return tuple(
        line.material_id
        for entry in diff.entries
        for line in entry.diff.lines
        if line.material_id is not None
    )
