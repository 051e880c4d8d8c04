"""The slash in the field, the keys of its list, places to fill, refusals."""

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.outgoing import Attachment, Fits, PreparedKind
from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText
from desktop.models.reply_rendering import VariableFacts, render
from desktop.models.reply_search import FoundReply
from desktop.models.service_state import ServiceState
from desktop.views.composer.attachment_face import face_of
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.reply_keys import ReplyWish
from desktop.views.composer.reply_list import ListMode, ReplyList
from desktop.views.composer.written import WritingMode
from desktop.views.theme.style import theme_named
from tests.views.composer.conftest import Heard
from tests.views.composer.given import (
    NOW,
    OTHER,
    SUMMARY,
    compose,
    field_of,
    notice_of,
    with_pips,
)

_RETURN = Qt.Key.Key_Return
_TAB = Qt.Key.Key_Tab
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def reply(id_: int, title: str, *texts: str) -> QuickReply:
    content = ReplyContent(title, ("物流",), tuple(map(ReplyText, texts)))
    return QuickReply(id_, f"{id_:032x}", 1, content, 1, "周晓", "周晓", NOW)


PARCEL = reply(1, "物流查询", "包裹在路上")
SIZES = reply(2, "尺码", "您穿{填:尺码}，发往{填:城市}")
FOUND = (FoundReply(PARCEL, line="包裹在路上"), FoundReply(SIZES, line="您穿"))


@dataclass
class Wishes:
    """What the writing of replies has asked for."""

    asked: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    chosen: list[tuple[int, ReplyWish]] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def on_chosen(self, chosen: QuickReply, wish: ReplyWish) -> None:
        """Record a choice."""
        self.chosen.append((chosen.id, wish))


@pytest.fixture
def shown(composer: ComposerView, qtbot: QtBot) -> ComposerView:
    """A composer on screen, with the keyboard in its field."""
    composer.resize(732, 400)
    with qtbot.waitExposed(composer):
        composer.show()
    composer.activateWindow()
    composer.focus_field()
    return composer


@pytest.fixture
def wishes(shown: ComposerView) -> Wishes:
    """What it asks for."""
    wishes = Wishes()
    writing = shown.replies
    writing.asked.connect(wishes.asked.append)
    writing.suggestion_wanted.connect(wishes.suggested.append)
    writing.chosen.connect(wishes.on_chosen)
    writing.new_requested.connect(wishes.new.append)
    return wishes


def list_open(composer: ComposerView, typed: str = "wl") -> None:
    """Type a slash and letters, and answer."""
    QTest.keyClicks(field_of(composer), f"/{typed}")
    composer.replies.show_asked(typed, FOUND)
    assert composer.replies.list.isVisible()


def test_every_letter_after_a_slash_is_asked_for(shown: ComposerView, wishes: Wishes):
    QTest.keyClicks(field_of(shown), "/wl")
    assert wishes.asked == ["", "w", "wl"]


def test_an_answer_to_older_letters_is_not_shown(shown: ComposerView, wishes: Wishes):
    QTest.keyClicks(field_of(shown), "/wl")
    shown.replies.show_asked("w", FOUND)
    assert not shown.replies.list.isVisible()


def test_words_of_an_input_method_are_looked_for_once_they_are_committed(
    shown: ComposerView, wishes: Wishes
):
    field = field_of(shown)
    QTest.keyClicks(field, "/")
    compose(field, "wu'liu")
    assert wishes.asked == [""]
    compose(field, "", commit="物流")
    assert wishes.asked == ["", "物流"]


def test_a_line_of_an_input_method_may_bring_a_suggestion(
    shown: ComposerView, wishes: Wishes
):
    field = field_of(shown)
    compose(field, "wu'liu")
    compose(field, "", commit="物流")
    assert wishes.suggested == ["物流"]


