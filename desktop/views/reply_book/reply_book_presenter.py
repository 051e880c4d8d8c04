"""Lists the reply book and finds in it; others edit, order and publish."""

import asyncio
from collections.abc import Coroutine

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import Subject
from desktop.models.organisation import Role
from desktop.models.quick_reply import ReplyContent, ReplyMaterial
from desktop.models.reply_book import ReplyRefusedError
from desktop.models.reply_search import ReplySituation
from desktop.services.desk import Desk
from desktop.services.storage import material_names
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.reply_book.book_listing import (
    Book,
    BookFilter,
    Entry,
    Place,
    Shelf,
    counts,
    entries_of,
    listed,
)
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.reply_form import ScopePlace, scope_places
from desktop.views.theme.language import words

READ_PAUSE = 0.2
"""Seconds after a change before the book is read anew."""
UNUSED_DAYS = 90
MOST_FOUND = 500
"""Replies that the search is asked for; what only contains the words follows."""


class ReplyBookPresenter(QObject):
    """Joins tree and list with the book.

    Signals:
        said(words, key): what was done; a key other than None can be undone.
        book_read: `book` is another one.
        alike_requested: what is nearly the same shall be shown.
    """

    said = Signal(str, object)
    book_read = Signal()
    alike_requested = Signal()

    def __init__(self, tab: ReplyBookTab, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tab = tab
        self._desk = desk
        self._filter = BookFilter()
        self._words = ""
        self._found: tuple[int, ...] | None = None
        self._searching: asyncio.Future[None] | None = None
        self._names: dict[int, str] = {}
        self.book = Book()
        self.was_read = False
        self.accounts: dict[int, str] = {}
        """Names by id."""
        self.tasks = TaskGroup("reply book")
        self._reading = Refresher(
            self.tasks, self._read, pause=READ_PAUSE, name="read the book"
        )
        side, view = tab.side, tab.centre.list
        side.place_chosen.connect(self._on_place_chosen)
        view.words_changed.connect(self._on_words_changed)
        view.filter_changed.connect(self._on_filter_changed)
        tab.centre.list_shown.connect(self._on_list_shown)
        self._reading.wish()

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read the book anew when it, the library or what was sent has changed."""
        subjects = {change.subject for change in batch.changes}
        if subjects & {Subject.REPLY, Subject.MATERIAL} or not batch.complete:
            self._reading.wish()

    def read_soon(self) -> None:
        """Read the book anew: something was done to it here."""
        self._reading.wish()

    def entry(self, key: str) -> Entry | None:
        """Return an entry of the book as it is now."""
        return next((each for each in self.book.entries if each.key == key), None)

    def entry_of(self, reply_id: int) -> Entry | None:
        """Return the entry of a reply."""
        return self.entry(f"reply-{reply_id}")

    def material_name(self, material_id: int) -> str:
        """Return what a material is called; its number where that is not known."""
        return self._names.get(material_id, f"#{material_id}")

    def scopes(self, content: ReplyContent) -> dict[ScopePlace, str]:
        """Return for whom a reply can be made by this operator."""
        may_share = self._desk.operator.role is not Role.AGENT
        return scope_places(content, self.accounts, may_share=may_share)

    def go_to(self, reply_id: int) -> None:
        """Go to a reply in the list, wherever it stands."""
        self._tab.centre.show_list()
        view = self._tab.centre.list
        key = f"reply-{reply_id}"
        if not view.choose(key):
            view.clear_filters()
            self._tab.side.choose(Place())
            self._list()
            view.choose(key)

    def refuse(self, error: ReplyRefusedError | StorageError) -> None:
        """Say why something was not done."""
        self.said.emit(words(error.sentence), None)

    async def close(self) -> None:
        """End what runs."""
        await self.tasks.close()

    def do(self, work: Coroutine[object, object, None], name: str) -> None:
        """Carry out a change; a refusal is said, the book is read anew."""
        self.tasks.spawn(self._done(work), name=name)

    async def _done(self, work: Coroutine[object, object, None]) -> None:
        try:
            await work
        except (ReplyRefusedError, StorageError) as error:
            self.refuse(error)
        self._reading.wish()

    # Reading

    async def read_now(self) -> None:
        """Read the book anew and list it; raises StorageError."""
        await self._read()

    async def _read(self) -> None:
        desk = self._desk
        self.accounts = {each.id: each.name for each in await desk.inbox.accounts()}
        replies = await desk.replies.all()
        proposals = await desk.replies.proposals()
        groups = await desk.replies.groups()
        unused = await desk.replies.unused(UNUSED_DAYS)
        # A book of 20,000 takes tens of milliseconds to sort.
        entries = await asyncio.to_thread(entries_of, replies, proposals, groups)
        await self._read_names(entries)
        self.book = Book(
            entries, groups, frozenset(each.id for each in unused), self.book.alike
        )
        self.was_read = True
        self._show_counts()
        self._list()
        self.book_read.emit()

    async def _read_names(self, entries: tuple[Entry, ...]) -> None:
        wanted = {
            part.material_id
            for entry in entries
            for part in entry.content.parts
            if isinstance(part, ReplyMaterial)
        }
        if wanted:
            await self.learn_names(tuple(wanted))

    async def learn_names(self, material_ids: tuple[int, ...]) -> None:
        """Ask the library what materials are called."""
        found = await self._desk.database.read(
            lambda connection: material_names.named(connection, set(material_ids))
        )
        self._names.update({key: name for key, (_, name) in found.items()})

    def take_alike(self, count: int) -> None:
        """Show how many groups of nearly the same there are."""
        book = self.book
        self.book = Book(book.entries, book.groups, book.unused, count)
        self._show_counts()

    def _show_counts(self) -> None:
        now = self._desk.clock.now()
        book = self.book
        self._tab.side.show_counts(
            counts(book, now), alike_known=book.alike is not None
        )
        proposed = sum(entry.proposal is not None for entry in book.entries)
        self._tab.centre.list.show_proposed(proposed)

    # Listing

    def _list(self) -> None:
        now, place = self._desk.clock.now(), self._place()
        entries = listed(self.book, place, self._filter, now, self._found, self._words)
        self._tab.centre.list.show_entries(entries, now, self._nothing(place))

    def _place(self) -> Place:
        place = self._tab.side.place
        return Place() if place.shelf is Shelf.ALIKE else place

    def _nothing(self, place: Place) -> str:
        if self._words or self._filter != BookFilter():
            return self.tr("没有符合的回复。换一个词，或去掉筛选。")
        match place.shelf:
            case Shelf.ALL:
                return self.tr(
                    "回复本还是空的。点「新建回复」写第一条，或在「更多」里导入表格。"
                )
            case Shelf.PROPOSED:
                return self.tr("没有等待发布的改动。")
            case Shelf.GROUP:
                return self.tr("这个分组还是空的。把回复拖到这里，或新建一条。")
        return self.tr("这里没有回复。")

    def _on_place_chosen(self, place: Place) -> None:
        if place.shelf is Shelf.ALIKE:
            self.alike_requested.emit()
            return
        self._tab.centre.show_list()
        self._list()

    def _on_list_shown(self) -> None:
        if self._tab.side.place.shelf is Shelf.ALIKE:
            self._tab.side.choose(Place())

    def _on_filter_changed(self, narrowed: BookFilter) -> None:
        self._filter = narrowed
        self._list()

    def _on_words_changed(self, typed: str) -> None:
        if self._searching is not None:
            self._searching.cancel()
        self._words, self._found = typed.strip(), None
        if not self._words:
            self._list()
            return
        self._searching = self.tasks.spawn(self._find(self._words), name="find")

    async def _find(self, typed: str) -> None:
        situation = ReplySituation(now=self._desk.clock.now())
        try:
            found = await self._desk.reply_search.find(typed, situation, MOST_FOUND)
        except StorageError as error:
            self.refuse(error)
            return
        if typed == self._words:
            self._found = tuple(each.reply.id for each in found)
            await self._list_found(typed)

    async def _list_found(self, typed: str) -> None:
        """List what fits words; looking into 20,000 texts is no work for the window."""
        now, place = self._desk.clock.now(), self._place()
        narrowed, found = self._filter, self._found
        entries = await asyncio.to_thread(
            listed, self.book, place, narrowed, now, found, typed
        )
        if typed == self._words:
            self._tab.centre.list.show_entries(entries, now, self._nothing(place))
