"""The pages that come and go over the inbox: set-up, settings, how far all is read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.preferences import LanguageChoice, Preferences
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.settings.sections import Section
from desktop.views.theme.language import words
from desktop.views.theme.theme import Theme
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pages import Page
from desktop.views.window.window_presenter import WindowPresenter

if TYPE_CHECKING:
    from desktop.views.settings.settings_presenter import SettingsPresenter
    from desktop.views.settings.settings_view import SettingsView
    from desktop.views.setup.setup_page import SetupPage
    from desktop.views.setup.setup_presenter import SetupPresenter


class DeskPages(QObject):
    """Builds each page when it is first wanted and joins it with the desk.

    `opening` is what a child must read to open the store of secrets;
    `callback_host` is HOST:PORT where the engine listens for WeCom, or empty.

    Signals:
        preferences_chosen(Preferences): a choice of the settings page.
        engine_restart_requested: an engine that has given up is wanted again.
        corp_removed(Removed): all that is kept of a corp is being removed.
        settings_opened(SettingsView): the settings stand for the first time.
    """

    preferences_chosen = Signal(object)
    engine_restart_requested = Signal()
    corp_removed = Signal(object)
    settings_opened = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        frame: WindowPresenter,
        desk: Desk,
        theme: Theme,
        preferences: Preferences,
        *,
        opening: str,
        callback_host: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._frame = frame
        self._desk = desk
        self._theme = theme
        self._preferences = preferences
        self._spoken: LanguageChoice = preferences.language
        self._opening = opening
        self._callback_host = callback_host
        self._tasks = TaskGroup("pages")
        self.setup_page: SetupPage | None = None
        self._setup: SetupPresenter | None = None
        self._behind = Page.CONVERSATIONS
        self.settings_view: SettingsView | None = None
        self._settings: SettingsPresenter | None = None
        window.page_requested.connect(self._on_page_requested)
        window.banner_action_requested.connect(self._on_banner_action_requested)
        window.undo_requested.connect(self._on_undo_requested)

    # What can be opened

    async def welcome(self) -> None:
        """Open the set-up by itself while no corp is connected.

        Raises StorageError.
        """
        if not await self._desk.inbox.corps():
            self.connect_corp()

    def connect_corp(self) -> None:
        """Open the set-up at its first step."""
        self._open_setup()

    def check_corp(self, corp_id: int) -> None:
        """Open the check-up of a connected corp."""
        self._tasks.spawn(self._check_corp(corp_id), name="check")

    def show_settings(self, section: Section) -> None:
        """Go to a place of the settings."""
        self._window.show_page(Page.SETTINGS)
        if self.settings_view is not None:
            self.settings_view.show_section(section)

    def show_reading(self) -> None:
        """Show how far every account has been read."""
        self._open_setup().show_reading()

    # What they are told

    def take_changes(self, batch: ChangeBatch) -> None:
        """Bring the open pages up to date."""
        if self._setup is not None:
            self._setup.look()
        if self._settings is not None:
            self._settings.take_changes(batch)

    def tick(self) -> None:
        """Look at what changes without being told; called once a second."""
        if self._setup is not None:
            self._setup.look()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen now, wherever it was chosen."""
        self._preferences = preferences
        if self._settings is not None:
            self._settings.show_preferences(preferences)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for page in (self.setup_page, self.settings_view):
            if page is not None:
                page.set_theme(theme)

    async def close(self) -> None:
        """Finish what is being kept and end the rest."""
        if self._setup is not None:
            await self._setup.close()
        if self._settings is not None:
            await self._settings.close()
        await self._tasks.drained()

    # Opening and closing

    def _open_setup(self) -> "SetupPresenter":
        if self._setup is not None:
            self._close_setup(self._behind)
        self._behind = self._window.current_page
        # Most days nobody opens these pages: their memory and time are paid then.
        from desktop.views.setup.setup_page import SetupPage
        from desktop.views.setup.setup_presenter import SetupPresenter

        page = SetupPage(self._theme, self._window)
        setup = SetupPresenter(page, self._desk, self._opening, self)
        setup.finished.connect(self._on_setup_finished)
        setup.left.connect(self._on_setup_left)
        setup.failed.connect(self._window.show_toast)
        self.setup_page, self._setup = page, setup
        self._window.show_cover(page)
        page.show_step(page.step)
        return setup

    def _close_setup(self, then: Page) -> None:
        page, setup = self.setup_page, self._setup
        self.setup_page = self._setup = None
        if page is None or setup is None:
            return
        self._window.remove_cover()
        self._window.show_page(then)
        self._tasks.spawn(self._retire(page, setup), name="retire")

    async def _retire(self, page: "SetupPage", setup: "SetupPresenter") -> None:
        """Let the set-up finish what it keeps before it goes."""
        await setup.close()
        setup.deleteLater()
        page.deleteLater()

    async def _check_corp(self, corp_id: int) -> None:
        try:
            entry = await self._desk.corps.entry(corp_id)
            accounts = await self._desk.inbox.accounts()
        except StorageError as error:
            self._window.show_toast(words(error.sentence))
            return
        if entry is not None:
            in_use = frozenset(
                account.open_kfid
                for account in accounts
                if account.corp_id == corp_id and account.enabled
            )
            self._open_setup().check_connected(entry, in_use)

    def _open_settings(self) -> None:
        from desktop.views.settings.settings_presenter import SettingsPresenter
        from desktop.views.settings.settings_view import SettingsView

        view = SettingsView(self._theme, self._window)
        settings = SettingsPresenter(
            view, self._desk, self._spoken, self._callback_host, self
        )
        settings.show_preferences(self._preferences)
        settings.said.connect(self._window.show_toast)
        settings.corp_removed.connect(self.corp_removed)
        view.preferences_changed.connect(self.preferences_chosen)
        view.corps.connect_requested.connect(self.connect_corp)
        view.corps.check_requested.connect(self.check_corp)
        self.settings_view, self._settings = view, settings
        self.settings_opened.emit(view)
        self._window.set_page(Page.SETTINGS, view)

    # What people do

    def _on_page_requested(self, page: Page) -> None:
        if page is Page.SETTINGS:
            self._open_settings()

    def _on_banner_action_requested(self, key: str) -> None:
        if key == "engine":
            self.engine_restart_requested.emit()
        elif key == "gap":
            self.show_reading()
        elif key == "corp" and self._frame.troubled_corp is not None:
            self.check_corp(self._frame.troubled_corp)

    def _on_undo_requested(self, key: object) -> None:
        if self._settings is not None:
            self._settings.undo(key)

    def _on_setup_finished(self) -> None:
        self._close_setup(Page.CONVERSATIONS)

    def _on_setup_left(self) -> None:
        self._close_setup(self._behind)
