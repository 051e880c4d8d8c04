"""Where a message stands, whose time WeCom gives in whole seconds."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.message import next_position


def test_a_question_of_the_second_of_our_answer_comes_after_it() -> None:
    assert next_position(5_000, 5_300) == 5_301


def test_messages_of_one_second_keep_their_order() -> None:
    assert next_position(5_000, 5_000) == 5_001


def test_a_late_message_goes_where_its_time_says() -> None:
    assert next_position(5_000, 9_000) == 5_000


def test_a_new_second_begins_at_its_first_millisecond() -> None:
    assert next_position(6_000, 5_300) == 6_000


@given(st.lists(st.integers(1, 50), max_size=900))
def test_what_comes_in_order_stays_in_order(seconds: list[int]) -> None:
    positions, latest = [], 0
    for second in sorted(seconds):
        latest = next_position(second * 1000, latest)
        positions.append(latest)
    assert all(first < second for first, second in pairwise(positions))
