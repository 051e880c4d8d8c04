"""What the composer shows and refuses."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.allowance import SendAllowance
from desktop.models.service_state import ServiceState
from desktop.views.composer.composer_view import ComposerView
from desktop.views.theme.style import theme_named
from tests.views.composer.conftest import Heard
from tests.views.composer.given import (
    ACCOUNT,
    NOW,
    OTHER,
    SUMMARY,
    button_of,
    field_of,
    notice_of,
    with_pips,
    words_of,
)

_RETURN = Qt.Key.Key_Return


def _press_enter(composer: ComposerView) -> None:
    QTest.keyClick(field_of(composer), _RETURN)


def test_pips_time_and_bytes_are_shown_from_the_start(composer: ComposerView):
    assert words_of(composer) == "还可发 3 条 · 窗口剩 47:46 · 0/2048 字节"


def test_bytes_follow_every_key(composer: ComposerView):
    field_of(composer).insertPlainText("好")
    assert "3/2048 字节" in words_of(composer)
    QTest.keyClicks(field_of(composer), "a")
    assert "4/2048 字节" in words_of(composer)


def test_the_time_left_follows_the_clock_and_ends_by_the_second(
    composer: ComposerView,
):
    composer.tick(NOW + timedelta(hours=47))
    assert "窗口只剩 46 分 0 秒" in words_of(composer)
    composer.tick(NOW + timedelta(hours=47, seconds=1))
    assert "窗口只剩 45 分 59 秒" in words_of(composer)
    composer.tick(NOW + timedelta(hours=48))
    assert "还可发 0 条 · 窗口已关闭" in words_of(composer)
    assert "48 小时" in notice_of(composer)
    assert not button_of(composer, "composer_send").isEnabled()


def test_a_long_text_says_into_how_many_messages_it_is_cut(composer: ComposerView):
    field_of(composer).insertPlainText("这段话很长。" * 200)
    assert "3600 字节，分 2 条发出" in words_of(composer)
    assert notice_of(composer) == ""
    assert button_of(composer, "composer_send").isEnabled()


def test_a_text_that_needs_more_pips_than_are_left_is_refused_and_stays(
    composer: ComposerView, heard: Heard
):
    text = "这段话很长。" * 500
    field_of(composer).insertPlainText(text)
    assert "要发 5 条，额度只剩 3 条" in notice_of(composer)
    _press_enter(composer)
    assert heard.refused == [notice_of(composer)]
    assert (heard.sent, composer.text()) == ([], text)


def test_without_pips_one_may_write_on_but_not_send(
    composer: ComposerView, heard: Heard
):
    composer.set_summary(with_pips(0))
    QTest.keyClicks(field_of(composer), "later")
    _press_enter(composer)
    assert heard.sent == []
    assert "额度已用完" in heard.refused[0]
    composer.set_summary(with_pips(5))
    assert notice_of(composer) == ""
    _press_enter(composer)
    assert heard.sent == [(SUMMARY.id, "later", False)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"service_state": ServiceState.SERVICER, "servicer": "王芳"}, "王芳 正在"),
        ({"service_state": ServiceState.SERVICER}, "同事 正在"),
        ({"service_state": ServiceState.QUEUED}, "排队"),
        ({"service_state": ServiceState.ENDED}, "会话已结束"),
        ({"rejected": True}, "拒收"),
    ],
)
def test_what_cannot_be_answered_is_read_only_with_the_reason_and_keeps_the_text(
    composer: ComposerView, heard: Heard, change: dict[str, object], words: str
):
    QTest.keyClicks(field_of(composer), "half a sentence")
    composer.set_summary(replace(SUMMARY, **change))  # type: ignore[arg-type]
    assert words in notice_of(composer)
    assert words_of(composer) == "", "an allowance is for who may spend it"
    assert field_of(composer).isReadOnly()
    assert not button_of(composer, "composer_send").isEnabled()
    QTest.keyClicks(field_of(composer), " more")
    _press_enter(composer)
    QTest.keyClick(field_of(composer), _RETURN, Qt.KeyboardModifier.ShiftModifier)
    assert (composer.text(), heard.sent) == ("half a sentence", [])
    assert heard.refused == [notice_of(composer)]
    composer.set_summary(SUMMARY)
    assert not field_of(composer).isReadOnly()
    assert notice_of(composer) == ""
    assert "还可发" in words_of(composer)


def test_an_account_that_may_not_send_is_named_with_the_place_of_its_cure(
    composer: ComposerView,
):
    composer.set_accounts((replace(ACCOUNT, manageable=False),))
    assert "「旗舰店客服」" in notice_of(composer)
    assert "企业内部开发" in notice_of(composer)
    assert field_of(composer).isReadOnly()


def test_a_customer_who_never_wrote_is_explained(composer: ComposerView):
    composer.set_summary(replace(SUMMARY, allowance=SendAllowance(None, 0)))
    assert "还没有发来消息" in notice_of(composer)


def test_a_held_queue_stops_nobody(composer: ComposerView, heard: Heard):
    composer.set_summary(replace(SUMMARY, held=True))
    assert notice_of(composer) == "", "the bar above, with its button, says it"
    QTest.keyClicks(field_of(composer), "a")
    _press_enter(composer)
    assert len(heard.sent) == 1


def test_a_hostile_servicer_name_is_one_plain_line(composer: ComposerView):
    name = "<img src='//x'>\n\u202e{name}{x}"
    composer.set_summary(
        replace(SUMMARY, service_state=ServiceState.SERVICER, servicer=name)
    )
    assert notice_of(composer).startswith("<img src='//x'> {name}{x} 正在")
    assert "\n" not in notice_of(composer)


def test_the_summary_of_another_conversation_changes_nothing(composer: ComposerView):
    composer.set_summary(replace(OTHER, service_state=ServiceState.ENDED))
    assert notice_of(composer) == ""


def test_a_new_summary_leaves_text_and_cursor_alone(composer: ComposerView):
    field = field_of(composer)
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_Left)
    composer.set_summary(with_pips(1))
    QTest.keyClicks(field, "-")
    assert composer.text() == "a-b"


def test_without_a_conversation_nothing_can_be_typed_or_sent(
    composer: ComposerView, heard: Heard
):
    QTest.keyClicks(field_of(composer), "a")
    composer.show_conversation(None, "")
    assert not field_of(composer).isEnabled()
    button_of(composer, "composer_send").click()
    assert (composer.text(), heard.sent) == ("", [])
    assert heard.drafts == [(SUMMARY.id, "a")]


def test_a_megabyte_is_measured_without_being_cut(composer: ComposerView):
    field_of(composer).insertPlainText("好" * 350_000)
    assert "额度只剩 3 条" in notice_of(composer)


def test_where_room_is_short_the_bytes_stay_and_the_toggle_goes(
    qtbot: QtBot, composer: ComposerView
):
    def shown(width: int) -> tuple[bool, bool]:
        composer.resize(width, 160)
        composer.grab()
        toggle = button_of(composer, "composer_next")
        send = button_of(composer, "composer_send")
        return toggle.isVisibleTo(composer), send.isVisibleTo(composer)

    assert shown(900) == (True, True)
    assert shown(380) == (False, True)
    assert composer.minimumSizeHint().width() <= 380


@pytest.mark.parametrize("width", [400, 538, 900])
def test_nothing_overlaps_below_a_conversation_however_narrow(
    qtbot: QtBot, composer: ComposerView, width: int
):
    column = QWidget()
    qtbot.addWidget(column)
    layout = QVBoxLayout(column)
    layout.addWidget(QWidget(column), 1)
    layout.addWidget(composer)
    column.resize(width, 560)
    field_of(composer).insertPlainText("这段话很长。" * 500)
    composer.set_accounts((replace(ACCOUNT, manageable=False),))
    column.grab()
    height = column.height()
    parts = [each for each in composer.children() if isinstance(each, QWidget)]
    shown = sorted(
        (each.geometry() for each in parts if each.isVisibleTo(composer)),
        key=lambda place: place.top(),
    )
    inside = composer.height()
    composer.setParent(None)  # its fixture closes it
    assert len(shown) == 5, "notice, tools, field, pieces, footer"
    for above, below in pairwise(shown):
        assert above.bottom() < below.top()
    assert shown[-1].bottom() < inside
    assert height == 560


@pytest.mark.parametrize("name", ["light", "dark"])
def test_both_themes_paint_every_state(composer: ComposerView, name: str):
    theme = theme_named("dark" if name == "dark" else "light")
    composer.set_theme(theme)
    field_of(composer).insertPlainText("字" * 800)
    assert not composer.grab().isNull()
