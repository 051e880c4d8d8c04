"""Quote, pieces, taking back, what is newer, and what waits for its time."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.local_failures import LocalFailure
from desktop.models.scheduling import Scheduled
from desktop.models.text_cutting import byte_length
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.hold_bar import HoldBar
from desktop.views.composer.written import Quote, WritingMode, Written
from tests.views.composer.conftest import Heard
from tests.views.composer.given import (
    NOW,
    OTHER,
    SUMMARY,
    button_of,
    field_of,
    notice_of,
    words_of,
)

_RETURN = Qt.Key.Key_Return
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_QUOTE = Quote(11, "林小满", NOW, "这件羽绒服 170 码还有货吗？")


# Quote


def test_a_quote_is_shown_and_becomes_text_when_sent(
    composer: ComposerView, heard: Heard
):
    told: list[object] = []
    composer.quote_changed.connect(lambda _, quote: told.append(quote))
    composer.quote(_QUOTE)
    assert "林小满" in composer.quote_chip.words()
    QTest.keyClicks(field_of(composer), "yes")
    QTest.keyClick(field_of(composer), _RETURN)
    (written,) = heard.written
    assert written.text == "yes"
    assert written.whole_text.startswith("「林小满")
    assert written.whole_text.endswith("\nyes")
    assert composer.quote_chip.words() == ""
    assert told == [_QUOTE]


def test_a_quote_counts_in_bytes_and_alone_is_no_answer(
    composer: ComposerView, heard: Heard
):
    composer.quote(_QUOTE)
    QTest.keyClick(field_of(composer), _RETURN)
    assert heard.written == []
    QTest.keyClicks(field_of(composer), "a")
    assert "1/2048" not in words_of(composer)


def test_a_quote_can_be_dropped_and_belongs_to_its_conversation(
    composer: ComposerView,
):
    composer.quote(_QUOTE)
    composer.show_conversation(OTHER, "")
    assert composer.quote_chip.words() == ""
    composer.show_conversation(SUMMARY, "")
    assert composer.quote_chip.words() != ""
    composer.quote_chip.drop_button.click()
    assert composer.quote_chip.words() == ""


def test_a_quote_comes_back_with_a_text_that_was_not_stored(
    composer: ComposerView, heard: Heard
):
    composer.quote(_QUOTE)
    QTest.keyClicks(field_of(composer), "yes")
    QTest.keyClick(field_of(composer), _RETURN)
    composer.restore_written(heard.written[0])
    assert composer.text() == "yes"
    assert composer.quote_chip.words() != ""


def test_a_stored_quote_is_shown_unless_something_was_made_here(
    composer: ComposerView,
):
    composer.take_stored(SUMMARY.id, "", _QUOTE)
    assert composer.quote_chip.words() != ""
    composer.quote(None)
    composer.take_stored(SUMMARY.id, "", _QUOTE)
    assert composer.quote_chip.words() == ""


# Pieces


def test_a_long_text_shows_where_it_is_cut(composer: ComposerView):
    text = "".join(f"第{at}句话说得很清楚。" for at in range(120))
    field_of(composer).insertPlainText(text)
    assert not composer.pieces.isHidden()
    assert composer.pieces.lines() == []
    composer.pieces.toggle.click()
    lines = composer.pieces.lines()
    assert len(lines) == 2
    assert all("……" in line and "字节" in line for line in lines)
    assert byte_length(text) > 2048
    field_of(composer).clear()
    assert composer.pieces.isHidden()


# Taking back


def test_ctrl_z_takes_back_only_while_it_counts_and_nothing_is_written(
    composer: ComposerView,
):
    asked: list[bool] = []
    composer.take_back_requested.connect(lambda: asked.append(True))
    field = field_of(composer)
    QTest.keyClick(field, Qt.Key.Key_Z, _CTRL)
    assert asked == []
    composer.hold_bar.begin(5)
    assert "5 秒后发出" in composer.hold_bar.words()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Z, _CTRL)
    assert (asked, composer.text()) == ([], "")
    QTest.keyClick(field, Qt.Key.Key_Z, _CTRL)
    composer.hold_bar.button.click()
    assert len(asked) == 2


def test_the_count_runs_out(qtbot: QtBot, composer: ComposerView):
    bar: HoldBar = composer.hold_bar
    with qtbot.waitSignal(bar.run_out, timeout=5000):
        bar.begin(0.05)
    assert not bar.counting


# Newer


def test_what_is_newer_is_said_and_one_key_sends_anyway(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    QTest.keyClicks(field, "sure")
    QTest.keyClick(field, _RETURN)
    composer.restore_written(heard.written[0])
    composer.show_newer(SUMMARY.id, "等等\n不要了")
    assert composer.newer_bar.words() == "没有发出：客户刚写来「等等 不要了」"
    assert "Ctrl+Shift+Enter" in composer.newer_bar.anyway_button.text()
    QTest.keyClick(field, _RETURN, _CTRL | _SHIFT)
    assert heard.written[1].despite_newer
    assert composer.newer_bar.words() == ""


def test_both_buttons_of_what_is_newer_work(composer: ComposerView, heard: Heard):
    looked: list[bool] = []
    composer.newer_look_requested.connect(lambda: looked.append(True))
    composer.show_newer(SUMMARY.id, "")
    assert composer.newer_bar.words() == "没有发出：客户刚发来了新消息"
    composer.newer_bar.look_button.click()
    assert looked == [True]
    QTest.keyClicks(field_of(composer), "a")
    composer.newer_bar.anyway_button.click()
    assert heard.written[0].despite_newer


def test_what_is_newer_elsewhere_is_not_said_here(composer: ComposerView):
    composer.show_newer(OTHER.id, "等等")
    assert composer.newer_bar.words() == ""
    composer.show_newer(SUMMARY.id, "等等")
    composer.show_conversation(OTHER, "")
    assert composer.newer_bar.words() == ""


# Later

_LATER = Scheduled(
    5, SUMMARY.id, "林小满", NOW + timedelta(days=1), "早上好", ("text",), False
)


def test_a_time_is_typed_understood_and_taken_with_enter(
    composer: ComposerView, heard: Heard
):
    asked: list[tuple[Written, datetime, bool]] = []
    composer.schedule_requested.connect(lambda *each: asked.append(each))
    QTest.keyClicks(field_of(composer), "good morning")
    composer.send_later()
    card = composer.scheduling.card
    card.field.setText("明早 9 点")
    assert "09:00" in card.meaning.text()
    QTest.keyClick(card.field, _RETURN)
    ((written, moment, despite),) = asked
    assert (written.text, despite) == ("good morning", False)
    assert (moment - NOW.astimezone()) < timedelta(days=2)
    assert moment.astimezone().hour == 9
    assert (composer.text(), heard.written, card.isHidden()) == ("", [], True)


def test_without_an_answer_the_key_for_later_says_what_is_missing(
    composer: ComposerView,
):
    told: list[str] = []
    composer.later_refused.connect(told.append)
    composer.send_later()
    composer.set_mode(WritingMode.NOTE)
    composer.send_later()
    assert told == ["先写好要发的内容，再选时间", "内部备注马上记下，不用定时"]


def test_a_time_that_nobody_understands_is_not_taken(composer: ComposerView):
    QTest.keyClicks(field_of(composer), "a")
    composer.send_later()
    card = composer.scheduling.card
    card.field.setText("当某天")
    assert "看不懂" in card.meaning.text()
    QTest.keyClick(card.field, _RETURN)
    assert not card.isHidden()
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert composer.text() == "a"


def test_the_enter_of_a_composition_takes_no_time(composer: ComposerView):
    QTest.keyClicks(field_of(composer), "a")
    composer.send_later()
    card = composer.scheduling.card
    commit = QInputMethodEvent("", [])
    commit.setCommitString("明早9点")
    QApplication.sendEvent(card.field, commit)
    assert card.set_button.isEnabled()
    QTest.keyClick(card.field, _RETURN)
    assert not card.isHidden()


def test_a_usual_time_is_one_click(composer: ComposerView):
    asked: list[tuple[object, ...]] = []
    composer.schedule_requested.connect(lambda *each: asked.append(each))
    QTest.keyClicks(field_of(composer), "a")
    composer.send_later()
    card = composer.scheduling.card
    card.despite.setChecked(True)
    offers = [
        each
        for each in card.findChildren(QPushButton)
        if each.property("role") == "time_choice"
    ]
    offers[0].click()
    assert asked[0][1] > NOW  # type: ignore[operator]
    assert asked[0][2] is True


def test_nothing_written_asks_for_no_time(composer: ComposerView):
    composer.send_later()
    assert composer.scheduling.card.isHidden()


def test_what_waits_is_listed_with_what_can_be_done(composer: ComposerView):
    composer.set_scheduled(SUMMARY.id, (_LATER,))
    (row,) = composer.scheduling.bar.rows
    assert "早上好" in row.words()
    told: list[tuple[str, object]] = []
    scheduling = composer.scheduling
    scheduling.now_requested.connect(lambda which: told.append(("now", which)))
    scheduling.cancel_requested.connect(lambda which: told.append(("cancel", which)))
    row.now_button.click()
    row.cancel_button.click()
    assert told == [("now", 5), ("cancel", 5)]
    moved: list[object] = []
    scheduling.move_requested.connect(lambda which, _: moved.append(which))
    row.change_button.click()
    scheduling.card.field.setText("30分钟后")
    QTest.keyClick(scheduling.card.field, _RETURN)
    assert moved == [5]


def test_a_stopped_one_says_why_and_comes_first(composer: ComposerView):
    stopped = replace(
        _LATER, id=6, stopped=LocalFailure.CUSTOMER_WROTE_MEANWHILE.reason
    )
    composer.set_scheduled(SUMMARY.id, (_LATER, stopped))
    first = composer.scheduling.bar.rows[0]
    assert first.words().startswith("定时没有发出：")
    assert first.now_button.text() == "仍然发送"


def test_many_are_folded_and_none_hides_the_bar(composer: ComposerView):
    many = tuple(replace(_LATER, id=at) for at in range(6))
    composer.set_scheduled(SUMMARY.id, many)
    bar = composer.scheduling.bar
    assert (len(bar.rows), bar.more_button.text()) == (3, "还有 3 条定时")
    bar.more_button.click()
    assert len(bar.rows) == 6
    composer.set_scheduled(SUMMARY.id, ())
    assert bar.isHidden()
    composer.set_scheduled(OTHER.id, many)
    assert bar.isHidden()


def test_the_button_for_later_follows_what_may_be_sent(composer: ComposerView):
    composer.set_summary(replace(SUMMARY, rejected=True))
    assert notice_of(composer) != ""
    assert not button_of(composer, "composer_send").isEnabled()
