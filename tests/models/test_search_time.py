"""Stretches of time as people write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.search_time import parse_period

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 0, 30, tzinfo=BEIJING)  # a Saturday; still Friday in UTC


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("今天", "2026-11-21", "2026-11-22"),
        ("today", "2026-11-21", "2026-11-22"),
        ("昨天", "2026-11-20", "2026-11-21"),
        ("前天", "2026-11-19", "2026-11-20"),
        ("3天前", "2026-11-18", "2026-11-19"),
        ("本周", "2026-11-16", "2026-11-23"),
        ("上周", "2026-11-09", "2026-11-16"),
        ("周一", "2026-11-16", "2026-11-17"),
        ("星期六", "2026-11-21", "2026-11-22"),
        ("周日", "2026-11-15", "2026-11-16"),
        ("monday", "2026-11-16", "2026-11-17"),
        ("本月", "2026-11-01", "2026-12-01"),
        ("上个月", "2026-10-01", "2026-11-01"),
        ("今年", "2026-01-01", "2027-01-01"),
        ("去年", "2025-01-01", "2026-01-01"),
        ("最近7天", "2026-11-15", "2026-11-22"),
        ("近2周", "2026-11-08", "2026-11-22"),
        ("last 7 days", "2026-11-15", "2026-11-22"),
        ("最近1个月", "2026-10-23", "2026-11-22"),
        ("2026-11-03", "2026-11-03", "2026-11-04"),
        ("2026/11/3", "2026-11-03", "2026-11-04"),
        ("2026年11月3日", "2026-11-03", "2026-11-04"),
        ("11月3日", "2026-11-03", "2026-11-04"),
        ("11-3", "2026-11-03", "2026-11-04"),
        ("12月3日", "2025-12-03", "2025-12-04"),
        ("2026-10", "2026-10-01", "2026-11-01"),
        ("12月", "2025-12-01", "2026-01-01"),
        ("2024", "2024-01-01", "2025-01-01"),
        ("2026-11-01..2026-11-05", "2026-11-01", "2026-11-06"),
        ("2026-11-01..05", "2026-11-01", "2026-11-06"),
        ("11月1日到11月5日", "2026-11-01", "2026-11-06"),
        ("11月5日至11月1日", "2026-11-01", "2026-11-06"),
        ("昨天~今天", "2026-11-20", "2026-11-22"),
        ("2026-11-01..", "2026-11-01", "2026-11-22"),
        ("..2026-11-05", "2000-01-01", "2026-11-06"),
    ],
)
def test_words_mean_whole_days_of_the_persons_zone(
    value: str, start: str, end: str
) -> None:
    period = parse_period(value, NOW)
    assert period is not None
    assert period.start == datetime.fromisoformat(start).replace(tzinfo=BEIJING)
    assert period.end == datetime.fromisoformat(end).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "随便",
        "2026-13-01",
        "2月30日",
        "..",
        "0天",
        "2026-11-01..x",
        "99999",
        "a..b",
    ],
)
def test_what_is_no_time_is_none(value: str) -> None:
    assert parse_period(value, NOW) is None


@given(st.text(alphabet="0123456789-/.年月日天周~今昨近最上lastdyw", max_size=24))
def test_no_words_can_break_it(value: str) -> None:
    period = parse_period(value, NOW.astimezone(UTC))
    assert period is None or period.start < period.end
