"""Foreign text is shown plain: no direction tricks, no control characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.display_text import cleaned, initial, one_line

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", BIDI)
def test_direction_characters_are_taken_out(sign: str) -> None:
    assert cleaned(f"photo{sign}gpj.exe") == "photogpj.exe"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("\ufeffhello", "hello"),
        ("bad \ud800 half", "bad \ufffd half"),
        ("tab\tstays", "tab\tstays"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("<img src='file:///etc/passwd'>", "<img src='file:///etc/passwd'>"),
    ],
)
def test_lines_and_words_stay_and_the_rest_goes(text: str, shown: str) -> None:
    assert cleaned(text) == shown


@given(st.text(alphabet=st.characters()))
def test_nothing_that_is_shown_can_move_the_cursor(text: str) -> None:
    left = cleaned(text)
    controls = {sign for sign in left if unicodedata.category(sign) in ("Cc", "Cs")}
    assert controls <= {"\n", "\t"}
    assert not set(left) & set(BIDI)
    assert cleaned(left) == left


@given(st.text(alphabet=st.characters()), st.integers(2, 40))
def test_one_line_is_one_line_and_no_longer_than_asked(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert line == line.strip()


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("小明", "小"),
        ("anna", "A"),
        ("😀 bob", "B"),
        ("~7", "7"),
        ("😀", "😀"),
        ("", "?"),
    ],
)
def test_an_avatar_shows_the_first_letter_of_the_name(name: str, letter: str) -> None:
    assert initial(name) == letter


@pytest.mark.parametrize("name", ["\u3164", " \u2800 ", "\u200b\u200d", "\u115f\u1160"])
def test_a_name_without_ink_is_no_name(name: str) -> None:
    assert one_line(name) == ""
    assert initial(name) == "?"


def test_signs_without_ink_within_a_name_stay() -> None:
    assert one_line("👩\u200d💻") == "👩\u200d💻"
    assert initial("\u3164林") == "林"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("林\u200b小\u2060满", "林小满"),
        ("a\u00addmin", "admin"),
        ("客服\U000e0061\U000e0062", "客服"),
        ("a\u200d\u200d\u200db", "a\u200db"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_names_that_look_the_same_are_the_same(name: str, shown: str) -> None:
    assert one_line(name) == shown


def test_the_region_of_a_flag_stays() -> None:
    wales = "🏴" + "".join(chr(0xE0000 + ord(each)) for each in "gbwls") + "\U000e007f"
    assert cleaned(wales) == wales


@pytest.mark.parametrize("mark", ["\u0301", "\u0e49", "\u064b", "\u20dd"])
def test_marks_do_not_pile_up_over_other_lines(mark: str) -> None:
    assert cleaned("e" + mark * 5000 + "x") == "e" + mark * 4 + "x"
    assert cleaned("e" + mark * 5000 + "\u202e") == "e" + mark * 4


def test_a_name_of_ten_thousand_characters_is_cut() -> None:
    for name in (
        "林" * 10_000,
        "\u202e" * 9_000 + "林",
        "é" * 10_000,
        "👨‍👩‍👧" * 3_000,
    ):
        assert len(one_line(name, 40)) <= 40
        assert len(initial(name)) <= 2
