"""What people write for a stretch of time: 今天, 最近7天, 11月3日, 2026-11-01..05."""

import re
from datetime import date, datetime, timedelta

from desktop.models.bigrams import folded
from desktop.models.search import Period

_DAY = timedelta(days=1)
_LONG_AGO = date(2000, 1, 1)
_RANGE = re.compile(r"\.{2,}|…|~|至|到")
_LATELY = re.compile(
    r"(?:最近|近|过去|last)?(\d{1,4})(天|日|周|星期|个月|d|days?|w|weeks?|months?)(?:内)?"
)
_AGO = re.compile(r"(\d{1,4})(?:天前|daysago)")
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?|(\d{1,2})月")
_YEAR = re.compile(r"(\d{4})年?")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_DAYS_OF_UNIT = (("w", 7), ("周", 7), ("星期", 7), ("d", 1), ("天", 1), ("日", 1))
_ENGLISH = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)

Days = tuple[date, date]
"""First day and the day after the last."""


def parse_period(value: str, now: datetime) -> Period | None:
    """Return the stretch that the words mean at `now` (aware), None where none.

    Days are those of `now`'s time zone. Without a year the latest such day that is not
    in the future is meant; one side of a range may be open.
    """
    words = folded(value).replace(" ", "")
    try:
        days = _range(words, now.date())
        if days is None:
            return None
        start, end = (_midnight(day, now) for day in days)
    except (ValueError, OverflowError):
        return None
    return Period(start, end) if start < end else None


def _midnight(day: date, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)


def _range(words: str, today: date) -> Days | None:
    parts = _RANGE.split(words)
    if len(parts) == 1:
        return _named(words, today) or _counted(words, today) or _dated(words, today)
    if len(parts) != 2 or parts == ["", ""]:
        return None
    first = _range(parts[0], today) if parts[0] else (_LONG_AGO, _LONG_AGO + _DAY)
    last = _end_of_range(parts[1], first, today) if parts[1] else (today, today + _DAY)
    if first is None or last is None:
        return None
    return min(first[0], last[0]), max(first[1], last[1])


def _end_of_range(words: str, first: Days | None, today: date) -> Days | None:
    """Return the other side, which may be no more than a day of the same month."""
    if first is not None and words.isdecimal() and len(words) <= 2:
        day = first[0].replace(day=int(words))
        return day, day + _DAY
    return _range(words, today)


def _named(words: str, today: date) -> Days | None:
    monday = today - _DAY * today.weekday()
    month, last_month = _month(today.year, today.month), _month_before(today)
    named: dict[tuple[str, ...], Days] = {
        ("今天", "今日", "today"): (today, today + _DAY),
        ("昨天", "昨日", "yesterday"): (today - _DAY, today),
        ("前天",): (today - 2 * _DAY, today - _DAY),
        ("本周", "这周", "thisweek", "week"): (monday, monday + 7 * _DAY),
        ("上周", "lastweek"): (monday - 7 * _DAY, monday),
        ("本月", "这个月", "thismonth", "month"): month,
        ("上月", "上个月", "lastmonth"): last_month,
        ("今年", "thisyear", "year"): _year(today.year),
        ("去年", "lastyear"): _year(today.year - 1),
    }
    return next((days for names, days in named.items() if words in names), None)


def _counted(words: str, today: date) -> Days | None:
    if found := _LATELY.fullmatch(words):
        unit = found[2]
        days = next((n for sign, n in _DAYS_OF_UNIT if unit.startswith(sign)), 30)
        return today + _DAY - int(found[1]) * days * _DAY, today + _DAY
    if found := _AGO.fullmatch(words):
        day = today - int(found[1]) * _DAY
        return day, day + _DAY
    number = -1
    if found := _WEEKDAY.fullmatch(words):
        number = min("一二三四五六日天".index(found[1]), 6)
    elif words in _ENGLISH:
        number = _ENGLISH.index(words)
    if number < 0:
        return None
    day = today - (today.weekday() - number) % 7 * _DAY
    return day, day + _DAY


def _dated(words: str, today: date) -> Days | None:
    if found := _FULL.fullmatch(words):
        day = date(*map(int, found.groups()))
        return day, day + _DAY
    if found := _SHORT.fullmatch(words):
        day = date(today.year, int(found[1]), int(found[2]))
        if day > today:
            day = day.replace(year=day.year - 1)
        return day, day + _DAY
    if found := _MONTH.fullmatch(words):
        if found[1]:
            return _month(int(found[1]), int(found[2]))
        number = int(found[3])
        return _month(today.year - (number > today.month), number)
    if found := _YEAR.fullmatch(words):
        return _year(int(found[1]))
    return None


def _month(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return first, (first + 31 * _DAY).replace(day=1)


def _month_before(today: date) -> Days:
    first = today.replace(day=1)
    return (first - _DAY).replace(day=1), first


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year + 1, 1, 1)
