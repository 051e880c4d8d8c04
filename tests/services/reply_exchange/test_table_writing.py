"""What is written is a table that reads back as the same replies, without formulas."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.models.quick_reply import QuickReply, ReplyMaterial, ReplyText, Scope
from desktop.models.reply_exchange import RowFate
from desktop.services.reply_exchange.planning import plan_rows
from desktop.services.reply_exchange.raw_table import RawTable
from desktop.services.reply_exchange.row_reading import read_rows
from desktop.services.reply_exchange.table_reading import rows_of
from desktop.services.reply_exchange.table_writing import write_table
from tests.services.reply_exchange.book_building import reply

HOSTILE = ("=1+1", "+86 138", "-好", "@大家", "'=x", "\t=x", "#REF!", "a\n=b")


def written(path: Path, replies: Sequence[QuickReply]) -> RawTable:
    write_table(path, replies, {7: ("k7", "价目表{1}|2")}, lambda rows: None)
    header, *rows = rows_of(path.read_bytes())
    return RawTable(tuple(map(str, header.cells)), tuple(rows))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_was_written_reads_back_as_the_same(tmp_path: Path, suffix: str) -> None:
    full = reply(1, "亲，[附件]{订单号}\n第二行", code="wl")
    full = replace(
        full,
        content=replace(
            full.content,
            group=("售后", "快递"),
            parts=(*full.content.parts, ReplyMaterial(7), ReplyText("完")),
            keywords=("快递", "wl"),
            valid_from=datetime(2026, 11, 1).astimezone(),
            valid_until=datetime(2026, 12, 31, 18, 30).astimezone(),
        ),
    )
    book = [full, *(reply(at, text) for at, text in enumerate(HOSTILE, 2))]
    table = written(tmp_path / f"book{suffix}", book)
    rows = read_rows(table, Scope.COMPANY, None, {"k7": 7})
    planned = plan_rows(rows, book, Scope.COMPANY, None)
    assert [row.fate for row in planned[:6]] == [RowFate.SAME] * 6
    assert len(planned) == len(book)


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    written(path, [reply(at, text, title=text) for at, text in enumerate(HOSTILE)])
    sheet = load_workbook(path).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "inlineStr", "n"}  # an empty cell counts as a number


def test_no_field_of_a_csv_begins_as_a_formula_does(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    written(path, [reply(at, text) for at, text in enumerate(HOSTILE)])
    text = path.read_text("utf-8-sig")
    assert not any(f",{sign}" in text or f'"{sign}' in text for sign in "=+-@\t")


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    def fail(rows: int) -> None:
        raise OSError

    path = tmp_path / "book.csv"
    path.write_text("before")
    with pytest.raises(OSError):  # noqa: PT011 - whatever the disk says
        write_table(path, [reply(1, "a")], {}, fail)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
