"""Joins the card of the macros with the conversation that is open."""

from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.macro import (
    Macro,
    MacroPreview,
    MacroRefusedError,
    MacroRun,
)
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.macros.macro_card import MacroCard
from desktop.views.macros.macro_words import kind_words
from desktop.views.theme.language import words


class MacroPresenter(QObject):
    """Lists, shows, runs and undoes the macros of this operator.

    Signals:
        said(words, key): what was done; a MacroRun or a removed Macro can be undone.
        left: the keyboard belongs to the answer again.
    """

    said = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        anchor: QWidget,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._anchor = anchor
        self._desk = desk
        self._conversation = conversation
        self._hold_for = timedelta(0)
        self._stopping = False
        self._running = False
        self.card: MacroCard | None = None
        self.tasks = GuardedTasks(
            "macros", lambda sentence: self.said.emit(words(sentence), None)
        )

    def set_hold(self, seconds: int) -> None:
        """Take for how long what is sent can be taken back."""
        self._hold_for = timedelta(seconds=seconds)

    def open(self) -> None:
        """Show the macros above the composer, or put them away."""
        card = self.card
        if card is not None and not card.isHidden():
            card.close_card()
        elif self._conversation.settled_id() is None:
            self.said.emit(self.tr("先打开一个会话，再运行宏"), None)
        elif not self._running:
            self.tasks.spawn(self._open(), name="open")

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back; other keys are not ours."""
        if isinstance(key, MacroRun):
            self.tasks.spawn(self._undo(key), name="undo")
        elif isinstance(key, Macro):
            self.tasks.spawn(self._desk.macros.restore(key.id), name="restore")

    async def _open(self) -> None:
        macros = await self._desk.macros.all()
        card = self.card or self._make_card()
        card.show_list(macros)
        card.open_above(self._anchor)

    def _make_card(self) -> MacroCard:
        card = self.card = MacroCard(self._anchor)
        card.closed.connect(self._on_closed)
        card.list.chosen.connect(self._on_chosen)
        card.list.edit_requested.connect(self._on_edit_requested)
        card.run.run_requested.connect(self._on_run_requested)
        card.run.stop_requested.connect(self._on_stop_requested)
        for page in (card.run, card.editor):
            page.back_requested.connect(self._on_back_requested)
        card.editor.save_requested.connect(self._on_save_requested)
        card.editor.remove_requested.connect(self._on_remove_requested)
        return card

    # What people do

    def _on_closed(self) -> None:
        # What runs goes on: whoever turns elsewhere is told how it ended.
        self.left.emit()

    def _on_chosen(self, macro: Macro) -> None:
        self.tasks.spawn(self._preview(macro), name="preview")

    def _on_edit_requested(self, macro: Macro) -> None:
        self.tasks.spawn(self._edit(macro), name="edit")

    def _on_back_requested(self) -> None:
        self.tasks.spawn(self._list(), name="list")

    def _on_save_requested(self, macro: Macro) -> None:
        self.tasks.spawn(self._save(macro), name="save")

    def _on_remove_requested(self, macro: Macro) -> None:
        self.tasks.spawn(self._remove(macro), name="remove")

    def _on_run_requested(self, preview: MacroPreview) -> None:
        if not self._running:
            self._running, self._stopping = True, False
            self.tasks.spawn(self._run(preview), name="run")

    def _on_stop_requested(self) -> None:
        self._stopping = True

    # What is done

    async def _list(self) -> None:
        macros = await self._desk.macros.all()
        if self.card is not None:
            self.card.show_list(macros)

    async def _preview(self, macro: Macro) -> None:
        conversation_id = self._conversation.settled_id()
        if conversation_id is None or self.card is None:
            return
        preview = await self._desk.macros.preview(macro, conversation_id)
        self.card.show_preview(preview)

    async def _edit(self, macro: Macro) -> None:
        replies: dict[str, int] = {}
        for reply in await self._desk.replies.all():
            if not reply.withdrawn:
                code = reply.content.code
                replies.setdefault(reply.content.title, reply.id)
                if code:
                    replies.setdefault(code, reply.id)
        if self.card is not None:
            self.card.show_editor(macro, replies)

    async def _save(self, macro: Macro) -> None:
        try:
            await self._desk.macros.save(macro)
        except MacroRefusedError as error:
            if self.card is not None:
                self.card.editor.show_problem(words(error.sentence))
            return
        await self._list()

    async def _remove(self, macro: Macro) -> None:
        await self._desk.macros.remove(macro.id)
        await self._list()
        self.said.emit(self.tr("已删除宏「{name}」").format(name=macro.name), macro)

    async def _run(self, preview: MacroPreview) -> None:
        try:
            run = await self._desk.macros.run(
                preview,
                seen_through=self._conversation.seen_through(),
                hold_for=self._hold_for,
                goes_on=self._goes_on,
            )
        finally:
            self._running = False
        card, key = self.card, run if run.done else None
        if run.stopped is None:
            if card is not None:
                card.close_card()
            name = self.tr("已运行「{name}」").format(name=run.name)
            self.said.emit(name, key)
            return
        reason = words(run.stopped)
        if card is not None:
            card.show_stopped(len(run.done), reason)
        stopped = self.tr("「{name}」停在第 {number} 步：{reason}")
        number = len(run.done) + 1
        self.said.emit(stopped.format(name=run.name, number=number, reason=reason), key)

    def _goes_on(self, number: int) -> bool:
        if self.card is not None:
            self.card.run.show_running(number)
        return not self._stopping

    async def _undo(self, run: MacroRun) -> None:
        left = await self._desk.macros.undo(run)
        if left:
            names = "、".join(kind_words(kind) for kind in left)
            self.said.emit(self.tr("没能撤销：{steps}").format(steps=names), None)
        else:
            self.said.emit(self.tr("已撤销「{name}」").format(name=run.name), None)
