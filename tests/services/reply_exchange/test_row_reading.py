"""Rows become contents of replies, or problems that name their column."""

from datetime import datetime

import pytest

from desktop.models.quick_reply import ReplyMaterial, ReplyText, Scope
from desktop.models.reply_exchange import NotReadError
from desktop.services.reply_exchange.raw_table import BadCell, RawRow, RawTable
from desktop.services.reply_exchange.row_reading import (
    ReadRow,
    materials_named,
    moment_of,
    read_rows,
    written_moment,
)
from tests.services.reply_exchange.book_building import table

FULL = ("标题", "分组", "内容", "内容2", "短码", "关键词", "生效", "失效")


def one(*cells: str, header: tuple[str, ...] = FULL) -> ReadRow:
    (row,) = read_rows(table(header, cells), Scope.COMPANY, None, {"k": 7})
    return row


def columns(row: ReadRow) -> list[str]:
    return [problem.column for problem in row.problems]


def test_a_full_row_becomes_a_content() -> None:
    row = one("物流", "售后 / 快递>查询", "亲，[单号]已发出", "{素材:k|价目表}", "/wl",
              "快递，物流、wuliu", "2026-11-01", "2026/12/31")  # fmt: skip
    content = row.content
    assert content is not None
    assert content.group == ("售后", "快递", "查询")
    assert content.parts == (ReplyText("亲，{填:单号}已发出"), ReplyMaterial(7))
    assert (content.code, content.keywords) == ("wl", ("快递", "物流", "wuliu"))
    assert content.valid_from == datetime(2026, 11, 1).astimezone()
    assert content.valid_until == datetime(2027, 1, 1).astimezone()


def test_english_headers_of_any_case_and_further_words_mean_the_same() -> None:
    header = ("Title (required)", "CATEGORY", "Content", "Short_Code", "Key words")
    row = one("Shipping", "After", "On its way", "ship", "a;b", header=header)
    assert row.content is not None
    assert row.content.code == "ship"
    assert row.content.keywords == ("a", "b")


def test_a_table_that_we_wrote_keeps_its_brackets() -> None:
    row = one("abc", "t", "见[附件]", header=("标识", "标题", "内容"))
    assert row.content is not None
    assert row.content.parts == (ReplyText("见[附件]"),)
    assert row.key == "abc"


def test_without_a_title_the_text_begins_it() -> None:
    assert one("您好\n在的", header=("内容",)).title == "您好 在的"


def test_without_a_column_for_texts_nothing_is_read() -> None:
    with pytest.raises(NotReadError) as caught:
        one("a", "b", header=("标题", "备注"))
    assert "内容" in caught.value.sentence.zh


def test_each_problem_names_its_column() -> None:
    row = one("t", "", "", "{素材:没有}", "a b", "", "昨天", "2026-13-45")
    assert row.content is None
    assert columns(row) == ["内容2", "短码", "生效", "失效"]


def test_what_could_never_be_sent_is_refused() -> None:
    assert columns(one("t", "", "好" * 5000)) == ["内容"]
    assert columns(one("t", "", "好", "", "", "", "2026-02-01", "2026-01-01")) == [
        "失效"
    ]
    assert columns(one("t", "", "")) == ["内容"]


@pytest.mark.parametrize("bad", list(BadCell))
def test_a_cell_that_is_no_text_is_told_once(bad: BadCell) -> None:
    rows = (RawRow(2, ("t", bad)),)
    (row,) = read_rows(RawTable(("标题", "内容"), rows), Scope.PERSONAL, None, {})
    assert columns(row) == ["内容"]


def test_control_and_direction_signs_are_taken_out() -> None:
    row = one("好\u202e\x07", "", "请\u200b看\x00")
    assert row.content is not None
    assert (row.title, row.content.parts) == ("好", (ReplyText("请看"),))


def test_materials_are_asked_for_by_key_or_name() -> None:
    asked = table(
        ("内容", "内容2"), ("{素材:abc|价目表}", "{素材：尺码表}"), ("无", "")
    )
    assert materials_named(asked) == {"abc", "尺码表"}


@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.parametrize("text", ["2026-12-31", "2026-12-31 18:30"])
def test_a_moment_is_written_as_it_was_read(text: str, ends: bool) -> None:
    assert written_moment(moment_of(text, ends=ends), ends=ends) == text
