"""What makes a desk comfortable: keys, text size, being told, the lock, reports."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.desk.commands import DeskCommands
from desktop.desk.front import DeskFront
from desktop.desk.pages import DeskPages
from desktop.models.account import Account
from desktop.models.notification_rules import Event
from desktop.models.outgoing import NotSentError
from desktop.models.preferences import Preferences, TextSize
from desktop.services.app_lock import AppLock
from desktop.services.credentials import CredentialStore
from desktop.services.desk import Desk
from desktop.services.quick_answer import QuickAnswer, answer
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import GoneError, StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.lock.lock_presenter import LockPresenter
from desktop.views.notifications.notification_presenter import NotificationPresenter
from desktop.views.notifications.notification_view import NotificationView
from desktop.views.settings.reports_presenter import ReportsPresenter
from desktop.views.settings.sections import Section
from desktop.views.theme.language import words
from desktop.views.window.keys import Command
from desktop.views.window.main_window import MainWindow
from desktop.views.window.notices import crash_notice

if TYPE_CHECKING:
    from desktop.views.settings.settings_view import SettingsView


class DeskComfort(QObject):
    """Joins lock, notifications and reports with window and settings.

    Signals:
        said(words): something that a person should know.
        preferences_chosen(Preferences): a choice that was made by a key.
        conversation_wanted(id): a notification was clicked.
    """

    said = Signal(str)
    preferences_chosen = Signal(object)
    conversation_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        front: DeskFront,
        pages: DeskPages,
        store: CredentialStore,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._front = front
        self._pages = pages
        self._preferences = preferences
        self._accounts: tuple[Account, ...] = ()
        self._settings: SettingsView | None = None
        self._unread = 0
        self.tasks = TaskGroup("comfort")
        self.lock = LockPresenter(
            window,
            AppLock(store, desk.clock),
            desk.clock,
            front.theme,
            preferences,
            self,
        )
        self.reports = ReportsPresenter(desk.profile.logs, desk.clock, self)
        self._notifier = NotificationView(window, front.tray)
        self.notifications = NotificationPresenter(
            self._notifier, desk, preferences, self
        )
        self._connect_signals()

    async def start(self) -> None:
        """Lock first, then begin to listen; raises StorageError."""
        await self.lock.start()
        await self.notifications.start()
        await self.reports.start()

    def add_commands(self, commands: DeskCommands) -> None:
        """Say what the keys of this part do."""
        commands.add(
            {
                Command.COVER: self.lock.cover,
                Command.LARGER_TEXT: self._enlarge_text,
                Command.SMALLER_TEXT: self._reduce_text,
                Command.USUAL_TEXT: self._restore_text,
            }
        )

    def take(self, preferences: Preferences) -> None:
        """Let other choices count."""
        self._preferences = preferences
        self.lock.take(preferences)
        self.notifications.take(preferences)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Hear what came in."""
        self.notifications.take_changes(batch)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Know the accounts, and whose history is still being read."""
        self._accounts = accounts
        self.notifications.take_accounts(accounts)
        if self._settings is not None:
            self._settings.notifications.show_accounts(accounts)

    def tick(self, now: datetime, open_conversations: frozenset[int]) -> None:
        """Look whether anybody is there and what waits to be told."""
        self.lock.tick()
        self.notifications.take_open(open_conversations)
        self.notifications.tick(now)

    async def close(self) -> None:
        """End what runs."""
        self._notifier.stop()
        for tasks in (
            self.lock.tasks,
            self.notifications.tasks,
            self.reports.tasks,
            self.tasks,
        ):
            await tasks.close()

    def _connect_signals(self) -> None:
        self._front.theme_changed.connect(self.lock.set_theme)
        self.lock.covered_changed.connect(self.notifications.set_covered)
        self.lock.covered_changed.connect(self._show_unread)
        self.notifications.conversation_wanted.connect(self._on_conversation_wanted)
        self.notifications.answer_given.connect(self._on_answer_given)
        self.reports.said.connect(self.said)
        self.reports.report_found.connect(self._on_report_found)
        self._pages.settings_opened.connect(self._on_settings_opened)
        self._window.keys_page_requested.connect(self._on_keys_page_requested)
        self._window.banner_action_requested.connect(self._on_banner_action)

    def set_unread(self, count: int) -> None:
        """Show the number of unread messages in the tray and on the taskbar."""
        self._unread = count
        self._show_unread()

    def _show_unread(self) -> None:
        # As in the title and in notifications: a covered desk says no number.
        self._notifier.set_count(0 if self.lock.covered else self._unread)

    # The size of text

    def _enlarge_text(self) -> None:
        self._step_text(1)

    def _reduce_text(self) -> None:
        self._step_text(-1)

    def _restore_text(self) -> None:
        self._choose_text(TextSize.USUAL)

    def _step_text(self, by: int) -> None:
        sizes = list(TextSize)
        at = sizes.index(self._preferences.text_size) + by
        self._choose_text(sizes[min(max(at, 0), len(sizes) - 1)])

    def _choose_text(self, size: TextSize) -> None:
        if size is not self._preferences.text_size:
            self.preferences_chosen.emit(replace(self._preferences, text_size=size))
        self.said.emit(self.tr("文字大小 {percent} %").format(percent=size.value))

    # Pages

    def _on_settings_opened(self, view: "SettingsView") -> None:
        self._settings = view
        self.lock.join_settings(view.privacy)
        self.reports.join_settings(view.reports)
        view.notifications.show_accounts(self._accounts)
        view.notifications.sound_requested.connect(self._notifier.ring)

    def _on_keys_page_requested(self) -> None:
        self._pages.show_settings(Section.KEYS)

    def _on_report_found(self) -> None:
        self._window.show_notice(crash_notice())

    def _on_banner_action(self, key: str) -> None:
        if key == "crash":
            self._window.clear_notice("crash")
            self._pages.show_settings(Section.REPORTS)

    # Notifications

    def _on_conversation_wanted(self, conversation_id: int) -> None:
        self._front.come_forward()
        self.conversation_wanted.emit(conversation_id)

    def _on_answer_given(self, event: Event, text: str) -> None:
        self.tasks.spawn(self._answer(event, text), name="answer")

    async def _answer(self, event: Event, text: str) -> None:
        """Send what was typed into a notification; else keep it where it is seen."""
        try:
            done = await answer(
                self._desk, event.conversation_id, text, seen_through=event.position
            )
        except GoneError as error:
            self._front.come_forward()  # there is no place to lead to
            self._hand_back(text, words(error.sentence))
        except (NotSentError, StorageError) as error:
            self._on_conversation_wanted(event.conversation_id)
            self._hand_back(text, words(error.sentence))
        else:
            if done is QuickAnswer.DRAFT_STANDS:
                self._on_conversation_wanted(event.conversation_id)
                self._hand_back(text, self.tr("这个会话里有没发出的草稿"))

    def _hand_back(self, text: str, reason: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(
            self.tr("{reason}；回复没有发出，已复制，可以粘贴").format(reason=reason)
        )
