"""The settings page: choices count at once, corps show health and what to do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.connected_corp import ConnectedCorp
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.list_order import ListOrder
from desktop.models.organisation import Corp
from desktop.models.preferences import (
    CloseAction,
    LanguageChoice,
    Preferences,
    TextSize,
    ThemeChoice,
)
from desktop.views.settings.settings_view import SettingsView
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.style import theme_named

GOOD = ConnectedCorp(
    corp=Corp(1, "ww1", "云裳服饰", "https://qyapi.example/"),
    accounts=12,
    polls_a_minute=30,
    worst_delay=timedelta(seconds=24),
)
REFUSED = ConnectedCorp(
    corp=Corp(
        2,
        "ww2",
        "<b>云裳</b>",
        "https://qyapi.example/",
        FailureReason(FailureSource.ERRCODE, 60020),
        "203.0.113.7",
    ),
    accounts=3,
    polls_a_minute=12,
    worst_delay=timedelta(seconds=70),
    callback_address="https://desk.example/callback",
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def page(window: QWidget) -> SettingsView:
    page = SettingsView(theme_named("light"), window)
    window.resize(900, 700)
    page.resize(900, 700)
    window.show()
    return page


def collected(signal) -> list[Any]:
    seen: list[Any] = []
    signal.connect(lambda *values: seen.append(values))
    return seen


def press(button: QPushButton) -> None:
    button.click()


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def test_what_is_chosen_is_shown_without_an_echo(page: SettingsView):
    seen = collected(page.preferences_changed)
    page.show_preferences(
        Preferences(ThemeChoice.DARK, LanguageChoice.ENGLISH, text_size=TextSize.BIG)
    )
    assert seen == []
    assert page.looks.theme_box.text() == "深色"
    assert page.looks.language_box.text() == "English"
    assert page.looks.size_box.choice() is TextSize.BIG


def test_each_choice_is_told_at_once_and_whole(page: SettingsView):
    start = Preferences()
    page.show_preferences(start)
    seen = collected(page.preferences_changed)
    page.looks.theme_box.pick(ThemeChoice.DARK)
    page.looks.language_box.pick(LanguageChoice.ENGLISH)
    page.looks.size_box.pick(TextSize.BIG)
    page.habits.order_box.pick(ListOrder.NEWEST)
    page.habits.close_box.pick(CloseAction.QUIT)
    page.habits.close_box.pick(CloseAction.QUIT)
    first = replace(start, theme=ThemeChoice.DARK)
    assert len(seen) == 5
    assert seen[0] == (first,)
    assert seen[-1] == (
        Preferences(
            ThemeChoice.DARK,
            LanguageChoice.ENGLISH,
            text_size=TextSize.BIG,
            list_order=ListOrder.NEWEST,
            close_action=CloseAction.QUIT,
        ),
    )


def test_arrow_keys_choose(qtbot: QtBot, page: SettingsView):
    seen = collected(page.preferences_changed)
    qtbot.keyClick(page.looks.theme_box, Qt.Key.Key_Down)
    qtbot.keyClick(page.looks.theme_box, Qt.Key.Key_Up)
    qtbot.keyClick(page.looks.theme_box, Qt.Key.Key_Up)
    assert [values[0].theme for values in seen] == [
        ThemeChoice.LIGHT,
        ThemeChoice.SYSTEM,
    ]


def test_the_menu_ticks_what_is_chosen(page: SettingsView):
    seen = collected(page.preferences_changed)
    menu = page.looks.theme_box._menu  # noqa: SLF001 - a popup cannot be clicked offscreen
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.triggered.emit(menu.actions()[2])
    assert seen[0][0].theme is ThemeChoice.DARK
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]


def test_a_language_that_waits_for_the_next_start_says_so(page: SettingsView):
    page.looks.show_restart_needed(True)
    assert "下次启动后生效" in words_of(page)
    page.looks.show_restart_needed(False)
    assert "下次启动后生效" not in words_of(page)


def test_without_a_corp_the_page_offers_to_connect_one(page: SettingsView):
    wishes = collected(page.corps.connect_requested)
    page.corps.show_corps(())
    press(page.corps.connect_button)
    assert len(wishes) == 1
    assert page.corps.connect_button.property("tone") == "primary"


def test_a_healthy_corp_says_how_late_messages_can_be(page: SettingsView):
    page.corps.show_corps((GOOD,))
    words = words_of(page.corps.corp_card(1))
    assert "连接正常 · 12 个账号" in words
    assert "最多晚 24 秒" in words
    assert "未配置" in words


def test_a_troubled_corp_says_who_must_do_what(page: SettingsView):
    page.corps.show_corps((REFUSED,))
    words = words_of(page.corps.corp_card(2))
    assert "60020" in words
    assert "203.0.113.7" in words
    assert "管理员" in words
    assert "https://desk.example/callback" in words
    assert "<b>云裳</b>" in words, "a name is shown literally"


def test_a_corp_can_be_checked(page: SettingsView):
    page.corps.show_corps((GOOD, REFUSED))
    seen = collected(page.corps.check_requested)
    press(page.corps.corp_card(2).check_button)
    assert seen == [(2,)]


def test_disconnecting_takes_a_second_click_in_time(page: SettingsView):
    page.corps.show_corps((GOOD,))
    seen = collected(page.corps.disconnect_requested)
    card = page.corps.corp_card(1)
    press(card.disconnect_button)
    assert card.disconnect_button.text() == "再点一次断开"
    card.confirming.timeout.emit()
    press(card.disconnect_button)
    assert seen == []
    press(card.disconnect_button)
    assert seen == [(1,)]
    assert card.disconnect_button.text() == "断开"


def test_a_polling_budget_is_chosen_for_one_corp(page: SettingsView):
    page.corps.show_corps((GOOD, REFUSED))
    seen = collected(page.corps.budget_chosen)
    page.corps.corp_card(2).budget.pick(45)
    assert seen == [(2, 45)]


def test_a_budget_that_is_no_choice_is_shown_as_it_is(page: SettingsView):
    page.corps.show_corps((replace(GOOD, polls_a_minute=17),))
    assert "17" in page.corps.corp_card(1).budget.text()


def test_corps_come_and_go_and_stay(page: SettingsView):
    page.corps.show_corps((GOOD, REFUSED))
    kept = page.corps.corp_card(2)
    page.corps.show_corps((replace(REFUSED, accounts=4),))
    assert page.corps.corp_card(2) is kept
    with pytest.raises(KeyError):
        page.corps.corp_card(1)
    page.set_theme(theme_named("dark"))
    page.grab()
