"""Fills the reply panel: what fits what is typed, what is likely, what there is."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.quick_reply import QuickReply, Standing
from desktop.models.reply_book import ReplyRefusedError
from desktop.models.reply_rendering import render
from desktop.models.reply_search import FoundReply, ReplySituation
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.services.tasks import Refresher
from desktop.views.reply_panel.reply_menu import ReplyAction
from desktop.views.reply_panel.reply_panel_view import ReplyPanelView
from desktop.views.reply_panel.reply_rows import (
    HeadingRow,
    PanelRow,
    PanelTab,
    Path,
    belongs,
    found_rows,
    tree_rows,
)
from desktop.views.reply_panel.situation_presenter import SituationPresenter
from desktop.views.theme.language import words

RECOMMENDED = 20
"""Replies of the chip 推荐."""
MOST_FOUND = 60
SENTENCE = 8
"""Characters from which typed words may be a sentence that somebody said."""
LONGEST_LINE = 120


class ReplyPanelPresenter(QObject):
    """Joins the panel with the book; the newest wish wins.

    Signals:
        reply_chosen(QuickReply, send: bool): put it into the answer, or send it.
        edit_requested(reply id): open it where it can be changed.
        left: the keyboard belongs to the answer again.
        failed(words), said(words): what could not be done; what was done.
    """

    reply_chosen = Signal(object, bool)
    edit_requested = Signal(object)
    left = Signal()
    failed = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        view: ReplyPanelView,
        desk: Desk,
        situation: SituationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._situation = situation
        self._flipped: dict[PanelTab, set[Path]] = {tab: set() for tab in PanelTab}
        self.tasks = GuardedTasks("reply panel", self._say)
        self._refresher = Refresher(self.tasks, self._fill, pause=0.0, name="fill")
        view.model.preview = self._preview
        view.typed.connect(self.refresh)
        view.tab_chosen.connect(self.refresh)
        view.group_toggled.connect(self._on_group_toggled)
        view.action_requested.connect(self._on_action_requested)
        view.left.connect(self.left)
        view.shown.connect(self.refresh)
        situation.changed.connect(self.refresh)

    def refresh(self) -> None:
        """List what fits now; while the panel is not seen, when it is seen again."""
        if self._view.isVisible():
            self._refresher.wish()

    def search_for(self, typed: str) -> None:
        """Look for words, as if they had been typed."""
        self._view.field.setText(one_line(typed, 60))
        self._view.focus_field()

    async def _fill(self) -> None:
        typed, tab = self._view.field.text(), self._view.chips.tab
        situation = await self._situation.situation()
        if typed.strip():
            rows = await self._found(typed, tab, situation)
            empty = self.tr("没有找到“{words}”").format(words=one_line(typed, 30))
        elif tab is PanelTab.RECOMMENDED:
            rows = await self._recommended(situation)
            empty = self.tr("还没有快捷回复。在资料库里新建或导入")
        else:
            rows = await self._tree(tab, situation)
            empty = self.tr("这里还没有快捷回复")
        if typed == self._view.field.text() and tab is self._view.chips.tab:
            self._view.show_rows(rows, empty)

    async def _found(
        self, typed: str, tab: PanelTab, situation: ReplySituation
    ) -> list[PanelRow]:
        search, account = self._desk.reply_search, situation.account_id
        found = await search.find(typed, situation, MOST_FOUND)
        if not found and len(typed) >= SENTENCE:
            # Words of a bubble: nobody's title, but like a customer's question.
            asked = replace(situation, customer_words=typed)
            found = await search.recommend(asked, RECOMMENDED)
        return found_rows(one for one in found if belongs(one.reply, tab, account))

    async def _recommended(self, situation: ReplySituation) -> list[PanelRow]:
        search = self._desk.reply_search
        found = await search.recommend(situation, RECOMMENDED)
        pinned = [
            _listed(reply)
            for reply in await self._desk.reply_search.replies()
            if reply.pinned and _usable(reply, PanelTab.RECOMMENDED, situation)
        ]
        known = {one.reply.id for one in pinned}
        others = (one for one in found if one.reply.id not in known)
        rows = found_rows((*pinned, *others))
        if not pinned:
            return rows
        at = len(pinned)
        first, then = HeadingRow(self.tr("置顶")), HeadingRow(self.tr("推荐"))
        return [first, *rows[:at], *([then, *rows[at:]] if rows[at:] else ())]

    async def _tree(self, tab: PanelTab, situation: ReplySituation) -> list[PanelRow]:
        replies = await self._desk.reply_search.replies()
        order = await self._desk.replies.groups()
        flipped, no_group = frozenset(self._flipped[tab]), self.tr("未分组")

        def rows() -> list[PanelRow]:
            listed = [_listed(one) for one in replies if _usable(one, tab, situation)]
            listed.sort(key=lambda one: (not one.reply.pinned, one.reply.content.title))
            return tree_rows(listed, flipped, order, no_group)

        # A book of thousands takes longer than a frame.
        return await asyncio.to_thread(rows)

    def _preview(self, reply: QuickReply) -> str:
        facts = self._situation.facts()
        return "\n\n".join(render(text, facts).text for text in reply.texts())

    def _say(self, sentence: Sentence) -> None:
        self.failed.emit(words(sentence))

    def _on_group_toggled(self, path: Path) -> None:
        self._flipped[self._view.chips.tab] ^= {path}
        self.refresh()

    def _on_action_requested(self, reply: QuickReply, action: ReplyAction) -> None:
        if action in (ReplyAction.INSERT, ReplyAction.SEND):
            self.reply_chosen.emit(reply, action is ReplyAction.SEND)
        elif action is ReplyAction.EDIT:
            self.edit_requested.emit(reply.id)
        elif action is ReplyAction.COPY_TO_MINE:
            self.tasks.spawn(self._copy(reply), name="copy")
        else:
            pinned = action is ReplyAction.PIN
            self.tasks.spawn(self._pin(reply, pinned), name="pin")

    async def _copy(self, reply: QuickReply) -> None:
        try:
            own = await self._desk.replies.copy_to_mine(reply.id)
        except ReplyRefusedError as error:
            self._say(error.sentence)
            return
        self._renew()
        self.said.emit(self.tr("已复制为个人回复"))
        self.edit_requested.emit(own)

    async def _pin(self, reply: QuickReply, pinned: bool) -> None:
        try:
            await self._desk.replies.pin(reply.id, pinned)
        except ReplyRefusedError as error:
            self._say(error.sentence)
            return
        self._renew()

    def _renew(self) -> None:
        self._desk.reply_search.forget()
        self.refresh()


def _usable(reply: QuickReply, tab: PanelTab, situation: ReplySituation) -> bool:
    """Return whether a chip shows a reply that may be sent now."""
    usable = reply.standing(situation.now) is Standing.USABLE
    return usable and belongs(reply, tab, situation.account_id)


def _listed(reply: QuickReply) -> FoundReply:
    return FoundReply(reply, line=one_line(" ".join(reply.texts()), LONGEST_LINE))
