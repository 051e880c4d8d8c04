"""Emoji are found by what people call them; those used last come first."""

import pytest

from desktop.models.emoji import (
    RECENT_KEPT,
    Emoji,
    EmojiGroup,
    matching,
    read_emoji,
    used,
)
from desktop.resources import resource


@pytest.fixture(scope="module")
def everything() -> tuple[Emoji, ...]:
    text = resource("emoji", "emoji.tsv").read_text("utf-8")
    return read_emoji(text.splitlines())


def test_the_table_has_every_group_and_names_in_both_languages(
    everything: tuple[Emoji, ...],
):
    assert {each.group for each in everything} == set(EmojiGroup)
    assert all(each.chinese and each.shown and each.written for each in everything)
    named = [each for each in everything if each.group is not EmojiGroup.WECHAT]
    assert all(each.english for each in named)
    assert len({each.written for each in everything}) == len(everything)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("蛋糕", "🎂"),
        ("玫瑰", "🌹"),
        ("微笑", "🙂"),
        ("拇指向上", "👍"),
        ("cake", "🎂"),
        ("Thumbs Up", "👍"),
        (" 玫瑰 ", "🌹"),
        ("🌹", "🌹"),
        ("[强]", "👍"),
    ],
)
def test_an_emoji_is_found_by_name_sign_or_code(
    everything: tuple[Emoji, ...], query: str, shown: str
):
    assert shown in [each.shown for each in matching(everything, query)[:4]]


def test_a_name_comes_before_a_part_of_it_and_the_emoji_before_the_code():
    tail = "\tfood\t{}\t甜点\t{}\tdessert"
    rows = read_emoji(
        ["🍰" + tail.format("生日蛋糕", "x"), "🧁" + tail.format("蛋糕", "y")]
    )
    found = [each.written for each in matching(rows, "蛋糕")]
    assert found == ["🧁", "[蛋糕]", "🍰"]
    assert [each.written for each in matching(rows, "甜点")] == ["🍰", "🧁"]


def test_nothing_is_called_so(everything: tuple[Emoji, ...]):
    assert matching(everything, "没有这个名字") == ()


def test_what_was_used_last_comes_first_once_and_the_oldest_goes():
    recent: tuple[str, ...] = ()
    for at in range(RECENT_KEPT + 3):
        recent = used(recent, f"e{at}")
    assert len(recent) == RECENT_KEPT
    assert recent[0] == f"e{RECENT_KEPT + 2}"
    assert used(recent, "e10")[:2] == ("e10", recent[0])
    assert len(used(recent, "e10")) == RECENT_KEPT
