"""The cutter that makes Chinese searchable: what has a word has its pairs."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.bigrams import folded, index_terms, query_terms

WORDS = "退货款快递发票abXY12é日本，。_-!*\"'()👌\0"
TEXTS = st.lists(st.text(alphabet=WORDS + " \n", max_size=30), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE s USING fts5(t, tokenize='ascii')")
        yield connection


def proposed(index: sqlite3.Connection, texts: list[str], word: str) -> set[int]:
    index.execute("DELETE FROM s")
    index.executemany(
        "INSERT INTO s(rowid, t) VALUES (?, ?)",
        [(at, index_terms(text)) for at, text in enumerate(texts)],
    )
    pairs, beginnings = query_terms(word)
    asked = [f'"{pair}"' for pair in pairs] + [f'"{one}" *' for one in beginnings]
    rows = index.execute("SELECT rowid FROM s WHERE s MATCH ?", (" AND ".join(asked),))
    return {row[0] for row in rows}


@given(texts=TEXTS, data=st.data())
def test_every_text_with_a_word_is_proposed(
    index: sqlite3.Connection, texts: list[str], data: st.DataObject
) -> None:
    runs = [run for text in texts for run in text.split()]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    word = run[start : data.draw(st.integers(start + 1, len(run)))]
    having = {at for at, text in enumerate(texts) if folded(word) in folded(text)}
    found = proposed(index, texts, word)
    assert having <= found
    if len(folded(word)) <= 2:
        assert having == found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("退货", "退货 货"),
        ("退货 快递", "退货 货 快递 递"),
        ("ＡＢＣ", "ab bc c"),
        ("a", "a"),
        ("", ""),
        (" \n\t", ""),
        ("。", "。"),
        ("好👌", "好👌 👌"),
        ("a_b", "a\ue0df \ue0dfb b"),
        ("\ud800", "\ufffd"),
        ("\ue000a1", "\ufffda a1 1"),
    ],
)
def test_every_character_between_spaces_is_in_a_pair_or_alone(
    text: str, terms: str
) -> None:
    assert index_terms(text) == terms


@given(st.text())
def test_any_text_can_be_indexed(text: str) -> None:
    terms = index_terms(text).split(" ") if index_terms(text) else []
    assert all(1 <= len(term) <= 2 for term in terms)
    assert "".join(terms).encode("utf-8") is not None
    assert not any("\ue000" in term for term in terms)


@given(st.text(alphabet="，？！：（）；～\u0338\u0301aＡ㎏é退 ", max_size=20))
def test_folding_is_what_unicode_says(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text).lower()
