"""A foreign table as plain cells: what travels from the reading child to the desk."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

MOST_BYTES = 64 * 1024 * 1024
"""Of a file that is read at all."""
MOST_ROWS = 100_000
MOST_COLUMNS = 40
LONGEST_CELL = 32_767
"""Characters that Excel lets into a cell."""


class BadCell(IntEnum):
    """Cells that are no text and never become one."""

    FORMULA = 1
    """It is not evaluated, and what it showed last is not trusted."""
    ERROR = 2
    """Excel's #REF! and the like."""
    TOO_LONG = 3


class TableRefusal(StrEnum):
    """Why a file is no table for us."""

    UNREADABLE = "unreadable"
    OLD_OR_LOCKED = "old_or_locked"
    """An .xls of before 2007, or one behind a password: the same container."""
    BOMB = "bomb"
    TOO_MANY_ROWS = "too_many_rows"
    ENCODING = "encoding"
    BROKEN_QUOTE = "broken_quote"
    EMPTY = "empty"


class TableRefusedError(Exception):
    """A file is no table for us."""

    def __init__(self, refusal: TableRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


Cell = str | BadCell


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row with its number as people count, trailing empty cells left out."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of a file, the header first."""

    header: tuple[str, ...]
    rows: tuple[RawRow, ...]
    published: bool = False
    """Whether it is a collection in JSON, whose `[…]` are places to fill."""


_END = "end"


def written_refusal(refusal: TableRefusal) -> bytes:
    """Return the line that says why nothing follows."""
    return json.dumps({"refused": refusal.value}).encode() + b"\n"


def written_row(row: RawRow) -> bytes:
    """Return the line of one row."""
    cells = [cell if isinstance(cell, str) else int(cell) for cell in row.cells]
    return json.dumps([row.line, *cells]).encode() + b"\n"


def written_end(*, published: bool) -> bytes:
    """Return the line without which a table is not whole."""
    return json.dumps({_END: published}).encode() + b"\n"


def table_of(lines: Iterable[bytes]) -> RawTable:
    """Return the table that the lines tell; raises TableRefusedError."""
    rows: list[RawRow] = []
    for line in lines:
        told = json.loads(line)
        if isinstance(told, list):
            cells = [
                cell if isinstance(cell, str) else BadCell(cell) for cell in told[1:]
            ]
            rows.append(RawRow(int(told[0]), tuple(cells)))
        elif _END in told:
            return _table(rows, published=bool(told[_END]))
        else:
            raise TableRefusedError(TableRefusal(told["refused"]))
    raise TableRefusedError(TableRefusal.UNREADABLE)  # the child died


def _cell(told: str | int) -> Cell:
    return told if isinstance(told, str) else BadCell(told)


def _table(rows: list[RawRow], *, published: bool) -> RawTable:
    if len(rows) < 2:
        raise TableRefusedError(TableRefusal.EMPTY)
    header = tuple(cell if isinstance(cell, str) else "" for cell in rows[0].cells)
    return RawTable(header, tuple(rows[1:]), published)
