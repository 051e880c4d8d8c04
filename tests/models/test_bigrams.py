"""The cutter that makes Chinese searchable: as exact as LIKE (limits §3c)."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.bigrams import index_terms

WORDS = "退货款快递发票abXY12é日本"
TEXTS = st.lists(
    st.text(alphabet=WORDS + "，。 !-_*\"'()", max_size=30), min_size=1, max_size=6
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(terms,"
            " tokenize='unicode61 remove_diacritics 0')"
        )
        yield connection


def found(index: sqlite3.Connection, texts: list[str], query: str) -> set[int]:
    index.execute("DELETE FROM search")
    index.executemany(
        "INSERT INTO search(rowid, terms) VALUES (?, ?)",
        [(at, index_terms(text)) for at, text in enumerate(texts)],
    )
    pairs = [query[at : at + 2].lower() for at in range(len(query) - 1)]
    phrase = '"' + " ".join(pairs) + '"'
    rows = index.execute("SELECT rowid FROM search WHERE search MATCH ?", (phrase,))
    return {row[0] for row in rows}


@given(texts=TEXTS, data=st.data())
def test_a_phrase_of_pairs_finds_exactly_what_like_finds(
    index: sqlite3.Connection, texts: list[str], data: st.DataObject
) -> None:
    runs = [run for text in texts for run in re.findall(r"[^\W_]{2,}", text)]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    end = data.draw(st.integers(start + 2, len(run)))
    query = run[start:end]
    like = {at for at, text in enumerate(texts) if query.lower() in text.lower()}
    assert found(index, texts, query) == like


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("退货", "退货 货"),
        ("退货，快递", "退货 货 快递 递"),
        ("ＡＢＣ", "ab bc c"),
        ("a", "a"),
        ("", ""),
        ("。，！", ""),
        ("a_b", "a b"),
        ("ＯＫ👌好", "ok k 好"),
    ],
)
def test_pairs_never_cross_punctuation_and_the_last_sign_stands_alone(
    text: str, terms: str
) -> None:
    assert index_terms(text) == terms


@given(st.text())
def test_any_text_can_be_indexed(text: str) -> None:
    assert all(1 <= len(term) <= 2 for term in index_terms(text).split())
