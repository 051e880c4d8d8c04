"""WeChat's codes for faces, in both languages, and what stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.wechat_faces import FACES, face_of, faces_in, with_faces


@pytest.mark.parametrize("code", ["微笑", "[微笑]", "Smile", "[Smile]"])
def test_a_code_means_its_emoji_in_both_languages(code: str):
    assert face_of(code) == "🙂"


def test_codes_within_a_text_are_found_where_they_stand():
    text = "好的[OK]，谢谢[玫瑰][玫瑰]"
    found = list(faces_in(text))
    assert [text[face.start : face.end] for face in found] == [
        "[OK]",
        "[玫瑰]",
        "[玫瑰]",
    ]
    assert with_faces(text) == "好的👌，谢谢🌹🌹"


@pytest.mark.parametrize(
    "text", ["[图片]", "[微笑", "微笑]", "[ 微笑 ]", "[]", "[[]]", "a[0]", "[微\n笑]"]
)
def test_other_brackets_stay_as_they_are(text: str):
    assert with_faces(text) == text
    assert list(faces_in(text)) == []


def test_a_code_in_two_brackets_is_found_once():
    assert with_faces("[[强]]") == "[👍]"


def test_no_code_is_there_twice_and_none_is_empty():
    codes = [face.code for face in FACES]
    assert len(codes) == len(set(codes)) > 100
    assert all(face.emoji and face.code for face in FACES)


@given(st.text(alphabet="[]微笑强OK a", max_size=200))
def test_what_is_found_is_what_is_replaced(text: str):
    parts, last = [], 0
    for face in faces_in(text):
        parts += [text[last : face.start], face.emoji]
        last = face.end
    assert "".join([*parts, text[last:]]) == with_faces(text)
