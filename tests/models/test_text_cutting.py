"""Long texts are cut without loss, and nothing is cut in the middle of a sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.text_cutting import MAX_TEXT_BYTES, byte_length, cut

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("好的，请稍等。！？\n\n ab-\u200d\ufe0f👩🏽🇨🇳é\u0301"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=400,
)


def not_blank(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.integers(16, 200))
def test_the_pieces_join_to_the_text_and_each_fits(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert not_blank("".join(pieces)) == not_blank(text)
    assert all(0 < byte_length(piece) <= limit for piece in pieces)
    assert all(piece == piece.strip() for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("好", 1),
        ("a" * 2048, 1),
        ("a" * 2049, 2),
        ("好" * 682 + "ab", 1),  # 2,048 bytes
        ("好" * 682 + "abc", 2),  # 2,049 bytes
        ("好" * 683, 2),  # a sign would lie across byte 2,048
        ("👍" * 512, 1),
        ("👍" * 512 + "!", 2),
    ],
)
def test_the_limit_counts_bytes_and_not_characters(text: str, pieces: int) -> None:
    assert MAX_TEXT_BYTES == 2048
    assert len(cut(text)) == pieces


@pytest.mark.parametrize(
    "cluster",
    [
        "👩‍👩‍👧‍👦",
        "👍🏽",
        "🇨🇳",
        "❤️",
        "1️⃣",
        "e\u0301",
        "🏴\U000e0067\U000e0062\U000e007f",
        "👩🏽‍💻",
    ],
)
@pytest.mark.parametrize("lead", range(1, 30))
def test_what_is_seen_as_one_character_is_never_parted(cluster: str, lead: int) -> None:
    text = "好" * 10 + "x" * lead + cluster + "完"
    pieces = cut(text, 52)
    assert sum(piece.count(cluster) for piece in pieces) == 1, pieces


def test_two_flags_side_by_side_are_parted_between_them_only() -> None:
    pieces = cut("🇨🇳🇩🇪" * 8, 36)
    assert all(len(piece) % 2 == 0 for piece in pieces)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("第一段很长很长。\n\n第二段也很长", "第一段很长很长。"),
        ("一句话说完了！还有下一句没有说完", "一句话说完了！"),
        ("先说这一半的内容，再说后面那一半的内容", "先说这一半的内容，"),
        ("some words here and some more words", "some words here and some more"),
    ],
)
def test_paragraphs_sentences_clauses_and_words_are_kept_whole(
    text: str, first: str
) -> None:
    assert cut(text, 33)[0] == first


def test_a_lone_surrogate_becomes_something_that_can_be_stored() -> None:
    (piece,) = cut("你好\ud800")
    assert piece == "你好?"
    assert byte_length(piece) == 7


@pytest.mark.parametrize("accents", [3_000, 40])
def test_an_endless_pile_of_accents_is_cut_all_the_same(accents: int) -> None:
    text = "o" + "\u0301" * accents
    assert "".join(cut(text, 64)) == text
