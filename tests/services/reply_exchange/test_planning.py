"""A row is new, changed, the same or refused; nothing is taken twice."""

from collections.abc import Sequence

from desktop.models.quick_reply import QuickReply, Scope
from desktop.models.reply_exchange import PlannedRow, RowFate
from desktop.services.reply_exchange.planning import plan_rows
from desktop.services.reply_exchange.row_reading import read_rows
from tests.services.reply_exchange.book_building import reply, table

HEADER = ("标题", "分组", "内容", "短码", "标识")
NEW, CHANGED, SAME, REFUSED = RowFate


def plan(
    book: Sequence[QuickReply], *rows: Sequence[str], scope: Scope = Scope.COMPANY
) -> tuple[PlannedRow, ...]:
    read = read_rows(table(HEADER, *rows), scope, None, {})
    return plan_rows(read, book, scope, None)


def fates(planned: Sequence[PlannedRow]) -> list[RowFate]:
    return [row.fate for row in planned]


def test_rows_meet_replies_by_content_title_code_and_key() -> None:
    book = [
        reply(1, "一", title="甲"),
        reply(2, "二", title="乙"),
        reply(3, "三", title="丙", code="bing"),
        reply(4, "四", title="丁"),
    ]
    planned = plan(
        book,
        ("甲", "售后", "一"),
        ("乙", "售后", "二，新的"),
        ("丙改名", "别处", "三", "BING"),
        ("丁改名", "别处", "四", "", book[3].key),
        ("戊", "售后", "五"),
    )
    assert fates(planned) == [SAME, CHANGED, CHANGED, CHANGED, NEW]
    assert [row.changes.id if row.changes else 0 for row in planned] == [1, 2, 3, 4, 0]


def test_several_answers_under_one_title_stay_several() -> None:
    book = [reply(1, "一", title="问"), reply(2, "二", title="问")]
    planned = plan(
        book, ("问", "售后", "二"), ("问", "售后", "三"), ("问", "售后", "四")
    )
    assert fates(planned) == [SAME, CHANGED, NEW]
    assert planned[1].changes == book[0]


def test_a_row_that_repeats_another_is_refused_with_its_line() -> None:
    planned = plan(
        [],
        ("甲", "", "一", "x"),
        ("甲", "", "一", "x"),
        ("乙", "", "二", "X"),
    )
    assert fates(planned) == [NEW, REFUSED, REFUSED]
    assert [row.problems[0].sentence.zh for row in planned[1:]] == [
        "与第 2 行重复",
        "与第 2 行重复",
    ]


def test_a_key_twice_in_a_file_is_refused() -> None:
    book = [reply(1, "一")]
    planned = plan(
        book, ("甲", "", "二", "", book[0].key), ("乙", "", "三", "", book[0].key)
    )
    assert fates(planned) == [CHANGED, REFUSED]


def test_a_code_of_another_reply_is_refused_with_its_title() -> None:
    book = [reply(1, "一", title="甲", code="x", scope=Scope.PERSONAL)]
    (row,) = plan(book, ("乙", "", "二", "x"))
    assert row.fate is REFUSED
    assert "甲" in row.problems[0].sentence.zh


def test_personal_and_shared_replies_are_not_mixed_in_one_step() -> None:
    mine, shared = reply(1, "一", scope=Scope.PERSONAL), reply(2, "二")
    assert fates(plan([mine], ("a", "", "x", "", mine.key))) == [REFUSED]
    rows = plan([shared], ("a", "", "x", "", shared.key), scope=Scope.PERSONAL)
    assert fates(rows) == [REFUSED]


def test_a_withdrawn_reply_is_no_match_but_by_its_key() -> None:
    gone = reply(1, "一", title="甲", withdrawn=True)
    assert fates(plan([gone], ("甲", "售后", "一"))) == [NEW]
    assert fates(plan([gone], ("甲", "售后", "一", "", gone.key))) == [CHANGED]


def test_refused_rows_keep_their_problems_and_change_nothing() -> None:
    (row,) = plan([reply(1, "一", title="甲")], ("甲", "售后", ""))
    assert (row.fate, row.content, row.changes) == (REFUSED, None, None)
    assert row.problems


def test_what_an_export_says_unchanged_is_the_same_in_whatever_scope() -> None:
    book = [reply(1, "一", title="甲"), reply(2, "二", title="乙")]
    rows = [
        ("甲", "售后", "一", "", book[0].key),
        ("乙", "售后", "二，新的", "", book[1].key),
    ]
    assert fates(plan(book, *rows, scope=Scope.PERSONAL)) == [SAME, REFUSED]
