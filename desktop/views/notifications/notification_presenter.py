"""Tells what happens outside the window: gathers facts, asks the rules, rings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.models.account import Account
from desktop.models.changes import Aspect, Subject
from desktop.models.notification_rules import (
    Announcement,
    Event,
    NotificationRules,
    Situation,
)
from desktop.models.preferences import Preferences
from desktop.services.desk import Desk
from desktop.services.notifications import News
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.inbox.row_words import kind_words
from desktop.views.notifications.notification_view import NotificationView

NEWS_PAUSE = 0.25
"""Seconds between two looks at what came in."""
WOKEN_EVERY = 5
"""Ticks between two looks at what was snoozed."""


class NotificationPresenter(QObject):
    """Joins the rules with the change feed and with what the system can show.

    Signals:
        conversation_wanted: id of the conversation that a notification was about.
        answer_given(event, words): what was typed into the notification of an Event.
    """

    conversation_wanted = Signal(object)
    answer_given = Signal(object, str)

    def __init__(
        self,
        view: NotificationView,
        desk: Desk,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._news = News(desk.database)
        self._rules = NotificationRules(preferences.notifications)
        self._started_at = desk.clock.now()
        self._situation = Situation(0.0, 0, self._started_at)
        self._changed: set[int] = set()
        self._about: Event | None = None
        self._ticks = 0
        self.tasks = TaskGroup("notifications")
        self._look = Refresher(
            self.tasks, self._look_for_news, pause=NEWS_PAUSE, name="news"
        )
        view.opened.connect(self._on_opened)
        view.replied.connect(self._on_replied)

    async def start(self) -> None:
        """Take all that is stored for known; raises StorageError."""
        await self._news.begin()

    def take(self, preferences: Preferences) -> None:
        """Let other choices count from the next event on."""
        self._rules.choices = preferences.notifications

    def take_changes(self, batch: ChangeBatch) -> None:
        """Look at what came in, and at what of ours may have failed."""
        for change in batch.changes:
            if change.subject is Subject.MESSAGE and change.aspects & Aspect.STATE:
                self._changed.add(change.key)
        came = any(
            change.subject is Subject.CONVERSATION and change.aspects & Aspect.MESSAGES
            for change in batch.changes
        )
        if came or self._changed or not batch.complete:
            self._look.wish()

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Know whose history is still being read."""
        self._situation = replace(
            self._situation,
            catching_up=frozenset(
                account.id for account in accounts if not account.standing.caught_up
            ),
        )

    def take_open(self, conversation_ids: Iterable[int]) -> None:
        """Know which conversations can be read in the window."""
        self._situation = replace(
            self._situation, on_screen=frozenset(conversation_ids)
        )

    def set_covered(self, covered: bool) -> None:
        """Name nobody while the contents are covered."""
        self._situation = replace(self._situation, covered=covered)
        if covered:
            self._withdraw()

    def tick(self, now: datetime) -> None:
        """Decide what waits to be told; called once a second."""
        if self._view.in_front and not self._situation.covered:
            self._rules.look()
            self._withdraw()
        self._ticks += 1
        if self._rules.waiting or self._ticks % WOKEN_EVERY == 1:
            self._look.wish()
        self._decide(now)

    async def _look_for_news(self) -> None:
        changed, self._changed = self._changed, set()
        try:
            came = await self._news.came()
            woke = await self._news.woke(self._desk.clock.now())
            failed = await self._news.failed(changed) if changed else ()
            waited = self._rules.waiting
            still = await self._news.still_waiting(waited) if waited else waited
        except StorageError:
            self._changed |= changed
            return
        self._rules.settle(waited - still)
        now = self._desk.clock.now()
        events = [_worded(event, kind) for event, kind in (*came, *failed)]
        events += [replace(event, text=self.tr("稍后提醒到了")) for event in woke]
        self._rules.hear(events, self._now(now))
        self._decide(now)

    def _now(self, now: datetime) -> Situation:
        local = now.astimezone()
        self._situation = replace(
            self._situation,
            seconds=self._desk.clock.monotonic(),
            minute=local.hour * 60 + local.minute,
            in_front=self._view.in_front,
        )
        return self._situation

    def _decide(self, now: datetime) -> None:
        announcement = self._rules.decide(self._now(now))
        if announcement is None:
            return
        self._about = announcement.newest
        self._tell(announcement)

    def _tell(self, announcement: Announcement) -> None:
        if announcement.shown:
            self._view.show(announcement)
        if announcement.rings is not None:
            self._view.ring(announcement.rings)

    def _withdraw(self) -> None:
        if self._about is not None:
            self._about = None
            self._view.withdraw()

    def _on_opened(self) -> None:
        if self._about is not None and not self._situation.covered:
            self.conversation_wanted.emit(self._about.conversation_id)

    def _on_replied(self, words: str, about: Event) -> None:
        if words.strip() and not self._situation.covered:
            self.answer_given.emit(about, words)


def _worded(event: Event, kind: str) -> Event:
    """Give a message that is not text the words by which the list names it."""
    return event if event.text else replace(event, text=kind_words(kind))
