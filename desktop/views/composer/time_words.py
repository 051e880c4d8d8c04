"""Moments to come, in the words of the interface."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.views.theme.durations import clock_time

_translate = QCoreApplication.translate


def coming_words(moment: datetime, now: datetime) -> str:
    """Return day and time of a coming moment: `明天 11月22日 09:00`."""
    local = moment.astimezone()
    days = (local.date() - now.astimezone().date()).days
    clock = clock_time(moment)
    if days == 0:
        return _translate("TimeWords", "今天 {clock}").format(clock=clock)
    date = QDate(local.year, local.month, local.day)
    shown = QLocale().toString(date, _translate("TimeWords", "M月d日"))
    if days == 1:
        return _translate("TimeWords", "明天 {date} {clock}").format(
            date=shown, clock=clock
        )
    weekday = QLocale().dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{shown} {weekday} {clock}"
