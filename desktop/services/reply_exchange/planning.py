"""What a table would do to the book: every row new, changed, the same or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.quick_reply import QuickReply, ReplyContent, Scope
from desktop.models.reply_book import code_taken
from desktop.models.reply_exchange import PlannedRow, RowFate, RowProblem
from desktop.services.reply_exchange.columns import Column
from desktop.services.reply_exchange.row_reading import ReadRow

_Name = tuple[tuple[str, ...], str]
"""Group and title."""


def plan_rows(
    rows: Iterable[ReadRow],
    book: Sequence[QuickReply],
    scope: Scope,
    scope_id: int | None,
) -> tuple[PlannedRow, ...]:
    """Return what each row would do to what this operator sees of the book.

    A row is the reply of its key; without one the reply of its code, or the one of its
    group and title, within the scope. Rows of the same code, key or content as an
    earlier row are refused.
    """
    planning = _Planning(book, scope, scope_id)
    read = list(rows)
    planning.leave_same(read)
    return tuple(planning.planned(row) for row in read)


class _Planning:
    """The book, and what earlier rows have taken of it."""

    def __init__(
        self, book: Sequence[QuickReply], scope: Scope, scope_id: int | None
    ) -> None:
        self._scope = scope
        self._by_key = {reply.key: reply for reply in book}
        self._code_owners = {
            reply.content.code.casefold(): reply for reply in book if reply.content.code
        }
        here = [
            reply
            for reply in book
            if (reply.content.scope, reply.content.scope_id) == (scope, scope_id)
            and not reply.withdrawn
        ]
        self._by_content = {reply.content: reply for reply in here}
        self._by_name: dict[_Name, list[QuickReply]] = {}
        for reply in here:
            self._by_name.setdefault(_name(reply.content), []).append(reply)
        self._lines_of_code: dict[str, int] = {}
        self._lines_of_content: dict[ReplyContent, int] = {}
        self._lines_of_reply: dict[int, int] = {}

    def leave_same(self, rows: Sequence[ReadRow]) -> None:
        """Let replies that a row says exactly be changed by no other row's title."""
        same = {
            reply.id
            for row in rows
            if row.content is not None
            and (reply := self._by_content.get(row.content)) is not None
        }
        for replies in self._by_name.values():
            replies[:] = [reply for reply in replies if reply.id not in same]

    def planned(self, row: ReadRow) -> PlannedRow:
        """Return what becomes of a row."""
        if row.content is None:
            return _refused(row, row.problems)
        reply = self._reply_of(row, row.content)
        problem = self._problem(row, row.content, reply)
        if problem is not None:
            return _refused(row, (problem,))
        return self._taken(row, row.content, reply)

    def _taken(
        self, row: ReadRow, content: ReplyContent, reply: QuickReply | None
    ) -> PlannedRow:
        self._lines_of_content[content] = row.line
        if content.code:
            self._lines_of_code[content.code.casefold()] = row.line
        if reply is None:
            return PlannedRow(row.line, RowFate.NEW, row.title, content)
        self._lines_of_reply[reply.id] = row.line
        content = _in_scope_of(content, reply)
        fate = RowFate.SAME if _says_the_same(content, reply) else RowFate.CHANGED
        return PlannedRow(row.line, fate, row.title, content, reply)

    def _reply_of(self, row: ReadRow, content: ReplyContent) -> QuickReply | None:
        if row.key in self._by_key:
            return self._by_key[row.key]
        same = self._by_content.get(content)
        if same is not None:
            return same
        owner = self._code_owners.get(content.code.casefold())
        if owner is not None and owner in self._by_name.get(_name(owner.content), ()):
            return owner
        waiting = self._by_name.get(_name(content), [])
        while waiting:
            reply = waiting.pop(0)
            if reply.id not in self._lines_of_reply:
                return reply
        return None

    def _problem(
        self, row: ReadRow, content: ReplyContent, reply: QuickReply | None
    ) -> RowProblem | None:
        line = self._lines_of_content.get(content)
        if line is None and reply is not None:
            line = self._lines_of_reply.get(reply.id)
        if line is not None:
            return RowProblem("", _repeats(line))
        if reply is not None and self._would_mix(content, reply):
            return RowProblem(Column.KEY.value, _other_scope(reply))
        code = content.code.casefold()
        if code in self._lines_of_code:
            return RowProblem(Column.CODE.value, _repeats(self._lines_of_code[code]))
        owner = self._code_owners.get(code)
        if owner is not None and (reply is None or owner.id != reply.id):
            title = one_line(owner.content.title, 40)
            return RowProblem(Column.CODE.value, code_taken(content.code, title))
        return None

    def _would_mix(self, content: ReplyContent, reply: QuickReply) -> bool:
        """Return whether one step would change personal and shared replies."""
        mixed = _others(reply.content.scope) != _others(self._scope)
        return mixed and not _says_the_same(content, reply)


def _name(content: ReplyContent) -> _Name:
    return content.group, content.title


def _others(scope: Scope) -> bool:
    """Return whether others see it, so that it is proposed and not just kept."""
    return scope is not Scope.PERSONAL


def _in_scope_of(content: ReplyContent, reply: QuickReply) -> ReplyContent:
    kept = reply.content
    return replace(content, scope=kept.scope, scope_id=kept.scope_id)


def _says_the_same(content: ReplyContent, reply: QuickReply) -> bool:
    return _in_scope_of(content, reply) == reply.content and not reply.withdrawn


def _refused(row: ReadRow, problems: tuple[RowProblem, ...]) -> PlannedRow:
    return PlannedRow(row.line, RowFate.REFUSED, row.title, problems=problems)


def _repeats(line: int) -> Sentence:
    return Sentence(f"与第 {line} 行重复", f"The same as row {line}")


def _other_scope(reply: QuickReply) -> Sentence:
    if reply.content.scope is Scope.PERSONAL:
        return Sentence(
            "这是您的个人回复，请选择“个人”再导入",
            "This is a personal reply of yours: import it as personal",
        )
    return Sentence(
        "这是共用的回复，请选择“公司”或它的范围再导入",
        "This reply is shared: import it into the company's book or its own scope",
    )
