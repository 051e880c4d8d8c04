"""How wide columns may be drawn, and what a window with less room makes of it."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.column_widths import (
    LIST_LIMITS,
    PANEL_LIMITS,
    USUAL_LIST,
    USUAL_PANEL,
    ColumnWidths,
    fitting,
)


@given(st.integers(), st.integers())
def test_no_width_leaves_its_limits(wide: int, panel: int):
    widths = ColumnWidths(wide, panel)
    assert LIST_LIMITS[0] <= widths.list <= LIST_LIMITS[1]
    assert PANEL_LIMITS[0] <= widths.panel <= PANEL_LIMITS[1]


def test_the_usual_widths_are_within_the_limits():
    assert ColumnWidths() == ColumnWidths(USUAL_LIST, USUAL_PANEL)


def test_lack_of_room_takes_what_was_added_and_no_more():
    assert fitting(500, 312, 400) == 400
    assert fitting(500, 312, 100) == 312
    assert fitting(250, 312, 100) == 250
    assert fitting(500, 312, 900) == 500
