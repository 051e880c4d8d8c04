"""A note is apart from the answer, names colleagues, and never goes out as one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.organisation import Operator, Role
from desktop.models.service_state import ServiceState
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.mention_list import mentioned
from desktop.views.composer.written import WritingMode, Written
from tests.views.composer.conftest import Heard
from tests.views.composer.given import (
    NOW,
    OTHER,
    SUMMARY,
    HandTimer,
    button_of,
    compose,
    field_of,
    notice_of,
    with_pips,
)

_RETURN = Qt.Key.Key_Return
_STAFF = (
    Operator(1, "周晓", Role.AGENT),
    Operator(2, "李组长", Role.LEAD),
    Operator(3, "李", Role.AGENT),
)


@pytest.fixture
def note(composer: ComposerView) -> ComposerView:
    """A composer in which a note is written."""
    composer.set_operators(_STAFF)
    composer.toggle_note()
    return composer


def test_enter_keeps_the_note_and_the_mode(note: ComposerView, heard: Heard):
    field = field_of(note)
    QTest.keyClicks(field, "check size")
    QTest.keyClick(field, _RETURN)
    (written,) = heard.written
    assert (written.text, written.mode) == ("check size", WritingMode.NOTE)
    assert (note.text(), note.mode) == ("", WritingMode.NOTE)


def test_answer_and_note_keep_their_own_texts_and_drafts(
    composer: ComposerView, heard: Heard, timer: HandTimer
):
    notes: list[tuple[object, str]] = []
    composer.note_draft_changed.connect(lambda *each: notes.append(each))
    field = field_of(composer)
    QTest.keyClicks(field, "answer")
    composer.toggle_note()
    QTest.keyClicks(field, "note")
    assert heard.drafts == [(SUMMARY.id, "answer")]
    timer.fire()
    assert notes == [(SUMMARY.id, "note")]
    composer.toggle_note()
    assert composer.text() == "answer"
    composer.toggle_note()
    assert composer.text() == "note"
    assert heard.drafts == [(SUMMARY.id, "answer")]


def test_another_conversation_opens_with_the_answer(note: ComposerView):
    QTest.keyClicks(field_of(note), "note")
    note.show_conversation(OTHER, "")
    assert note.mode is WritingMode.ANSWER
    note.show_conversation(SUMMARY, "")
    assert (note.mode, note.text()) == (WritingMode.ANSWER, "")
    note.toggle_note()
    assert note.text() == "note"


def test_the_same_conversation_read_anew_leaves_the_note_open(note: ComposerView):
    QTest.keyClicks(field_of(note), "note")
    note.show_conversation(SUMMARY, "")
    assert (note.mode, note.text()) == (WritingMode.NOTE, "note")


def test_a_stored_note_is_found_again(composer: ComposerView):
    composer.take_stored(SUMMARY.id, "stored", None)
    composer.toggle_note()
    assert composer.text() == "stored"


def test_a_stored_note_that_comes_late_does_not_override_what_was_typed(
    note: ComposerView,
):
    QTest.keyClicks(field_of(note), "typed")
    note.take_stored(SUMMARY.id, "stored", None)
    assert note.text() == "typed"


def test_esc_goes_back_to_the_answer_and_keeps_the_key_from_the_window(
    note: ComposerView,
):
    field = field_of(note)
    escape = QKeyEvent(
        QEvent.Type.ShortcutOverride,
        Qt.Key.Key_Escape,
        Qt.KeyboardModifier.NoModifier,
    )
    escape.ignore()
    QApplication.sendEvent(field, escape)
    assert escape.isAccepted()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert note.mode is WritingMode.ANSWER


def test_the_window_keeps_esc_while_an_answer_is_written(composer: ComposerView):
    escape = QKeyEvent(
        QEvent.Type.ShortcutOverride,
        Qt.Key.Key_Escape,
        Qt.KeyboardModifier.NoModifier,
    )
    escape.ignore()
    QApplication.sendEvent(field_of(composer), escape)
    assert not escape.isAccepted()


@pytest.mark.parametrize("state", [ServiceState.SERVICER, ServiceState.ENDED])
def test_a_note_can_be_written_where_nothing_can_be_sent(
    note: ComposerView, heard: Heard, state: ServiceState
):
    note.set_summary(replace(with_pips(0), service_state=state))
    assert notice_of(note) == ""
    QTest.keyClicks(field_of(note), "called him")
    button_of(note, "composer_send").click()
    assert len(heard.written) == 1


def test_a_note_looks_like_nothing_that_is_sent(note: ComposerView):
    assert note.property("mode") == "note"
    assert "记下" in button_of(note, "composer_send").text()
    assert field_of(note).accessibleName() == "内部备注"
    assert not note.tools.file_button.isEnabled()
    note.toggle_note()
    assert note.property("mode") == ""
    assert field_of(note).accessibleName() == "回复"


def test_a_colleague_is_named_with_keys_alone(note: ComposerView, heard: Heard):
    field, mentions = field_of(note), note.notes.mentions
    QTest.keyClicks(field, "ask @")
    assert not mentions.isHidden()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, _RETURN)
    assert note.text() == "ask @李组长 "
    assert mentions.isHidden()
    assert heard.written == []
    QTest.keyClick(field, _RETURN)
    assert heard.written[0].text == "ask @李组长 "


def test_names_are_narrowed_as_one_types_and_esc_closes_the_list_alone(
    note: ComposerView,
):
    field, mentions = field_of(note), note.notes.mentions
    field.insertPlainText("@李组")
    assert mentions.list.count() == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (mentions.isHidden(), note.mode) == (True, WritingMode.NOTE)
    field.insertPlainText(" mail@example")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert "@李组 mail@example" in note.text()


def test_an_enter_that_ends_a_composition_names_nobody(
    note: ComposerView, heard: Heard
):
    field = field_of(note)
    field.insertPlainText("@")
    compose(field, "li")
    QTest.keyClick(field, _RETURN)
    assert (note.text(), heard.written) == ("@", [])


def test_a_note_is_never_put_off_into_an_answer(note: ComposerView):
    asked: list[object] = []
    note.schedule_requested.connect(lambda *each: asked.append(each))
    QTest.keyClicks(field_of(note), "he is difficult")
    note.send_later()
    assert note.scheduling.card.isHidden()
    note.scheduling.time_chosen.emit(NOW, False)
    assert (asked, note.text()) == ([], "he is difficult")


def test_a_note_has_nothing_that_could_be_sent():
    with pytest.raises(ValueError, match="note"):
        Written(SUMMARY.id, "he is difficult", WritingMode.NOTE).parts()


def test_names_in_an_answer_offer_nothing(composer: ComposerView):
    composer.set_operators(_STAFF)
    QTest.keyClicks(field_of(composer), "me@")
    assert composer.notes.mentions.isHidden()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@李组长 看一下", (2,)),
        ("@李 看一下", (3,)),
        ("@李组长 和 @李 还有 @周晓", (1, 2, 3)),
        ("李组长", ()),
        ("@王", ()),
    ],
)
def test_whom_a_note_names(text: str, ids: tuple[int, ...]):
    assert mentioned(text, _STAFF) == ids
