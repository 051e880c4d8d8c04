"""WeChat's face codes are shown as emoji; places and copies stay those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.views.timeline.shown_text import ShownText

PIECES = st.lists(st.sampled_from(["[微笑]", "[强]", "你好", "😀", "a", "[没有]", "["]))


def test_a_code_is_shown_as_its_face_and_kept_in_the_text():
    shown = ShownText("好的[微笑]谢谢")
    assert shown.shown == "好的🙂谢谢"
    assert shown.text == "好的[微笑]谢谢"


def test_unknown_codes_and_texts_without_faces_stay_as_they_are():
    assert ShownText("[没有这个]").shown == "[没有这个]"
    assert ShownText("好的[微笑]", faces=False).shown == "好的[微笑]"


def test_places_behind_a_face_are_found_again():
    shown = ShownText("好[微笑]谢谢[强]再见")
    for place in (0, 1, 5, 6, 7, 10, 11, 12):
        assert shown.from_qt(shown.to_qt(place)) == place


def test_a_place_within_a_code_is_that_of_its_face():
    shown = ShownText("好[微笑]谢")
    assert shown.to_qt(3) == shown.to_qt(1) == 1
    assert shown.to_qt(5) == 3


def test_a_prefix_has_no_places():
    shown = ShownText("正文", prefix="内部备注 ")
    assert shown.shown == "内部备注 正文"
    assert shown.to_qt(0) == 5
    assert shown.from_qt(2) == 0
    assert shown.from_qt(7) == 2


def test_a_place_far_behind_the_end_is_the_end():
    assert ShownText("短").to_qt(2**31) == 1


@given(PIECES)
def test_no_place_moves_backwards(pieces: list[str]):
    shown = ShownText("".join(pieces))
    places = [shown.to_qt(place) for place in range(len(shown.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(shown.shown.encode("utf-16-le")) // 2
    back = [shown.from_qt(place) for place in range(places[-1] + 1)]
    assert back == sorted(back)


@pytest.mark.parametrize("text", ["", "[", "]", "[]", "[[微笑]]"])
def test_odd_brackets_do_no_harm(text: str):
    shown = ShownText(text)
    assert shown.from_qt(shown.to_qt(len(text))) == len(text)
