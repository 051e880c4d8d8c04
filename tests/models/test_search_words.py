"""Found words are marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.bigrams import folded
from desktop.models.search_words import SNIPPET, holds, marks, snippet


def test_every_word_has_to_be_there() -> None:
    assert holds("这件羽绒服太大了，我想退货", ("羽绒服", "退货"))
    assert not holds("这件羽绒服太大了", ("羽绒服", "退货"))


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("我想退货，退货", ("退货",), ((2, 2), (5, 2))),
        ("ＷiFi有吗", ("wifi",), ((0, 4),)),
        ("羽绒服退货", ("羽绒服", "退货"), ((0, 5),)),
        ("aaa", ("aa",), ((0, 2),)),
        ("重5㎏的", ("kg",), ((2, 1),)),
        ("没有", ("退货",), ()),
        ("👌👌退", ("退",), ((2, 1),)),
    ],
)
def test_marks_are_places_of_the_shown_text(
    text: str, words: tuple[str, ...], found: tuple[tuple[int, int], ...]
) -> None:
    assert marks(text, words) == found


def test_a_long_line_is_cut_around_the_first_word() -> None:
    line, found = snippet("前" * 300 + "退货" + "后" * 300, ("退货",))
    assert len(line) == SNIPPET
    assert line[0] == line[-1] == "…"
    ((start, length),) = found
    assert line[start : start + length] == "退货"


def test_a_short_line_stays_whole() -> None:
    assert snippet("我想\n退货", ("退货",)) == ("我想 退货", ((3, 2),))


@given(st.text(max_size=200), st.text(min_size=1, max_size=5))
def test_marks_lie_in_the_text_in_order(text: str, word: str) -> None:
    line, found = snippet(text, (folded(word),))
    end = 0
    for start, length in found:
        assert end <= start < start + length <= len(line)
        end = start + length
