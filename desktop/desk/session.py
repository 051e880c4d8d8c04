"""One run of the desk behind its window: parts are built, joined, run, shut down."""

import asyncio
import gc
import logging
import signal
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop.config import Profile
from desktop.desk.choices import DeskChoices
from desktop.desk.comfort import DeskComfort
from desktop.desk.commands import DeskCommands
from desktop.desk.flow import DeskFlow
from desktop.desk.front import DeskFront
from desktop.desk.library import DeskLibrary
from desktop.desk.media import DeskMedia
from desktop.desk.navigation import DeskNavigation
from desktop.desk.pages import DeskPages
from desktop.desk.panes import SHOWN_IN_MAIN, DeskPanes
from desktop.desk.reply_book import DeskReplyBook
from desktop.desk.search import DeskSearch
from desktop.desk.side_panel import DeskSidePanel
from desktop.desk.views import DeskViews
from desktop.desk.writing import DeskWriting
from desktop.models.account import Account
from desktop.models.clock import Clock, SystemClock
from desktop.models.display_text import one_line
from desktop.models.preferences import Preferences
from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText
from desktop.services.corps import Removed
from desktop.services.credential_stores import opening_of
from desktop.services.credentials import CredentialError
from desktop.services.desk import Desk, open_desk
from desktop.services.engine.command import credential_store
from desktop.services.engine_child import EngineChild
from desktop.services.logs import start_logging
from desktop.services.preferences_store import DeskState
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.single_instance import Doorbell
from desktop.views.composer.reply_keys import ReplyWish
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.decision_presenter import EndingSession
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.profile.profile_presenter import ProfilePresenter
from desktop.views.window.keys import Command
from desktop.views.window.main_window import MainWindow
from desktop.views.window.trouble_page import TroublePage
from desktop.views.window.window_presenter import WindowPresenter

logger = logging.getLogger(__name__)


LONGEST_TITLE = 20
"""Characters of a message that name the quick reply made of it."""
LAST_WORDS = 5.0
"""Seconds that what is typed may take to reach the disk when the desk ends."""
LAST_ANSWERS = timedelta(seconds=2)
"""How long the engine may take to begin with answers that could be taken back."""
ACCOUNTS_EVERY = 5
"""Seconds between two looks at when each account was read last."""


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


