"""The reader's place: it never jumps, and only rows in sight are measured."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.views.timeline.row_stack import PlacedRow, RowStack

SCREEN = 400


class Rows:
    """Rows with heights of their own, and a count of the measurements."""

    def __init__(self, heights: list[int]) -> None:
        self.heights = heights
        self.measured = 0

    def measure(self, row: int) -> int:
        self.measured += 1
        return self.heights[row]


def stack_of(heights: list[int]) -> tuple[RowStack, Rows]:
    rows = Rows(heights)
    stack = RowStack(rows.measure)
    stack.reset(len(heights))
    return stack, rows


def top_of(placed: list[PlacedRow], row: int) -> int:
    return next(item.top for item in placed if item.row == row)


def test_a_new_stack_shows_its_end():
    stack, _ = stack_of([100] * 50)
    placed = stack.settle(SCREEN)
    assert placed[-1].row == 49
    assert placed[-1].top + 100 == SCREEN - 14
    assert stack.at_bottom


def test_few_rows_begin_at_the_top():
    stack, _ = stack_of([100, 50])
    assert stack.settle(SCREEN) == [PlacedRow(0, 14, 100), PlacedRow(1, 114, 50)]
    assert stack.offset() == 0


def test_an_empty_stack_places_nothing():
    stack, _ = stack_of([])
    assert stack.settle(SCREEN) == []


def test_only_rows_in_sight_are_measured_however_many_there_are():
    stack, rows = stack_of([100] * 1000)
    stack.settle(SCREEN)
    assert rows.measured <= 6
    stack.scroll_by(-100)
    stack.settle(SCREEN)
    assert rows.measured <= 8


def test_a_row_is_measured_once():
    stack, rows = stack_of([100] * 10)
    stack.settle(SCREEN)
    before = rows.measured
    stack.settle(SCREEN)
    assert rows.measured == before


def test_appending_costs_one_measurement_at_the_end():
    stack, rows = stack_of([100] * 1000)
    stack.settle(SCREEN)
    before = rows.measured
    rows.heights.append(80)
    stack.insert(1000, 1)
    placed = stack.settle(SCREEN)
    assert rows.measured == before + 1
    assert placed[-1] == PlacedRow(1000, SCREEN - 14 - 80, 80)


def test_appending_moves_nothing_while_the_reader_is_further_up():
    stack, rows = stack_of([100] * 50)
    stack.settle(SCREEN)
    stack.scroll_by(-1000)
    before = stack.settle(SCREEN)
    rows.heights.append(80)
    stack.insert(50, 1)
    assert stack.settle(SCREEN) == before


def test_older_rows_above_move_nothing_in_sight():
    stack, rows = stack_of([90] * 20)
    stack.settle(SCREEN)
    stack.scroll_by(-10_000)
    before = stack.settle(SCREEN)
    assert before[0].row == 0
    rows.heights[0:0] = [37] * 30
    stack.insert(0, 30)
    after = stack.settle(SCREEN)
    assert top_of(after, 32) == top_of(before, 2)


def test_a_top_that_shrinks_moves_nothing_below_it():
    stack, rows = stack_of([90] * 20)
    stack.settle(SCREEN)
    stack.scroll_by(-10_000)
    before = stack.settle(SCREEN)
    rows.heights[0:1] = [50, 60]
    stack.insert(0, 1)
    stack.remeasure_top(1)
    after = stack.settle(SCREEN)
    assert top_of(after, 2) == top_of(before, 1)


def test_scrolling_up_over_unmeasured_rows_moves_by_exactly_the_step():
    stack, _ = stack_of([30, 250, 41, 180, 77, 300] * 20)
    before = stack.settle(SCREEN)
    for _ in range(60):
        stack.scroll_by(-35)
        after = stack.settle(SCREEN)
        shared = {item.row for item in before} & {item.row for item in after}
        for row in shared:
            assert top_of(after, row) == top_of(before, row) + 35
        before = after


def test_scrolling_stops_at_both_ends():
    stack, _ = stack_of([100] * 10)
    stack.settle(SCREEN)
    stack.scroll_by(-99_999)
    assert stack.settle(SCREEN)[0] == PlacedRow(0, 14, 100)
    stack.scroll_by(99_999)
    assert stack.settle(SCREEN)[-1] == PlacedRow(9, SCREEN - 114, 100)
    assert stack.at_bottom


def test_coming_back_to_the_end_sticks_to_it_again():
    stack, rows = stack_of([100] * 10)
    stack.settle(SCREEN)
    stack.scroll_by(-50)
    stack.settle(SCREEN)
    assert not stack.at_bottom
    stack.scroll_by(50)
    stack.settle(SCREEN)
    rows.heights.append(70)
    stack.insert(10, 1)
    assert stack.settle(SCREEN)[-1].row == 10


def test_held_rows_do_not_follow_what_is_added_at_the_end():
    stack, rows = stack_of([100] * 10)
    before = stack.settle(SCREEN)
    stack.hold()
    rows.heights += [100] * 5
    stack.insert(10, 5)
    after = stack.settle(SCREEN)
    assert top_of(after, 9) == top_of(before, 9)


def test_rows_dropped_above_move_nothing_in_sight():
    stack, rows = stack_of([100] * 50)
    stack.settle(SCREEN)
    stack.scroll_by(-500)
    before = stack.settle(SCREEN)
    del rows.heights[:20]
    stack.remove(0, 20)
    after = stack.settle(SCREEN)
    assert [(item.row + 20, item.top) for item in after] == [
        (item.row, item.top) for item in before
    ]


def test_a_dropped_anchor_passes_to_the_row_that_follows():
    stack, rows = stack_of([100] * 10)
    stack.settle(SCREEN)
    stack.scroll_by(-300)
    stack.settle(SCREEN)
    anchor = stack.anchor_row
    del rows.heights[anchor]
    stack.remove(anchor, 1)
    assert stack.anchor_row == anchor
    assert stack.settle(SCREEN)


def test_a_new_width_measures_again_only_what_is_seen():
    stack, rows = stack_of([100] * 1000)
    stack.settle(SCREEN)
    rows.heights = [140] * 1000
    rows.measured = 0
    stack.forget_all()
    stack.settle(SCREEN)
    assert rows.measured <= 5


def test_jumping_lands_near_the_offset_by_the_estimates():
    stack, _ = stack_of([62] * 1000)
    stack.settle(SCREEN)
    stack.jump_to(14 + 62 * 500 + 10)
    stack.settle(SCREEN)
    assert stack.anchor_row == 500
    assert stack.offset() == 14 + 62 * 500 + 10


def test_a_revealed_row_comes_fully_into_sight_from_both_sides():
    stack, _ = stack_of([90] * 50)
    stack.settle(SCREEN)
    stack.reveal(3, SCREEN)
    top = top_of(stack.settle(SCREEN), 3)
    assert top == 14
    stack.reveal(20, SCREEN)
    assert top_of(stack.settle(SCREEN), 20) == SCREEN - 14 - 90


def test_revealing_what_is_in_sight_moves_nothing():
    stack, _ = stack_of([90] * 50)
    before = stack.settle(SCREEN)
    stack.reveal(before[2].row, SCREEN)
    assert stack.settle(SCREEN) == before


heights = st.lists(st.integers(10, 900), min_size=1, max_size=40)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("scroll"), st.integers(-2000, 2000)),
        st.tuples(st.just("jump"), st.integers(0, 20_000)),
        st.tuples(st.just("insert"), st.integers(0, 40)),
        st.tuples(st.just("remove"), st.integers(0, 40)),
    ),
    max_size=12,
)


@given(heights, moves)
def test_the_screen_is_always_filled_without_gaps(
    heights: list[int], moves: list[tuple[str, int]]
):
    stack, rows = stack_of(heights)
    for kind, value in moves:
        if kind == "scroll":
            stack.scroll_by(value)
        elif kind == "jump":
            stack.jump_to(value)
        elif kind == "insert":
            row = min(value, len(rows.heights))
            rows.heights.insert(row, 55)
            stack.insert(row, 1)
        elif value < len(rows.heights) > 1:
            del rows.heights[value]
            stack.remove(value, 1)
        placed = stack.settle(SCREEN)
        for first, second in pairwise(placed):
            assert second.top == first.top + first.height
            assert second.row == first.row + 1
        assert placed[0].top <= 14
        bottom = placed[-1].top + placed[-1].height
        fits = sum(rows.heights) + 28 <= SCREEN
        assert bottom >= SCREEN - 14 or fits
