"""Times as people say them (明早 9 点), and answers that wait for one."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.models.failures import FailureReason, Sentence

LATENESS = timedelta(minutes=10)
"""How late an answer may still leave; after that a person is asked."""
FARTHEST = timedelta(days=366)
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
           "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九十]{1,3}|半)"
_WEEKDAYS = {
    **{name: number for number, name in enumerate("一二三四五六日")},
    "天": 6,
    **{
        name: number
        for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    },
}


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An answer that leaves at a time, or was stopped when it came."""

    id: int
    conversation_id: int
    customer_name: str
    due_at: datetime
    """UTC."""
    words: str
    """One line: the text, or what else it begins with (empty for a bare file)."""
    kinds: tuple[str, ...]
    """The content tag of each message, in order; their number is the price."""
    despite_newer: bool
    """Leaves also when the customer has written meanwhile."""
    stopped: FailureReason | None = None
    """Why it did not leave; it waits for a person."""


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A time that is offered with its name."""

    name: Sentence
    moment: datetime


def choices(now: datetime) -> tuple[TimeChoice, ...]:
    """Return the usual times after `now`, in its zone: all lie in the future."""
    today = now.date()
    monday = today + timedelta(days=7 - today.weekday())
    found = [
        TimeChoice(Sentence("1 小时后", "In an hour"), _whole(now, timedelta(hours=1))),
        TimeChoice(Sentence("今晚 8 点", "Tonight at 8"), _at(now, today, 20)),
        TimeChoice(
            Sentence("明早 9 点", "Tomorrow at 9"),
            _at(now, today + timedelta(days=1), 9),
        ),
        TimeChoice(Sentence("下周一 9 点", "Next Monday at 9"), _at(now, monday, 9)),
    ]
    first = {choice.moment: choice for choice in reversed(found)}
    return tuple(one for one in found if one.moment > now and one is first[one.moment])


def parse_time(words: str, now: datetime) -> datetime | None:
    """Return the moment that somebody means, in the zone of `now` (an aware time).

    None for what cannot be understood, is not in the future, or is more than a year
    away. An hour without a day is the next such hour; without 上午 or pm an hour that
    is over today means the afternoon, then tomorrow.
    """
    text = _plain(words)
    if not text:
        return None
    found = _after(text, now) or _on(text, now)
    if found is None or not now < found <= now + FARTHEST:
        return None
    return found


# Waits: 30分钟后, 两个半小时后, 3天后, in 2 hours

_UNITS = (
    (r"分钟|分|minutes?|mins?|m", timedelta(minutes=1)),
    (r"个?小时|个?钟头?|hours?|hrs?|h", timedelta(hours=1)),
    (r"天|日|days?|d", timedelta(days=1)),
    (r"个?星期|个?礼拜|周|weeks?|w", timedelta(weeks=1)),
)
_AMOUNT = re.compile(
    r"(?P<much>\d+(?:\.\d+)?|半|[零〇一二两三四五六七八九十]{1,3}|an?|half\ an?)"
    r"\s*(?P<half>个半)?\s*(?P<unit>"
    + "|".join(pattern for pattern, _ in _UNITS)
    + r")(?P<tail>半)?\s*"
)


def _after(text: str, now: datetime) -> datetime | None:
    body = re.fullmatch(r"(?:in\s+)(.+)|(.+?)(?:以后|之后|过后|后|later)", text)
    if body is None:
        return None
    inner, total, place = (body[1] or body[2]).strip(), timedelta(0), 0
    while place < len(inner):
        amount = _AMOUNT.match(inner, place)
        if amount is None:
            return None
        total += _amount(amount)
        place = amount.end()
    if total > FARTHEST:
        return None
    return _whole(now, total) if total else None


def _amount(found: re.Match[str]) -> timedelta:
    much = found["much"]
    if much in {"半", "half a", "half an"}:
        count = 0.5
    elif much in {"a", "an"}:
        count = 1.0
    elif much[0].isdigit():
        count = float(much)
    else:
        count = float(_number(much))
    if found["half"] or found["tail"]:
        count += 0.5
    unit = next(one for pattern, one in _UNITS if re.fullmatch(pattern, found["unit"]))
    return min(count, 10_000) * unit


# Moments: 明早9点, 周一上午10点半, 11月25日 14:30, tomorrow 9am, fri 17:00

_DAY = re.compile(
    r"(?P<near>大后天|后天|明天|明日|今天|今日|今儿|the day after tomorrow|"
    r"tomorrow|today|tonight|今(?=[早晚夜])|明(?=[早晚]))"
    r"|(?:(?P<week>下下|下|这|本|next|this)?个?\s*"
    r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]))"
    r"|(?:(?P<next>next\s+|this\s+|on\s+)?"
    r"(?P<english>mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
    r"|(?:(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/月](?P<dom>\d{1,2})[日号]?)"
    r"|(?P<dayonly>\d{1,2})[日号]"
)
_PART = re.compile(
    r"(?P<part>凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|深夜|"
    r"早|晚|夜|morning|noon|afternoon|evening|night)"
)
_HOUR = re.compile(
    rf"(?P<hour>{_NUMBER})(?:\s*[:：]\s*(?P<colon>\d{{2}})"
    rf"|\s*[点时](?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_NUMBER})分?|整)?)?"
    r"\s*(?P<clock>am|pm|a\.m\.|p\.m\.)?(?:\s*o'?clock)?"
)
_AFTERNOON = {
    "中午", "正午", "下午", "午后", "傍晚", "晚上", "晚间", "夜里", "深夜", "晚", "夜",
    "noon", "afternoon", "evening", "night",
}  # fmt: skip
_USUAL = {
    "凌晨": 6, "清晨": 7, "中午": 12, "正午": 12, "noon": 12, "下午": 14, "午后": 14,
    "afternoon": 14, "傍晚": 18, "晚上": 20, "晚间": 20, "晚": 20, "夜里": 22,
    "深夜": 22, "夜": 22, "evening": 20, "night": 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Hour:
    hour: int
    minute: int
    sure: bool
    """Whether it is known to be before or after noon."""


def _on(text: str, now: datetime) -> datetime | None:
    day, text = _take_day(text, now)
    part_found = _PART.search(text)
    part = part_found["part"] if part_found else ""
    if part_found:
        text = text[: part_found.start()] + " " + text[part_found.end() :]
    rest = text.strip(" ,，的在at")
    hour = _hour(rest, part or ("night" if day and day.tonight else ""))
    if hour is None or (day is None and not rest and not part):
        return None
    if day is None:
        return _next_such(now, hour)
    moment = _at(now, day.date, hour.hour, hour.minute)
    if moment <= now and not hour.sure and hour.hour < 12:
        moment += timedelta(hours=12)
    if moment <= now and day.weekly:
        moment += timedelta(days=7)
    return moment


@dataclass(frozen=True, slots=True)
class _Day:
    date: date
    tonight: bool
    weekly: bool
    """A bare day of the week: today's means the one to come."""