class DeskSession(QObject):
    """Joins views, presenters, services and the engine; ends them in order."""

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        profile: Profile,
        state: DeskState,
        engine_arguments: tuple[str, ...] | None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._profile = profile
        self.choices = DeskChoices(profile, state, self)
        self._opening = ""
        self._engine_arguments = engine_arguments
        self._clock = clock or SystemClock()
        self._tasks = TaskGroup("desk")
        self._ended = asyncio.Event()
        self._again = asyncio.Event()
        self._engine: EngineChild | None = None
        self._doorbell = Doorbell(profile, self)
        self.commands = DeskCommands()

    def quit(self) -> None:
        """End the session in order; what is typed is kept."""
        self._ended.set()
        self._again.set()

    def wear(self, preferences: Preferences) -> None:
        """Take choices at once and keep them; a language from the next start on."""
        before = self.choices.preferences
        self.choices.keep(preferences)
        if preferences.list_order is not before.list_order:
            self.inbox.set_order(preferences.list_order)
        if preferences.keys != before.keys:
            self.views.set_keys(preferences.keys)
        self.front.take(preferences)
        self.writing.wear(preferences)
        self.panes.wear(preferences)
        self.comfort.take(preferences)
        self.views.conversation.set_show_recalled(preferences.show_recalled)
        self.search.wear(preferences)

    async def run(self) -> None:
        """Open the profile, show the inbox, work until the person quits."""
        asyncio.get_running_loop().set_exception_handler(_log_loop_error)
        window, preferences = self._window, self.choices.preferences
        self.front = DeskFront(self._application, window, preferences, self)
        self.views = DeskViews(window, self.front.theme, self._clock.now())
        self.views.conversation.set_show_recalled(preferences.show_recalled)
        self.front.quit_requested.connect(self.quit)
        self.front.theme_changed.connect(window.set_theme)
        self.front.theme_changed.connect(self.views.set_theme)
        self._doorbell.rung.connect(self.front.come_forward)
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
                self._opening = opening_of(store)
                self._store = store
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
            await self.comfort.start()
            await self.inbox.start()
            await self.flow.start()
            # What stands now stays: the collector need not look through it each time.
            gc.freeze()
            self.frame.start()
            self._tasks.spawn(self._follow_changes(desk), name="changes")
            if self._engine_arguments is not None:
                self._start_engine(self._engine_arguments)
            self.front.set_receiving(True)
            self._window.release_commands()
            await self.pages.welcome()
            await self._ended.wait()
        finally:
            await self._shut_down(desk)

    def _start_engine(self, arguments: tuple[str, ...]) -> None:
        self._engine = EngineChild(
            self._profile,
            self.frame.take_engine_news,
            *arguments,
            opening=self._opening,
        )
        self.pages.engine_restart_requested.connect(self._engine.restart)
        self._tasks.spawn(self._engine.run(), name="engine")

    def _join(self, desk: Desk) -> None:
        """Make the presenters and connect them: the one list of who hears whom."""
        views, order = self.views, self.choices.preferences.list_order
        self.frame = WindowPresenter(self._window, desk, self)
        self.inbox = InboxPresenter(views.inbox, desk, order, self)
        self.conversation = ConversationPresenter(views.conversation, desk, self)
        self.writing = DeskWriting(
            views.conversation, views.composer, desk, self.conversation, self
        )
        self.composer = self.writing.composer
        self.panel = ProfilePresenter(views.panel, desk, self.conversation, self)
        self.media = DeskMedia(views.conversation, desk, self.front.theme, self)
        self.search = DeskSearch(
            self._window, views.conversation, desk, self.front.theme, self
        )
        self.search.wear(self.choices.preferences)
        views.composer.set_auto_next(self.choices.auto_next)
        self._window.columns.want_beside(self.choices.panel)
        self._window.columns.set_widths(self.choices.columns)
        self._window.columns.widths_chosen.connect(self.choices.keep_columns)
        # the list and the open conversation
        self.inbox.accounts_read.connect(self._on_accounts_read)
        self.inbox.unread_changed.connect(self._window.set_unread)
        self.inbox.order_chosen.connect(self.choices.keep_order)
        self.conversation.panel_toggle_requested.connect(self._window.toggle_panel)
        views.composer.auto_next_changed.connect(self.choices.keep_auto_next)
        self.conversation.decisions.ending.connect(self._on_ending)
        self._window.undo_requested.connect(self.conversation.decisions.undo)
        # what is said to the person
        for teller in (self.conversation, self.panel):
            teller.failed.connect(self._window.show_toast)
        self.media.said.connect(self._window.show_toast)
        self.front.theme_changed.connect(self.media.set_theme)
        self.search.said.connect(self._window.show_toast)
        self.front.theme_changed.connect(self.search.set_theme)
        # the window's frame
        self.frame.ticked.connect(self._on_ticked)
        self.frame.delay_changed.connect(views.inbox.set_expected_delay)
        self._window.command_requested.connect(self._on_command_requested)
        self._join_pages(desk)
        self._join_writing()
        self._join_side_panel(desk)
        self._join_library(desk)
        self._join_flow(desk)
        self._join_comfort(desk)
        self.search.join(views.inbox, self.conversation, self.pages, self.commands)
        self._add_commands()

    def _join_writing(self) -> None:
        """What is written, and what is said of it."""
        writing = self.writing
        writing.wear(self.choices.preferences)
        writing.said.connect(self._window.show_toast)
        writing.undo_offered.connect(self._window.show_toast)
        writing.emoji_used.connect(self.choices.keep_emoji)
        writing.add_commands(self.commands)
        self._window.undo_requested.connect(writing.undo)

    def _join_side_panel(self, desk: Desk) -> None:
        """The pages beside the conversation."""
        self.side = DeskSidePanel(
            self.views, self._window.columns, desk, self.conversation, self
        )
        self.side.add_commands(self.commands)
        self.side.said.connect(self._window.show_toast)
        self.side.left.connect(self.views.composer.focus_field)
        self.front.theme_changed.connect(self.side.set_theme)

    def _join_library(self, desk: Desk) -> None:
        """The page of the materials, and those beside the conversation."""
        self.library = DeskLibrary(
            self._window,
            self.views,
            desk,
            self.conversation,
            self.writing,
            self.side,
            self,
        )
        self.library.said.connect(self._window.show_toast)
        self._window.undo_requested.connect(self.library.undo)
        self.front.theme_changed.connect(self.library.set_theme)
        self.reply_book = DeskReplyBook(self._window, desk, self.library, self)
        self.reply_book.said.connect(self._window.show_toast)
        self.side.edit_requested.connect(self.reply_book.edit)
        self.side.reply_chosen.connect(self._on_reply_chosen)
        self.writing.new_reply_requested.connect(self._on_new_reply_requested)
        self.writing.replies_requested.connect(self.side.search_replies)
        self._window.undo_requested.connect(self.reply_book.undo)

    def _join_flow(self, desk: Desk) -> None:
        """Steps on conversations, filters, the way back."""
        window, views = self._window, self.views
        self.flow = DeskFlow(views.inbox, desk, self.inbox, self.conversation, self)
        self.flow.said.connect(window.show_toast)
        self.flow.add_commands(self.commands)
        views.conversation.header.command_requested.connect(window.carry_out)
        window.undo_requested.connect(self.flow.undo)
        window.step_back_requested.connect(views.inbox.clear_marks)
        self._join_panes(desk)
        self._join_navigation()

    def _join_navigation(self) -> None:
        """Who asks for a conversation to be shown."""
        self.navigation = DeskNavigation(
            self._window,
            self.views,
            self.inbox,
            self.conversation,
            self.composer,
            self.panes,
            self,
        )
        self.navigation.said.connect(self._window.show_toast)
        self.search.conversation_chosen.connect(self.navigation.go_to)
        self.flow.next_requested.connect(self.navigation.go_to_next)
        self.flow.conversation_chosen.connect(self.navigation.go_to)
        self.reply_book.conversation_chosen.connect(self.navigation.go_to)
        self.library.conversation_chosen.connect(self.navigation.go_to)

    def _join_panes(self, desk: Desk) -> None:
        """Conversations beside the first one and in their own windows."""
        self.panes = DeskPanes(
            self._window,
            self.views,
            desk,
            self.conversation,
            self.writing,
            self.choices.preferences,
            self,
        )
        self.panes.set_window_size(self.choices.pane_size)
        self.panes.window_sized.connect(self.choices.keep_pane_size)
        self.panes.command_requested.connect(self._on_pane_command)
        self.flow.own_window_requested.connect(self.panes.open_window)
        self.search.window_chosen.connect(self.panes.open_window)
        self.flow.beside_requested.connect(self.panes.open_beside)
        self.panes.said.connect(self._window.show_toast)
        self.panes.sounding.connect(self.media.hush)
        self.media.sounding.connect(self.panes.hush)
        self.panes.emoji_used.connect(self.choices.keep_emoji)
        self.panes.search_requested.connect(self.front.come_forward)
        self.panes.search_requested.connect(self.search.palette.search_for)
        self.panes.new_reply_requested.connect(self.front.come_forward)
        self.panes.new_reply_requested.connect(self._on_new_reply_requested)
        self.panes.replies_requested.connect(self.front.come_forward)
        self.panes.replies_requested.connect(self.side.search_replies)
        self.front.theme_changed.connect(self.panes.set_theme)

    def _add_commands(self) -> None:
        """What the keys do; each part of the desk adds its own here."""
        inbox = self.views.inbox
        self.commands.add(
            {
                Command.NEXT_CONVERSATION: inbox.choose_next,
                Command.PREVIOUS_CONVERSATION: inbox.choose_previous,
                Command.NEXT_WAITING: inbox.choose_next_waiting,
                Command.PREVIOUS_WAITING: inbox.choose_previous_waiting,
                Command.END_SESSION: self.conversation.decisions.end_session,
                Command.HAND_OVER: self.conversation.decisions.hand_over,
            }
        )

    def _join_pages(self, desk: Desk) -> None:
        """What comes and goes over the inbox."""
        self.pages = DeskPages(
            self._window,
            self.frame,
            desk,
            self.front.theme,
            self.choices.preferences,
            opening=self._opening,
            callback_host=_callback_host(self._engine_arguments),
            parent=self,
        )
        self.views.inbox.connect_requested.connect(self.pages.connect_corp)
        self.pages.preferences_chosen.connect(self.wear)
        self.pages.corp_removed.connect(self._on_corp_removed)
        self.choices.shown_changed.connect(self.pages.show_preferences)
        self.front.theme_changed.connect(self.pages.set_theme)

    def _join_comfort(self, desk: Desk) -> None:
        """Keys, text size, notifications, the lock and reports."""
        preferences = self.choices.preferences
        self.comfort = DeskComfort(
            self._window, desk, self.front, self.pages, self._store, preferences, self
        )
        self.views.set_keys(preferences.keys)
        self.comfort.lock.covered_changed.connect(self.panes.set_covered)
        self.comfort.add_commands(self.commands)
        self.comfort.said.connect(self._window.show_toast)
        self.comfort.preferences_chosen.connect(self.wear)
        self.comfort.conversation_wanted.connect(self.navigation.go_to)
        self.inbox.unread_changed.connect(self.comfort.set_unread)

    async def _follow_changes(self, desk: Desk) -> None:
        async for batch in desk.feed.batches():
            self._take_changes(batch)

    def _take_changes(self, batch: ChangeBatch) -> None:
        self.conversation.take_changes(batch)
        self.writing.take_changes(batch)
        self.panes.take_changes(batch)
        self.inbox.take_changes(batch)
        self.frame.take_changes(batch)
        self.pages.take_changes(batch)
        self.library.take_changes(batch)
        self.reply_book.take_changes(batch)
        self.side.take_changes(batch)
        self.comfort.take_changes(batch)

    async def _shut_down(self, desk: Desk) -> None:
        """What is typed first, then the engine, then everything that runs."""
        self.frame.stop()
        self.front.set_receiving(False)
        try:
            async with asyncio.timeout(LAST_WORDS):
                await self.composer.settle()
                await self.panes.close()
        except TimeoutError:
            logger.exception("a draft did not reach the disk in time")
        await self.comfort.close()
        await self.pages.close()
        await self.reply_book.close()
        await self.library.close()
        await self.side.close()
        await self.writing.close()
        await self.flow.close()
        await self.media.close()
        await self.search.close()
        if self._engine is not None:
            with suppress(StorageError):
                await desk.sending.leave_now(LAST_ANSWERS)
            await self._engine.stop()
        for presenter in (
            self.inbox,
            self.conversation,
            self.panel,
            self.frame,
            self.navigation,
        ):
            await presenter.tasks.close()
        await self._tasks.close()
        await desk.close()
        await self.choices.close(
            self._window.geometry_bytes(), panel=self._window.columns.panel_beside
        )

    # What people do

    def _on_command_requested(self, command: Command) -> None:
        self.panes.carry_out(command, self.commands)

    def _on_pane_command(self, command: Command) -> None:
        """Do in the main window what a key of an own window means."""
        if command in SHOWN_IN_MAIN:
            self.front.come_forward()
        self._window.carry_out(command)

    def _on_corp_removed(self, removed: Removed) -> None:
        self.panes.forget(frozenset(removed.conversation_ids))
        preferences = self.choices.preferences
        rules = preferences.notifications.without(removed.account_ids)
        self.wear(replace(preferences, notifications=rules))

    def _on_reply_chosen(self, reply: QuickReply, send: bool) -> None:
        wish = ReplyWish.SEND if send else ReplyWish.INSERT
        self.writing.replies.use(reply, wish)

    def _on_new_reply_requested(self, title: str, text: str) -> None:
        title = title or one_line(text, LONGEST_TITLE)
        parts = (ReplyText(text),) if text else ()
        self.reply_book.write_new(ReplyContent(title, (), parts))

    def _on_ending(self, ending: EndingSession) -> None:
        self._window.show_toast(self.tr("会话即将结束"), ending)

    def _on_accounts_read(self, accounts: tuple[Account, ...]) -> None:
        self.conversation.take_accounts(accounts)
        self.composer.take_accounts(accounts)
        self.panes.take_accounts(accounts)
        self.panel.take_accounts(accounts)
        self.search.take_accounts(accounts)
        self.frame.take_accounts(accounts)
        self.comfort.take_accounts(accounts)

    def _on_ticked(self, now: datetime) -> None:
        self.views.tick(now)
        self.flow.tick(now)
        self.panes.tick(now)
        self.pages.tick()
        self.comfort.tick(now, self.navigation.readable())
        if now.second % ACCOUNTS_EVERY == 0:
            self.inbox.refresh_accounts()

    def _on_signal(self, number: int, frame: object) -> None:
        """Quit in order; Python gets to run this at the next tick of the clock."""
        del number, frame
        self.quit()


def _log_loop_error(loop: asyncio.AbstractEventLoop, facts: dict[str, object]) -> None:
    """Log what the loop caught without the words of the exception."""
    del loop
    error = facts.get("exception")
    logger.error("event loop: %s %s", facts.get("message"), type(error).__name__)


def _callback_host(engine_arguments: tuple[str, ...] | None) -> str:
    """Return HOST:PORT where the engine of this desk is to listen, if it is."""
    given = engine_arguments or ()
    flag = "--callback"
    return given[given.index(flag) + 1] if flag in given else ""
