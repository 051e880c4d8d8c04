"""Replies and tables for the tests of what goes in and out."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook

from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText, Scope
from desktop.services.reply_exchange.raw_table import RawRow, RawTable

MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def reply(
    id_: int,
    text: str,
    *,
    title: str = "",
    scope: Scope = Scope.COMPANY,
    code: str = "",
    used: int = 0,
    withdrawn: bool = False,
) -> QuickReply:
    """Return a reply of one text; its title is its number where none is given."""
    content = ReplyContent(
        title or f"第{id_}条", ("售后",), (ReplyText(text),), scope, code=code
    )
    return QuickReply(
        id_, f"{id_:032x}", 1, content, 1, "小王", "小王", MOMENT,
        withdrawn=withdrawn, used=used,
    )  # fmt: skip


def table(header: Sequence[str], *rows: Sequence[str]) -> RawTable:
    """Return a table as it comes out of the reading child."""
    return RawTable(
        tuple(header), tuple(RawRow(at, tuple(row)) for at, row in enumerate(rows, 2))
    )


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    """Return an Excel file with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