def _take_day(text: str, now: datetime) -> tuple[_Day | None, str]:
    found = _DAY.search(text)
    if found is None:
        return None, text
    meant = _date(found, now)
    if meant is None:
        return None, "?"
    rest = text[: found.start()] + " " + text[found.end() :]
    named = found["weekday"] or found["english"]
    weekly = bool(named) and not (found["week"] or (found["next"] or "").strip())
    return _Day(meant, found["near"] == "tonight", weekly), rest


def _date(found: re.Match[str], now: datetime) -> date | None:
    today = now.date()
    if found["near"]:
        return today + timedelta(days=_NEAR.get(found["near"], 0))
    if found["weekday"] or found["english"]:
        return _weekday(found, today)
    try:
        if found["dayonly"]:
            meant = today.replace(day=int(found["dayonly"]))
            return meant if meant >= today else _next_month(meant)
        month, dom = int(found["month"]), int(found["dom"])
        if found["year"]:
            return date(int(found["year"]), month, dom)
        meant = date(today.year, month, dom)
        return meant if meant >= today else date(today.year + 1, month, dom)
    except ValueError:
        return None


_NEAR = {
    "明天": 1, "明日": 1, "明": 1, "tomorrow": 1, "后天": 2,
    "the day after tomorrow": 2, "大后天": 3,
}  # fmt: skip


def _weekday(found: re.Match[str], today: date) -> date:
    """Return the day of a week; without 下 the next one that is not over."""
    wanted = _WEEKDAYS[found["weekday"] or found["english"]]
    monday = today - timedelta(days=today.weekday())
    week = found["week"] or (found["next"] or "").strip()
    if week in {"下", "next"}:
        return monday + timedelta(days=7 + wanted)
    if week == "下下":
        return monday + timedelta(days=14 + wanted)
    if week in {"这", "本", "this"}:
        return monday + timedelta(days=wanted)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def _hour(rest: str, part: str) -> _Hour | None:
    """Return the hour that is said, or the usual one of a part of the day."""
    if not rest:
        return _Hour(_USUAL.get(part, 9), 0, sure=True)
    found = _HOUR.fullmatch(rest)
    if found is None or (found["hour"] == "半"):
        return None
    hour, minute = _number(found["hour"]), _minute(found)
    clock = (found["clock"] or "").replace(".", "")
    bare = rest.isdigit() and not part
    if hour > 24 or minute > 59 or (clock and not 1 <= hour <= 12) or bare:
        return None
    sure = bool(part or clock) or hour >= 13 or hour == 0
    if clock:
        hour = hour % 12 + (12 if clock == "pm" else 0)
    elif hour == 12 and part in {"晚上", "夜里", "深夜", "晚", "夜", "night"}:
        hour = 24
    elif part in _AFTERNOON and hour < (10 if part in {"中午", "正午", "noon"} else 12):
        hour += 12
    return _Hour(hour, minute, sure)


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15 * _number(found["quarter"])
    return _number(found["colon"] or found["minute"] or "0")


def _next_such(now: datetime, hour: _Hour) -> datetime:
    moment = _at(now, now.date(), hour.hour, hour.minute)
    if moment <= now and not hour.sure and hour.hour < 12:
        moment += timedelta(hours=12)
    if moment <= now:
        moment = _at(now, now.date() + timedelta(days=1), hour.hour, hour.minute)
    return moment


def _at(now: datetime, day: date, hour: int, minute: int = 0) -> datetime:
    if hour >= 24:
        day, hour = day + timedelta(days=1), hour - 24
    return datetime.combine(day, time(hour, minute), now.tzinfo)


def _whole(now: datetime, wait: timedelta) -> datetime:
    """Add a wait and leave the seconds out, upwards: nobody means seconds."""
    moment = now + wait
    if moment.second or moment.microsecond:
        moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return moment


def _next_month(day: date) -> date:
    if day.month == 12:
        return day.replace(year=day.year + 1, month=1)
    return day.replace(month=day.month + 1)


def _number(words: str) -> int:
    """Return a number of digits or of Chinese ones up to 99."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[one]) for one in words))
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def _plain(words: str) -> str:
    """Return the words in one form: narrow digits, small letters, single spaces."""
    wide = {ord("０") + one: ord("0") + one for one in range(10)}
    text = words.translate({**wide, ord("："): ":", ord("點"): "点", ord("　"): " "})
    return re.sub(r"\s+", " ", text).strip().lower()
