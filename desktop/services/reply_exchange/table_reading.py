"""Reads foreign tables: Excel, CSV in any usual encoding, collections in JSON.

Runs in a child process (`switchboard table`). Formulas are never evaluated.
"""

import codecs
import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from desktop.services.reply_exchange.raw_table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    BadCell,
    Cell,
    RawRow,
    TableRefusal,
    TableRefusedError,
)

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts of a workbook; a zip reader gives no part more than it says."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_JSON_HEADER = ("title", "group", "text", "keywords")


def is_collection(content: bytes) -> bool:
    """Return whether the bytes are JSON, by their first sign."""
    return content.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] in {b"{", b"["}


def rows_of(content: bytes) -> Iterator[RawRow]:
    """Yield the rows that are not empty, the header first; the bytes decide the kind.

    Raises TableRefusedError.
    """
    if content.startswith(_OLE):
        raise TableRefusedError(TableRefusal.OLD_OR_LOCKED)
    if content.startswith(b"PK"):
        read = _workbook_rows(content)
    elif is_collection(content):
        read = _collection_rows(content)
    else:
        read = _csv_rows(_decoded(content))
    count = 0
    for line, values in read:
        cells = tuple(map(_cell, values[:MOST_COLUMNS]))
        while cells and cells[-1] == "":
            cells = cells[:-1]
        if not cells:
            continue
        if count > MOST_ROWS:  # the header is one more
            raise TableRefusedError(TableRefusal.TOO_MANY_ROWS)
        count += 1
        yield RawRow(line, cells)


def _cell(value: object) -> Cell:
    if isinstance(value, BadCell):
        return value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    elif isinstance(value, (datetime, date, time)):
        text = value.isoformat()
    else:
        text = str(value).strip()
    return text if len(text) <= LONGEST_CELL else BadCell.TOO_LONG


def _workbook_rows(content: bytes) -> Iterator[tuple[int, list[object]]]:
    _check_archive(content)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    if not book.worksheets:
        raise TableRefusedError(TableRefusal.EMPTY)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        numbered = [cell for cell in row if cell.value is not None]
        if numbered:
            yield numbered[0].row, [_value(cell.data_type, cell.value) for cell in row]


def _value(data_type: str, value: object) -> object:
    if data_type == "f":
        return BadCell.FORMULA
    return BadCell.ERROR if data_type == "e" else value


def _check_archive(content: bytes) -> None:
    """Refuse what unpacks to more than any table needs, before it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 1000:
        raise TableRefusedError(TableRefusal.BOMB)
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise TableRefusedError(TableRefusal.UNREADABLE)


def _decoded(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decoded_as(content, (encoding,))
    if b"\0" in content:  # UTF-16 that does not say so, or no text at all
        ends = [_count_ends(content, encoding) for encoding in _WIDE]
        wide = (_WIDE[ends.index(max(ends))],) if any(ends) else ()
        return _decoded_as(content, wide)
    return _decoded_as(content, ("utf-8", "gb18030"))


def _count_ends(content: bytes, encoding: str) -> int:
    """Return how many ends of cells and lines there are in an encoding."""
    return sum(content.count(sign.encode(encoding)) for sign in "\n,;\t")


def _decoded_as(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableRefusedError(TableRefusal.ENCODING)


def _csv_rows(text: str) -> Iterator[tuple[int, list[object]]]:
    first = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = csv.reader(io.StringIO(text, ""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for values in reader:
            yield line, [_unguarded(value) for value in values]
            line = reader.line_num + 1
    except csv.Error:
        raise TableRefusedError(TableRefusal.BROKEN_QUOTE) from None


def _unguarded(value: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from seeing a formula."""
    rest = value.lstrip("'")
    guarded = len(rest) < len(value) and rest[:1] in FORMULA_SIGNS
    return value[1:] if guarded and rest else value


FORMULA_SIGNS = frozenset("=+-@\t\r")
"""What makes a spreadsheet take a text of a CSV file for a formula."""


def _collection_rows(content: bytes) -> Iterator[tuple[int, list[object]]]:
    """Yield the entries of a published collection: `entries` of title, text, group."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise TableRefusedError(TableRefusal.UNREADABLE) from None
    entries = told.get("entries") if isinstance(told, dict) else told
    if not isinstance(entries, list):
        raise TableRefusedError(TableRefusal.UNREADABLE)
    yield 0, list(_JSON_HEADER)
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise TableRefusedError(TableRefusal.UNREADABLE)
        words = ("topic", "scene")
        keywords = "\n".join(_string(entry.get(word)) for word in words)
        told_cells = [_string(entry.get(name)) for name in _JSON_HEADER[:3]]
        yield number, [*told_cells, keywords.strip()]


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
