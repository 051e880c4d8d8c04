"""Letters are parted into syllables and initials; errors are put right."""

import pytest

from desktop.services.reply_search.sounds import Syllables, alike


@pytest.fixture
def syllables() -> Syllables:
    made = Syllables()
    made.learn(["wu", "liu", "xi", "an", "xian", "tui", "huo", "fa", "7"])
    return made


def test_letters_can_be_initials_syllables_and_a_begun_one(syllables: Syllables):
    assert ("w", "l") in syllables.partings("wl")
    assert ("wu", "liu") in syllables.partings("wuliu")
    assert ("wu", "li") in syllables.partings("wuli")
    assert ("7", "h") in syllables.partings("7h")


def test_one_row_of_letters_can_be_read_in_two_ways(syllables: Syllables):
    assert {("xian",), ("xi", "an")} <= set(syllables.partings("xian"))


def test_what_begins_no_syllable_cannot_be_read(syllables: Syllables):
    assert syllables.partings("uv") == []


@pytest.mark.parametrize(
    "typed", ["tiuhuo", "tuhiuo", "tuihu", "tuuihuo", "tuihhuo", "ruihuo", "tuohuo"]
)
def test_a_slip_of_each_kind_is_put_right(syllables: Syllables, typed: str):
    mended = {"".join(pieces) for pieces in syllables.mended(typed)}
    assert {"tuihuo", "tuihu"} & mended


def test_what_many_do_not_tell_apart_sounds_alike():
    assert "z" + "ang" in alike("zhan")
    assert "lin" in alike("ning")
    assert alike("fa") == ("fa",)
