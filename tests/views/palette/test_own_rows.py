"""Commands, settings and filters are offered by their words, in both languages."""

from collections.abc import Iterator

import pytest

from desktop.models.search import Filter, FilterName
from desktop.views.palette.own_rows import (
    command_rows,
    filter_name_rows,
    filter_rows,
    settings_rows,
)
from desktop.views.palette.palette_rows import OpenSettings, RunCommand, TakeFilter
from desktop.views.settings.sections import Section
from desktop.views.theme.language import set_language
from desktop.views.window.keys import KEYS, Command


@pytest.fixture
def english() -> Iterator[None]:
    """The interface speaks English for one test."""
    set_language("en")
    yield
    set_language("zh")


def test_every_command_of_the_window_is_offered_but_those_of_a_field() -> None:
    offered = {row.choice.command for row in command_rows(())
               if isinstance(row.choice, RunCommand)}  # fmt: skip
    expected = {each.command for each in KEYS if not each.in_field}
    assert offered == expected - {Command.PALETTE, Command.STEP_BACK}


def test_a_command_is_found_by_parts_of_its_name_with_marks() -> None:
    (row,) = command_rows(("跳到", "日期"))
    assert row.choice == RunCommand(Command.GO_TO_DAY)
    assert row.title.marks == ((0, 2), (2, 2))


def test_a_command_is_found_by_its_english_name_in_any_language() -> None:
    rows = command_rows(("first", "unread"))
    assert [row.choice for row in rows] == [RunCommand(Command.FIRST_UNREAD)]


def test_settings_are_found_by_what_they_hold_and_not_without_words() -> None:
    assert [row.choice for row in settings_rows(("深色",))] == [
        OpenSettings(Section.LOOKS.value)
    ]
    assert settings_rows(()) == ()


@pytest.mark.parametrize("place", Section)
def test_every_place_of_the_settings_can_be_found(place: Section) -> None:
    found = [row.choice for row in settings_rows((place.value,))]
    assert OpenSettings(place.value) in found


def test_a_filter_is_completed_with_what_contains_the_words() -> None:
    typing = Filter(FilterName.ACCOUNT, "南京", 0, 5)
    rows = filter_rows(typing, ("旗舰店客服", "南京路店"))
    assert [row.choice for row in rows] == [TakeFilter(FilterName.ACCOUNT, "南京路店")]


def test_the_name_of_a_filter_is_offered_by_its_beginning() -> None:
    assert [row.choice for row in filter_name_rows("账")] == [
        TakeFilter(FilterName.ACCOUNT, "")
    ]
    assert filter_name_rows("") == ()


def test_times_and_kinds_are_offered_in_the_language_of_the_interface(
    english: None,
) -> None:
    times = filter_rows(Filter(FilterName.TIME, "", 0, 5), ())
    kinds = filter_rows(Filter(FilterName.KIND, "im", 0, 7), ())
    assert TakeFilter(FilterName.TIME, "today") in [row.choice for row in times]
    assert [row.choice for row in kinds] == [TakeFilter(FilterName.KIND, "image")]