def test_the_enter_that_ends_a_composition_neither_inserts_nor_sends(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    list_open(shown)
    field = field_of(shown)
    compose(field, "ma")
    QTest.keyClick(field, _RETURN)
    compose(field, "", commit="吗")
    QTest.keyClick(field, _RETURN)
    assert (wishes.chosen, heard.sent) == ([], [])


def test_enter_inserts_and_ctrl_enter_sends_what_is_marked(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    list_open(shown)
    field = field_of(shown)
    QTest.keyClick(field, _RETURN)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, _RETURN, _CTRL)
    assert wishes.chosen == [(1, ReplyWish.INSERT), (2, ReplyWish.SEND)]
    assert heard.sent == []


def test_a_digit_sends_only_out_of_a_list_that_has_stood_still(
    shown: ComposerView, wishes: Wishes, qtbot: QtBot
):
    list_open(shown)
    field = field_of(shown)
    QTest.keyClick(field, Qt.Key.Key_2, _ALT)
    assert wishes.chosen == []
    qtbot.waitUntil(lambda: shown.replies.list.steady)
    QTest.keyClick(field, Qt.Key.Key_2, _ALT)
    QTest.keyClick(field, Qt.Key.Key_1, _ALT | _SHIFT)
    assert wishes.chosen == [(2, ReplyWish.SEND), (1, ReplyWish.APPEND)]


def test_what_is_pressed_while_another_conversation_opens_chooses_nothing(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    list_open(shown)
    field = field_of(shown)
    shown.hold_keys()
    QTest.keyClick(field, _RETURN, _CTRL)
    QTest.keyClick(field, _RETURN)
    assert wishes.chosen == []
    shown.show_conversation(OTHER, "")
    assert (wishes.chosen, heard.sent, shown.text()) == ([], [], "")
    assert not shown.replies.list.isVisible()


def test_an_enter_before_the_answer_waits_and_inserts_what_is_found(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    field = field_of(shown)
    QTest.keyClicks(field, "/wl")
    QTest.keyClick(field, _RETURN, _CTRL)
    assert (wishes.chosen, heard.sent) == ([], [])
    shown.replies.show_asked("wl", FOUND)
    assert wishes.chosen == [(1, ReplyWish.INSERT)]
    assert heard.sent == []


def test_an_enter_before_the_answer_counts_only_for_the_letters_it_followed(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    field = field_of(shown)
    QTest.keyClicks(field, "/w")
    QTest.keyClick(field, _RETURN)
    QTest.keyClicks(field, "l")
    shown.replies.show_asked("wl", FOUND)
    assert (wishes.chosen, heard.sent) == ([], [])


def test_a_digit_sends_nothing_out_of_a_list_of_other_letters(
    shown: ComposerView, wishes: Wishes, qtbot: QtBot
):
    list_open(shown)
    qtbot.waitUntil(lambda: shown.replies.list.steady)
    QTest.keyClicks(field_of(shown), "x")
    QTest.keyClick(field_of(shown), Qt.Key.Key_1, _ALT)
    assert wishes.chosen == []


def test_escape_while_nothing_is_known_yet_lets_the_letters_leave(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    field = field_of(shown)
    QTest.keyClicks(field, "/ok")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, _RETURN)
    assert heard.sent == [(SUMMARY.id, "/ok", False)]


@pytest.mark.parametrize("typed", ["https://a.cn/wl", "1/2", "and/or"])
def test_a_slash_within_words_asks_for_nothing(
    shown: ComposerView, wishes: Wishes, heard: Heard, typed: str
):
    QTest.keyClicks(field_of(shown), typed)
    QTest.keyClick(field_of(shown), _RETURN)
    assert wishes.asked == []
    assert heard.sent == [(SUMMARY.id, typed, False)]


def test_a_click_inserts(shown: ComposerView, wishes: Wishes):
    list_open(shown)
    rows = shown.replies.list.list
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wishes.chosen == [(2, ReplyWish.INSERT)]
    assert field_of(shown).hasFocus()


def test_the_button_asks_at_the_cursor(shown: ComposerView, wishes: Wishes):
    QTest.keyClicks(field_of(shown), "well")
    shown.tools.reply_button.click()
    assert (shown.text(), wishes.asked) == ("well /", [""])


def test_the_list_stays_above_the_tools_when_the_composer_grows(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(732, 600)
    column = QVBoxLayout(window)
    column.addStretch(1)
    shown = ComposerView(theme_named("light"), NOW, window)
    shown.show_conversation(SUMMARY, "")
    column.addWidget(shown)
    with qtbot.waitExposed(window):
        window.show()

    def top() -> int:
        return shown.tools.mapTo(window, QPoint(0, 0)).y()

    list_open(shown)
    before, bottom = top(), shown.replies.list.geometry().bottom()
    assert bottom < before
    card = Text("goes along")
    along = Attachment(9, SUMMARY.id, PreparedKind.TEXT, "", 0, Fits(), card)
    shown.parts.set_faces(SUMMARY.id, (face_of(along),))
    qtbot.waitUntil(lambda: top() < before)
    assert before - top() == bottom - shown.replies.list.geometry().bottom()


def test_the_list_goes_with_its_composer_out_of_a_window_that_stays(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    shown = ComposerView(theme_named("light"), NOW, window)
    shown.show_conversation(SUMMARY, "")
    window.show()
    list_open(shown)
    assert len(window.findChildren(ReplyList)) == 1
    shown.deleteLater()
    qtbot.waitUntil(lambda: not window.findChildren(ReplyList))


def test_a_long_text_that_goes_along_costs_what_it_becomes(shown: ComposerView):
    card = Text("长" * 1000)
    long = Attachment(9, SUMMARY.id, PreparedKind.TEXT, "", 0, Fits(), card)
    assert face_of(long).pieces == 2
    assert face_of(long).whole_text == card.text


def test_escape_closes_the_list_and_leaves_what_was_typed(
    shown: ComposerView, wishes: Wishes
):
    list_open(shown)
    field = field_of(shown)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClicks(field, "x")
    assert not shown.replies.list.isVisible()
    assert (shown.text(), wishes.asked[-1]) == ("/wlx", "wl")


def test_where_nothing_fits_enter_asks_for_a_new_reply(
    shown: ComposerView, wishes: Wishes
):
    field = field_of(shown)
    QTest.keyClicks(field, "/xyz")
    shown.replies.show_asked("xyz", ())
    QTest.keyClick(field, _RETURN)
    assert (wishes.new, shown.text()) == (["xyz"], "")


def test_inserting_takes_the_slash_out_and_undo_takes_all_of_it_back(
    shown: ComposerView, wishes: Wishes
):
    field_of(shown).insertPlainText("😊 ")
    list_open(shown)
    rendered = render("包裹{光标}在路上", VariableFacts())
    shown.replies.insert(rendered, asked=True, at_end=False)
    assert shown.text() == "😊 包裹在路上"
    assert field_of(shown).textCursor().position() == len("😊 包裹") + 1  # UTF-16
    field_of(shown).undo()
    assert shown.text() == "😊 /wl"


def test_what_is_appended_stands_on_a_line_of_its_own(shown: ComposerView):
    QTest.keyClicks(field_of(shown), "first")
    rendered = render("then", VariableFacts())
    shown.replies.insert(rendered, asked=False, at_end=True)
    assert shown.text() == "first\nthen"


def test_an_inserted_reply_brings_no_suggestion(shown: ComposerView, wishes: Wishes):
    rendered = render("包裹", VariableFacts())
    shown.replies.insert(rendered, asked=False, at_end=False)
    assert wishes.suggested == []


def test_a_stored_draft_brings_no_suggestion(shown: ComposerView, wishes: Wishes):
    shown.show_conversation(OTHER, "物流")
    assert wishes.suggested == []


def test_tab_takes_a_suggestion_and_escape_silences_them(
    shown: ComposerView, wishes: Wishes
):
    field = field_of(shown)
    QTest.keyClicks(field, "parcel")
    shown.replies.show_suggested("parcel", FOUND)
    assert shown.replies.list.mode is ListMode.SUGGESTED
    QTest.keyClick(field, _TAB)
    assert wishes.chosen == [(1, ReplyWish.INSERT)]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClicks(field, "s")
    assert (wishes.suggested[-1], shown.replies.silent) == ("parcel", True)


def test_enter_sends_what_was_typed_while_a_suggestion_stands_there(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    field = field_of(shown)
    QTest.keyClicks(field, "parcel")
    shown.replies.show_suggested("parcel", FOUND)
    QTest.keyClick(field, _RETURN)
    assert (heard.sent, wishes.chosen) == ([(SUMMARY.id, "parcel", False)], [])


def test_tab_goes_on_where_nothing_is_offered(shown: ComposerView, wishes: Wishes):
    field = field_of(shown)
    QTest.keyClicks(field, "parcel")
    QTest.keyClick(field, _TAB)
    assert (shown.text(), wishes.chosen) == ("parcel", [])
    assert not field.hasFocus()


def test_tab_jumps_through_the_places_and_none_may_be_left(
    shown: ComposerView, heard: Heard
):
    field = field_of(shown)
    text = SIZES.texts()[0]
    shown.replies.insert(render(text, VariableFacts()), asked=False, at_end=False)
    assert field.textCursor().selectedText() == "{填:尺码}"
    QTest.keyClick(field, _RETURN)
    assert (heard.sent, "Tab" in notice_of(shown)) == ([], True)
    QTest.keyClick(field, _TAB)
    assert field.textCursor().selectedText() == "{填:城市}"
    QTest.keyClick(field, Qt.Key.Key_Backtab, _SHIFT)
    QTest.keyClicks(field, "M")
    QTest.keyClick(field, _TAB)
    QTest.keyClicks(field, "X")
    assert (shown.text(), notice_of(shown)) == ("您穿M，发往X", "")
    QTest.keyClick(field, _RETURN)
    assert heard.sent == [(SUMMARY.id, "您穿M，发往X", False)]


def test_a_variable_without_a_value_keeps_its_text_from_leaving(
    shown: ComposerView, heard: Heard
):
    rendered = render("订单{订单号}", VariableFacts())
    shown.replies.insert(rendered, asked=False, at_end=False)
    QTest.keyClick(field_of(shown), _RETURN)
    assert (heard.sent, len(field_of(shown).extraSelections())) == ([], 1)


def test_a_stored_draft_with_a_gap_is_marked_and_kept(
    shown: ComposerView, heard: Heard
):
    shown.show_conversation(OTHER, "穿{填:尺码}")
    QTest.keyClick(field_of(shown), _RETURN)
    assert (heard.sent, len(field_of(shown).extraSelections())) == ([], 1)


def test_a_note_knows_neither_lists_nor_gaps(
    shown: ComposerView, wishes: Wishes, heard: Heard
):
    shown.set_mode(WritingMode.NOTE)
    QTest.keyClicks(field_of(shown), "/wl {")
    field_of(shown).insertPlainText("填:尺码}")
    QTest.keyClick(field_of(shown), _RETURN)
    assert (wishes.asked, heard.sent[0][1]) == ([], "/wl {填:尺码}")


def test_a_text_that_goes_along_comes_back_into_the_field_to_be_changed(
    shown: ComposerView, heard: Heard
):
    source = ContentSource(reply_id=2, reply_version=1)
    card = Text("穿{填:尺码}")
    attachment = Attachment(
        9, SUMMARY.id, PreparedKind.TEXT, "", 0, Fits(), card, source
    )
    taken: list[tuple[object, object]] = []
    shown.parts.text_taken.connect(lambda *each: taken.append(each))
    QTest.keyClicks(field_of(shown), "first")
    shown.parts.set_faces(SUMMARY.id, (face_of(attachment),))
    QTest.keyClick(field_of(shown), _RETURN)
    assert (heard.sent, "Tab" in notice_of(shown)) == ([], True)
    (chip,) = shown.strip.chips
    QTest.mouseDClick(chip, Qt.MouseButton.LeftButton)
    assert (shown.text(), shown.strip.chips) == ("first\n穿{填:尺码}", ())
    assert taken == [(SUMMARY.id, source)]


def test_what_cannot_leave_is_said_before_anything_is_taken_out(shown: ComposerView):
    shown.set_summary(with_pips(2))
    assert (shown.why_not(2), "3" in shown.why_not(3)) == ("", True)
    shown.set_summary(with_pips(0))
    assert (shown.why_not(0), bool(shown.why_not(1))) == ("", True)
    shown.set_summary(replace(SUMMARY, service_state=ServiceState.ENDED))
    assert shown.why_not(0)
