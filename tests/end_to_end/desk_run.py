"""A desk that runs inside a test: real window, real engine, real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from desktop.config import Profile
from desktop.desk.session import DeskSession
from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.clock import Clock, SystemClock
from desktop.models.preferences import Preferences
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.preferences_store import DeskState
from desktop.services.storage.database import Database
from desktop.services.storage.schema import ensure_schema
from desktop.views.setup.setup_page import SetupPage
from desktop.views.setup.step_list import SetupStep
from desktop.views.theme.appearance import apply_appearance
from desktop.views.window.main_window import MainWindow
from tests.sandbox_fixture import Sandbox

PATIENCE = 45.0


class RunningDesk:
    """What a test does at a desk: reads words, presses buttons, waits."""

    def __init__(self, session: DeskSession, window: MainWindow) -> None:
        self.session = session
        self.window = window
        self.running = asyncio.create_task(session.run(), name="desk")

    @property
    def setup(self) -> SetupPage:
        """The set-up that is open."""
        page = self.session.pages.setup_page
        assert page is not None
        return page

    @property
    def setup_open(self) -> bool:
        """Whether the set-up is open."""
        return self.session.pages.setup_page is not None

    async def until(self, fact: Callable[[], object], what: str) -> None:
        """Let the desk go on until something is so."""
        end = monotonic() + PATIENCE
        while not fact():
            if monotonic() > end or self.running.done():
                seen = " | ".join(texts_of(self.window))
                raise AssertionError(f"not in time: {what}; the window says: {seen}")
            await asyncio.sleep(0.02)

    async def ended(self) -> None:
        """Wait until the desk has ended by itself."""
        await asyncio.wait_for(asyncio.shield(self.running), PATIENCE)

    async def reach(self, step: SetupStep) -> None:
        """Wait for a step of the set-up."""
        await self.until(
            lambda: self.setup_open and self.setup.step is step, f"step {step.name}"
        )

    def type_in(self, field: str, words: str) -> None:
        """Fill a field of the set-up's form."""
        edits = {each.accessibleName(): each for each in _edits(self.setup)}
        edits[field].setText(words)

    def press(self, words: str) -> None:
        """Press a button of the set-up that can be seen and pressed."""
        button = self.button(words)
        assert button.isEnabled(), words
        button.click()

    def button(self, words: str) -> QPushButton:
        """A button that can be seen."""
        return next(
            each
            for each in self.setup.findChildren(QPushButton)
            if each.text() == words and each.isVisible()
        )

    def can_press(self, words: str) -> bool:
        """Whether such a button can be seen and pressed."""
        return any(
            each.text() == words and each.isVisible() and each.isEnabled()
            for each in self.setup.findChildren(QPushButton)
        )

    def says(self, words: str) -> bool:
        """Whether words stand somewhere on the page."""
        return any(words in text for text in texts_of(self.setup))

    async def enter(self, sandbox: Sandbox, **changes: str) -> None:
        """Fill the first step in for a sandbox and begin the check-up."""
        await self.reach(SetupStep.CONNECT)
        self.button("▸ 高级：接口地址、代理、回调").setChecked(True)
        values = {
            "企业 ID": sandbox.corp_id,
            "应用 Secret": sandbox.secret,
            "名称（可不填）": "云裳服饰",
            "接口地址": sandbox.base_url,
            **changes,
        }
        for field, words in values.items():
            self.type_in(field, words)
        self.press("开始体检")


async def connect_profile(folder: Path, sandbox: Sandbox) -> int:
    """Connect a sandbox's corp to the profile of `running_desk`; its row id."""
    profile, store = profile_in(folder), KeyFileStore(folder / "keys.json")
    key = database_key(store, profile.database)
    ensure_schema(profile.database, key)
    entry = SetupEntry(
        sandbox.corp_id, sandbox.secret, "云裳服饰", base_url=sandbox.base_url
    )
    found = tuple(
        FoundAccount(row["open_kfid"], row["name"], True)
        for row in sandbox.control.state()["corps"][0]["accounts"]
    )
    database = Database(profile.database, key)
    try:
        return await Corps(database, store, SystemClock()).connect(
            entry, found, frozenset(account.open_kfid for account in found)
        )
    finally:
        await database.close()


def profile_in(folder: Path) -> Profile:
    """The profile that a desk in this folder opens."""
    return Profile(folder / "profile", folder / "keys.json")


def _edits(page: SetupPage) -> list[QLineEdit]:
    return page.findChildren(QLineEdit)


def texts_of(widget: QWidget) -> list[str]:
    """The words of a widget that can be seen."""
    labels = widget.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


@asynccontextmanager
async def running_desk(
    folder: Path,
    preferences: Preferences | None = None,
    *,
    engine: tuple[str, ...] | None = (),
    clock: Clock | None = None,
) -> AsyncIterator[RunningDesk]:
    """A desk on a profile in this folder, ended in order; `engine` None for none."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    chosen = preferences or Preferences()
    profile = profile_in(folder)
    window = MainWindow(apply_appearance(application, chosen))
    window.resize(1180, 800)
    window.show()
    session = DeskSession(
        application, window, profile, DeskState(chosen), engine, clock
    )
    desk = RunningDesk(session, window)
    try:
        await desk.until(lambda: hasattr(session, "pages"), "the desk opens")
        yield desk
    finally:
        session.quit()
        await asyncio.wait_for(desk.running, PATIENCE)
