"""At a real desk: it starts locked, its keys and sizes change at once, it reports."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.clock import SystemClock
from desktop.models.key_bindings import KeyOverride
from desktop.models.notification_choices import Happening
from desktop.models.notification_rules import Event
from desktop.models.preferences import Preferences, TextSize
from desktop.services.app_lock import AppLock
from desktop.services.credential_stores import KeyFileStore
from desktop.services.preferences_store import load_desk_state
from desktop.views.settings.sections import Section
from desktop.views.window.key_hints import set_bindings
from desktop.views.window.keys import KEYS, Command
from tests.end_to_end.desk_run import (
    connect_profile,
    profile_in,
    running_desk,
    texts_of,
)
from tests.sandbox_fixture import Sandbox

PIN = "2580"
CTRL = Qt.KeyboardModifier.ControlModifier


async def test_a_desk_with_a_pin_shows_nothing_until_it_is_typed(
    qapp: QApplication, qtbot: QtBot, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    store = KeyFileStore(tmp_path / "keys.json")
    assert AppLock(store, SystemClock()).set_pin("", PIN)
    async with running_desk(tmp_path) as desk:
        lock = desk.session.comfort.lock
        await desk.until(lambda: lock.covered, "the lock")
        sandbox.control.say(
            sandbox.control.accounts()[0], sandbox.control.customers()[0], "我的地址是"
        )
        rows = desk.session.views.inbox.list.list_model
        await desk.until(lambda: rows.rowCount() == 1, "a message meanwhile")
        assert not desk.session.views.inbox.isVisible()
        assert desk.window.windowTitle() == "总机 Switchboard"
        lock.view.pin_field.setText("1379")
        qtbot.keyClick(lock.view.pin_field, Qt.Key.Key_Return)
        await desk.until(lambda: "PIN 不对" in texts_of(desk.window), "a refusal")
        lock.view.pin_field.setText(PIN)
        qtbot.keyClick(lock.view.pin_field, Qt.Key.Key_Return)
        await desk.until(lambda: not lock.covered, "the contents")
        assert desk.session.views.inbox.isVisible()


async def test_an_answer_whose_conversation_is_gone_is_on_the_clipboard(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        comfort, said = desk.session.comfort, list[str]()
        comfort.said.connect(said.append)
        gone = Event(Happening.NEW_CUSTOMER, 1, 404, "", "", SystemClock().now())
        comfort.notifications.answer_given.emit(gone, "99 元")
        await desk.until(lambda: said, "words")
        assert "已从这台电脑删除" in said[0]
        assert QGuiApplication.clipboard().text() == "99 元"
        assert desk.session.conversation.open_id is None


async def test_a_changed_key_works_at_once_and_after_a_restart(
    qapp: QApplication, qtbot: QtBot, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        desk.session.pages.show_settings(Section.KEYS)
        view = desk.session.pages.settings_view
        assert view is not None
        row = view.keys.rows[Command.COVER.value]
        row.key_button.click()
        qtbot.keyClick(row.key_button, Qt.Key.Key_F9, CTRL)
        qtbot.keyClick(desk.window, Qt.Key.Key_F9, CTRL)
        assert desk.session.comfort.lock.covered
        desk.session.comfort.lock.view.lift_requested.emit()
    kept = load_desk_state(profile_in(tmp_path)).preferences
    assert kept.keys == (KeyOverride(Command.COVER.value, ("Ctrl+F9",)),)
    async with running_desk(tmp_path, kept, engine=None) as desk:
        qtbot.keyClick(desk.window, Qt.Key.Key_F9, CTRL)
        assert desk.session.comfort.lock.covered
        desk.session.comfort.lock.view.lift_requested.emit()
    set_bindings(KEYS)


async def test_text_grows_and_shrinks_by_its_keys(
    qapp: QApplication, qtbot: QtBot, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        usual = qapp.font().pixelSize()
        qtbot.keyClick(desk.window, Qt.Key.Key_Equal, CTRL)
        qtbot.keyClick(desk.window, Qt.Key.Key_Equal, CTRL)
        assert qapp.font().pixelSize() > usual
        qtbot.keyClick(desk.window, Qt.Key.Key_Minus, CTRL)
        await desk.until(
            lambda: (
                load_desk_state(profile_in(tmp_path)).preferences.text_size
                is TextSize.LARGE
            ),
            "the size is kept",
        )
        qtbot.keyClick(desk.window, Qt.Key.Key_0, CTRL)
        assert qapp.font().pixelSize() == usual
    qapp.setStyleSheet("")


async def test_f6_goes_round_the_columns(
    qapp: QApplication, qtbot: QtBot, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        desk.window.activateWindow()
        await desk.until(lambda: desk.window.isActiveWindow(), "the window in front")
        columns = (desk.window.rail, *desk.window.columns.parts)
        seen: list[int] = []
        for _ in range(6):
            qtbot.keyClick(desk.window, Qt.Key.Key_F6)
            focused = QApplication.focusWidget()
            assert focused is not None
            seen += [
                at for at, each in enumerate(columns) if each.isAncestorOf(focused)
            ]
        assert len(seen) == 6, "the keyboard is always in a column"
        assert len(set(seen)) > 1
        before = QApplication.focusWidget()
        qtbot.keyClick(desk.window, Qt.Key.Key_F6)
        qtbot.keyClick(desk.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is before


async def test_what_the_last_run_left_can_be_read_copied_and_deleted(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    logs = profile_in(tmp_path).logs
    logs.mkdir(parents=True)
    (logs / "desk.crash").write_text("Fatal Python error: Aborted\n", "utf-8")
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.until(
            lambda: any("故障报告" in text for text in texts_of(desk.window)), "banner"
        )
        desk.window.banner.action_button.click()
        view = desk.session.pages.settings_view
        assert view is not None
        assert view.section is Section.REPORTS
        await desk.until(lambda: "Aborted" in view.reports.text.toPlainText(), "it")
        view.reports.copy_button.click()
        assert "Aborted" in QGuiApplication.clipboard().text()
        view.reports.delete_button.click()
        await desk.until(lambda: not view.reports.text.toPlainText(), "it is gone")
        assert list(logs.glob("report-*")) == []


@pytest.mark.parametrize("stored", ["{", '{"preferences": 3}'])
async def test_a_desk_whose_choices_are_unreadable_starts_as_usual(
    qapp: QApplication, tmp_path: Path, stored: str
):
    folder = profile_in(tmp_path).folder
    folder.mkdir(parents=True)
    (folder / "desk.json").write_text(stored, "utf-8")
    assert load_desk_state(profile_in(tmp_path)).preferences == Preferences()


async def test_a_panel_that_was_put_away_stays_away(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        desk.window.resize(1400, 800)
        assert desk.window.columns.panel_shown
        desk.window.toggle_panel()
    state = load_desk_state(profile_in(tmp_path))
    assert not state.panel
    assert state.geometry
