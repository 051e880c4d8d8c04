"""Writes replies as a table that people and spreadsheets read; nothing is a formula."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from desktop.models.display_text import cleaned
from desktop.models.quick_reply import QuickReply, ReplyPart, ReplyText, Scope
from desktop.services.reply_exchange.columns import Column
from desktop.services.reply_exchange.row_reading import written_moment

_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r]")
_WIDTHS = {Column.TITLE: 28.0, Column.GROUP: 20.0, Column.TEXT: 60.0}
_SCOPES = {
    Scope.PERSONAL: "个人",
    Scope.TEAM: "门店·组",
    Scope.COMPANY: "公司",
    Scope.ACCOUNT: "账号",
}
_BEFORE_TEXT = (Column.KEY, Column.TITLE, Column.GROUP)
_AFTER_TEXT = (
    Column.CODE,
    Column.KEYWORDS,
    Column.VALID_FROM,
    Column.VALID_UNTIL,
    Column.SCOPE,
)


def write_table(
    path: Path,
    replies: Sequence[QuickReply],
    materials: Mapping[int, tuple[str, str]],
    told: Callable[[int], None],
) -> None:
    """Write an Excel file, or CSV where the path ends so; whole or not at all.

    `materials` are key and name by id; `told` hears how many rows are written. Raises
    OSError.
    """
    part = path.with_name(path.name + ".part")
    try:
        rows = _rows(replies, materials, told)
        if path.suffix.lower() == ".csv":
            _write_csv(part, rows)
        else:
            _write_workbook(part, rows)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write_csv(path: Path, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([_guarded(cell) for cell in row])


def _write_workbook(path: Path, rows: Iterator[list[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("快捷回复")
    sheet.freeze_panes = "A2"
    for index, row in enumerate(rows):
        if index == 0:
            for number, name in enumerate(row, 1):
                width = _WIDTHS.get(Column(name.rstrip("0123456789")), 14.0)
                sheet.column_dimensions[get_column_letter(number)].width = width
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"  # whatever it begins with, it is no formula
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def _guarded(text: str) -> str:
    """Return a CSV field that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA_LIKE.match(text) else text


def _rows(
    replies: Sequence[QuickReply],
    materials: Mapping[int, tuple[str, str]],
    told: Callable[[int], None],
) -> Iterator[list[str]]:
    most = max((len(reply.content.parts) for reply in replies), default=1)
    texts = [
        Column.TEXT.value,
        *(f"{Column.TEXT.value}{at}" for at in range(2, most + 1)),
    ]
    yield [*_BEFORE_TEXT, *texts, *_AFTER_TEXT]
    for number, reply in enumerate(replies, 1):
        content = reply.content
        parts = [_written_part(part, materials) for part in content.parts]
        parts += [""] * (len(texts) - len(parts))
        begins, ends = content.valid_from, content.valid_until
        row = [
            reply.key,
            content.title,
            "/".join(name.replace("/", "／") for name in content.group),
            *parts,
            content.code,
            "，".join(content.keywords),
            "" if begins is None else written_moment(begins, ends=False),
            "" if ends is None else written_moment(ends, ends=True),
            _SCOPES[content.scope],
        ]
        yield [cleaned(cell) for cell in row]
        told(number)


def _written_part(part: ReplyPart, materials: Mapping[int, tuple[str, str]]) -> str:
    if isinstance(part, ReplyText):
        return part.text
    key, name = materials.get(part.material_id, (str(part.material_id), ""))
    shown = re.sub(r"[{}|｜]", " ", name)
    return f"{{素材:{key}|{shown}}}"
