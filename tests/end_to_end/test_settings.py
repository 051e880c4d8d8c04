"""Settings count at once, corps can be checked and let go, banners lead to cures."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.models.list_order import ListOrder
from desktop.models.notification_choices import NotificationChoices
from desktop.models.preferences import (
    CloseAction,
    LanguageChoice,
    Preferences,
    TextSize,
    ThemeChoice,
)
from desktop.services.credentials import corp_secret
from desktop.services.preferences_store import load_desk_state
from desktop.views.settings.sections import Section
from desktop.views.settings.settings_view import SettingsView
from desktop.views.setup.step_list import SetupStep
from desktop.views.window.notices import engine_stopped_notice
from desktop.views.window.pages import Page
from desktop.views.window.tray_view import TrayView
from tests.end_to_end.desk_run import (
    RunningDesk,
    connect_profile,
    profile_in,
    running_desk,
    texts_of,
)
from tests.sandbox_fixture import Sandbox


async def settings_of(desk: RunningDesk) -> SettingsView:
    desk.window.rail.page_chosen.emit(Page.SETTINGS)
    view = desk.session.pages.settings_view
    assert view is not None
    return view


async def settings_with_corp(desk: RunningDesk, corp_id: int) -> SettingsView:
    view = await settings_of(desk)
    view.show_section(Section.CORPS)
    await desk.until(lambda: "云裳服饰" in texts_of(view), "the corp's card")
    assert view.corps.corp_card(corp_id).isVisible()
    return view


async def test_choices_count_at_once_and_are_kept(qapp: QApplication, tmp_path: Path):
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.reach(SetupStep.CONNECT)
        desk.press("返回")
        view = await settings_of(desk)
        light = qapp.palette().window().color()
        view.looks.theme_box.pick(ThemeChoice.DARK)
        assert qapp.palette().window().color() != light
        assert view.looks.size_box.choice() is TextSize.USUAL
        before = qapp.font().pixelSize()
        view.looks.size_box.pick(TextSize.BIG)
        assert qapp.font().pixelSize() > before
        view.habits.order_box.pick(ListOrder.NEWEST)
        assert "下次启动后生效" not in texts_of(view)
        view.looks.language_box.pick(LanguageChoice.ENGLISH)
        assert "下次启动后生效" in texts_of(view)
        view.habits.close_box.pick(CloseAction.QUIT)
    assert load_desk_state(profile_in(tmp_path)).preferences == Preferences(
        ThemeChoice.DARK, LanguageChoice.ENGLISH, TextSize.BIG, ListOrder.NEWEST,
        CloseAction.QUIT,
    )  # fmt: skip
    qapp.setStyleSheet("")


async def test_an_order_chosen_in_the_inbox_shows_in_the_settings(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        view = await settings_of(desk)
        desk.session.views.inbox.order_chosen.emit(ListOrder.NEWEST)
        assert view.habits.order_box.choice() is ListOrder.NEWEST


async def test_the_light_of_the_system_is_followed(qapp: QApplication, tmp_path: Path):
    async with running_desk(tmp_path, engine=None) as desk:
        worn: list[object] = []
        desk.session.front.theme_changed.connect(worn.append)
        hints = qapp.styleHints()
        hints.colorSchemeChanged.emit(hints.colorScheme())
        assert len(worn) == 1
        chosen = Preferences(theme=ThemeChoice.DARK)
        desk.session.wear(chosen)
        hints.colorSchemeChanged.emit(hints.colorScheme())
        assert len(worn) == 2
        desk.session.wear(replace(chosen, theme=ThemeChoice.LIGHT))


async def test_another_budget_is_taken_up_by_the_engine(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    corp_id = await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path) as desk:
        view = await settings_with_corp(desk, corp_id)
        delays: list[float] = []
        desk.session.frame.delay_changed.connect(
            lambda delay: delays.append(delay.total_seconds())
        )
        view.corps.corp_card(corp_id).budget.pick(6)
        await desk.until(lambda: delays and delays[-1] == 40, "the engine's delay")


async def test_a_corp_in_trouble_is_checked_from_the_banner_with_its_kept_secret(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    sandbox.control.rule(trusted_ip=False, seen_ip="198.51.100.9")
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path) as desk:
        banner = desk.window.banner
        await desk.until(banner.isVisible, "the banner")
        banner.action_button.click()
        await desk.reach(SetupStep.CHECKUP)
        await desk.until(lambda: desk.can_press("复制 IP"), "the address")
        sandbox.control.rule(trusted_ip=True)
        desk.press("重试")
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")
        desk.press("继续")
        assert desk.says("已选 2 / 2")
        desk.press("开始同步")
        await desk.until(lambda: desk.can_press("继续"), "the sync")
        await desk.until(lambda: not banner.isVisible(), "the banner goes")


async def test_a_corp_that_is_let_go_can_be_taken_back(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    corp_id = await connect_profile(tmp_path, sandbox)
    name = corp_secret(sandbox.corp_id)
    keys = tmp_path / "keys.json"
    async with running_desk(tmp_path) as desk:
        view = await settings_with_corp(desk, corp_id)
        button = view.corps.corp_card(corp_id).disconnect_button
        button.click()
        button.click()
        toast = desk.window.toast
        await desk.until(lambda: toast.undo_button.isVisible(), "the toast")
        assert name not in json.loads(keys.read_text("utf-8"))
        await desk.until(lambda: "还没有接入企业" in texts_of(view), "no card")
        toast.undo_button.click()
        await desk.until(lambda: "云裳服饰" in texts_of(view), "the card again")
        assert json.loads(keys.read_text("utf-8"))[name] == sandbox.secret
        sandbox.control.say(
            sandbox.control.accounts()[0], sandbox.control.customers()[0], "还在吗"
        )
        rows = desk.session.views.inbox.list.list_model
        await desk.until(lambda: rows.rowCount() == 1, "a message after the undo")


async def test_the_check_up_opened_in_the_settings_leads_back_to_them(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    corp_id = await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        view = await settings_with_corp(desk, corp_id)
        view.corps.corp_card(corp_id).check_button.click()
        await desk.reach(SetupStep.CHECKUP)
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")
        desk.press("上一步")
        desk.press("返回")
        assert desk.window.current_page is Page.SETTINGS


async def test_the_gap_leads_to_how_far_all_accounts_are(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path) as desk:
        desk.window.banner_action_requested.emit("gap")
        await desk.reach(SetupStep.SYNC)
        await desk.until(lambda: desk.can_press("继续"), "all are read")
        assert desk.says("2 / 2 个账号已完成")
        desk.press("继续")
        assert not desk.setup_open


async def test_the_banner_asks_for_an_engine_that_gave_up(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        asked: list[bool] = []
        desk.session.pages.engine_restart_requested.connect(lambda: asked.append(True))
        desk.window.show_notice(engine_stopped_notice(None))
        desk.window.banner.action_button.click()
        assert asked == [True]


async def test_without_a_tray_closing_the_window_ends_the_desk(
    qapp: QApplication, tmp_path: Path
):
    async with running_desk(tmp_path, engine=None) as desk:
        desk.window.close()
        await desk.ended()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support raise")
async def test_with_a_tray_a_closed_window_goes_on_receiving_until_one_quits(
    qapp: QApplication,
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    # Offscreen has no tray; what Qt says of the system is all that is changed.
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path) as desk:
        tray = desk.window.findChild(TrayView)
        assert tray is not None
        await desk.until(lambda: tray.shown, "the icon")
        desk.window.close()
        assert desk.window.isHidden()
        sandbox.control.say(
            sandbox.control.accounts()[0], sandbox.control.customers()[0], "在吗"
        )
        rows = desk.session.views.inbox.list.list_model
        await desk.until(lambda: rows.rowCount() == 1, "a message meanwhile")
        tray.open_action.trigger()
        assert desk.window.isVisible()
        silent = NotificationChoices(shown=False)
        desk.session.wear(Preferences(close_action=CloseAction.QUIT))
        shown = [tray.shown]
        desk.session.wear(
            Preferences(close_action=CloseAction.QUIT, notifications=silent)
        )
        shown.append(tray.shown)
        assert shown == [True, False], "for notifications alone"
        desk.session.wear(Preferences())
        desk.window.close()
        assert desk.window.isHidden()
        tray.quit_action.trigger()
        await desk.ended()
