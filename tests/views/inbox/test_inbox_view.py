"""The inbox column: controls say what is wanted, empty lists say why."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.conversation import Lane, LaneCounts
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.list_order import ListOrder
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.inbox.standing_words import standing_words
from desktop.views.theme.style import theme_named
from tests.views.inbox.given import NOW, account, rows

DELAY = timedelta(seconds=6)


@pytest.fixture
def inbox(qtbot: QtBot) -> Iterator[InboxView]:
    # In a window of its own: a top-level widget would change its limits when shown.
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 760)
    inbox = InboxView(theme_named("light"), window)
    inbox.setGeometry(50, 40, 311, 700)
    inbox.set_accounts((account(1), account(2, "南京路店"), account(3, "会员中心")))
    inbox.set_expected_delay(DELAY)
    inbox.tick(NOW)
    with qtbot.waitExposed(window):
        window.show()
    yield inbox
    window.close()


def collected(signal) -> list[Any]:
    seen: list[Any] = []
    signal.connect(seen.append)
    return seen


def click(button, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier(0)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, held)


def test_a_lane_is_a_wish_and_shows_its_count(inbox: InboxView):
    seen = collected(inbox.lane_chosen)
    inbox.set_counts(LaneCounts(mine=9, unassigned=6, all=100_000, overdue=2))
    buttons = inbox.head.lanes._buttons  # noqa: SLF001 - the four buttons themselves
    click(buttons[Lane.OVERDUE])
    assert seen == [Lane.OVERDUE]
    assert buttons[Lane.MINE].accessibleName() == "我的 9"
    assert "100000" in buttons[Lane.ALL].toolTip()
    inbox.set_lane(Lane.ALL)
    assert buttons[Lane.ALL].isChecked()
    assert seen == [Lane.OVERDUE]


def test_a_click_chooses_one_account_and_ctrl_adds_others(
    qtbot: QtBot, inbox: InboxView
):
    seen = collected(inbox.accounts_chosen)
    chips = inbox.head.chips
    click(chips.chip(2))
    # The offscreen platform does not tell QApplication of keys held by QTest.
    assert chips._after_click(account(1), True) == (1, 2)  # noqa: SLF001
    click(chips.chip(3))
    click(chips.chip(3))
    click(chips.chip(1))
    click(chips.all_chip)
    assert seen == [(2,), (3,), (), (1,), ()]
    assert chips.all_chip.isChecked()


def test_all_accounts_are_counted(inbox: InboxView):
    assert inbox.head.chips.all_chip.text() == "全部账号 3"


def test_chosen_accounts_survive_an_update_and_leave_with_their_account(
    inbox: InboxView,
):
    chips = inbox.head.chips
    inbox.set_chosen_accounts((2, 3))
    inbox.set_accounts((account(1), account(2)))
    assert chips.chip(2).isChecked()
    assert not chips.all_chip.isChecked()
    inbox.set_accounts((account(1),))
    assert chips.all_chip.isChecked()


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (account(1), "接收正常，3 秒前读取"),
        (account(1, read_ago=None), "还没有读取过"),
        (account(1, read_ago=timedelta(minutes=20)), "落后：20 分钟没有读完新消息"),
        (account(1, manageable=False), "只能看，不能回复"),
        (
            account(1, failure=FailureReason(FailureSource.ERRCODE, 60020)),
            "60020",
        ),
    ],
)
def test_an_accounts_standing_is_told_in_words(inbox: InboxView, shown, words: str):
    assert words in standing_words(shown, NOW, DELAY)
    inbox.set_accounts((shown,))
    inbox.tick(NOW)
    assert words in inbox.head.chips.chip(1).toolTip()


def test_an_accounts_name_is_not_markup_in_its_tool_tip(inbox: InboxView):
    inbox.set_accounts((account(1, "<img src='file:///etc/hostname'>"),))
    inbox.tick(NOW)
    assert "<img" not in inbox.head.chips.chip(1).toolTip()
    assert "&lt;img" in inbox.head.chips.chip(1).toolTip()


def test_enter_in_the_filter_opens_the_first_match(inbox: InboxView):
    inbox.show_rows(rows(1, 2, 3))
    seen = collected(inbox.conversation_chosen)
    QTest.keyClick(inbox.head.filter_field, Qt.Key.Key_Return)
    assert seen == [1]


def test_enter_never_opens_a_row_that_the_filter_has_not_found(inbox: InboxView):
    inbox.show_rows(rows(1, 2, 3))
    seen = collected(inbox.conversation_chosen)
    QTest.keyClicks(inbox.head.filter_field, "x")
    QTest.keyClick(inbox.head.filter_field, Qt.Key.Key_Return)
    assert seen == []
    inbox.replace_rows(rows(3))
    assert seen == [3]


def test_enter_opens_nothing_where_nothing_was_found(inbox: InboxView):
    inbox.show_rows(rows(1, 2, 3))
    seen = collected(inbox.conversation_chosen)
    QTest.keyClicks(inbox.head.filter_field, "x")
    inbox.replace_rows(())
    QTest.keyClick(inbox.head.filter_field, Qt.Key.Key_Return)
    assert seen == []


def test_typing_filters_and_esc_shows_all_again(qtbot: QtBot, inbox: InboxView):
    seen = collected(inbox.filter_changed)
    field = inbox.head.filter_field
    field.setFocus()
    qtbot.keyClicks(field, "zo ")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert seen == ["z", "zo", ""]


def test_what_is_typed_can_be_looked_for_in_everything(qtbot: QtBot, inbox: InboxView):
    seen = collected(inbox.search_requested)
    field, offer = inbox.head.filter_field, inbox.head.search_offer
    assert not offer.isVisible()
    assert inbox.words_in_hand == ""
    field.setFocus()
    qtbot.keyClicks(field, "<b> ")
    assert offer.accessibleName() == "在全部消息中搜索“<b>”"
    assert inbox.words_in_hand == "<b>"
    click(offer)
    assert seen == ["<b>"]
    inbox.set_folded(True)
    assert not offer.isVisible()
    inbox.set_folded(False)
    assert offer.isVisible()
    inbox.set_words("")
    assert not offer.isVisible()


def test_down_goes_from_the_search_field_to_the_list(qtbot: QtBot, inbox: InboxView):
    inbox.replace_rows(rows(3))
    inbox.head.filter_field.setFocus()
    qtbot.keyClick(inbox.head.filter_field, Qt.Key.Key_Down)
    assert inbox.list.hasFocus()
    assert inbox.list.currentIndex().row() == 0


def test_an_order_can_be_chosen(inbox: InboxView):
    seen = collected(inbox.order_chosen)
    by_time = inbox.head._order_actions[ListOrder.NEWEST]  # noqa: SLF001
    by_time.trigger()
    inbox.head._order_menu.triggered.emit(by_time)  # noqa: SLF001
    assert seen[-1] is ListOrder.NEWEST
    assert "按时间" in inbox.head.order_button.toolTip()


def test_before_the_first_answer_no_empty_words_flash(inbox: InboxView):
    assert not inbox.empty_state.isVisible()
    assert inbox.list.isVisible()


@pytest.mark.parametrize("lane", list(Lane))
def test_an_empty_lane_says_why(inbox: InboxView, lane: Lane):
    inbox.set_lane(lane)
    inbox.replace_rows(())
    assert inbox.empty_state.isVisible()
    assert inbox.empty_state.sentence
    assert not inbox.empty_state.button.isVisible()
    inbox.show_rows(rows(1))
    assert inbox.list.isVisible()


def test_no_match_names_the_search_literally_and_offers_to_clear_it(inbox: InboxView):
    inbox.head.filter_field.setText("<b>x</b>")
    inbox.replace_rows(())
    assert inbox.empty_state.sentence == "没有名字包含“<b>x</b>”的客户"
    seen = collected(inbox.filter_changed)
    click(inbox.empty_state.button)
    assert seen == [""]


def test_without_accounts_the_list_offers_to_connect(inbox: InboxView):
    wishes: list[bool] = []
    inbox.connect_requested.connect(lambda: wishes.append(True))
    inbox.set_accounts(())
    assert inbox.empty_state.sentence == "还没有接入企业"
    click(inbox.empty_state.button)
    assert wishes == [True]


def test_folded_it_keeps_a_way_to_the_lanes(inbox: InboxView):
    inbox.set_counts(LaneCounts(mine=9))
    inbox.resize(71, 500)
    inbox.set_folded(True)
    assert inbox.head.lane_button.isVisible()
    assert inbox.head.lane_button.text() == "我的\n9"
    assert not inbox.head.filter_field.isVisible()
    seen = collected(inbox.lane_chosen)
    menu = inbox.head._lane_menu  # noqa: SLF001 - a popup cannot be clicked offscreen
    menu.triggered.emit(menu.actions()[3])
    assert seen == [Lane.OVERDUE]


def test_it_passes_on_what_the_list_says(qtbot: QtBot, inbox: InboxView):
    seen = collected(inbox.conversation_chosen)
    inbox.show_rows(rows(1, 2, 3))
    assert inbox.choose_next()
    assert inbox.choose_next()
    assert inbox.choose_previous()
    assert not inbox.choose_next_waiting()
    assert not inbox.choose_previous_waiting()
    assert seen == [1, 2, 1]
    assert inbox.chosen == 1


def test_both_themes_paint_it(inbox: InboxView):
    inbox.show_rows(rows(1, 2))
    for name in ("dark", "light"):
        inbox.set_theme(theme_named(name))
        inbox.grab()
