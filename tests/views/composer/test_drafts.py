"""Nothing typed is ever lost: drafts, switching, sending, failing."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.draft_pacer import PACE_MS
from desktop.views.composer.draft_shelf import KEPT
from desktop.views.composer.written import Written
from tests.views.composer.conftest import Heard
from tests.views.composer.given import OTHER, SUMMARY, HandTimer, field_of

_RETURN = Qt.Key.Key_Return


def _type(composer: ComposerView, text: str) -> None:
    QTest.keyClicks(field_of(composer), text)


def test_a_draft_is_told_300_ms_after_the_first_key_however_fast_one_types(
    composer: ComposerView, heard: Heard, timer: HandTimer
):
    _type(composer, "abc")
    assert (timer.interval(), timer.starts) == (PACE_MS, 1)
    assert heard.drafts == []
    timer.fire()
    assert heard.drafts == [(SUMMARY.id, "abc")]
    _type(composer, "d")
    timer.fire()
    assert heard.drafts[1:] == [(SUMMARY.id, "abcd")]
    assert PACE_MS <= 300


def test_a_deleted_draft_is_told_as_empty(
    composer: ComposerView, heard: Heard, timer: HandTimer
):
    _type(composer, "a")
    timer.fire()
    QTest.keyClick(field_of(composer), Qt.Key.Key_Backspace)
    timer.fire()
    assert heard.drafts[-1] == (SUMMARY.id, "")


def test_a_draft_is_told_at_once_when_the_keyboard_goes_elsewhere(
    composer: ComposerView, heard: Heard, timer: HandTimer
):
    _type(composer, "a")
    QApplication.sendEvent(field_of(composer), QFocusEvent(QEvent.Type.FocusOut))
    assert heard.drafts == [(SUMMARY.id, "a")]
    assert not timer.running


def test_a_draft_is_told_at_once_when_the_conversation_is_left_or_the_window_goes(
    composer: ComposerView, heard: Heard
):
    _type(composer, "a")
    composer.show_conversation(OTHER, "")
    assert heard.drafts == [(SUMMARY.id, "a")]
    _type(composer, "b")
    QApplication.sendEvent(composer, QHideEvent())
    assert heard.drafts[1:] == [(OTHER.id, "b")]
    _type(composer, "c")
    composer.flush_draft()
    assert heard.drafts[2:] == [(OTHER.id, "bc")]


def test_showing_a_stored_draft_tells_nothing(
    composer: ComposerView, heard: Heard, timer: HandTimer
):
    composer.show_conversation(OTHER, "stored")
    assert composer.text() == "stored"
    assert (heard.drafts, timer.running) == ([], False)


def test_each_conversation_keeps_text_cursor_and_undo_history(composer: ComposerView):
    field = field_of(composer)
    _type(composer, "first")
    field.moveCursor(QTextCursor.MoveOperation.Left)
    composer.show_conversation(OTHER, "")
    _type(composer, "second")
    composer.show_conversation(SUMMARY, "")
    assert composer.text() == "first"
    _type(composer, "!")
    assert composer.text() == "firs!t"
    field.undo()
    field.undo()
    assert composer.text() == ""
    composer.show_conversation(OTHER, "")
    assert composer.text() == "second"


def test_a_stored_draft_never_overrides_what_was_typed_here(composer: ComposerView):
    _type(composer, "newer")
    composer.show_conversation(OTHER, "")
    composer.show_conversation(SUMMARY, "newe")
    assert composer.text() == "newer"


def test_a_draft_that_the_store_has_not_dropped_yet_does_not_come_back_after_sending(
    composer: ComposerView,
):
    _type(composer, "sent")
    QTest.keyClick(field_of(composer), _RETURN)
    composer.clear_sent(Written(SUMMARY.id, "sent"))
    composer.show_conversation(OTHER, "")
    composer.show_conversation(SUMMARY, "sent")
    assert composer.text() == ""


def test_the_draft_is_told_before_the_wish_to_send(
    composer: ComposerView, heard: Heard
):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    assert heard.order == ["draft", "sent"]
    assert heard.drafts == [(SUMMARY.id, "hi")]


def test_the_empty_field_after_sending_is_no_draft_and_cannot_be_undone(
    composer: ComposerView, heard: Heard, timer: HandTimer
):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    assert composer.text() == ""
    assert not timer.running
    composer.clear_sent(Written(SUMMARY.id, "hi"))
    field_of(composer).undo()
    assert composer.text() == ""
    assert heard.drafts == [(SUMMARY.id, "hi")]


def test_a_second_enter_sends_nothing_a_second_time(
    composer: ComposerView, heard: Heard
):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    QTest.keyClick(field_of(composer), _RETURN)
    assert len(heard.sent) == 1


def test_the_next_text_can_be_sent_before_the_first_is_stored(
    composer: ComposerView, heard: Heard
):
    for _ in range(2):
        _type(composer, "ok")
        QTest.keyClick(field_of(composer), _RETURN)
    _type(composer, "ok")
    composer.clear_sent(Written(SUMMARY.id, "ok"))
    composer.clear_sent(Written(SUMMARY.id, "ok"))
    assert [text for _, text, _ in heard.sent] == ["ok", "ok"]
    assert composer.text() == "ok"


def test_the_presenter_may_answer_within_the_signal(
    composer: ComposerView, heard: Heard
):
    def fail(written: Written) -> None:
        composer.show_conversation(OTHER, "")
        composer.restore_written(written)

    composer.send_requested.connect(fail)
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    assert composer.text() == ""
    composer.show_conversation(SUMMARY, "")
    assert composer.text() == "hi"


def test_a_failed_commit_puts_the_text_back_before_what_was_typed_since(
    composer: ComposerView, heard: Heard
):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    _type(composer, "hi again")
    composer.restore_written(Written(SUMMARY.id, "hi"))
    assert composer.text() == "hi\nhi again"
    assert heard.drafts[-1] == (SUMMARY.id, "hi\nhi again")
    _type(composer, "!")
    assert composer.text() == "hi\nhi again!"


def test_a_failure_told_twice_doubles_nothing(composer: ComposerView, heard: Heard):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    composer.restore_written(Written(SUMMARY.id, "hi"))
    composer.restore_written(Written(SUMMARY.id, "hi"))
    assert composer.text() == "hi"


def test_a_text_that_was_stored_is_never_put_back(composer: ComposerView):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    composer.clear_sent(Written(SUMMARY.id, "hi"))
    composer.restore_written(Written(SUMMARY.id, "hi"))
    assert composer.text() == ""


def test_a_failed_commit_finds_its_conversation_when_another_is_shown(
    composer: ComposerView, heard: Heard
):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN, Qt.KeyboardModifier.ControlModifier)
    composer.show_conversation(OTHER, "other")
    composer.restore_written(Written(SUMMARY.id, "hi", go_to_next=True))
    assert composer.text() == "other"
    assert heard.drafts[-1] == (SUMMARY.id, "hi")
    composer.show_conversation(SUMMARY, "")
    assert composer.text() == "hi"


def test_the_answer_for_a_conversation_that_was_never_shown_is_harmless(
    composer: ComposerView, heard: Heard
):
    composer.clear_sent(Written(99, "hi"))
    composer.restore_written(Written(99, "hi"))
    assert (heard.drafts, composer.text()) == ([], "")


def test_a_text_under_way_outlasts_any_number_of_other_conversations(
    composer: ComposerView,
):
    _type(composer, "hi")
    QTest.keyClick(field_of(composer), _RETURN)
    for at in range(KEPT + 5):
        composer.show_conversation(replace(OTHER, id=1000 + at), "")
    composer.restore_written(Written(SUMMARY.id, "hi"))
    composer.show_conversation(SUMMARY, "")
    assert composer.text() == "hi"


def test_old_pages_are_let_go_and_come_back_as_drafts(composer: ComposerView):
    _type(composer, "old")
    for at in range(KEPT + 5):
        composer.show_conversation(replace(OTHER, id=1000 + at), "")
    composer.show_conversation(SUMMARY, "old, from the store")
    assert composer.text() == "old, from the store"


def test_a_hostile_draft_is_plain_text(composer: ComposerView):
    hostile = "<img src='file:///etc/hostname'>&lt;b&gt;\u202e{name}%s %n"
    composer.show_conversation(OTHER, hostile)
    assert composer.text() == hostile
