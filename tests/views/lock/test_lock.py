"""Covered contents are gone from the window, and only the PIN brings them back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.clock import SettableClock
from desktop.models.lock_rules import FREE_TRIES
from desktop.models.preferences import CoverAfter, Preferences
from desktop.services.app_lock import APP_LOCK, AppLock
from desktop.services.credential_stores import KeyFileStore
from desktop.views.lock.lock_presenter import LockPresenter
from desktop.views.settings.privacy_section import PrivacySection
from desktop.views.theme.style import theme_named
from desktop.views.window.main_window import MainWindow
from desktop.views.window.notices import engine_restarting_notice
from tests.building import START

PIN = "2580"
THEME = theme_named("light")


class Room:
    """A window with something to hide, and its lock."""

    def __init__(self, qtbot: QtBot, folder: Path, preferences: Preferences) -> None:
        self.window = MainWindow(THEME)
        qtbot.addWidget(self.window)
        self.window.allow_close()
        self.secret = QWidget()
        QLabel("客户的话", self.secret)
        self.window.set_conversation(self.secret)
        self.window.set_unread(7)
        self.clock = SettableClock(START)
        self.store = KeyFileStore(folder / "keys.json")
        self.lock = AppLock(self.store, self.clock)
        self._owner = QObject()
        self.presenter = LockPresenter(
            self.window, self.lock, self.clock, THEME, preferences, self._owner
        )
        self.window.show()

    def tick(self, seconds: float) -> None:
        """Let time pass as the window's clock does."""
        self.clock.advance(timedelta(seconds=seconds))
        self.presenter.tick()

    def covered(self) -> bool:
        return self.presenter.covered

    def words(self) -> list[str]:
        labels = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]

    async def enter(self, pin: str) -> None:
        view = self.presenter.view
        view.pin_field.setText(pin)
        view.button.click()
        await self.presenter.tasks.drained()


@asynccontextmanager
async def room(
    qtbot: QtBot, folder: Path, *, pin: str = "", preferences: Preferences | None = None
) -> AsyncIterator[Room]:
    made = Room(qtbot, folder, preferences or Preferences())
    if pin:
        assert made.lock.set_pin("", pin)
    await made.presenter.start()
    yield made
    await made.presenter.tasks.close()


async def test_the_key_covers_and_a_press_lifts(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path) as made:
        told: list[bool] = []
        made.presenter.covered_changed.connect(told.append)
        made.presenter.cover()
        made.presenter.cover()
        assert not made.secret.isVisible()
        assert "客户的话" not in made.words()
        assert made.window.windowTitle() == "总机 Switchboard"
        qtbot.keyClick(made.presenter.view.button, Qt.Key.Key_Space)
        assert made.secret.isVisible()
        assert made.window.windowTitle() == "(7) 总机 Switchboard"
        assert told == [True, False]


async def test_what_comes_meanwhile_stays_covered(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path) as made:
        made.presenter.cover()
        made.window.set_unread(9)
        made.window.show_toast("已断开「云裳」")
        made.window.show_notice(engine_restarting_notice())
        made.window.resize(900, 700)
        QApplication.processEvents()
        view = made.presenter.view
        assert view.geometry() == made.window.rect()
        seen = {
            made.window.childAt(made.window.rect().center()),
            made.window.childAt(100, 10),
            made.window.childAt(10, 100),
        }
        assert all(
            each is None or each is view or view.isAncestorOf(each) for each in seen
        )
        assert made.window.windowTitle() == "总机 Switchboard"
        assert "已断开「云裳」" not in made.words()


async def test_keys_of_the_window_do_nothing_behind_the_cover(
    qtbot: QtBot, tmp_path: Path
):
    async with room(qtbot, tmp_path, pin=PIN) as made:
        heard: list[object] = []
        made.window.command_requested.connect(heard.append)
        made.window.step_back_requested.connect(lambda: heard.append("esc"))
        field = made.presenter.view.pin_field
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        qtbot.keyClick(field, Qt.Key.Key_F1)
        qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert heard == []
        assert made.covered()


async def test_other_windows_of_the_desk_go_and_come_back(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path) as made:
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        made.presenter.cover()
        assert not other.isVisible()
        made.presenter.view.button.click()
        assert other.isVisible()


async def test_with_a_pin_the_start_is_locked(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path, pin=PIN) as made:
        assert made.covered()
        made.presenter.view.lift_requested.emit()
        assert made.covered(), "a press is not enough"
        await made.enter("0000")
        assert made.covered()
        assert "PIN 不对" in made.words()
        await made.enter(PIN)
        assert not made.covered()
        assert made.secret.isVisible()


async def test_wrong_tries_are_slowed_down_and_said(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path, pin=PIN) as made:
        for _ in range(FREE_TRIES + 1):
            await made.enter("0000")
        field = made.presenter.view.pin_field
        assert not field.isEnabled()
        assert "PIN 不对，5 秒后再试" in made.words()
        made.tick(2)
        assert "PIN 不对，3 秒后再试" in made.words()
        made.tick(4)
        assert field.isEnabled()
        await made.enter(PIN)
        assert not made.covered()


async def test_a_record_that_cannot_be_read_stays_locked(qtbot: QtBot, tmp_path: Path):
    made = Room(qtbot, tmp_path, Preferences())
    made.store.set(APP_LOCK, "{}")
    await made.presenter.start()
    assert made.covered()
    await made.enter(PIN)
    assert made.covered()
    assert any("损坏" in words for words in made.words())


async def test_an_idle_desk_locks_itself(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path, pin=PIN) as made:
        await made.enter(PIN)
        made.tick(1)
        made.tick(200)
        qtbot.keyClick(made.window.windowHandle(), Qt.Key.Key_A)
        made.tick(200)
        assert not made.covered(), "a key was pressed"
        made.tick(150)
        assert not made.covered()
        made.tick(151)
        assert made.covered()


@pytest.mark.parametrize(("after", "covered"), [(0, False), (1, True)])
async def test_a_window_that_is_left_is_covered_by_choice(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    covered: bool,
):
    chosen = Preferences(cover_after=CoverAfter(after))
    async with room(qtbot, tmp_path, preferences=chosen) as made:
        made.tick(1)
        # Offscreen a window keeps the focus for ever; only that is changed.
        monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
        made.tick(1)
        made.tick(61)
        assert made.covered() is covered


async def test_the_settings_set_change_and_remove_the_pin(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path) as made:
        section = PrivacySection(THEME, made.secret)
        made.presenter.join_settings(section)

        async def keep(old: str, new: str, again: str) -> None:
            section.old_field.setText(old)
            section.new_field.setText(new)
            section.repeat_field.setText(again)
            section.keep_button.click()
            await made.presenter.tasks.drained()

        await keep("", "2580", "2581")
        assert not made.lock.state().is_set
        await keep("", PIN, PIN)
        assert made.lock.state().is_set
        assert section.new_field.text() == ""
        await keep("9999", "1379", "1379")
        assert made.lock.try_pin(PIN)
        section.minutes_box.pick(15)
        await made.presenter.tasks.drained()
        assert made.lock.state().minutes == 15
        section.old_field.setText(PIN)
        section.remove_button.click()
        await made.presenter.tasks.drained()
        assert not made.lock.state().is_set


async def test_notices_are_there_again_after_the_cover(qtbot: QtBot, tmp_path: Path):
    async with room(qtbot, tmp_path) as made:
        made.presenter.cover()
        sentence = engine_restarting_notice()
        made.window.show_notice(sentence)
        made.presenter.view.button.click()
        assert made.window.banner.isVisible()
