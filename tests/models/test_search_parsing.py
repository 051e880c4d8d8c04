"""What is typed into the search field is understood, whatever it is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.search import FilterName
from desktop.models.search_parsing import SPELLINGS, parse_query

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 15, 30, tzinfo=BEIJING)


def test_words_are_what_stands_between_spaces() -> None:
    query = parse_query("  羽绒服　退货\n2 ", NOW)
    assert query.words == ("羽绒服", "退货", "2")
    assert query.filters == ()


def test_each_filter_has_chinese_and_english_spellings() -> None:
    for name, spellings in SPELLINGS.items():
        for spelling in spellings:
            for colon in ":：":
                (found,) = parse_query(f"{spelling}{colon}今天", NOW).filters
                assert found.name is name
                assert found.value == "今天"


def test_filters_know_where_they_stand() -> None:
    typed = "退货 账号:旗舰店 Person：anna"
    query = parse_query(typed, NOW)
    assert query.words == ("退货",)
    cut = [typed[one.start : one.start + one.length] for one in query.filters]
    assert cut == ["账号:旗舰店", "Person：anna"]
    assert query.values(FilterName.ACCOUNT) == ("旗舰店",)
    assert query.values(FilterName.PERSON) == ("anna",)


def test_a_value_in_quotes_may_have_spaces() -> None:
    query = parse_query('账号:"门店 客服 01" 退货', NOW)
    assert query.values(FilterName.ACCOUNT) == ("门店 客服 01",)
    assert query.words == ("退货",)
    assert parse_query('账号:"门店 客', NOW).values(FilterName.ACCOUNT) == ("门店 客",)


def test_a_filter_in_the_middle_of_a_word_is_a_word() -> None:
    assert parse_query("发货时间:今天", NOW).words == ("发货时间:今天",)


def test_an_empty_filter_asks_for_nothing_yet() -> None:
    query = parse_query("时间:", NOW)
    assert query.empty
    assert query.filters[0].value == ""
    assert query.problems == ()


def test_a_time_and_a_kind_that_say_nothing_are_told() -> None:
    query = parse_query("时间:随便 类型:香蕉 退货", NOW)
    assert len(query.problems) == 2
    assert query.words == ("退货",)
    assert query.period is None
    assert query.kinds == frozenset()


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("类型:图片", {"image"}),
        ("kind:photo", {"image"}),
        ("类型:图", {"image"}),
        ("类型:视频", {"video"}),
        ("类型:视", {"video", "channels"}),
        ("类型:备注", {"note"}),
        ("类型:图片 类型:语音", {"image", "voice"}),
    ],
)
def test_kinds_are_content_tags(typed: str, tags: set[str]) -> None:
    assert parse_query(typed, NOW).kinds == tags


def test_a_time_becomes_a_period() -> None:
    period = parse_query("时间:今天", NOW).period
    assert period is not None
    assert period.start == datetime(2026, 11, 21, tzinfo=BEIJING)
    assert period.end == datetime(2026, 11, 22, tzinfo=BEIJING)


@given(st.text())
def test_anything_can_be_typed(typed: str) -> None:
    query = parse_query(typed, NOW.astimezone(UTC))
    assert all(word and not any(map(str.isspace, word)) for word in query.words)


@given(st.sampled_from(["时间:", "类型:", "time:"]), st.text())
def test_any_value_can_be_typed(name: str, value: str) -> None:
    assert len(parse_query(name + value, NOW).filters) >= 1
