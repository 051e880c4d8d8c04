"""Names are found by their sound, whole, by initials, and mixed."""

import re

import pytest

from desktop.models.pinyin import like_patterns, pinyin_letters, pinyin_pattern

SPELLED = " zeng xiao ming | ceng xiao ming |"


@pytest.mark.parametrize(
    "typed",
    ["zengxiaoming", "zeng xiao ming", "ceng", "zxm", "zengxm", "zxiaom", "xm", "ming",
     "ZXM", "zengx", "zen'x"],
)  # fmt: skip
def test_letters_begin_syllables_or_go_on_with_them(typed: str) -> None:
    letters = pinyin_letters(typed)
    assert pinyin_pattern(letters).search(SPELLED)
    assert any(_like(pattern) for pattern in like_patterns(letters))


@pytest.mark.parametrize("typed", ["eng", "zm", "iao", "xz", "mingc", "zengg", "xmx"])
def test_letters_from_within_a_syllable_find_nobody(typed: str) -> None:
    assert not pinyin_pattern(pinyin_letters(typed)).search(SPELLED)


@pytest.mark.parametrize("typed", ["王", "z!", "", " ", "*", "zé"])
def test_what_is_no_letters_is_no_pinyin(typed: str) -> None:
    assert pinyin_letters(typed) == ""


def test_long_letters_are_cut() -> None:
    assert not pinyin_pattern(pinyin_letters("a" * 10_000)).search(SPELLED)


def _like(pattern: str) -> bool:
    return bool(re.fullmatch(pattern.replace("%", ".*"), SPELLED))
