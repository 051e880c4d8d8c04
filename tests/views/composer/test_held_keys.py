"""What is typed while another conversation opens belongs to that conversation."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.views.composer.composer_view import ComposerView
from tests.views.composer.conftest import Heard
from tests.views.composer.given import SUMMARY, button_of, compose, field_of

_RETURN = Qt.Key.Key_Return
_OTHER = replace(SUMMARY, id=SUMMARY.id + 1)


def test_keys_pressed_while_another_conversation_opens_go_to_it(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    QTest.keyClicks(field, "mine")
    composer.hold_keys()
    QTest.keyClicks(field, "yours")
    QTest.keyClick(field, _RETURN)
    assert composer.text() == "mine"
    assert heard.sent == []
    composer.show_conversation(_OTHER, "")
    assert heard.sent == [(_OTHER.id, "yours", False)]
    composer.show_conversation(SUMMARY, "")
    assert composer.text() == "mine"


def test_an_input_method_that_begins_meanwhile_writes_to_the_new_conversation(
    composer: ComposerView,
):
    field = field_of(composer)
    composer.hold_keys()
    compose(field, "ni", commit="你")
    assert composer.text() == ""
    composer.show_conversation(_OTHER, "")
    assert composer.text() == "你"


def test_a_composition_under_way_stays_with_the_conversation_it_was_begun_in(
    composer: ComposerView,
):
    field = field_of(composer)
    compose(field, "nihao")
    composer.hold_keys()
    assert composer.text() == "nihao"
    composer.show_conversation(_OTHER, "")
    assert composer.text() == ""


def test_nothing_is_sent_by_a_click_while_another_conversation_opens(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    QTest.keyClicks(field, "mine")
    composer.hold_keys()
    button_of(composer, "composer_send").click()
    assert heard.sent == []


def test_a_sending_key_alone_sends_no_draft_that_nobody_has_seen(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    composer.hold_keys()
    QTest.keyClick(field, _RETURN)
    QTest.keyClick(field, _RETURN, Qt.KeyboardModifier.ControlModifier)
    composer.show_conversation(_OTHER, "not finished")
    assert (composer.text(), heard.sent) == ("not finished", [])


def test_keys_for_a_conversation_that_did_not_open_are_dropped(
    composer: ComposerView, heard: Heard
):
    field = field_of(composer)
    composer.hold_keys()
    QTest.keyClicks(field, "yours")
    QTest.keyClick(field, _RETURN)
    composer.drop_keys()
    QTest.keyClicks(field, "mine")
    assert (composer.text(), heard.sent) == ("mine", [])
