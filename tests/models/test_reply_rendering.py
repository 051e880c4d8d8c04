"""What stands in braces is filled in, asked for, or left alone; it is never code."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.reply_markers import MENU, markers, problems, with_places
from desktop.models.reply_rendering import VariableFacts, open_gaps, render
from desktop.models.reply_variables import Gap

NOW = datetime(2026, 12, 30, 14, 5).astimezone()
FACTS = VariableFacts(NOW, "李女士", "旗舰店客服", "小王", "徐汇店", "4512", "已揽收")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{客户称呼|您}好", "李女士好"),
        ("{ 客户称呼 ｜ 您}好", "李女士好"),
        ("{账号}{坐席}{门店}", "旗舰店客服小王徐汇店"),
        ("订单 {订单号}：{物流}", "订单 4512：已揽收"),
        ("{日期} {时间}", "12月30日 14:05"),
        ("{日期+1天}、{日期 + 3 天}、{日期-30天}", "12月31日、2027年1月2日、11月30日"),
    ],
)
def test_variables_take_the_values_of_this_customer(written: str, read: str) -> None:
    rendered = render(written, FACTS)
    assert rendered.text == read
    assert not rendered.gaps


@pytest.mark.parametrize(
    "plain",
    [
        "{不认识}",
        "{customer.name}",
        "{0} {} %s {{",
        "{客户称呼|{账号}}",
        "{{账号}}",
        "{填:}",
        "{日期+一天}",
        "{'a': {账号}}",
        "{__class__.__init__}",
        "没有括号 } {",
    ],
)
def test_unknown_and_nested_braces_stay_plain_text(plain: str) -> None:
    assert render(plain, FACTS).text == plain
    assert not open_gaps(plain)


def test_a_fallback_stands_where_nothing_is_known_and_may_be_empty() -> None:
    rendered = render("{客户称呼|您}，{订单号|}好", VariableFacts())
    assert rendered.text == "您，好"
    assert not rendered.gaps


def test_a_variable_without_value_and_fallback_is_a_gap_at_its_place() -> None:
    rendered = render("{客户称呼|亲}的单号 {订单号}，{填:尺码} 码", VariableFacts())
    assert [rendered.text[gap.start : gap.end] for gap in rendered.gaps] == [
        "{订单号}",
        "{填:尺码}",
    ]
    assert [(gap.kind, gap.name) for gap in rendered.gaps] == [
        (Gap.UNDEFINED, "订单号"),
        (Gap.TO_FILL, "尺码"),
    ]
    assert open_gaps(rendered.text) == rendered.gaps


def test_a_value_with_braces_is_never_rendered_again() -> None:
    facts = VariableFacts(customer="{坐席}\n{填:密码}", operator="小王")
    rendered = render("{客户称呼}：{坐席}", facts)
    assert rendered.text == "{坐席} {填:密码}：小王"
    assert not rendered.gaps


def test_the_first_cursor_counts_and_no_other_is_seen() -> None:
    rendered = render("{客户称呼}，{光标}好{光标}", FACTS)
    assert rendered.text == "李女士，好"
    assert rendered.cursor == 4


def test_a_name_of_nothing_to_see_is_not_known() -> None:
    facts = VariableFacts(customer="\u200b \u3164")
    assert render("{客户称呼|您}", facts).text == "您"


def test_every_entry_of_the_menu_is_a_marker_and_no_problem() -> None:
    for entry in MENU:
        assert len(list(markers(entry.written))) == 1
        assert not problems(entry.written)


def test_an_author_is_told_what_would_be_sent_as_written() -> None:
    text = "{客户} {客户称呼|{账号}} {光标}{光标} {账号}"
    assert [text[one.start : one.end] for one in problems(text)] == [
        "{客户}",
        "{客户称呼|{账号}}",
        "{光标}",
    ]


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("选[尺码]码", "选{填:尺码}码"),
        ("[今天/明天]发[X]", "{填:今天/明天}发{填:X}"),
        ("【[品种A]】", "【{填:品种A}】"),
        ("[微笑][Smile] [图片] [1]", "[微笑][Smile] [图片] [1]"),
        ("[说明](https://example.com)", "[说明](https://example.com)"),
        ("[ ] [] [a\nb] [{账号}]", "[ ] [] [a\nb] [{账号}]"),
    ],
)
def test_brackets_of_published_texts_become_places(published: str, kept: str) -> None:
    assert with_places(published) == kept
    assert with_places(kept) == kept


@given(st.text(alphabet="{}|:填光标账号订单号日期+3天ab\n", max_size=60))
def test_without_facts_nothing_is_lost_but_the_cursor(text: str) -> None:
    rendered = render(text.replace("光标", "账号").replace("|", ""), VariableFacts())
    assert rendered.text == text.replace("光标", "账号").replace("|", "")
    for gap in rendered.gaps:
        assert rendered.text[gap.start] == "{"
        assert rendered.text[gap.end - 1] == "}"


def test_a_text_of_braces_alone_is_read_in_one_pass() -> None:
    assert render("{" * 100_000, FACTS).text == "{" * 100_000
    assert render("{" * 50_000 + "}" * 50_000, FACTS).cursor is None
