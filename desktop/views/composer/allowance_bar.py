"""Five pips and the words beside them: what is left, how long, how many bytes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.models.allowance import PIPS, SendAllowance
from desktop.models.text_cutting import MAX_TEXT_BYTES
from desktop.views.composer.send_check import Price
from desktop.views.theme.durations import hours_and_minutes
from desktop.views.theme.plain_text import ElidedLabel
from desktop.views.theme.theme import Theme

_SIDE = 10
_DOT_GAP = 3
_WORDS_GAP = 8
_SOON = timedelta(hours=1)
"""Below this the time left is shown by the second, in the warning colour."""


@dataclass(frozen=True, slots=True)
class PipState:
    """How many pips are left and how many of them the text will take."""

    left: int = 0
    cost: int = 0


class Pips(QWidget):
    """Five dots: left, about to be spent (rings), gone."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make five empty dots."""
        super().__init__(parent)
        self._theme = theme
        self._state = PipState()
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Ask for room for five dots."""
        return QSize(PIPS * _SIDE + (PIPS - 1) * _DOT_GAP, _SIDE)

    def show_state(self, state: PipState) -> None:
        """Show how many are left and how many the text will take."""
        if state != self._state:
            self._state = state
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots; those that the text will take are rings at the end."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, cost = self._state.left, self._state.cost
        for at in range(PIPS):
            dot = QRectF(at * (_SIDE + _DOT_GAP), 0, _SIDE, _SIDE)
            if at >= left:
                self._fill(painter, dot, self._theme.colour("pip_off"))
            elif at >= left - cost:
                self._ring(painter, dot, "bad" if cost > left else "ok")
            else:
                self._fill(painter, dot, self._theme.colour("ok"))

    def _fill(self, painter: QPainter, dot: QRectF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(dot)

    def _ring(self, painter: QPainter, dot: QRectF, colour_name: str) -> None:
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(self._theme.colour(colour_name))
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))


class AllowanceBar(QWidget):
    """The pips and their words; kept true at every key and every second."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self._pips = Pips(theme, self)
        self._words = ElidedLabel("", self, role="composer_words")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_WORDS_GAP)
        row.addWidget(self._pips)
        row.addWidget(self._words, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint the pips in other colours."""
        self._pips.set_theme(theme)

    def words(self) -> str:
        """Return the words now shown."""
        return self._words.text()

    def whole_width(self) -> int:
        """Return the width at which nothing is cut, logical pixels."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        return self._pips.width() + _WORDS_GAP + words + 1

    def show_nothing(self) -> None:
        """Show no allowance: nobody can spend one from here."""
        self._pips.hide()
        self._words.setText("")
        self.setAccessibleName("")

    def show_allowance(
        self, allowance: SendAllowance, price: Price, now: datetime
    ) -> None:
        """Show what is left and what the text will take."""
        self._pips.show()
        time_left = allowance.time_left(now)
        left = allowance.pips_left if time_left else 0
        cost = price.pieces if price.pieces > 1 else 0
        self._pips.show_state(PipState(left, cost))
        parts = [
            self.tr("还可发 %n 条", None, left),
            self._time_words(time_left),
            self._size_words(price),
        ]
        words = " · ".join(part for part in parts if part)
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(words)
        self._set_tone(_tone(left, cost, time_left))

    def _time_words(self, left: timedelta) -> str:
        if not left:
            return self.tr("窗口已关闭")
        if left >= _SOON:
            return self.tr("窗口剩 {clock}").format(clock=hours_and_minutes(left))
        minutes, seconds = divmod(int(left.total_seconds()), 60)
        return self.tr("窗口只剩 {minutes} 分 {seconds} 秒").format(
            minutes=minutes, seconds=seconds
        )

    def _size_words(self, price: Price) -> str:
        if price.pieces <= 1:
            return self.tr("{size}/{limit} 字节").format(
                size=price.size, limit=MAX_TEXT_BYTES
            )
        if price.attached:
            return self.tr("{size} 字节，连附件共 %n 条", None, price.pieces).format(
                size=price.size
            )
        return self.tr("{size} 字节，分 %n 条发出", None, price.pieces).format(
            size=price.size
        )

    def _set_tone(self, tone: str) -> None:
        if self._words.property("tone") != tone:
            self._words.setProperty("tone", tone)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)


def _tone(left: int, cost: int, time_left: timedelta) -> str:
    if cost > left:
        return "bad"
    return "warn" if left == 0 or cost or time_left < _SOON else ""
