"""Keeps the group tree: new, named, ordered, and entries put into a group."""

from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.models.quick_reply import Scope
from desktop.models.reply_book import WrittenReply
from desktop.services.desk import Desk
from desktop.views.reply_book.book_listing import Entry, GroupPath, Place, Shelf
from desktop.views.reply_book.book_words import group_words
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.undo_presenter import Moved, Renamed


class GroupsPresenter(QObject):
    """Carries out what is wished of groups; `book` says what came of it."""

    def __init__(
        self, tab: ReplyBookTab, desk: Desk, book: ReplyBookPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tab = tab
        self._desk = desk
        self._book = book
        self._to_name: GroupPath = ()
        self._to_follow: GroupPath = ()
        """The new name of the group that was chosen when it was named."""
        tab.side.rename_requested.connect(self._on_rename_requested)
        tab.side.group_wanted.connect(self._on_group_wanted)
        tab.side.order_requested.connect(self._on_order_requested)
        tab.side.move_requested.connect(self._on_move_requested)
        tab.centre.list.move_requested.connect(self._on_menu_wanted)
        tab.centre.list.group_picked.connect(self._on_move_requested)
        book.book_read.connect(self._on_book_read)

    def _on_rename_requested(self, path: GroupPath, new_path: GroupPath) -> None:
        self._book.do(self._rename(path, new_path), "rename a group")

    async def _rename(self, path: GroupPath, new_path: GroupPath) -> None:
        joined = new_path in self._book.book.groups
        chosen = self._tab.side.place == Place(Shelf.GROUP, path)
        await self._desk.replies.rename_group(path, new_path)
        if chosen:
            self._to_follow = new_path
        words = self.tr("已把分组「{old}」改为「{new}」").format(
            old=group_words(path), new=group_words(new_path)
        )
        # Two groups that became one cannot be told apart any more.
        self._book.said.emit(words, None if joined else Renamed(path, new_path))

    def _on_group_wanted(self, path: GroupPath) -> None:
        self._book.do(self._add(path), "add a group")

    async def _add(self, path: GroupPath) -> None:
        self._to_name = path
        await self._desk.replies.arrange_groups((*self._book.book.groups, path))

    def _on_book_read(self) -> None:
        path, self._to_name = self._to_name, ()
        if path:
            self._tab.side.begin_naming(path)
        followed = self._to_follow
        if followed in self._book.book.groups:
            self._to_follow = ()
            self._tab.side.choose(Place(Shelf.GROUP, followed))

    def _on_order_requested(self, path: GroupPath, step: int) -> None:
        """Let a group change places with its neighbour of the same level."""
        groups = list(self._book.book.groups)
        level = [each for each in groups if each[:-1] == path[:-1]]
        at = level.index(path) + step if path in level else -1
        if not 0 <= at < len(level):
            return
        level.remove(path)
        level.insert(at, path)
        rest = [each for each in groups if each not in level]
        self._book.do(
            self._desk.replies.arrange_groups((*level, *rest)), "order groups"
        )

    def _on_menu_wanted(self) -> None:
        self._tab.centre.list.offer_groups(self._book.book.groups)

    def _on_move_requested(self, path: GroupPath) -> None:
        entries = [
            entry
            for entry in self._tab.centre.list.marked
            if entry.content.group != path
        ]
        if entries:
            self._book.do(self._move(entries, path), "move entries")

    async def _move(self, entries: list[Entry], path: GroupPath) -> None:
        replies = self._desk.replies
        saved, proposed, changed = _sorted(entries)
        await replies.save_all([_into(each, path) for each in saved])
        await replies.propose_all([_into(each, path) for each in proposed])
        for entry in changed:
            if entry.proposal is not None:
                content = replace(entry.content, group=path)
                await replies.change_proposal(entry.proposal.id, content)
        words = self.tr("已把 {count} 条移到「{group}」").format(
            count=len(entries), group=group_words(path)
        )
        if proposed or changed:
            words += self.tr("，公用的待发布")
        self._book.said.emit(words, _undo(saved, proposed, changed))
        self._tab.side.choose(Place(Shelf.GROUP, path))


def _sorted(
    entries: list[Entry],
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Part own replies, shared ones, and working copies of new ones."""
    new = [each for each in entries if each.reply is None]
    kept = [each for each in entries if each.reply is not None]
    own = [each for each in kept if each.content.scope is Scope.PERSONAL]
    return own, [each for each in kept if each not in own], new


def _into(entry: Entry, path: GroupPath) -> WrittenReply:
    content = replace(entry.content, group=path)
    return WrittenReply(content, entry.reply.id if entry.reply else None)


def _undo(saved: list[Entry], proposed: list[Entry], changed: list[Entry]) -> Moved:
    copies = [each for each in proposed if each.proposal is not None]
    return Moved(
        saved=tuple(_into(each, each.content.group) for each in saved),
        proposed=tuple(_into(each, each.content.group) for each in copies),
        discarded=tuple(
            each.reply.id
            for each in proposed
            if each.proposal is None and each.reply is not None
        ),
        changed=tuple(
            (each.proposal.id, each.content)
            for each in changed
            if each.proposal is not None
        ),
    )
