"""A small calendar that leads to a day of the conversation."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.icons import icon
from desktop.views.theme.theme import Theme

_ARROWS = (
    ("qt_calendar_prevmonth", "chevron_left"),
    ("qt_calendar_nextmonth", "chevron_right"),
)
"""Qt's own names of the buttons; its icons are black in the dark theme too."""


class DayCalendar(QFrame):
    """A popup with one month; days on which something was said stand out.

    Signals:
        month_shown(date): the first day of the month that is shown now.
        day_chosen(date): a day was clicked, or Enter pressed on it.
    """

    month_shown = Signal(object)
    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("day_calendar")
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._say()

    @cached_property
    def _calendar(self) -> QCalendarWidget:
        """Qt's calendar, made when it is first opened: a start does not wait for it."""
        made = QCalendarWidget(self)
        made.setGridVisible(False)
        made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        made.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        made.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        self._column.addWidget(made)
        made.currentPageChanged.connect(self._on_page_changed)
        made.clicked.connect(self._on_day_chosen)
        made.activated.connect(self._on_day_chosen)
        return made

    def open_at(self, day: date, today: date, middle_top: QPoint) -> None:
        """Open at a day, below a point of the screen; later than today is nothing."""
        with_signals = self._calendar.blockSignals(True)
        self._calendar.setMaximumDate(QDate(today.year, today.month, today.day))
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.setCurrentPage(day.year, day.month)
        self._calendar.blockSignals(with_signals)
        self._show_plain()
        self._calendar.setAccessibleName(self.accessibleName())
        self.adjustSize()
        self.move(middle_top - QPoint(self.width() // 2, 0))
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)
        self.month_shown.emit(day.replace(day=1))

    def mark_days(self, first: date, have: Sequence[bool]) -> None:
        """Let days stand out on which something was said, from `first` on."""
        for number, said in enumerate(have):
            day = first + timedelta(days=number)
            shown = QDate(day.year, day.month, day.day)
            tone = "text" if said else "faint"
            if shown > self._calendar.maximumDate():
                tone = "pip_off"
            look = QTextCharFormat()
            look.setForeground(self._theme.colour(tone))
            look.setFontWeight(QFont.Weight.Bold if said else QFont.Weight.Normal)
            self._calendar.setDateTextFormat(shown, look)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if not self.isHidden():
            self._show_plain()

    def _show_plain(self) -> None:
        """Forget the marks; weekends look like all days."""
        for name, sign in _ARROWS:
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(sign, self._theme.colour("muted"), 16))
        self._calendar.setDateTextFormat(QDate(), QTextCharFormat())
        look = QTextCharFormat()
        look.setForeground(self._theme.colour("faint"))
        self._calendar.setHeaderTextFormat(look)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, QTextCharFormat())

    def _say(self) -> None:
        self.setAccessibleName(self.tr("跳到日期"))

    def _on_page_changed(self, year: int, month: int) -> None:
        self.month_shown.emit(date(year, month, 1))

    def _on_day_chosen(self, day: QDate) -> None:
        if self.isHidden():
            return  # Some styles tell a click as both.
        self.hide()
        self.day_chosen.emit(date(day.year(), day.month(), day.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
