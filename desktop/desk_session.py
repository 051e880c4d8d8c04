"""One run of the desk behind its window: parts are built, joined, run, shut down."""

import asyncio
import logging
import signal
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop.config import Profile
from desktop.logs import start_logging
from desktop.models.account import Account
from desktop.models.clock import SystemClock
from desktop.models.list_order import ListOrder
from desktop.models.preferences import Preferences
from desktop.services.credentials import CredentialError
from desktop.services.desk import Desk, open_desk
from desktop.services.engine.command import credential_store
from desktop.services.engine_child import EngineChild
from desktop.services.preferences_store import DeskState, keep_desk_state
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.single_instance import Doorbell
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.composer.composer_view import ComposerView
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.saving_presenter import SavingPresenter
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.profile.profile_panel import ProfilePanel
from desktop.views.profile.profile_presenter import ProfilePresenter
from desktop.views.theme.appearance import apply_appearance
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import Command
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pages import Page
from desktop.views.window.trouble_page import TroublePage
from desktop.views.window.window_presenter import WindowPresenter

logger = logging.getLogger(__name__)


LAST_WORDS = 5.0
"""Seconds that what is typed may take to reach the disk when the desk ends."""


def run_session(
    application: QApplication,
    window: MainWindow,
    profile: Profile,
    state: DeskState,
    engine_arguments: tuple[str, ...] | None,
) -> int:
    """Run until the person quits; `engine_arguments` None starts no engine."""
    start_logging(profile.logs, "desk")
    session = DeskSession(application, window, profile, state, engine_arguments)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.run(session.run())
    return 0


class DeskViews:
    """The widgets of the inbox page, built after the window stands."""

    def __init__(self, window: MainWindow, theme: Theme, now: datetime) -> None:
        self.inbox = InboxView(theme, window)
        self.conversation = ConversationView(theme, now, window)
        self.composer = ComposerView(theme, now, self.conversation)
        self.panel = ProfilePanel(theme, now, window)
        self.conversation.set_composer(self.composer)
        window.set_list(self.inbox, self.inbox.set_folded)
        window.set_conversation(self.conversation)
        window.set_panel(self.panel)

    def set_theme(self, theme: Theme) -> None:
        """Switch the colours of all parts."""
        for part in (self.inbox, self.conversation, self.composer, self.panel):
            part.set_theme(theme)

    def tick(self, now: datetime) -> None:
        """Hand on the time of day."""
        for part in (self.inbox, self.conversation, self.composer, self.panel):
            part.tick(now)


