"""The timeline goes to a message, to what is unread, and back to where one was."""

from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.newest_pill import NewestPill
from tests.views.timeline.builders import CONVERSATION, message, messages
from tests.views.timeline.conftest import Stage


def pill(stage: Stage) -> NewestPill:
    return stage.view.findChildren(NewestPill)[0]


def test_a_message_is_brought_into_sight_and_becomes_the_current_one(stage: Stage):
    stage.page(messages(1, 300))
    assert stage.view.show_message(40)
    stage.settle()
    assert 40 in stage.ids_in_sight()
    current = stage.view.current_message()
    assert current is not None
    assert current.id == 40


def test_a_message_that_is_not_loaded_moves_nothing(stage: Stage):
    stage.page(messages(1, 50))
    before = stage.ids_in_sight()
    assert not stage.view.show_message(404)
    stage.settle()
    assert stage.ids_in_sight() == before


def test_many_unread_messages_begin_at_the_top(stage: Stage):
    stage.model.set_page(CONVERSATION, messages(1, 300), has_older=False,
                         has_newer=False)  # fmt: skip
    stage.view.mark_unread(100, 201)
    assert stage.view.to_first_unread()
    stage.settle()
    assert 100 in stage.ids_in_sight()[:2]
    assert not pill(stage).isHidden()


def test_a_glimpse_offers_no_way_to_the_newest(stage: Stage):
    for goes_on in (True, False):
        stage.view.set_context(TimelineContext(goes_on=goes_on))
        stage.page(messages(1, 300))
        stage.view.show_message(40)
        stage.settle()
        assert pill(stage).isHidden() is not goes_on


def test_few_unread_messages_leave_the_newest_in_sight(stage: Stage):
    stage.model.set_page(CONVERSATION, messages(1, 300), has_older=False,
                         has_newer=False)  # fmt: skip
    stage.view.mark_unread(299, 2)
    stage.view.to_first_unread()
    stage.settle()
    assert stage.ids_in_sight()[-1] == 300
    assert pill(stage).isHidden()


def test_the_count_below_goes_down_as_one_reads(stage: Stage):
    stage.model.set_page(CONVERSATION, messages(1, 300), has_older=False,
                         has_newer=False)  # fmt: skip
    stage.view.mark_unread(100, 201)
    stage.view.to_first_unread()
    stage.settle()
    shown = [pill(stage).text()]
    for _ in range(5):
        stage.scroll(300)
        shown.append(pill(stage).text())
    counts = [int("".join(filter(str.isdigit, words))) for words in shown]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] > 0
    last = stage.ids_in_sight()[-1]
    assert counts[-1] == 300 - last


def test_the_line_of_the_new_messages_stands_above_one_message_only(stage: Stage):
    stage.page(messages(1, 20))
    before = {key: stage.top_of(key) for key in stage.ids_in_sight()}
    stage.view.mark_unread(15, 6)
    stage.settle()
    after = {key: stage.top_of(key) for key in stage.ids_in_sight()}
    # The bottom stays at the bottom: what is above the line has moved up.
    assert after[15] == before[15]
    assert (after[14] or 0) < (before[14] or 0)
    stage.view.mark_unread(None)
    stage.settle()
    assert {key: stage.top_of(key) for key in stage.ids_in_sight()} == before


def test_a_reader_comes_back_to_where_the_message_stood(stage: Stage):
    stage.page(messages(1, 300))
    stage.scroll(-2345)
    place = stage.view.reading_place()
    assert place is not None
    tops = {key: stage.top_of(key) for key in stage.ids_in_sight()}
    stage.page([message(900)])
    assert stage.view.reading_place() is None
    stage.page(messages(1, 300))
    stage.view.return_to(place)
    stage.settle()
    assert {key: stage.top_of(key) for key in stage.ids_in_sight()} == tops


def test_at_the_newest_message_there_is_no_place_to_come_back_to(stage: Stage):
    stage.page(messages(1, 300))
    assert stage.view.reading_place() is None


def test_marks_of_a_search_change_what_is_painted(stage: Stage):
    stage.page([message(1, "羽绒服太大了"), message(2, "好的")])
    plain = stage.view.viewport().grab().toImage()
    stage.view.mark_words(("羽绒服",), 1)
    marked = stage.view.viewport().grab().toImage()
    assert marked != plain
    stage.view.mark_words((), None)
    assert stage.view.viewport().grab().toImage() == plain
