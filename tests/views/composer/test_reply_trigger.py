"""A slash asks for quick replies where a person means that, and nowhere else."""

import pytest

from desktop.views.composer.reply_trigger import LONGEST_TYPED, begun


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("/", ""),
        ("/wl", "wl"),
        ("／wl", "wl"),
        ("、wl", "wl"),
        ("hello /wl", "wl"),
        ("您好，/wl", "wl"),
        ("「/尺码 M", "尺码 M"),
        ("😊 /wl", "wl"),
    ],
)
def test_a_sign_asks_at_the_start_after_a_space_and_after_chinese_punctuation(
    line: str, typed: str
):
    wish = begun(line)
    assert wish is not None
    assert (line[wish.start + 1 :], wish.typed) == (typed, typed)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "wl",
        "https://example.com",
        "1/2",
        "和/或",
        "红、黄、蓝",
        " /home/user",
        "//",
        "/ 1",
        "/好的。",
        "/" + "x" * (LONGEST_TYPED + 1),
    ],
)
def test_a_sign_within_ordinary_writing_asks_for_nothing(line: str):
    assert begun(line) is None
