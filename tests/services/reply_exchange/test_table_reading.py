"""Foreign tables are read in a child: every usual form, and every bad one refused."""

import asyncio
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import psutil
import pytest

from desktop.services.reply_exchange.child import read_table
from desktop.services.reply_exchange.raw_table import (
    MOST_ROWS,
    BadCell,
    RawTable,
    TableRefusal,
    TableRefusedError,
)
from desktop.services.reply_exchange.table_reading import MOST_UNPACKED, rows_of
from tests.building import Deadline
from tests.services.reply_exchange.book_building import workbook

HEADER = ("标题", "内容")
CSV = "标题,内容\r\n物流,亲，已经发出啦\r\n"


async def read(content: bytes) -> RawTable:
    return await read_table(content, lambda rows: None)


def cells(content: bytes) -> list[Sequence[object]]:
    return [row.cells for row in rows_of(content)]


def archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return file.getvalue()


def refusal(content: bytes) -> TableRefusal:
    with pytest.raises(TableRefusedError) as caught:
        list(rows_of(content))
    return caught.value.refusal


async def test_a_workbook_is_read_with_the_lines_that_excel_shows() -> None:
    table = await read(workbook([HEADER, (), ("物流", "已发出"), (None, 12.0)]))
    assert table.header == HEADER
    assert [(row.line, row.cells) for row in table.rows] == [
        (3, ("物流", "已发出")),
        (4, ("", "12")),
    ]
    assert not table.published


async def test_a_hundred_thousand_rows_are_read_and_one_more_is_refused() -> None:
    lines = ["标题\t内容", *(f"标题{at}\t内容{at}" for at in range(MOST_ROWS))]
    heard: list[int] = []
    table = await read_table("\n".join(lines).encode(), heard.append)
    assert len(table.rows) == MOST_ROWS
    assert heard[-1] == MOST_ROWS
    with pytest.raises(TableRefusedError) as caught:
        await read("\n".join([*lines, "一\t二"]).encode())
    assert caught.value.refusal is TableRefusal.TOO_MANY_ROWS


def test_a_formula_is_never_evaluated_and_errors_are_no_text() -> None:
    read = cells(workbook([HEADER, ("=1+1", "=HYPERLINK(A1)"), ("#REF!", "好")]))
    assert read[1:] == [
        (BadCell.FORMULA, BadCell.FORMULA),
        (BadCell.ERROR, "好"),
    ]


def test_days_and_numbers_become_texts() -> None:
    read = cells(workbook([HEADER, (datetime(2026, 12, 31), 1.5), (True, 7)]))
    assert read[1:] == [("2026-12-31T00:00:00", "1.5"), ("True", "7")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_csv_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert cells(CSV.encode(encoding)) == [HEADER, ("物流", "亲，已经发出啦")]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_read_with_every_usual_delimiter(sign: str) -> None:
    content = f'标题{sign}内容\n"a{sign}b"{sign}"第一行\n第二行"\n'
    assert cells(content.encode()) == [HEADER, (f"a{sign}b", "第一行\n第二行")]


def test_a_field_that_looks_like_a_formula_is_a_text() -> None:
    content = "标题,内容\n=1+1,'=2+2\n''-3,'只是引号\n"
    assert cells(content.encode())[1:] == [("=1+1", "=2+2"), ("'-3", "'只是引号")]


def test_a_collection_in_json_is_a_table_of_published_texts() -> None:
    content = '{"entries": [{"group": "售后", "title": "t", "text": "[尺码]", "n": 1}]}'
    assert cells(content.encode())[1:] == [("t", "售后", "[尺码]")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (archive("[Content_Types].xml", bytes(MOST_UNPACKED + 1)), TableRefusal.BOMB),
        (archive("word/document.xml", b"<a/>"), TableRefusal.UNREADABLE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), TableRefusal.OLD_OR_LOCKED),
        (b"\x00\x01\x02\xff", TableRefusal.ENCODING),
        (b'a,b\n"not closed,1\n', TableRefusal.BROKEN_QUOTE),
        (b'{"entries": 7}', TableRefusal.UNREADABLE),
        (b"[" * 100_000, TableRefusal.UNREADABLE),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, reason: TableRefusal) -> None:
    assert refusal(content) is reason


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 cut off",
        workbook([HEADER, ("a", "b")])[:-200],
        archive("[Content_Types].xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ],
)
async def test_a_broken_workbook_breaks_only_the_child(content: bytes) -> None:
    with pytest.raises(TableRefusedError) as caught:
        await read(content)
    assert caught.value.refusal is TableRefusal.UNREADABLE


@pytest.mark.parametrize("content", [b"", b"\n\n", "标题,内容\n".encode()])
async def test_a_table_without_rows_is_empty(content: bytes) -> None:
    with pytest.raises(TableRefusedError) as caught:
        await read(content)
    assert caught.value.refusal is TableRefusal.EMPTY


async def test_cancelling_ends_the_child() -> None:
    content = workbook([HEADER, *((f"标题{at}", "内容") for at in range(20_000))])
    mine = psutil.Process()
    before = set(mine.children())
    reading = asyncio.create_task(read(content))
    deadline = Deadline()
    while not set(mine.children()) - before:
        deadline.check("the child has started")
        await asyncio.sleep(0.005)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    while set(mine.children()) - before:
        deadline.check("the child has ended")
        await asyncio.sleep(0.005)
