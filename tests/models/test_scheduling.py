"""Times as people say them."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.scheduling import FARTHEST, choices, parse_time

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 14, 20, 30, tzinfo=CHINA)
"""A Saturday, half a minute after 14:20."""


def said(words: str, now: datetime = NOW) -> str:
    found = parse_time(words, now)
    return "" if found is None else found.strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("明早 9 点", "11-22 09:00"),
        ("明早", "11-22 09:00"),
        ("明天", "11-22 09:00"),
        ("今晚8点半", "11-21 20:30"),
        ("今晚", "11-21 20:00"),
        ("晚上十二点", "11-22 00:00"),
        ("明天中午", "11-22 12:00"),
        ("周一上午10点", "11-23 10:00"),
        ("星期一上午十点一刻", "11-23 10:15"),
        ("下周一", "11-23 09:00"),
        ("下周三下午3点", "11-25 15:00"),
        ("下下周三9点", "12-02 09:00"),
        ("周日", "11-22 09:00"),
        ("周六 9点", "11-21 21:00"),
        ("周六 18点", "11-21 18:00"),
        ("周六上午9点", "11-28 09:00"),
        ("后天下午三点四十分", "11-23 15:40"),
        ("大后天晚上7点", "11-24 19:00"),
        ("25号下午3点", "11-25 15:00"),
        ("3号 9点", "12-03 09:00"),
        ("11月25日 14:30", "11-25 14:30"),
        ("1月5日 9点", "01-05 09:00"),
        ("2027-01-03 10:00", "01-03 10:00"),
        ("9点", "11-21 21:00"),
        ("3点", "11-21 15:00"),
        ("２点半", "11-21 14:30"),
        ("凌晨1点", "11-22 01:00"),
        ("二十三点", "11-21 23:00"),
        ("0点", "11-22 00:00"),
        ("15：05", "11-21 15:05"),
        ("30分钟后", "11-21 14:51"),
        ("半小时后", "11-21 14:51"),
        ("一个半小时后", "11-21 15:51"),
        ("两个半小时之后", "11-21 16:51"),
        ("1小时30分钟后", "11-21 15:51"),
        ("三天后", "11-24 14:21"),
        ("一周后", "11-28 14:21"),
        ("tomorrow 9am", "11-22 09:00"),
        ("Tomorrow at 9:30", "11-22 09:30"),
        ("tonight", "11-21 20:00"),
        ("tonight at 9", "11-21 21:00"),
        ("8pm", "11-21 20:00"),
        ("12am", "11-22 00:00"),
        ("fri 17:00", "11-27 17:00"),
        ("next monday 10am", "11-23 10:00"),
        ("in 2 hours", "11-21 16:21"),
        ("in half an hour", "11-21 14:51"),
        ("in 1h 30m", "11-21 15:51"),
        ("1 hour later", "11-21 15:21"),
    ],
)
def test_a_time_is_understood_as_it_is_said(words: str, moment: str) -> None:
    assert said(words) == moment


@pytest.mark.parametrize(
    "words",
    [
        "", "   ", "您好", "昨天", "9", "13", "半", "点", "30分钟", "2月30日",
        "明天25点",
        "8点61分", "13pm", "99999999999天后", "400天后", "0分钟后", "明天后天", "点点",
        "2020-01-01 9:00", "今天上午9点", "个小时后", "在",
    ],
)  # fmt: skip
def test_what_is_no_time_to_come_is_not_guessed(words: str) -> None:
    assert said(words) == ""


@given(
    st.text(
        "0123456789０²半一二十零月日号点分刻:：-/.年今明后天早晚周下in apm h",
        max_size=14,
    )
)
def test_no_words_break_it_and_no_time_lies_behind(words: str) -> None:
    found = parse_time(words, NOW)
    assert found is None or NOW < found <= NOW + FARTHEST


def test_the_result_is_in_the_zone_of_the_present_and_has_no_seconds() -> None:
    for words in ("明早 9 点", "30分钟后", "in 2 hours"):
        found = parse_time(words, NOW)
        assert found is not None
        assert found.utcoffset() == timedelta(hours=8)
        assert (found.second, found.microsecond) == (0, 0)


def test_an_hour_that_has_just_begun_is_not_now() -> None:
    at_nine = NOW.replace(hour=9, minute=0, second=0)
    assert said("9点", at_nine) == "11-21 21:00"
    assert said("上午9点", at_nine) == "11-22 09:00"


@pytest.mark.parametrize("hour", range(24))
def test_every_choice_lies_ahead_and_comes_once(hour: int) -> None:
    now = NOW.replace(hour=hour)
    moments = [one.moment for one in choices(now)]
    assert len(moments) == len(set(moments))
    assert all(now < one <= now + timedelta(days=8) for one in moments)


def test_the_choices_are_words_that_are_understood() -> None:
    for one in choices(NOW):
        assert parse_time(one.name.zh, NOW) == one.moment


def test_nothing_is_scheduled_more_than_a_year_ahead() -> None:
    assert parse_time("365天后", NOW) is not None
    assert parse_time("367天后", NOW) is None
    assert timedelta(days=365) < FARTHEST
