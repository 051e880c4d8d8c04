"""Rows of a table become contents of replies, or problems in words; nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.models.display_text import cleaned, one_line
from desktop.models.failures import Sentence
from desktop.models.outgoing import TextPart, price
from desktop.models.quick_reply import (
    ReplyContent,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import LONGEST_TITLE, tidied
from desktop.models.reply_exchange import NotReadError, RowProblem
from desktop.models.reply_markers import with_places
from desktop.services.reply_exchange.columns import Column, ColumnMap, map_columns
from desktop.services.reply_exchange.raw_table import BadCell, RawRow, RawTable

LONGEST_CODE = 20
MOST_KEYWORDS = 30
MOST_PIPS = 5
"""Messages that one answer can be (doc 94677)."""
MATERIAL = re.compile(r"\{素材[:：]\s*([^{}|｜]+?)\s*(?:[|｜][^{}]*)?\}")
"""A part that is a material: its key or name, and after a bar words for people."""
_LISTED = re.compile(r"[,，、;；|\n]+")
_PATH = re.compile(r"\s*[/>＞\\]\s*")
_CODE = re.compile(r"\S{1,20}")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_HOUR = re.compile(r"[T\s]*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")

_BAD_CELLS = {
    BadCell.FORMULA: Sentence(
        "这一格是公式。公式不会被计算，请换成文字",
        "This cell is a formula. Formulas are not evaluated: put the text there",
    ),
    BadCell.ERROR: Sentence(
        "这一格是 Excel 的错误值", "This cell is one of Excel's error values"
    ),
    BadCell.TOO_LONG: Sentence("这一格太长", "This cell is too long"),
}
NO_TEXT_COLUMN = Sentence(
    "没有找到“内容”列。第一行应为表头，例如：标题、分组、内容、短码、关键词",
    "There is no column for the text. The first row names the columns, e.g. title, "
    "group, text, code, keywords",
)
NO_TEXT = Sentence("没有内容", "There is no text")
TOO_MANY_MESSAGES = Sentence(
    "超过 5 条消息，永远发不出去", "More than 5 messages: it could never be sent"
)
BAD_CODE = Sentence(
    f"短码最多 {LONGEST_CODE} 个字，不能有空格",
    f"A code has at most {LONGEST_CODE} characters and no spaces",
)
BAD_DATE = Sentence(
    "看不懂这个日期，请写成 2026-12-31", "This date is not understood: 2026-12-31"
)
NEVER_VALID = Sentence("失效早于生效", "It ends before it begins")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its content, or why there is none."""

    line: int
    title: str
    key: str
    content: ReplyContent | None
    problems: tuple[RowProblem, ...]


def materials_named(table: RawTable) -> frozenset[str]:
    """Return the keys and names of materials that the table asks for."""
    return frozenset(
        match[1]
        for row in table.rows
        for cell in row.cells
        if isinstance(cell, str) and (match := MATERIAL.fullmatch(cell))
    )


def columns_of(table: RawTable) -> ColumnMap:
    """Return what the columns mean; raises NotReadError where there is no text."""
    columns = map_columns(table.header)
    if not columns.texts:
        raise NotReadError(NO_TEXT_COLUMN)
    return columns


def read_rows(
    table: RawTable,
    scope: Scope,
    scope_id: int | None,
    materials: Mapping[str, int],
) -> Iterator[ReadRow]:
    """Yield each row as a content of the scope, or with what is wrong with it.

    Brackets of foreign tables become places to fill; a table with keys is one that we
    wrote, whose texts stay as they are.
    """
    columns = columns_of(table)
    ours = columns.place(Column.KEY) is not None
    for row in table.rows:
        yield _Reading(table, columns, row, materials, ours=ours).result(
            scope, scope_id
        )


