"""The outer pieces of JSON are found without judging what is inside."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.wecom.json_pieces import MalformedJsonError, elements, members

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.lists(JSON_VALUES))
def test_the_elements_of_any_array_are_its_elements(values: list[object]) -> None:
    assert [json.loads(piece) for piece in elements(json.dumps(values))] == values


@given(st.dictionaries(st.text(alphabet="abcdefg_", min_size=1), JSON_VALUES))
def test_the_members_of_any_object_are_its_members(values: dict[str, object]) -> None:
    found = members(json.dumps(values, indent=1))
    assert {name: json.loads(piece) for name, piece in found.items()} == values


@given(st.text())
def test_any_text_gives_pieces_or_the_one_error(text: str) -> None:
    for read in (elements, members):
        try:
            read(text)
        except MalformedJsonError:
            continue


def test_depth_costs_no_stack() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert elements(f"[1,{deep},2]") == ["1", deep, "2"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[", "[1", "[1}", '["]', "[1]]", "[1] x", "[[1]", "nonsense"]
)
def test_what_is_no_whole_array_is_refused(text: str) -> None:
    with pytest.raises(MalformedJsonError):
        elements(text)


def test_brackets_and_quotes_inside_strings_do_not_count() -> None:
    assert elements(r'["[\"]", "}\\", "," ]') == [r'"[\"]"', r'"}\\"', '","']
