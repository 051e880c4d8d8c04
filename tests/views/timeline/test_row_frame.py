"""Grouping by sender and minute, and day lines."""

from datetime import timedelta

from desktop.models.content import Entered
from desktop.models.customer import EntryScene
from desktop.models.message import Message, Origin
from desktop.models.send_state import SendState
from desktop.views.timeline.row_frame import RowFrame, frame_of
from tests.views.timeline.builders import NOON, answer, message


def frames(*row: Message) -> list[RowFrame]:
    around = [None, *row, None]
    return [
        frame_of(item, before, after)
        for before, item, after in zip(around, row, around[2:], strict=False)
    ]


def test_messages_of_one_sender_and_minute_share_avatar_and_line():
    first, second, third = frames(message(1), message(2), message(3))
    assert (first.opens_group, first.closes_group) == (True, False)
    assert (second.opens_group, second.closes_group) == (False, False)
    assert (third.opens_group, third.closes_group) == (False, True)


def test_another_minute_begins_a_group():
    later = message(2, at=NOON + timedelta(minutes=1))
    first, second = frames(message(1), later)
    assert first.closes_group
    assert second.opens_group
    assert not second.opens_day


def test_another_sender_begins_a_group():
    first, second = frames(message(1), answer(2, SendState.ACCEPTED))
    assert first.closes_group
    assert second.opens_group


def test_two_operators_are_two_groups():
    first, second = frames(
        answer(1, SendState.ACCEPTED), answer(2, SendState.ACCEPTED, sender="李雷")
    )
    assert first.closes_group
    assert second.opens_group


def test_answers_that_stand_differently_are_two_groups():
    first, second = frames(answer(1, SendState.ACCEPTED), answer(2, SendState.SENDING))
    assert first.closes_group
    assert second.opens_group


def test_each_answer_with_something_to_click_stands_alone():
    for state in (SendState.FAILED, SendState.UNCONFIRMED, SendState.QUEUED):
        first, second = frames(answer(1, state), answer(2, state))
        assert first.closes_group
        assert second.opens_group


def test_an_event_between_two_messages_parts_them():
    event = message(2, Entered(EntryScene()), Origin.SYSTEM)
    first, _, third = frames(message(1), event, message(3))
    assert first.closes_group
    assert third.opens_group


def test_each_note_stands_alone():
    notes = (message(number, "注意", Origin.NOTE) for number in (1, 2))
    first, second = frames(*notes)
    assert first.closes_group
    assert second.opens_group


def test_a_day_line_stands_at_the_start_and_where_the_day_changes():
    tomorrow = message(3, at=NOON + timedelta(days=1))
    assert [frame.opens_day for frame in frames(message(1), message(2), tomorrow)] == [
        True,
        False,
        True,
    ]
