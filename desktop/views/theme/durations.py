"""Waits, times of day and dates in the words of the interface.

Moments are aware; times of day are those of this machine's time zone.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

_DAY = timedelta(days=1)
_translate = QCoreApplication.translate


def stopwatch(span: timedelta) -> str:
    """Return a running wait: `01:24`, `1:02:10` past the hour, then days in words."""
    seconds = max(0, int(span.total_seconds()))
    if span >= _DAY:
        return span_words(span)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes:02}:{seconds:02}"


def hours_and_minutes(span: timedelta) -> str:
    """Return what is left of a long window: `47:46` is 47 hours 46 minutes."""
    minutes = max(0, int(span.total_seconds())) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def span_words(span: timedelta) -> str:
    """Return a span in its two largest units: `2 天 7 小时`, `17 小时`, `40 秒`."""
    seconds = max(0, int(span.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    parts: list[str] = []
    if days:
        parts.append(_translate("Durations", "%n 天", None, days))
    if hours:
        parts.append(_translate("Durations", "%n 小时", None, hours))
    if minutes and not days:
        parts.append(_translate("Durations", "%n 分钟", None, minutes))
    if not parts:
        parts.append(_translate("Durations", "%n 秒", None, seconds))
    return " ".join(parts)


def clock_time(moment: datetime) -> str:
    """Return the time of day, `14:32`."""
    return moment.astimezone().strftime("%H:%M")


def day_name(moment: datetime, now: datetime) -> str:
    """Return the day: 今天, 昨天, the weekday within six days, else the date."""
    days = _days_ago(moment, now)
    if days == 0:
        return _translate("Durations", "今天")
    if days == 1:
        return _translate("Durations", "昨天")
    local = moment.astimezone()
    if 1 < days < 7:
        return QLocale().dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
    same_year = local.year == now.astimezone().year
    return local.strftime("%m-%d" if same_year else "%Y-%m-%d")


def list_time(moment: datetime, now: datetime) -> str:
    """Return what stands at the end of a list row: the time today, else the day."""
    if _days_ago(moment, now) == 0:
        return clock_time(moment)
    return day_name(moment, now)


def moment_words(moment: datetime, now: datetime) -> str:
    """Return day and time of day: `今天 14:18`."""
    return f"{day_name(moment, now)} {clock_time(moment)}"


def _days_ago(moment: datetime, now: datetime) -> int:
    return (now.astimezone().date() - moment.astimezone().date()).days
