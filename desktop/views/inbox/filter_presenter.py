"""Saved filters: chosen, named, changed, deleted and brought back."""

from collections.abc import Coroutine
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.models.saved_filter import (
    EVERYTHING,
    MOST_FILTERS,
    FilterTerms,
    Narrowing,
    SavedFilter,
)
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.inbox.filter_menu import FilterChoice, FilterTask, narrowing_words
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.theme.language import words


@dataclass(frozen=True, slots=True)
class DeletedFilter:
    """A filter that was taken away: the key of its undo."""

    saved: SavedFilter
    place: int


class FilterPresenter(QObject):
    """Joins menu and strip with what is saved and what is listed.

    Signals:
        said(words, DeletedFilter | None): what was done; with a key it can be undone.
    """

    said = Signal(str, object)

    def __init__(
        self, view: InboxView, desk: Desk, inbox: InboxPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._inbox = inbox
        self._saved: tuple[SavedFilter, ...] = ()
        self._active: SavedFilter | None = None
        self._naming: SavedFilter | None = None
        self.tasks = GuardedTasks(
            "filters", lambda sentence: self.said.emit(words(sentence), None)
        )
        head = view.head
        head.filter_menu_requested.connect(self.open_menu)
        head.filter_menu.chosen.connect(self._on_chosen)
        head.filter_strip.save_requested.connect(self._on_save_requested)
        head.filter_strip.named.connect(self._on_named)
        head.filter_strip.cleared.connect(self.clear)
        view.clear_requested.connect(self.clear)
        inbox.terms_changed.connect(self._on_terms_changed)

    @property
    def saved(self) -> tuple[SavedFilter, ...]:
        """The filters as they were read last."""
        return self._saved

    async def start(self) -> None:
        """Read what is saved; raises StorageError."""
        self._saved = await self._desk.flow.filters()

    def open_menu(self) -> None:
        """Open the menu of filters; digits choose the first nine."""
        terms = self._inbox.terms
        self._view.head.filter_menu.fill(
            self._saved, self._active, terms.narrowing, may_save=self._may_save(terms)
        )
        self._view.head.open_filter_menu()

    def clear(self) -> None:
        """List everything of the lane again."""
        self._active = None
        self._inbox.take_terms(FilterTerms(self._inbox.terms.lane))

    def undo(self, key: object) -> None:
        """Bring a deleted filter back; other keys are not ours."""
        if isinstance(key, DeletedFilter):
            back = self._desk.flow.put_filter_back(key.saved, key.place)
            self._change(back)

    # What is in force

    def _may_save(self, terms: FilterTerms) -> bool:
        if self._active is not None:
            return terms != self._active.terms
        return terms.narrowing.any or bool(terms.words) or bool(terms.account_ids)

    def _on_terms_changed(self, terms: FilterTerms) -> None:
        if self._active is not None and terms.lane != self._active.terms.lane:
            # Whoever goes to another lane has left the filter.
            self._active = None
        self._show()

    def _show(self) -> None:
        terms = self._inbox.terms
        parts = [narrowing_words(terms.narrowing)]
        if self._active is not None:
            parts.insert(0, self._active.name)
        shown = " · ".join(part for part in parts if part)
        self._view.show_filter(shown, may_save=self._may_save(terms))

    # What people do

    def _on_chosen(self, choice: FilterChoice) -> None:
        if choice.saved is not None:
            self._choose(choice.saved)
        elif choice.narrowing is not None:
            self._narrow(choice.narrowing)
        elif choice.task is not None:
            self._do(choice.task)

    def _choose(self, saved: SavedFilter) -> None:
        self._active = saved
        self._inbox.take_terms(saved.terms)

    def _narrow(self, narrowing: Narrowing) -> None:
        self._inbox.take_terms(replace(self._inbox.terms, narrowing=narrowing))

    def _do(self, task: FilterTask) -> None:
        active = self._active
        if task is FilterTask.CLEAR:
            self.clear()
        elif task is FilterTask.SAVE:
            self._on_save_requested()
        elif active is None:
            return
        elif task is FilterTask.RENAME:
            self._naming = active
            self._view.head.filter_strip.ask_name(active.name)
        elif task is FilterTask.UPDATE:
            self._active = replace(active, terms=self._inbox.terms)
            self._change(self._desk.flow.change_filter(self._active))
        else:
            self.tasks.spawn(self._delete(active), name="delete")

    def _on_save_requested(self) -> None:
        if len(self._saved) >= MOST_FILTERS:
            self.said.emit(self.tr("筛选已经够多了，请先删掉一个"), None)
            return
        self._naming = None
        terms = self._inbox.terms
        suggested = narrowing_words(terms.narrowing) or terms.words
        self._view.head.filter_strip.ask_name(suggested)

    def _on_named(self, name: str) -> None:
        renamed, self._naming = self._naming, None
        if renamed is not None:
            self._active = replace(renamed, name=name)
            self._change(self._desk.flow.change_filter(self._active))
        else:
            self.tasks.spawn(self._save(name, self._inbox.terms), name="save")

    def _change(self, work: "Coroutine[object, object, None]") -> None:
        self.tasks.spawn(self._changed(work), name="change")

    async def _changed(self, work: "Coroutine[object, object, None]") -> None:
        await work
        await self._read()

    async def _save(self, name: str, terms: FilterTerms) -> None:
        number = await self._desk.flow.save_filter(name, terms)
        await self._read()
        if self._inbox.terms == terms:
            self._active = next(one for one in self._saved if one.id == number)
            self._show()
        self.said.emit(self.tr("已保存筛选“{name}”").format(name=name), None)

    async def _delete(self, saved: SavedFilter) -> None:
        place = await self._desk.flow.delete_filter(saved.id)
        self._active = None
        self._inbox.take_terms(
            replace(self._inbox.terms, narrowing=EVERYTHING, words="")
        )
        await self._read()
        if place is not None:
            said = self.tr("已删除筛选“{name}”").format(name=saved.name)
            self.said.emit(said, DeletedFilter(saved, place))

    async def _read(self) -> None:
        self._saved = await self._desk.flow.filters()
        if self._active is not None:
            number = self._active.id
            self._active = next((one for one in self._saved if one.id == number), None)
        self._show()