class _Reading:
    """One row while it is read."""

    def __init__(
        self,
        table: RawTable,
        columns: ColumnMap,
        row: RawRow,
        materials: Mapping[str, int],
        *,
        ours: bool,
    ) -> None:
        self._table = table
        self._columns = columns
        self._row = row
        self._materials = materials
        self._ours = ours
        self._problems: list[RowProblem] = []

    def result(self, scope: Scope, scope_id: int | None) -> ReadRow:
        """Return the row, with every problem that it has."""
        parts = tuple(self._parts())
        title = one_line(self._text(Column.TITLE), LONGEST_TITLE) or _title_of(parts)
        content = ReplyContent(
            title,
            self._group(),
            parts,
            scope,
            scope_id,
            self._code(),
            self._keywords(),
            self._moment(Column.VALID_FROM, ends=False),
            self._moment(Column.VALID_UNTIL, ends=True),
        )
        content = tidied(content)
        self._check(content)
        problems = tuple(self._problems)
        return ReadRow(
            self._row.line,
            title,
            self._text(Column.KEY).lower(),
            None if problems else content,
            problems,
        )

    def _check(self, content: ReplyContent) -> None:
        text = self._table.header[self._columns.texts[0]]
        if not content.parts and not self._problems:
            self._problems.append(RowProblem(text, NO_TEXT))
        told = [
            TextPart(part.text if isinstance(part, ReplyText) else "-")
            for part in content.parts
        ]
        if price(told) > MOST_PIPS:
            self._problems.append(RowProblem(text, TOO_MANY_MESSAGES))
        begins, ends = content.valid_from, content.valid_until
        if begins is not None and ends is not None and ends <= begins:
            self._problems.append(
                RowProblem(self._header(Column.VALID_UNTIL), NEVER_VALID)
            )

    def _parts(self) -> Iterator[ReplyPart]:
        for index in self._columns.texts:
            text = cleaned(self._cell(index)).strip()
            if not text:
                continue
            material = MATERIAL.fullmatch(text)
            if material is None:
                yield ReplyText(text if self._ours else with_places(text))
            elif material[1] in self._materials:
                yield ReplyMaterial(self._materials[material[1]])
            else:
                self._problems.append(
                    RowProblem(self._table.header[index], _no_material(material[1]))
                )

    def _group(self) -> tuple[str, ...]:
        names = _PATH.split(self._text(Column.GROUP))
        return tuple(filter(None, (one_line(name, LONGEST_TITLE) for name in names)))

    def _keywords(self) -> tuple[str, ...]:
        words = (
            one_line(word, LONGEST_TITLE)
            for word in _LISTED.split(self._text(Column.KEYWORDS))
        )
        return tuple(dict.fromkeys(filter(None, words)))[:MOST_KEYWORDS]

    def _code(self) -> str:
        code = cleaned(self._text(Column.CODE)).strip().removeprefix("/")
        if code and not _CODE.fullmatch(code):
            self._problems.append(RowProblem(self._header(Column.CODE), BAD_CODE))
        return code

    def _moment(self, column: Column, *, ends: bool) -> datetime | None:
        text = self._text(column)
        try:
            return moment_of(text, ends=ends) if text else None
        except ValueError:
            self._problems.append(RowProblem(self._header(column), BAD_DATE))
            return None

    def _text(self, column: Column) -> str:
        index = self._columns.place(column)
        return "" if index is None else self._cell(index)

    def _cell(self, index: int) -> str:
        cell = self._row.cells[index] if index < len(self._row.cells) else ""
        if isinstance(cell, str):
            return cell.strip()
        problem = RowProblem(self._table.header[index], _BAD_CELLS[cell])
        if problem not in self._problems:
            self._problems.append(problem)
        return ""

    def _header(self, column: Column) -> str:
        index = self._columns.place(column)
        return "" if index is None else self._table.header[index]


def moment_of(text: str, *, ends: bool) -> datetime:
    """Return a moment of this machine's time zone; raises ValueError.

    A day without an hour begins or, where something ends, is the last one.
    """
    found = _DAY.match(text)
    if found is None or not 2000 <= int(found[1]) <= 2100:
        raise ValueError("no date")
    day = date(int(found[1]), int(found[2]), int(found[3]))
    rest = text[found.end() :].strip()
    hour = _HOUR.fullmatch(rest) if rest else None
    if rest and hour is None:
        raise ValueError("no time of day")
    clock = time(int(hour[1]), int(hour[2])) if hour else time()
    if ends and clock == time():
        day += timedelta(days=1)
    return datetime.combine(day, clock).astimezone()


def written_moment(moment: datetime, *, ends: bool) -> str:
    """Return a moment in the form that `moment_of` reads."""
    local = moment.astimezone()
    if local.time() != time():
        return local.strftime("%Y-%m-%d %H:%M")
    return (local - timedelta(days=1 if ends else 0)).strftime("%Y-%m-%d")


def _title_of(parts: tuple[ReplyPart, ...]) -> str:
    """Return the beginning of the text, for rows without a title."""
    first = next((part.text for part in parts if isinstance(part, ReplyText)), "")
    return one_line(first, 24)


def _no_material(named: str) -> Sentence:
    shown = one_line(named, 40)
    return Sentence(
        f"资料库里没有素材「{shown}」", f"There is no material “{shown}” in the library"
    )
