"""Writes one reply: its working text is kept whatever the person does next."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.models.organisation import Role
from desktop.models.quick_reply import ReplyContent, ReplyText, Scope, Standing
from desktop.models.reply_book import ReplyRefusedError, overtaken_by, tidied
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.reply_book.book_listing import EMPTY, Entry, Shelf
from desktop.views.reply_book.book_words import moment_words, standing_words
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.reply_preview import (
    example_facts,
    preview_runs,
    price_of,
    problem_words,
)
from desktop.views.reply_book.undo_presenter import Discarded
from desktop.views.reply_book.working_presenter import NEW_KEY, WorkingTexts
from desktop.views.theme.language import words

KEEP_PAUSE_MS = 400
"""After the last key what was typed is kept; it must be safe within 500 ms."""
RETRY_MS = 1_000
"""After a database that was busy."""


class EditingPresenter(QObject):
    """Joins the editor with the book.

    Signals:
        entry_shown: `entry` is another one.
    """

    entry_shown = Signal()

    def __init__(
        self, tab: ReplyBookTab, desk: Desk, book: ReplyBookPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tab = tab
        self._desk = desk
        self._book = book
        self._editor = tab.detail.editor
        self._entry: Entry | None = None
        self._touched = False
        self._resumed = False
        """Whether what the last desk left was opened."""
        self._working = WorkingTexts(desk.working_replies, self)
        self._keeping = TaskGroup("reply editor")
        self._pause = QTimer(self, singleShot=True)
        self._pause.setObjectName("keep_reply")
        self._pause.timeout.connect(self._on_pause)
        self._connect_signals()
        self._keeping.spawn(self._read_working(), name="read")

    @property
    def entry(self) -> Entry | None:
        """What is being edited, None while nothing is chosen."""
        return self._entry

    def is_locked(self, entry: Entry) -> bool:
        """Return whether this operator may only read an entry."""
        kept = entry.reply.content.scope if entry.reply is not None else None
        agent = self._desk.operator.role is Role.AGENT
        return agent and kept is Scope.COMPANY

    def show(self, entry: Entry) -> None:
        """Edit an entry; what was typed into the one before is kept."""
        if self._entry is not None and entry.key == self._entry.key:
            self._refresh(entry)
            return
        self.keep_quietly()
        self._load(entry, self._working.typed(entry))

    def edit_new(self, content: ReplyContent = EMPTY) -> None:
        """Begin a reply; `content` is what it starts with."""
        self.keep_quietly()
        place = self._tab.side.place
        if place.shelf is Shelf.GROUP and not content.group:
            content = replace(content, group=place.path)
        self._tab.centre.list.clear_choice()
        unfinished = self._working.typed(Entry())
        if unfinished is not None and content.parts:
            self._finish_as_it_is(unfinished)
        elif unfinished is not None:
            content = unfinished
        self._load(Entry(), content)
        if self._touched:
            self._on_changed()
        self._editor.form.title_field.setFocus()

    def take_content(self, content: ReplyContent) -> None:
        """Write something else into the editor, e.g. an older version."""
        if self._entry is not None:
            kept = replace(content, scope=self._entry.content.scope)
            kept = replace(kept, scope_id=self._entry.content.scope_id)
            self._load(self._entry, kept)
            self._tab.detail.edit()
            self._on_changed()

    def add_material(self, material_id: int) -> None:
        """Put a material of the library into the reply that is being edited."""
        if self._entry is not None and not self.is_locked(self._entry):
            self._editor.form.parts.add_material(material_id)

    def take_up(self, entry: Entry, typed: ReplyContent) -> None:
        """Go on with something that was typed before."""
        self.keep_quietly()
        self._load(self._book.entry(entry.key) or entry, typed)
        self._on_changed()
        self._tab.centre.list.choose(entry.key)

    def keep_quietly(self) -> None:
        """Keep what was typed without a word; a refusal leaves it in the editor."""
        self._pause.stop()
        if self._touched and self._entry is not None:
            self._touched = False
            self._keep(self._entry, self._editor.form.content(), told=False)

    def save(self) -> None:
        """Keep what was typed, and say so."""
        self._pause.stop()
        if self._entry is not None and not self.is_locked(self._entry):
            self._touched = False
            self._keep(self._entry, self._editor.form.content(), told=True)

    async def settled(self) -> None:
        """Wait until what was typed is kept."""
        await self._keeping.drained()

    async def close(self) -> None:
        """Keep what was typed; what the book refuses waits for the next desk."""
        self.keep_quietly()
        await self._keeping.drained()

    # Showing

    def _load(self, entry: Entry, typed: ReplyContent | None) -> None:
        self._entry = entry
        begun = typed is not None and bool(typed.parts or typed.title)
        self._touched = begun or (typed is not None and entry.key != NEW_KEY)
        locked = self.is_locked(entry)
        shown = entry.content if typed is None else typed
        name = self._book.material_name
        self._editor.form.offer_scopes(self._book.scopes(shown))
        self._editor.form.suggest_groups(self._book.book.groups)
        self._editor.show_content(shown, name, locked=locked)
        self._show_surroundings(entry)
        self._tab.detail.show_entry(kept=entry.reply is not None)
        self._show_preview()
        self.entry_shown.emit()

    def _refresh(self, entry: Entry) -> None:
        """Take what was read anew; what is being typed stays."""
        before, self._entry = self._entry, entry
        same = before is not None and before.content == entry.content
        typed = tidied(self._editor.form.content())
        if same or self._touched or typed == entry.content:
            self._show_surroundings(entry)
        elif self._working.typed(entry) is None:
            self._load(entry, None)

    def _show_surroundings(self, entry: Entry) -> None:
        locked, reply = self.is_locked(entry), entry.reply
        self._editor.show_buttons(
            locked=locked,
            own=self._editor.form.content().scope is Scope.PERSONAL,
            kept=reply is not None,
            withdrawn=reply is not None and reply.withdrawn,
            changed=entry.proposal is not None or self._touched,
        )
        self._editor.show_standing(self._standing(entry))
        proposal = entry.proposal
        if proposal is not None and proposal.overtaken and reply is not None:
            sentence = overtaken_by(reply.changed_by, reply.content.title)
            self._editor.show_refusal(words(sentence))

    def _standing(self, entry: Entry) -> str:
        reply = entry.reply
        if reply is None:
            if entry.proposal is None:
                return self.tr("新回复，还没有保存")
            return self.tr("新回复，待发布：别人还看不到")
        line = f"v{reply.version} · {reply.changed_by} · "
        line += moment_words(reply.changed_at)
        standing = reply.standing(self._desk.clock.now())
        if standing is not Standing.USABLE:
            line += f" · {standing_words(standing)}"
        if entry.proposal is not None:
            line += " · " + self.tr("有待发布的改动")
        return line

    def _show_preview(self) -> None:
        content = self._editor.form.content()
        desk = self._desk
        facts = example_facts(desk.clock.now(), desk.operator.name)
        unread = self.tr("看不懂的日期：{written}，写成 2026-12-01 或 2026-12-01 18:00")
        days = self._editor.form.unread_days()
        faults = tuple(unread.format(written=each) for each in days)
        self._editor.show_preview(
            preview_runs(content, facts, self._book.material_name),
            price_of(content, facts),
            (*faults, *problem_words(content)),
        )

    # Keeping

    def _on_pause(self) -> None:
        """Keep what was typed: shared replies as a proposal, one's own as it stands."""
        if not self._touched or self._entry is None:
            return
        content = self._editor.form.content()
        if content.scope is Scope.PERSONAL:
            work = self._keep_working(self._entry, content)
            self._keeping.spawn(work, name="working text")
        else:
            self._touched = False
            self._keep(self._entry, content, told=False)

    async def _keep_working(self, entry: Entry, content: ReplyContent) -> None:
        try:
            await self._working.keep(entry, content)
        except StorageError as error:
            if self._entry is entry:
                self._editor.show_refusal(words(error.sentence))
                self._pause.start(RETRY_MS)

    def _keep(self, entry: Entry, content: ReplyContent, *, told: bool) -> None:
        begun = self._working.typed(entry) is not None
        self._working.release(entry)
        same = entry.reply is not None and tidied(content) == entry.content
        empty = entry.key == NEW_KEY and not content.parts and not content.title
        if begun and (same or empty):
            self._keeping.spawn(self._forget(entry), name="forget")
        if same and told and entry.proposal is None:
            self._book.said.emit(self.tr("没有改动"), None)
        elif told or not (same or empty):
            self._keeping.spawn(self._store(entry, content, told=told), name="keep")

    def _finish_as_it_is(self, typed: ReplyContent) -> None:
        """Finish a new reply that the book refused: another one wants its place."""
        self._keep(Entry(), self._acceptable(typed), told=False)

    def _acceptable(self, typed: ReplyContent) -> ReplyContent:
        title = typed.title or self.tr("未完成的回复")
        parts = typed.parts or (ReplyText(title),)
        return replace(typed, title=title, parts=parts, code="")

    async def _forget(self, entry: Entry) -> None:
        try:
            await self._working.forget(entry)
        except StorageError as error:
            self._book.refuse(error)

    async def _store(self, entry: Entry, content: ReplyContent, *, told: bool) -> None:
        try:
            key = await self._working.finish(entry, content)
        except (ReplyRefusedError, StorageError) as error:
            await self._take_refused(entry, content, words(error.sentence))
            return
        await self._book.read_now()
        fresh = self._book.entry(key)
        if self._is_shown(entry):
            self._editor.show_refusal("")
            if fresh is not None:
                self._refresh(fresh)
                self._tab.detail.show_entry(kept=fresh.reply is not None)
                self._tab.centre.list.choose(key)
        if told:
            own = content.scope is Scope.PERSONAL
            said = self.tr("已保存") if own else self.tr("已存为待发布，发布后大家可用")
            self._book.said.emit(said, None)

    async def _take_refused(
        self, entry: Entry, content: ReplyContent, reason: str
    ) -> None:
        """Keep as it stands what the book does not take."""
        shown = self._entry
        if self._is_shown(entry):
            self._touched = True
            self._editor.show_refusal(reason)
        elif entry.key == NEW_KEY and shown is not None and shown.key == NEW_KEY:
            acceptable = self._acceptable(content)
            if acceptable != content:
                await self._store(entry, acceptable, told=False)
                return
        else:
            self._book.said.emit(reason, None)
        await self._keep_working(entry, content)

    def _is_shown(self, entry: Entry) -> bool:
        """Whether it stands in the editor; two new ones are not the same."""
        shown = self._entry
        if shown is None or entry.key == NEW_KEY:
            return shown is entry
        return shown.key == entry.key

    # What people do

    def _connect_signals(self) -> None:
        view, editor = self._tab.centre.list, self._editor
        view.chosen.connect(self._on_chosen)
        view.edit_requested.connect(self._on_edit_requested)
        view.new_requested.connect(self._on_new_requested)
        editor.changed.connect(self._on_changed)
        editor.left.connect(self.keep_quietly)
        editor.save_requested.connect(self.save)
        editor.discard_requested.connect(self._on_discard_requested)
        editor.copy_requested.connect(self._on_copy_requested)
        self._tab.detail.history.version_wanted.connect(self.take_content)
        self._book.book_read.connect(self._on_book_read)

    def _on_chosen(self) -> None:
        entry = self._tab.centre.list.current
        if entry is not None:
            self.show(entry)

    def _on_edit_requested(self) -> None:
        self._on_chosen()
        if self._entry is not None:
            self._tab.detail.edit()

    def _on_new_requested(self) -> None:
        self.edit_new()

    def _on_changed(self) -> None:
        self._touched = True
        self._pause.start(KEEP_PAUSE_MS)
        self._editor.show_refusal("")
        self._show_preview()
        if self._entry is not None:
            self._show_surroundings(self._entry)

    def _on_book_read(self) -> None:
        self._resume()
        if self._entry is None or self._entry.key == NEW_KEY:
            return
        fresh = self._book.entry(self._entry.key)
        if fresh is not None:
            self._refresh(fresh)
        elif not self._touched:
            self._entry = None
            self._tab.detail.show_nothing()

    async def _read_working(self) -> None:
        try:
            await self._working.read()
        except StorageError as error:
            self._book.refuse(error)
        self._resume()

    def _resume(self) -> None:
        """Open again, once, what was being typed when the last desk ended."""
        if self._resumed or not (self._working.was_read and self._book.was_read):
            return
        self._resumed = True
        begun = self._working.typed(Entry())
        if self._touched:
            if begun is not None:
                self._finish_as_it_is(begun)
            return
        entry = self._working.newest_in(self._book.book)
        if entry is not None:
            self._load(entry, self._working.typed(entry))
            self._tab.centre.list.choose(entry.key)
            self._book.said.emit(self.tr("上次没写完的回复还在，已打开"), None)

    def _on_discard_requested(self) -> None:
        entry = self._entry
        if entry is None:
            return
        typed = self._editor.form.content() if self._touched else None
        self._pause.stop()
        self._touched = False
        self._book.do(self._discard(entry, typed), "discard")

    async def _discard(self, entry: Entry, typed: ReplyContent | None) -> None:
        proposal, reply = entry.proposal, entry.reply
        await self._working.forget(entry)
        if proposal is not None:
            await self._desk.replies.discard_proposal(proposal.id)
        proposed = None if proposal is None else proposal.content
        if reply is None and typed is not None:
            proposed = None
        back = Discarded(Entry(reply), typed, proposed)
        self._book.said.emit(self.tr("已放弃修改"), back)
        if self._is_shown(entry):
            self._load(Entry(reply), None)

    def _on_copy_requested(self) -> None:
        if self._entry is not None and self._entry.reply is not None:
            self._book.do(self._copy(self._entry.reply.id), "copy")

    async def _copy(self, reply_id: int) -> None:
        copied = await self._desk.replies.copy_to_mine(reply_id)
        await self._book.read_now()
        self._book.said.emit(self.tr("已复制到个人，可以改了"), None)
        self._book.go_to(copied)
