"""The calendar leads to a day of the past, and to no day that is still to come."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.conversation.day_calendar import DayCalendar
from desktop.views.theme.style import theme_named

"""Of the offscreen platform."""

DAY, TODAY = date(2026, 11, 5), date(2026, 11, 22)


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """The window behind the calendar."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def closed(room: QWidget) -> Iterator[DayCalendar]:
    """A calendar that nobody has opened yet; no popup is left behind."""
    made = DayCalendar(theme_named("light"), room)
    yield made
    made.hide()


@pytest.fixture
def calendar(closed: DayCalendar) -> DayCalendar:
    """A calendar opened at a day."""
    closed.open_at(DAY, TODAY, QPoint(300, 20))
    return closed


def inner(calendar: DayCalendar) -> QCalendarWidget:
    return calendar.findChildren(QCalendarWidget)[0]


def test_it_opens_at_the_day_and_tells_its_month_once(closed: DayCalendar):
    calendar = closed
    months: list[date] = []
    calendar.month_shown.connect(months.append)
    calendar.open_at(DAY, TODAY, QPoint(300, 20))
    assert calendar.isVisible()
    assert inner(calendar).selectedDate() == QDate(2026, 11, 5)
    assert months == [date(2026, 11, 1)]


def test_a_chosen_day_is_told_and_closes_it(calendar: DayCalendar):
    chosen: list[date] = []
    calendar.day_chosen.connect(chosen.append)
    inner(calendar).clicked.emit(QDate(2026, 11, 3))
    assert chosen == [date(2026, 11, 3)]
    assert calendar.isHidden()


def test_another_month_is_told(calendar: DayCalendar):
    months: list[date] = []
    calendar.month_shown.connect(months.append)
    inner(calendar).showPreviousMonth()
    assert months == [date(2026, 10, 1)]


def test_days_to_come_cannot_be_chosen_and_days_with_words_stand_out(
    calendar: DayCalendar,
):
    assert inner(calendar).maximumDate() == QDate(2026, 11, 22)
    calendar.mark_days(date(2026, 11, 1), [number in (3, 25) for number in range(30)])
    weights = [
        inner(calendar).dateTextFormat(QDate(2026, 11, day)).fontWeight()
        for day in (3, 4)
    ]
    assert weights[1] > weights[0]
    later = inner(calendar).dateTextFormat(QDate(2026, 11, 26)).foreground().color()
    assert later == theme_named("light").colour("pip_off")


def test_escape_closes_it(calendar: DayCalendar):
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    assert calendar.isHidden()
