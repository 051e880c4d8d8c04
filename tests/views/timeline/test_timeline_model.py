"""The window of messages: order, bounds, gaps and what it tells about changes."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.message import Message
from desktop.models.send_state import SendState
from desktop.views.timeline.timeline_model import TimelineModel
from tests.views.timeline.builders import (
    CONVERSATION,
    answer,
    message,
    messages,
)


class Mirror:
    """Follows a model by its signals alone, as the view does."""

    def __init__(self, model: TimelineModel) -> None:
        self.rows: list[int] = []
        self.events: list[tuple[str, int, int]] = []
        self.beyond: list[int] = []
        self.bounds_told = 0
        self._model = model
        model.page_set.connect(self._on_page_set)
        model.rows_inserted.connect(self._on_inserted)
        model.rows_removed.connect(self._on_removed)
        model.rows_changed.connect(self._on_changed)
        model.bounds_changed.connect(self._on_bounds)
        model.arrived_beyond.connect(self._on_beyond)

    def _on_page_set(self) -> None:
        self.rows = ids(self._model)
        self.events.append(("page", 0, len(self.rows)))

    def _on_inserted(self, first: int, count: int) -> None:
        self.rows[first:first] = ids(self._model)[first : first + count]
        self.events.append(("inserted", first, count))

    def _on_removed(self, first: int, count: int) -> None:
        del self.rows[first : first + count]
        self.events.append(("removed", first, count))

    def _on_changed(self, first: int, count: int) -> None:
        self.rows[first : first + count] = ids(self._model)[first : first + count]
        self.events.append(("changed", first, count))

    def _on_bounds(self) -> None:
        self.bounds_told += 1

    def _on_beyond(self, arrived: tuple[Message, ...]) -> None:
        self.beyond += [item.id for item in arrived]


def ids(model: TimelineModel) -> list[int]:
    return [model[row].id for row in range(len(model))]


def filled(
    first: int,
    last: int,
    *,
    has_older: bool = False,
    has_newer: bool = False,
    capacity: int = 1000,
) -> tuple[TimelineModel, Mirror]:
    model = TimelineModel(capacity=capacity)
    mirror = Mirror(model)
    page = messages(first, last)
    model.set_page(CONVERSATION, page, has_older=has_older, has_newer=has_newer)
    mirror.events.clear()
    return model, mirror


def test_a_page_is_ordered_by_position_and_then_by_id():
    model = TimelineModel()
    page = [message(3, position=5), message(2, position=5), message(9, position=1)]
    model.set_page(CONVERSATION, page, has_older=False, has_newer=False)
    assert ids(model) == [9, 2, 3]


def test_messages_of_another_conversation_are_not_taken_in():
    model, mirror = filled(1, 3)
    stranger = message(4, conversation_id=CONVERSATION + 1)
    model.upsert([stranger])
    model.append([stranger])
    model.prepend_older([stranger], has_older=False)
    assert ids(model) == [1, 2, 3]
    assert mirror.events == []


def test_older_messages_come_in_one_change_before_the_first():
    model, mirror = filled(51, 100, has_older=True)
    model.prepend_older(messages(1, 50), has_older=False)
    assert mirror.events == [("inserted", 0, 50)]
    assert not model.has_older
    assert mirror.bounds_told == 1


def test_a_page_that_overlaps_adds_each_message_once():
    model, _ = filled(51, 60, has_older=True)
    model.prepend_older(messages(45, 55), has_older=True)
    assert ids(model) == list(range(45, 61))


def test_an_appended_page_may_leave_a_gap_after_it():
    model, mirror = filled(1, 10, has_newer=True)
    model.append(messages(11, 20), has_newer=True)
    assert mirror.events == [("inserted", 10, 10)]
    assert model.has_newer
    model.append(messages(21, 22))
    assert not model.has_newer


def test_a_changed_message_is_told_as_one_changed_row():
    model, mirror = filled(1, 10)
    model.upsert([message(4, "改了")])
    assert mirror.events == [("changed", 3, 1)]


def test_a_message_that_did_not_change_is_not_told():
    model, mirror = filled(1, 10)
    model.upsert([message(4)])
    assert mirror.events == []


def test_a_late_message_goes_to_its_place():
    model, mirror = filled(1, 10)
    model.upsert([message(99, position=4500)])
    assert mirror.events == [("inserted", 4, 1)]
    assert ids(model)[4] == 99


def test_late_messages_at_two_places_are_two_changes():
    model, mirror = filled(1, 10)
    late = [message(n, position=p) for n, p in ((91, 2100), (92, 2200), (93, 7500))]
    model.upsert(reversed(late))
    assert mirror.events == [("inserted", 2, 2), ("inserted", 9, 1)]
    assert mirror.rows == ids(model)


def test_a_message_whose_position_changed_moves():
    model, mirror = filled(1, 5)
    model.upsert([replace(message(2), position=4500)])
    assert ids(model) == [1, 3, 4, 2, 5]
    assert mirror.rows == ids(model)


def test_new_messages_beyond_a_gap_are_told_but_not_taken_in():
    model, mirror = filled(1, 10, has_newer=True)
    model.upsert([message(30), message(31)])
    assert len(model) == 10
    assert mirror.beyond == [30, 31]


def test_late_messages_before_a_gap_wait_for_their_page():
    model, mirror = filled(51, 60, has_older=True)
    model.upsert([message(3)])
    assert len(model) == 10
    assert mirror.beyond == []


def test_a_late_message_before_the_very_first_is_taken_in():
    model, _ = filled(51, 60)
    model.upsert([message(3)])
    assert ids(model)[0] == 3


def test_the_first_message_of_an_empty_conversation_is_taken_in():
    model = TimelineModel()
    model.set_page(CONVERSATION, (), has_older=False, has_newer=False)
    model.upsert([message(1)])
    assert ids(model) == [1]


def test_live_messages_push_out_the_oldest_while_the_reader_is_at_the_end():
    model, mirror = filled(1, 20, capacity=20)
    model.upsert([message(21), message(22)])
    assert ids(model) == list(range(3, 23))
    assert model.has_older
    assert not model.has_newer
    assert mirror.rows == ids(model)


def test_live_messages_never_push_out_what_is_being_read():
    model, mirror = filled(1, 20, capacity=20)
    model.keep_near(2)
    model.upsert([message(21), message(22)])
    assert ids(model) == list(range(1, 21))
    assert model.has_newer
    assert mirror.rows == ids(model)


def test_older_pages_push_out_the_newest():
    model, _ = filled(51, 70, has_older=True, capacity=20)
    model.keep_near(51)
    model.prepend_older(messages(41, 50), has_older=True)
    assert ids(model) == list(range(41, 61))
    assert model.has_newer
    assert model.has_older


def test_newer_pages_push_out_the_oldest():
    model, _ = filled(1, 20, has_newer=True, capacity=20)
    model.keep_near(19)
    model.append(messages(21, 30), has_newer=True)
    assert ids(model) == list(range(11, 31))
    assert model.has_older


def test_a_stored_message_takes_the_place_of_the_provisional_one():
    model, mirror = filled(1, 3)
    model.upsert([answer(-1, SendState.SAVING, position=9000)])
    mirror.events.clear()
    model.replace(-1, answer(4, SendState.QUEUED, position=9000))
    assert mirror.events == [("changed", 3, 1)]
    assert ids(model) == [1, 2, 3, 4]
    assert model.row_of(-1) is None


def test_a_stored_message_that_came_first_by_the_feed_leaves_one_row():
    model, mirror = filled(1, 3)
    stored = answer(4, SendState.QUEUED, position=9000)
    model.upsert([answer(-1, SendState.SAVING, position=9000)])
    model.upsert([stored])
    model.replace(-1, stored)
    assert ids(model) == [1, 2, 3, 4]
    assert mirror.rows == ids(model)


def test_a_stored_message_with_another_position_moves_to_it():
    model, mirror = filled(1, 3)
    model.upsert([answer(-1, SendState.SAVING, position=2500)])
    model.replace(-1, answer(4, SendState.QUEUED, position=9000))
    assert ids(model) == [1, 2, 3, 4]
    assert mirror.rows == ids(model)


def test_a_removed_message_leaves_no_trace():
    model, mirror = filled(1, 3)
    model.remove([2, 77])
    assert ids(model) == [1, 3]
    assert mirror.events == [("removed", 1, 1)]
    assert model.row_of(2) is None


def test_another_conversation_replaces_everything():
    model, mirror = filled(1, 30)
    model.keep_near(3)
    model.set_page(None, (), has_older=False, has_newer=False)
    assert len(model) == 0
    assert mirror.events == [("page", 0, 0)]
    assert model.conversation_id is None


Change = Callable[[TimelineModel], None]
numbers = st.integers(1, 60)


def _changes() -> st.SearchStrategy[Change]:
    def upserted(batch: list[tuple[int, int]]) -> Change:
        made = [message(number, position=place) for number, place in batch]
        return lambda model: model.upsert(made)

    def prepended(batch: list[int]) -> Change:
        made = [message(number) for number in batch]
        return lambda model: model.prepend_older(made, has_older=bool(batch))

    def appended(batch: list[int]) -> Change:
        made = [message(number) for number in batch]
        return lambda model: model.append(made, has_newer=len(batch) % 2 == 0)

    def read(number: int) -> Change:
        return lambda model: model.keep_near(number)

    def removed(number: int) -> Change:
        return lambda model: model.remove([number])

    pairs = st.tuples(numbers, st.integers(0, 60_000))
    return st.one_of(
        st.lists(pairs, max_size=6).map(upserted),
        st.lists(numbers, max_size=6).map(prepended),
        st.lists(numbers, max_size=6).map(appended),
        numbers.map(read),
        numbers.map(removed),
    )


@given(st.lists(_changes(), max_size=12))
def test_order_bounds_and_signals_hold_whatever_happens(changes: list[Change]):
    model, mirror = filled(20, 30, has_older=True, capacity=15)
    for change in changes:
        change(model)
        keys = [(model[row].position, model[row].id) for row in range(len(model))]
        assert keys == sorted(set(keys))
        assert len(keys) <= 15
        assert mirror.rows == ids(model)
        assert all(model.row_of(key[1]) == row for row, key in enumerate(keys))
