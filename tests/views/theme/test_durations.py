"""Waits, times and days in words; without a translator they are Chinese."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.views.theme.durations import (
    clock_time,
    day_name,
    hours_and_minutes,
    list_time,
    moment_words,
    span_words,
    stopwatch,
)
from desktop.views.theme.language import set_language

NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
"""14:32 on a Saturday in Shanghai."""


@pytest.fixture(autouse=True)
def shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    set_language("zh")
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=84), "01:24"),
        (timedelta(minutes=59, seconds=59), "59:59"),
        (timedelta(hours=1, minutes=2, seconds=10), "1:02:10"),
        (timedelta(days=2, hours=7, minutes=5), "2 天 7 小时"),
        (timedelta(seconds=-5), "00:00"),
    ],
)
def test_a_wait_reads_like_a_stopwatch(span: timedelta, words: str):
    assert stopwatch(span) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(hours=47, minutes=46, seconds=59), "47:46"),
        (timedelta(minutes=3), "00:03"),
        (timedelta(seconds=-1), "00:00"),
    ],
)
def test_a_window_reads_in_hours_and_minutes(span: timedelta, words: str):
    assert hours_and_minutes(span) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "0 秒"),
        (timedelta(seconds=40), "40 秒"),
        (timedelta(minutes=5, seconds=40), "5 分钟"),
        (timedelta(hours=17), "17 小时"),
        (timedelta(hours=17, minutes=3), "17 小时 3 分钟"),
        (timedelta(days=2, minutes=3), "2 天"),
    ],
)
def test_a_span_is_told_in_its_largest_units(span: timedelta, words: str):
    assert span_words(span) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=1), "14:31"),
        (timedelta(hours=14, minutes=31), "00:01"),
        (timedelta(hours=14, minutes=33), "昨天"),
        (timedelta(days=3), "周三"),
        (timedelta(days=10), "11-11"),
        (timedelta(days=400), "2025-10-17"),
    ],
)
def test_a_list_row_ends_in_the_time_today_and_in_the_day_before(
    ago: timedelta, words: str
):
    assert list_time(NOW - ago, NOW) == words


def test_the_day_turns_at_local_midnight():
    just_before = datetime(2026, 11, 20, 15, 59, tzinfo=UTC)
    assert day_name(just_before, NOW) == "昨天"
    assert day_name(just_before + timedelta(minutes=1), NOW) == "今天"


def test_a_moment_has_day_and_time_of_day_in_the_local_zone():
    assert clock_time(NOW) == "14:32"
    assert moment_words(NOW, NOW) == "今天 14:32"