class DeskSession(QObject):
    """Joins views, presenters, services and the engine; ends them in order."""

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        profile: Profile,
        state: DeskState,
        engine_arguments: tuple[str, ...] | None,
    ) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._profile = profile
        self._state = state
        self._engine_arguments = engine_arguments
        self._clock = SystemClock()
        self._tasks = TaskGroup("desk")
        self._ended = asyncio.Event()
        self._again = asyncio.Event()
        self._engine: EngineChild | None = None
        self._doorbell = Doorbell(profile, self)

    def quit(self) -> None:
        """End the session in order; what is typed is kept."""
        self._ended.set()
        self._again.set()

    def wear(self, preferences: Preferences) -> None:
        """Take looks at once and keep them."""
        theme = apply_appearance(self._application, preferences)
        self._window.set_theme(theme)
        self.views.set_theme(theme)
        self._keep_preferences(preferences)

    async def run(self) -> None:
        """Open the profile, show the inbox, work until the person quits."""
        asyncio.get_running_loop().set_exception_handler(_log_loop_error)
        theme = apply_appearance(self._application, self._state.preferences)
        self.views = DeskViews(self._window, theme, self._clock.now())
        self._window.close_requested.connect(self._on_close_requested)
        self._doorbell.rung.connect(self._come_forward)
        before = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        desk = await self._open()
        if desk is not None:
            await self._work(desk)
        for number, handler in before.items():
            signal.signal(number, handler)
        self._window.allow_close()
        self._window.close()
        self._window.deleteLater()
        await asyncio.sleep(0)

    async def _open(self) -> Desk | None:
        """Return the opened profile; on trouble say why until it works or ends."""
        while not self._ended.is_set():
            try:
                store = await asyncio.to_thread(credential_store, self._profile)
                return await open_desk(self._profile, store, self._clock)
            except (CredentialError, StorageError) as error:
                await self._show_trouble(TroublePage(error.sentence, self._window))
        return None

    async def _show_trouble(self, page: TroublePage) -> None:
        self._again.clear()
        page.retry_requested.connect(self._again.set)
        page.quit_requested.connect(self.quit)
        self._window.show_cover(page)
        await self._again.wait()
        self._window.remove_cover()
        page.deleteLater()

    async def _work(self, desk: Desk) -> None:
        self._join(desk)
        try:
            await self.inbox.start()
            self.frame.start()
            self._tasks.spawn(self._follow_changes(desk), name="changes")
            if self._engine_arguments is not None:
                self._engine = EngineChild(
                    self._profile, self.frame.take_engine_news, *self._engine_arguments
                )
                self._tasks.spawn(self._engine.run(), name="engine")
            await self._ended.wait()
        finally:
            await self._shut_down(desk)

    def _join(self, desk: Desk) -> None:
        """Make the presenters and connect them: the one list of who hears whom."""
        views, order = self.views, self._state.preferences.list_order
        self.frame = WindowPresenter(self._window, desk, self)
        self.inbox = InboxPresenter(views.inbox, desk, order, self)
        self.conversation = ConversationPresenter(views.conversation, desk, self)
        self.composer = ComposerPresenter(views.composer, desk, self.conversation, self)
        self.panel = ProfilePresenter(views.panel, desk, self.conversation, self)
        self.saving = SavingPresenter(views.conversation, desk, self)
        views.composer.set_auto_next(self._state.auto_next)
        self.conversation.opened.connect(self._on_opened)
        # the list and the open conversation
        self.inbox.conversation_chosen.connect(self._on_conversation_chosen)
        self.inbox.accounts_read.connect(self._on_accounts_read)
        self.inbox.unread_changed.connect(self._window.set_unread)
        self.inbox.order_chosen.connect(self._on_order_chosen)
        self.composer.next_requested.connect(self._on_next_requested)
        self.conversation.panel_toggle_requested.connect(self._window.toggle_panel)
        views.composer.auto_next_changed.connect(self._on_auto_next_changed)
        # what is said to the person
        for teller in (self.conversation, self.composer, self.panel):
            teller.failed.connect(self._window.show_toast)
        self.saving.said.connect(self._window.show_toast)
        # the window's frame
        self.frame.ticked.connect(views.tick)
        self.frame.delay_changed.connect(views.inbox.set_expected_delay)
        self._window.command_requested.connect(self._on_command_requested)

    async def _follow_changes(self, desk: Desk) -> None:
        async for batch in desk.feed.batches():
            self._take_changes(batch)

    def _take_changes(self, batch: ChangeBatch) -> None:
        self.conversation.take_changes(batch)
        self.inbox.take_changes(batch)
        self.frame.take_changes(batch)

    async def _shut_down(self, desk: Desk) -> None:
        """What is typed first, then the engine, then everything that runs."""
        self.frame.stop()
        try:
            async with asyncio.timeout(LAST_WORDS):
                await self.composer.settle()
        except TimeoutError:
            logger.exception("a draft did not reach the disk in time")
        if self._engine is not None:
            await self._engine.stop()
        for presenter in (
            self.inbox,
            self.conversation,
            self.composer,
            self.panel,
            self.saving,
            self.frame,
        ):
            await presenter.tasks.close()
        await self._tasks.close()
        await desk.close()
        self._keep_state(geometry=self._window.geometry_bytes())

    # What people do

    def _on_conversation_chosen(self, conversation_id: int) -> None:
        self._window.show_page(Page.CONVERSATIONS)
        self.conversation.open(conversation_id)

    def _on_opened(self) -> None:
        self.views.composer.focus_field()

    def _on_next_requested(self, after: int) -> None:
        self._tasks.spawn(self._go_to_next(after), name="next")

    async def _go_to_next(self, after: int | None) -> None:
        found = await self.inbox.next_waiting(after)
        if found is None:
            self._window.show_toast(self.tr("没有其他客户在等待"))
            return
        self.views.inbox.set_chosen(found)
        self._on_conversation_chosen(found)

    def _on_command_requested(self, command: Command) -> None:
        inbox = self.views.inbox
        actions = {
            Command.NEXT_CONVERSATION: inbox.choose_next,
            Command.PREVIOUS_CONVERSATION: inbox.choose_previous,
            Command.NEXT_WAITING: inbox.choose_next_waiting,
            Command.PREVIOUS_WAITING: inbox.choose_previous_waiting,
            Command.END_SESSION: self.conversation.end_session,
        }
        action = actions.get(command)
        if action is not None:
            action()

    def _on_accounts_read(self, accounts: tuple[Account, ...]) -> None:
        self.conversation.take_accounts(accounts)
        self.composer.take_accounts(accounts)
        self.panel.take_accounts(accounts)
        self.frame.take_accounts(accounts)

    def _on_order_chosen(self, order: ListOrder) -> None:
        self._keep_preferences(replace(self._state.preferences, list_order=order))

    def _on_auto_next_changed(self, on: bool) -> None:
        self._state = replace(self._state, auto_next=on)
        self._keep_state()

    def _keep_preferences(self, preferences: Preferences) -> None:
        self._state = replace(self._state, preferences=preferences)
        self._keep_state()

    def _keep_state(self, *, geometry: bytes | None = None) -> None:
        if geometry is not None:
            self._state = replace(self._state, geometry=geometry)
        try:
            keep_desk_state(self._profile, self._state)
        except OSError:
            logger.warning("the desk's state could not be kept")

    def _come_forward(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _on_close_requested(self) -> None:
        self.quit()

    def _on_signal(self, number: int, frame: object) -> None:
        """Quit in order; Python gets to run this at the next tick of the clock."""
        del number, frame
        self.quit()


def _log_loop_error(loop: asyncio.AbstractEventLoop, facts: dict[str, object]) -> None:
    """Log what the loop caught without the words of the exception."""
    del loop
    error = facts.get("exception")
    logger.error("event loop: %s %s", facts.get("message"), type(error).__name__)
