"""Which keys send, which break the line, and that a composition never sends."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.composer.composer_keys import ComposerKeys
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.message_field import MAX_HEIGHT, MIN_HEIGHT
from tests.views.composer.conftest import Heard
from tests.views.composer.given import (
    SUMMARY,
    button_of,
    compose,
    field_of,
)

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_RETURN = Qt.Key.Key_Return
_ENTER = Qt.Key.Key_Enter


@pytest.mark.parametrize(
    ("key", "modifier", "go_to_next"),
    [
        (_RETURN, _NONE, False),
        (_ENTER, _KEYPAD, False),
        (_RETURN, _CTRL, True),
        (_ENTER, _CTRL | _KEYPAD, True),
    ],
)
def test_enter_sends_and_ctrl_enter_goes_on_to_the_next(
    composer: ComposerView,
    heard: Heard,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    go_to_next: bool,
):
    field = field_of(composer)
    QTest.keyClicks(field, "hello")
    QTest.keyClick(field, key, modifier)
    assert heard.sent == [(SUMMARY.id, "hello", go_to_next)]
    assert composer.text() == ""


def test_shift_enter_breaks_the_line_and_sends_nothing(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, _RETURN, _SHIFT)
    QTest.keyClicks(field, "b")
    assert composer.text() == "a\nb"
    assert heard.sent == []


def test_alt_enter_is_not_a_sending_key(composer: ComposerView, heard: Heard):
    field = field_of(composer)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, _RETURN, _ALT)
    assert heard.sent == []


def test_the_keys_can_be_changed(composer: ComposerView, heard: Heard):
    field = field_of(composer)
    composer.set_keys(
        ComposerKeys(send="Ctrl+Return", new_line="Return", send_and_next="Alt+Return")
    )
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, _RETURN)
    QTest.keyClicks(field, "b")
    QTest.keyClick(field, _ENTER, _KEYPAD)
    assert composer.text() == "a\nb\n"
    QTest.keyClick(field, _RETURN, _CTRL)
    assert heard.sent == [(SUMMARY.id, "a\nb\n", False)]
    assert "Ctrl+Enter" in button_of(composer, "composer_send").text()
    assert "Ctrl+Enter" in field.placeholderText()


def test_a_held_enter_sends_once(composer: ComposerView, heard: Heard):
    field = field_of(composer)
    QTest.keyClicks(field, "a")
    repeat = QKeyEvent(QEvent.Type.KeyPress, _RETURN, _NONE, "\r", True)
    QApplication.sendEvent(field, repeat)
    assert heard.sent == []


def test_an_empty_field_sends_nothing_and_says_nothing(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    QTest.keyClick(field, _RETURN)
    QTest.keyClick(field, _RETURN, _SHIFT)
    QTest.keyClick(field, _RETURN)
    assert (heard.sent, heard.refused) == ([], [])


@pytest.mark.parametrize("modifier", [_NONE, _CTRL, _SHIFT])
def test_enter_does_nothing_while_an_input_method_composes(
    composer: ComposerView, heard: Heard, modifier: Qt.KeyboardModifier
):
    field = field_of(composer)
    QTest.keyClicks(field, "a")
    compose(field, "ni hao")
    QTest.keyClick(field, _RETURN, modifier)
    assert heard.sent == []
    assert composer.text() == "a"


def test_a_composition_is_not_painted_over_the_hint(composer: ComposerView):
    field = field_of(composer)
    hint = field.placeholderText()
    compose(field, "ni hao")
    assert (hint != "", field.placeholderText()) == (True, "")
    compose(field, "")
    assert field.placeholderText() == hint


def test_the_enter_that_commits_a_composition_never_sends(
    qtbot: QtBot, composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    compose(field, "nihao")
    compose(field, "", "你好")
    # Some input methods hand the key on right behind the commit.
    QTest.keyClick(field, _RETURN)
    assert (heard.sent, composer.text()) == ([], "你好")
    qtbot.waitUntil(lambda: not field.composing)
    QTest.keyClick(field, _RETURN)
    assert heard.sent == [(SUMMARY.id, "你好", False)]


def test_enter_sends_after_a_composition_was_given_up(
    qtbot: QtBot, composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    QTest.keyClicks(field, "ok")
    compose(field, "ni")
    compose(field, "")
    qtbot.waitUntil(lambda: not field.composing)
    QTest.keyClick(field, _RETURN)
    assert heard.sent == [(SUMMARY.id, "ok", False)]


def test_a_composition_under_way_is_kept_when_the_conversation_is_left(
    composer: ComposerView, heard: Heard
):
    compose(field_of(composer), "nihao")
    composer.show_conversation(None, "")
    assert heard.drafts == [(SUMMARY.id, "nihao")]


def test_a_composition_is_no_draft_and_costs_no_bytes(
    composer: ComposerView, heard: Heard
):
    compose(field_of(composer), "ni hao")
    composer.flush_draft()
    assert (composer.text(), heard.drafts) == ("", [])


def test_the_button_sends_as_enter_does_and_the_toggle_goes_on(
    composer: ComposerView, heard: Heard
):
    QTest.keyClicks(field_of(composer), "a")
    button_of(composer, "composer_send").click()
    assert heard.sent == [(SUMMARY.id, "a", False)]
    switched: list[bool] = []
    composer.auto_next_changed.connect(switched.append)
    button_of(composer, "composer_next").click()
    assert switched == [True]
    QTest.keyClicks(field_of(composer), "a")
    QTest.keyClick(field_of(composer), _RETURN)
    assert heard.sent[1] == (SUMMARY.id, "a", True)


def test_setting_the_toggle_tells_nobody(composer: ComposerView):
    switched: list[bool] = []
    composer.auto_next_changed.connect(switched.append)
    composer.set_auto_next(True)
    assert switched == []
    assert button_of(composer, "composer_next").isChecked()


def test_paste_takes_the_plain_text_without_tricks(composer: ComposerView):
    mime = QMimeData()
    mime.setHtml("<b>bold</b><img src='file:///etc/hostname'>")
    mime.setText("a\u202eb\x00c\r\nd<i>e</i>")
    field_of(composer).insertFromMimeData(mime)
    assert composer.text() == "abc\nd<i>e</i>"


def test_what_is_no_text_cannot_be_pasted(composer: ComposerView):
    mime = QMimeData()
    mime.setData("image/png", b"not really")
    assert not field_of(composer).canInsertFromMimeData(mime)


def test_a_file_does_not_leave_its_path_behind(composer: ComposerView):
    # It is attached instead: see test_attachments.
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/home/somebody/secret.txt")])
    field_of(composer).insertFromMimeData(mime)
    assert composer.text() == ""


def test_the_field_grows_with_the_lines_within_its_bounds(composer: ComposerView):
    field = field_of(composer)
    assert field.height() == MIN_HEIGHT
    field.insertPlainText("\n".join("12345678"))
    assert MIN_HEIGHT < field.height() < MAX_HEIGHT
    field.insertPlainText("\n" * 500)
    assert field.height() == MAX_HEIGHT
    field.clear()
    assert field.height() == MIN_HEIGHT


def test_tab_leaves_the_field(composer: ComposerView):
    field = field_of(composer)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert composer.text() == ""
