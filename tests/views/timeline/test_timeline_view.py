"""The timeline on the screen: what it paints, tells and asks for, and when it moves."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.content import Entered
from desktop.models.customer import EntryScene
from desktop.models.message import Message, Origin
from desktop.models.send_state import SendState
from desktop.views.theme.style import theme_named
from desktop.views.timeline.message_face import TimelineContext
from tests.views.timeline.builders import (
    CONVERSATION,
    NOON,
    answer,
    message,
    messages,
)
from tests.views.timeline.conftest import Stage


def minutes(first: int, last: int) -> list[Message]:
    """Return messages a minute apart, so that each has a line below it."""
    return [
        message(number, at=NOON + timedelta(minutes=number - 200))
        for number in range(first, last + 1)
    ]


def pill(stage: Stage) -> QPushButton:
    found = stage.view.viewport().findChild(QPushButton, "newest_pill")
    assert isinstance(found, QPushButton)
    return found


def test_a_page_shows_its_newest_messages(stage: Stage):
    stage.page(messages(1, 50))
    assert stage.ids_in_sight()[-1] == 50


def test_few_messages_stand_at_the_top(stage: Stage):
    stage.page(messages(1, 2))
    top = stage.top_of(1)
    assert top is not None
    assert top < 60


def test_each_message_is_told_as_painted_once_and_only_when_in_sight(stage: Stage):
    stage.page(minutes(1, 50))
    in_sight = stage.ids_in_sight()
    assert sorted(map(int, map(str, stage.told.painted))) == in_sight
    stage.settle()
    stage.scroll(-60)
    stage.scroll(60)
    assert len(stage.told.painted) == len(set(stage.told.painted))


def test_a_new_message_is_painted_by_the_paint_that_follows(stage: Stage):
    stage.page(minutes(1, 50))
    stage.model.upsert(minutes(51, 51))
    assert 51 not in stage.told.painted
    stage.view.viewport().repaint()
    assert stage.told.painted[-1] == 51


def test_only_rows_in_sight_are_laid_out(stage: Stage):
    stage.page(minutes(1, 1000))
    assert stage.view.layouts_built() <= 12


def test_an_append_lays_out_the_new_row_and_its_neighbour_only(stage: Stage):
    stage.page(minutes(1, 1000))
    before = stage.view.layouts_built()
    stage.model.upsert(minutes(1001, 1001))
    stage.settle()
    assert stage.view.layouts_built() - before <= 2


def test_a_changed_state_lays_out_one_row(stage: Stage):
    # Both states take one line: a row that shrinks would let another into sight.
    page = [*minutes(1, 50), answer(51, SendState.SENDING)]
    stage.page(page)
    before = stage.view.layouts_built()
    stage.model.upsert([answer(51, SendState.ACCEPTED)])
    stage.settle()
    assert stage.view.layouts_built() - before == 1


def test_a_burst_is_laid_out_once(stage: Stage):
    stage.page(minutes(1, 100))
    before = stage.view.layouts_built()
    for number in range(101, 301):
        stage.model.upsert(minutes(number, number))
    stage.settle()
    assert stage.view.layouts_built() - before <= 12


def test_the_end_stays_in_sight_while_the_reader_is_there(stage: Stage):
    stage.page(minutes(1, 50))
    stage.model.upsert(minutes(51, 53))
    stage.settle()
    assert stage.ids_in_sight()[-1] == 53
    assert not pill(stage).isVisible()


def test_nothing_moves_and_a_bar_counts_while_the_reader_is_further_up(stage: Stage):
    stage.page(minutes(1, 50))
    stage.scroll(-300)
    before = {key: stage.top_of(key) for key in stage.ids_in_sight()}
    stage.model.upsert(minutes(51, 53))
    stage.settle()
    assert {key: stage.top_of(key) for key in stage.ids_in_sight()} == before
    assert pill(stage).isVisible()
    assert pill(stage).text() == "新消息 3 ↓"


def test_events_and_answers_of_ours_are_no_new_messages(stage: Stage):
    stage.page(minutes(1, 50))
    stage.scroll(-150)
    event = message(51, Entered(EntryScene()), Origin.SYSTEM)
    stage.model.upsert([event, answer(52, SendState.ACCEPTED)])
    stage.settle()
    assert not pill(stage).isVisible()


def test_the_bar_leads_to_the_end_and_vanishes(stage: Stage, qtbot: QtBot):
    stage.page(minutes(1, 50))
    stage.scroll(-300)
    stage.model.upsert(minutes(51, 51))
    stage.settle()
    qtbot.mouseClick(pill(stage), Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.ids_in_sight()[-1] == 51
    assert not pill(stage).isVisible()


def test_the_bar_asks_for_the_newest_page_where_it_is_not_loaded(
    stage: Stage, qtbot: QtBot
):
    stage.page(minutes(1, 50), has_newer=True)
    stage.model.upsert(minutes(90, 91))
    stage.settle()
    assert pill(stage).text() == "新消息 2 ↓"
    qtbot.mouseClick(pill(stage), Qt.MouseButton.LeftButton)
    assert stage.told.pages[-1] == "newest"


def test_an_answer_typed_here_leads_to_the_end(stage: Stage):
    stage.page(minutes(1, 50))
    stage.scroll(-300)
    stage.model.upsert([answer(-1, SendState.SAVING, position=10**9)])
    stage.settle()
    assert stage.ids_in_sight()[-1] == -1


def test_older_messages_come_in_without_a_jump(stage: Stage):
    stage.page(minutes(101, 150), has_older=True)
    stage.scroll(-10_000)
    before = {key: stage.top_of(key) for key in stage.ids_in_sight()}
    assert stage.told.pages == ["older"]
    stage.model.prepend_older(minutes(51, 100), has_older=True)
    stage.settle()
    for key, top in before.items():
        assert stage.top_of(key) == top


def test_older_messages_are_asked_for_once_until_they_came(stage: Stage):
    stage.page(minutes(101, 150), has_older=True)
    stage.scroll(-10_000)
    stage.scroll(5)
    stage.scroll(-5)
    assert stage.told.pages == ["older"]
    stage.model.prepend_older(minutes(98, 100), has_older=True)
    stage.settle()
    assert stage.told.pages == ["older", "older"]


def test_nothing_is_asked_for_at_an_end_without_a_gap(stage: Stage):
    stage.page(minutes(1, 3))
    stage.scroll(-100)
    assert stage.told.pages == []


def test_newer_messages_come_in_without_a_jump(stage: Stage):
    stage.page(minutes(1, 50), has_newer=True)
    stage.scroll(10_000)
    before = stage.top_of(48)
    assert "newer" in stage.told.pages
    stage.model.append(minutes(51, 80))
    stage.settle()
    assert stage.top_of(48) == before


def test_a_new_width_keeps_the_reader_at_the_same_message(stage: Stage):
    stage.page([message(n, "这件羽绒服还有货吗？" * 6) for n in range(1, 100)])
    stage.scroll(-900)
    first = stage.ids_in_sight()[0]
    stage.view.resize(420, 400)
    stage.settle()
    assert stage.ids_in_sight()[0] == first


def test_a_larger_font_and_another_theme_lay_out_again(stage: Stage):
    stage.page(minutes(1, 50))
    font = QFont(stage.view.font())
    font.setPixelSize(16)
    stage.view.setFont(font)
    stage.settle()
    assert stage.ids_in_sight()[-1] == 50
    before = stage.view.viewport().grab().toImage()
    stage.view.set_theme(theme_named("dark"))
    stage.settle()
    assert stage.view.viewport().grab().toImage() != before


def test_the_newest_incoming_message_in_sight_is_told_as_seen(
    stage: Stage, qtbot: QtBot
):
    with qtbot.waitActive(stage.view):
        stage.view.activateWindow()
    stage.page([*minutes(1, 50), answer(60, SendState.ACCEPTED)])
    stage.wait_until(lambda: stage.told.seen == [50])
    stage.scroll(-400)
    stage.scroll(400)
    assert stage.told.seen == [50]


def test_nothing_is_seen_while_another_window_is_active(stage: Stage, qtbot: QtBot):
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitActive(other):
        other.activateWindow()
    stage.page(minutes(1, 5))
    assert stage.told.painted
    assert stage.told.seen == []
    with qtbot.waitActive(stage.view):
        stage.view.activateWindow()
    stage.wait_until(lambda: stage.told.seen == [5])


def test_the_wait_runs_behind_the_last_incoming_message(stage: Stage):
    stage.page(minutes(1, 3))
    context = TimelineContext("林小满", "wm1", "旗舰店", waiting_since=NOON)
    stage.view.set_context(context)
    stage.settle()
    before = stage.view.viewport().grab().toImage()
    built = stage.view.layouts_built()
    stage.view.tick(NOON + timedelta(seconds=83))
    stage.settle()
    assert stage.view.viewport().grab().toImage() != before
    assert stage.view.layouts_built() == built


def test_the_keyboard_moves_from_message_to_message(stage: Stage, qtbot: QtBot):
    stage.page(minutes(1, 50))
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    current = stage.view.current_message()
    assert current is not None
    assert current.id == 50
    for key, expected in (
        (Qt.Key.Key_Up, 49),
        (Qt.Key.Key_Up, 48),
        (Qt.Key.Key_Down, 49),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_End, 50),
    ):
        QTest.keyClick(stage.view, key)
        stage.settle()
        current = stage.view.current_message()
        assert current is not None
        assert current.id == expected
        assert expected in stage.ids_in_sight()


def test_pages_of_the_keyboard_go_further_than_one_message(stage: Stage):
    stage.page(minutes(1, 50))
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stage.view, Qt.Key.Key_PageUp)
    current = stage.view.current_message()
    assert current is not None
    assert current.id < 48


def test_the_current_message_is_spoken(stage: Stage):
    stage.view.set_context(TimelineContext("林小满", "wm1", "旗舰店"))
    stage.page([message(1, "有货吗"), answer(2, SendState.FAILED)])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert "发送失败" in stage.view.accessibleDescription()
    QTest.keyClick(stage.view, Qt.Key.Key_Up)
    assert stage.view.accessibleDescription() == "林小满：有货吗 12:00"
    assert stage.view.accessibleName() == "消息记录"


def test_a_day_that_ends_renames_the_days(stage: Stage):
    stage.page(minutes(1, 3))
    built = stage.view.layouts_built()
    stage.view.tick(NOON + timedelta(hours=1))
    stage.settle()
    assert stage.view.layouts_built() == built
    stage.view.tick(NOON + timedelta(days=1))
    stage.settle()
    assert stage.view.layouts_built() > built


def test_another_conversation_begins_at_its_end(stage: Stage):
    stage.page(minutes(1, 50))
    stage.scroll(-500)
    stage.told.painted.clear()
    stage.page(minutes(100, 150))
    assert stage.ids_in_sight()[-1] == 150
    assert 150 in stage.told.painted


def test_nothing_is_told_while_the_timeline_is_hidden(stage: Stage):
    stage.view.hide()
    stage.model.set_page(CONVERSATION, minutes(1, 9), has_older=True, has_newer=False)
    for _ in range(3):
        QApplication.processEvents()
    assert stage.told.pages == []
    assert stage.told.painted == []
