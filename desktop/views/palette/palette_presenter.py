"""Joins the palette with the search, the commands and the settings."""

import asyncio
from datetime import datetime
from time import perf_counter

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.account import Account
from desktop.models.failures import Sentence
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.palette import found_rows, own_rows
from desktop.views.palette.found_presenter import FIRST, FoundPresenter
from desktop.views.palette.palette_rows import (
    OpenConversation,
    OpenSettings,
    Row,
    RunCommand,
    SearchAgain,
    Section,
    SectionRows,
    ShowMore,
    TakeFilter,
)
from desktop.views.palette.palette_sections import PaletteSections
from desktop.views.palette.palette_view import PaletteView
from desktop.views.theme.language import words
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import TimelineContext, customer_title
from desktop.views.viewer.facts_presenter import FactsPresenter

MOST_SEARCHES = 8
MOST_RECENT = 8
_OF_A_QUERY = (Section.FILTERS, *FIRST, Section.COMMANDS, Section.SETTINGS)


class PalettePresenter(QObject):
    """Opens the palette, fills it as one types, and says what was chosen.

    Signals:
        conversation_chosen, window_chosen (conversation_id, place or None): open it,
            there; in its own window.
        command_chosen(Command), settings_chosen(str): do it; go to that place.
        failed(words): the search could not read.
        listed: the first rows that answer what was typed are in the list.
    """

    conversation_chosen = Signal(object, object)
    window_chosen = Signal(object, object)
    command_chosen = Signal(object)
    settings_chosen = Signal(str)
    failed = Signal(str)
    listed = Signal()

    def __init__(
        self, room: QWidget, desk: Desk, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._desk = desk
        self._theme = theme
        self._found = FoundPresenter(desk.search, desk.operator.id)
        self._sections = PaletteSections()
        self._visited: list[int] = []
        self._searches: list[str] = []
        self._looking: asyncio.Future[None] | None = None
        self._previewing: asyncio.Future[None] | None = None
        self._chosen_early = False
        self.view: PaletteView | None = None
        self._facts: FactsPresenter | None = None
        self.tasks = GuardedTasks("palette", self._say)

    def toggle(self, typed: str = "") -> None:
        """Open the palette with a query, or close it."""
        view = self.view or self._made()
        if view.isVisible():
            view.close_palette()
            return
        self.search_for(typed)

    def search_for(self, typed: str) -> None:
        """Open the palette with a query."""
        view = self.view or self._made()
        self._sections = PaletteSections()
        view.set_now(self._now())
        view.open()
        view.field.set_query(typed)

    def close(self) -> None:
        """Close it, if it is open."""
        if self.view is not None:
            self.view.close_palette()

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn the accounts, for their colours."""
        self._found.accounts = {account.id: account for account in accounts}

    def note_opened(self, conversation_id: int) -> None:
        """Remember a conversation that was opened, the last one first."""
        others = [each for each in self._visited if each != conversation_id]
        self._visited = [conversation_id, *others][: MOST_RECENT + 1]

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self.view is not None:
            self.view.set_theme(theme)

    async def end(self) -> None:
        """End what runs."""
        await self.tasks.close()
        if self._facts is not None:
            await self._facts.tasks.close()

    def _made(self) -> PaletteView:
        """Build it when it is first wanted: a start does not wait for it."""
        self.view = PaletteView(self._theme, self._now(), self._room)
        self.view.typed.connect(self._on_typed)
        self.view.chosen.connect(self._on_chosen)
        self.view.chosen_apart.connect(self._on_chosen_apart)
        self.view.current_changed.connect(self._on_current_changed)
        self.view.closed.connect(self._on_closed)
        self._facts = FactsPresenter(self.view.preview.timeline, self._desk, self)
        return self.view

    # Looking

    def _on_typed(self, typed: str) -> None:
        view = self.view
        if view is None:
            return
        if chip := self._found.complete_filter(view.field.words()):
            view.field.take_chip(*chip)
            return
        self._chosen_early = False
        view.start_anew()
        if self._looking is not None:
            self._looking.cancel()
        self._found.begin(typed)
        work = self._look(view) if typed.strip() else self._look_back(view)
        self._looking = self.tasks.spawn(work, name="look")

    async def _look(self, view: PaletteView) -> None:
        """Fill section after section; old rows stay until the new ones come."""
        started = perf_counter()
        now, sections = self._now(), self._sections
        filters = await self._found.completions(view.field.words())
        for section in FIRST:
            rows = await self._found.first(section, now)
            if section is Section.MESSAGES:
                sections.keep_only(_OF_A_QUERY)
                sections.put(SectionRows(Section.FILTERS, filters))
                self._put_own()
            sections.put(rows)
            view.show_entries(sections.entries(self._more_words()))
            if section is Section.MESSAGES:
                self.listed.emit()
        if not sections.row_count():
            note = self.tr("没有找到。试试更短的词，或去掉一个筛选。")
            sections.put(SectionRows(Section.MESSAGES, note=note))
            view.show_entries(sections.entries(""))
        spent = round((perf_counter() - started) * 1000)
        self._looked(view)
        stored = await self._desk.search.stored()
        figures = self.tr("{count} 条消息 · {spent} ms")
        view.show_figures(figures.format(count=f"{stored:,}", spent=spent))

    async def _look_back(self, view: PaletteView) -> None:
        """Show where one was before, when nothing is asked for."""
        before = self._visited[1:]
        summaries = await self._desk.inbox.summaries(before)
        by_id = {summary.id: summary for summary in summaries}
        now, operator = self._now(), self._desk.operator.name
        sections = self._sections = PaletteSections()
        searches = own_rows.search_rows(self._searches)
        sections.put(SectionRows(Section.SEARCHES, searches))
        recent = tuple(
            found_rows.recent_row(by_id[each], self._found.accounts, now, operator)
            for each in before
            if each in by_id
        )
        sections.put(SectionRows(Section.RECENT, recent))
        commands = own_rows.command_rows(())
        sections.put(SectionRows(Section.COMMANDS, commands))
        view.show_entries(sections.entries(""))
        view.show_figures("")
        self._looked(view)

    def _put_own(self) -> None:
        """Put commands and settings; whoever filters looks for neither."""
        query = self._found.query
        wanted = () if query.filters else query.words
        commands = own_rows.command_rows(wanted) if wanted else ()
        self._sections.put(SectionRows(Section.COMMANDS, commands))
        settings = own_rows.settings_rows(wanted)
        self._sections.put(SectionRows(Section.SETTINGS, settings))

    def _looked(self, view: PaletteView) -> None:
        """All that was asked for is listed: an early Enter counts now."""
        self._looking = None
        row = view.current_row()
        if self._chosen_early and row is not None:
            self._on_chosen(row)

    async def _show_more(self, section: Section, view: PaletteView) -> None:
        first_new = self._sections.count(section)
        self._sections.extend(await self._found.more(section, self._now()))
        view.show_entries(self._sections.entries(self._more_words()))
        key = self._sections.key_at(section, first_new)
        if key is not None:
            view.go_to(key)

    # What stands around a hit

    def _on_current_changed(self, row: Row | None) -> None:
        view = self.view
        if self._previewing is not None:
            self._previewing.cancel()
        if view is None or not view.previews:
            return
        if row is None or not isinstance(row.choice, OpenConversation):
            view.preview.clear()
            return
        work = self._preview(row, row.choice, view)
        self._previewing = self.tasks.spawn(work, name="preview")

    async def _preview(
        self, row: Row, choice: OpenConversation, view: PaletteView
    ) -> None:
        hit = self._found.hit(row)
        if hit is None:
            messages = await self._desk.conversations.newest(choice.conversation_id)
        else:
            messages = await self._desk.search.context(hit)
        summary = await self._desk.inbox.summary(choice.conversation_id)
        account = self._found.accounts.get(summary.account_id)
        context = TimelineContext(
            customer_name=customer_title(
                summary.customer_name, summary.external_userid
            ),
            customer_identity=summary.external_userid,
            account_name="" if account is None else account.name,
            show_recalled=self._desk.search.show_recalled,
            quotable=False,
            goes_on=False,
        )
        at = None if hit is None else hit.message_id
        view.preview.show_context(messages, at, context, self._found.query.words)

    # Choosing

    def _on_chosen(self, row: Row) -> None:
        view = self.view
        if view is None:
            return
        if self._looking is not None and not view.moved:
            # What stands there answers what was typed before.
            self._chosen_early = True
            return
        choice = row.choice
        if isinstance(choice, ShowMore):
            self.tasks.spawn(self._show_more(choice.section, view), name="more")
        elif isinstance(choice, SearchAgain):
            view.field.set_query(choice.typed)
        elif isinstance(choice, TakeFilter):
            self._take_filter(choice, view)
        else:
            self._leave_for(choice, view)

    def _on_chosen_apart(self, row: Row) -> None:
        view, choice = self.view, row.choice
        if view is None or not isinstance(choice, OpenConversation):
            self._on_chosen(row)
            return
        self._remember(view.field.query().strip())
        view.close_palette()
        self.window_chosen.emit(choice.conversation_id, choice.place)

    def _take_filter(self, choice: TakeFilter, view: PaletteView) -> None:
        rest = self._found.without_beginning(view.field.words())
        name = own_rows.filter_words(choice.name)
        if not choice.value:
            view.field.set_words(f"{rest}{name}:")
            return
        value = f'"{choice.value}"' if " " in choice.value else choice.value
        view.field.take_chip(f"{name}:{value}", rest)

    def _leave_for(
        self, choice: OpenConversation | RunCommand | OpenSettings, view: PaletteView
    ) -> None:
        self._remember(view.field.query().strip())
        view.close_palette()
        if isinstance(choice, OpenConversation):
            self.conversation_chosen.emit(choice.conversation_id, choice.place)
        elif isinstance(choice, RunCommand):
            self.command_chosen.emit(choice.command)
        else:
            self.settings_chosen.emit(choice.place)

    def _remember(self, typed: str) -> None:
        if typed:
            others = [each for each in self._searches if each != typed]
            self._searches = [typed, *others][:MOST_SEARCHES]

    def _on_closed(self) -> None:
        for task in (self._looking, self._previewing):
            if task is not None:
                task.cancel()
        self._looking = self._previewing = None

    def _more_words(self) -> str:
        return self.tr("更多{section}")

    def _now(self) -> datetime:
        return self._desk.clock.now()

    def _say(self, sentence: Sentence) -> None:
        self.failed.emit(words(sentence))
