"""Loads pages of the timeline: where it opens, near its ends, where a jump leads."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QObject, Signal

from desktop.models.conversation import ConversationSummary
from desktop.models.message import Message
from desktop.services.conversations import PAGE, Page
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.services.storage.message_queries import Place
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.timeline.reading_place import ReadingPlace

PLACES_KEPT = 200
"""Conversations whose reading place is remembered."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a conversation shows first, and where in it."""

    page: Page
    known_id: int
    """The newest id, of any conversation, before it was read: what follows is news."""
    unread: Place | None = None
    """Above it stands the line of the new messages."""
    target: Place | None = None
    """A message that was asked for."""
    reading: ReadingPlace | None = None
    """Where the reader was the last time."""


class PagingPresenter(QObject):
    """Joins the timeline's wishes for pages with the database.

    Signals:
        said(words): a jump leads nowhere, and why.
    """

    said = Signal(str)

    def __init__(
        self, view: ConversationView, desk: Desk, tasks: GuardedTasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._asking_older = False
        self._asking_newer = False
        self._tasks = tasks
        self._jump: asyncio.Future[None] | None = None
        self._places: dict[int, ReadingPlace] = {}
        timeline = view.timeline
        timeline.older_requested.connect(self._on_older_requested)
        timeline.newer_requested.connect(self._on_newer_requested)
        timeline.newest_requested.connect(self._on_newest_requested)
        view.calendar.day_chosen.connect(self.go_to_day)
        view.calendar.month_shown.connect(self._on_month_shown)
        view.header.first_unread_requested.connect(self.go_to_first_unread)

    # Where a conversation opens

    async def first_page(
        self, summary: ConversationSummary, target: Place | None
    ) -> FirstPage:
        """Return where a conversation opens; raises StorageError.

        At the target; else where unseen messages begin; else where the reader was;
        else at the newest message.
        """
        here = self._view.model.conversation_id == summary.id
        reading = self._view.timeline.reading_place() if here else None
        reading = reading if here else self._places.get(summary.id)
        conversations = self._desk.conversations
        unread = None
        if summary.unread and not here:
            unread = await conversations.first_unread(summary.id)
        place = target or unread
        if place is None and reading is not None:
            place = (reading.position, reading.message_id)
        known = await conversations.newest_id()
        newest = await conversations.newest(summary.id)
        page = Page(newest, len(newest) == PAGE, False)
        if place is not None and newest and place < _place_of(newest[0]):
            page = await conversations.around(summary.id, place)
        return FirstPage(page, known, unread, target, reading)

    def show_first_page(self, summary: ConversationSummary, first: FirstPage) -> None:
        """Put the page on the screen at its place; remember the place left behind."""
        timeline = self._view.timeline
        here = self._view.model.conversation_id == summary.id
        if not here:
            self._remember_place()
        self._put(summary.id, first.page)
        if not here:
            unread = None if first.unread is None else first.unread[1]
            timeline.mark_unread(unread, summary.unread)
        if first.target is not None:
            timeline.show_message(first.target[1])
        elif first.unread is not None:
            timeline.to_first_unread()
        elif first.reading is not None:
            timeline.return_to(first.reading)

    # Where a jump leads

    def go_to(self, place: Place) -> None:
        """Show a message of the open conversation and outline it."""
        self._leap(self._go_to(place))

    def go_to_day(self, day: date) -> None:
        """Show the first message of a day, or what comes next to it."""
        self._leap(self._go_to_moment(datetime.combine(day, time()).astimezone()))

    def go_to_first_unread(self) -> None:
        """Show where unseen messages begin."""
        if not self._view.timeline.to_first_unread():
            self._leap(self._go_to_first_unread())

    async def jump_to_newest(self) -> None:
        """Show the newest page of what is open; raises StorageError."""
        open_id = self._view.model.conversation_id
        if open_id is None:
            return
        newest = await self._desk.conversations.newest(open_id)
        if self._view.model.conversation_id == open_id:
            self._put(open_id, Page(newest, len(newest) == PAGE, False))

    def _leap(self, work: Coroutine[object, object, None]) -> None:
        """The last wish wins."""
        if self._jump is not None:
            self._jump.cancel()
        self._jump = self._tasks.spawn(work, name="jump")

    async def _go_to(self, place: Place) -> None:
        open_id = self._view.model.conversation_id
        if open_id is None or self._view.timeline.show_message(place[1]):
            return
        page = await self._desk.conversations.around(open_id, place)
        if self._view.model.conversation_id == open_id:
            self._put(open_id, page)
            self._view.timeline.show_message(place[1])

    async def _go_to_moment(self, moment: datetime) -> None:
        open_id = self._view.model.conversation_id
        if open_id is None:
            return
        place = await self._desk.conversations.place_at(open_id, moment)
        if place is not None and self._view.model.conversation_id == open_id:
            await self._go_to(place)

    async def _go_to_first_unread(self) -> None:
        open_id = self._view.model.conversation_id
        if open_id is None:
            return
        place = await self._desk.conversations.first_unread(open_id)
        if place is None:
            self.said.emit(self.tr("没有未读消息"))
        elif self._view.model.conversation_id == open_id:
            await self._go_to(place)

    def _put(self, conversation_id: int, page: Page) -> None:
        self._view.model.set_page(
            conversation_id,
            page.messages,
            has_older=page.has_older,
            has_newer=page.has_newer,
        )

    def _remember_place(self) -> None:
        left = self._view.model.conversation_id
        if left is None:
            return
        place = self._view.timeline.reading_place()
        self._places.pop(left, None)
        if place is not None:
            self._places[left] = place
        while len(self._places) > PLACES_KEPT:
            del self._places[next(iter(self._places))]

    # Near the ends

    def _on_older_requested(self) -> None:
        if not self._asking_older:
            self._asking_older = True
            self._tasks.spawn(self._read_older(), name="older")

    async def _read_older(self) -> None:
        model = self._view.model
        try:
            while len(model) and model.has_older:
                first = model[0]
                page = await self._desk.conversations.older(
                    first.conversation_id, _place_of(first)
                )
                # A jump may have led elsewhere meanwhile: then the page is not its
                # neighbour, and what is the neighbour now is read.
                if len(model) and model[0].id == first.id:
                    model.prepend_older(page, has_older=len(page) == PAGE)
                    return
        finally:
            self._asking_older = False

    def _on_newer_requested(self) -> None:
        if not self._asking_newer:
            self._asking_newer = True
            self._tasks.spawn(self._read_newer(), name="newer")

    async def _read_newer(self) -> None:
        model = self._view.model
        try:
            while len(model) and model.has_newer:
                last = model[len(model) - 1]
                page = await self._desk.conversations.newer(
                    last.conversation_id, _place_of(last)
                )
                if len(model) and model[len(model) - 1].id == last.id:
                    model.append(page, has_newer=len(page) == PAGE)
                    return
        finally:
            self._asking_newer = False

    def _on_newest_requested(self) -> None:
        self._leap(self.jump_to_newest())

    # The calendar

    def _on_month_shown(self, first: date) -> None:
        self._tasks.spawn(self._mark_month(first), name="month")

    async def _mark_month(self, first: date) -> None:
        open_id = self._view.model.conversation_id
        if open_id is None:
            return
        after = (first.year + first.month // 12, first.month % 12 + 1)
        length = (date(*after, 1) - first).days
        bounds = [
            datetime.combine(date.fromordinal(first.toordinal() + day), time())
            for day in range(length + 1)
        ]
        have = await self._desk.conversations.spans_with_messages(
            open_id, [bound.astimezone() for bound in bounds]
        )
        if self._view.model.conversation_id == open_id:
            self._view.calendar.mark_days(first, have)


def _place_of(message: Message) -> Place:
    return message.position, message.id
