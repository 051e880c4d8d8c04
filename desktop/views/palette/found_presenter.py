"""Asks the search for one section after the other and makes rows of the answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from desktop.models.account import Account
from desktop.models.search import FileHit, Filter, FilterName, MessageHit, SearchQuery
from desktop.services.search import Search
from desktop.views.palette import found_rows, own_rows
from desktop.views.palette.palette_rows import Row, Section, SectionRows
from desktop.views.theme.language import words

FIRST = {
    Section.MESSAGES: 6,
    Section.CUSTOMERS: 3,
    Section.CONVERSATIONS: 3,
    Section.FILES: 3,
}
"""How many hits each section shows at first, in the order they are asked for."""
MORE = 20


class FoundPresenter:
    """One query and how far each section of its answer was read.

    Every method that reads raises StorageError.
    """

    def __init__(self, search: Search, operator_id: int) -> None:
        self._search = search
        self._operator_id = operator_id
        self._before: dict[Section, int] = {}
        self._hits: dict[str, MessageHit | FileHit] = {}
        self.query = SearchQuery()
        self.accounts: Mapping[int, Account] = {}

    def begin(self, typed: str) -> None:
        """Take another query."""
        self.query = self._search.parse(typed)
        self._before = {}
        self._hits = {}

    def hit(self, row: Row) -> MessageHit | FileHit | None:
        """Return what a row stands for, if messages stand around it."""
        return self._hits.get(row.key)

    async def first(self, section: Section, now: datetime) -> SectionRows:
        """Return the first hits of a section."""
        if self.query.empty:
            return SectionRows(section)
        return await self._read(section, FIRST[section], None, now)

    async def more(self, section: Section, now: datetime) -> SectionRows:
        """Return the next hits of a section."""
        before = self._before.get(section)
        if before is None:
            return SectionRows(section)
        return await self._read(section, MORE, before, now)

    async def completions(self, line: str) -> tuple[Row, ...]:
        """Return what the end of the line can become: a filter's name or value."""
        typing = self._typing(line)
        if typing is None:
            return own_rows.filter_name_rows(line.rsplit(" ", 1)[-1])
        names: tuple[str, ...] = ()
        if typing.name is FilterName.ACCOUNT:
            names = await self._search.account_names()
        return own_rows.filter_rows(typing, names)

    def complete_filter(self, line: str) -> tuple[str, str] | None:
        """Return a filter behind which something stands, and the line without it."""
        for one in self._search.parse(line).filters:
            end = one.start + one.length
            if one.value and one.problem is None and end < len(line):
                rest = f"{line[: one.start]}{line[end:].lstrip()}"
                return line[one.start : end], rest
        return None

    def without_beginning(self, line: str) -> str:
        """Return the line without the filter (or its beginning) at its end."""
        typing = self._typing(line)
        if typing is not None:
            return line[: typing.start]
        return line[: len(line) - len(line.rsplit(" ", 1)[-1])]

    def _typing(self, line: str) -> Filter | None:
        filters = self._search.parse(line).filters
        last = filters[-1] if filters else None
        ends = last is not None and last.start + last.length == len(line)
        return last if ends else None

    async def _read(
        self, section: Section, limit: int, before: int | None, now: datetime
    ) -> SectionRows:
        """Read until something was found, or nothing is left to read."""
        while True:
            rows, before, notice = await self._asked(section, limit, before, now)
            if rows or before is None:
                break
        if before is None:
            self._before.pop(section, None)
        else:
            self._before[section] = before
        return SectionRows(section, rows, before is not None, notice)

    async def _asked(
        self, section: Section, limit: int, before: int | None, now: datetime
    ) -> tuple[tuple[Row, ...], int | None, str]:
        search, query = self._search, self.query
        if section is Section.MESSAGES:
            found = await search.messages(query, limit=limit, before=before)
            rows = tuple(
                found_rows.message_row(hit, self.accounts, now) for hit in found.hits
            )
            self._hits |= _by_key(rows, found.hits)
            notice = "" if found.notice is None else words(found.notice)
            return rows, found.before, notice
        if section is Section.CUSTOMERS:
            people = await search.customers(query, limit=limit, before=before)
            rows = tuple(
                found_rows.customer_row(hit, self.accounts, now) for hit in people.hits
            )
            return rows, people.before, ""
        if section is Section.CONVERSATIONS:
            talks = await search.conversations(query, limit=limit, before=before)
            rows = tuple(
                found_rows.conversation_row(hit, self.accounts, now, self._operator_id)
                for hit in talks.hits
            )
            return rows, talks.before, ""
        files = await search.files(query, limit=limit, before=before)
        rows = tuple(found_rows.file_row(hit, now) for hit in files.hits)
        self._hits |= _by_key(rows, files.hits)
        return rows, files.before, ""


def _by_key(
    rows: Sequence[Row], hits: Sequence[MessageHit | FileHit]
) -> dict[str, MessageHit | FileHit]:
    return {row.key: hit for row, hit in zip(rows, hits, strict=True)}
