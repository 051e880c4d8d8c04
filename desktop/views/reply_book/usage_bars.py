"""How often replies were sent: bars by day, by agent, by account."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.models.reply_book import ReplyUsage
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

DAYS = 30
"""How far back uses are counted."""
_MOST_BARS = 31
_PADDING = 4

Bar = tuple[str, int]


class BarList(QWidget):
    """Lines of a name, a bar and a number, the longest bar as wide as there is room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other numbers."""
        self._bars = tuple(bars)[:_MOST_BARS]
        spoken = (f"{name} {count}" for name, count in self._bars)
        self.setAccessibleName("; ".join(spoken))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, len(self._bars) * self._line())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, line = self.fontMetrics(), self._line()
        most = max((count for _, count in self._bars), default=1)
        names = round(self.width() * 0.42)
        number = metrics.horizontalAdvance("0") * max(3, len(str(most))) + 8
        room = max(10, self.width() - names - number - 8)
        centre = Qt.AlignmentFlag.AlignVCenter
        for at, (name, count) in enumerate(self._bars):
            top = at * line
            painter.setPen(self._theme.colour("text"))
            shown = metrics.elidedText(
                one_line(name), Qt.TextElideMode.ElideRight, names - 8
            )
            painter.drawText(QRect(0, top, names - 8, line), centre, shown)
            width = max(3.0, room * count / most)
            bar = QRectF(names, top + line * 0.28, width, line * 0.44)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(self._theme.colour("muted"))
            right = QRect(self.width() - number, top, number, line)
            painter.drawText(right, centre | Qt.AlignmentFlag.AlignRight, str(count))

    def _line(self) -> int:
        return self.fontMetrics().height() + 2 * _PADDING


class UsageView(QScrollArea):
    """Uses of one reply, or of the whole book with its replies by title."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel_scroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget(self)
        body.setProperty("role", "book_form")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(6)
        self.total = PlainLabel("", body, role="heading", wraps=True)
        self._column.addWidget(self.total)
        self.replies = self._section(self.tr("回复"), theme)
        self.agents = self._section(self.tr("坐席"), theme)
        self.accounts = self._section(self.tr("账号"), theme)
        self.days = self._section(self.tr("日期"), theme)
        self._column.addStretch(1)
        self.setWidget(body)

    def show_usage(
        self,
        uses: Sequence[ReplyUsage],
        account_names: Mapping[int, str],
        titles: Mapping[int, str] | None = None,
    ) -> None:
        """Show uses; with `titles` by reply, too."""
        total = sum(each.count for each in uses)
        words = self.tr("近 {days} 天用过 {count} 次")
        self.total.setText(words.format(days=DAYS, count=total))
        replies: Counter[str] = Counter()
        agents: Counter[str] = Counter()
        accounts: Counter[str] = Counter()
        days: Counter[str] = Counter()
        for use in uses:
            if titles is not None:
                replies[titles.get(use.reply_id, f"#{use.reply_id}")] += use.count
            agents[use.operator_name] += use.count
            name = account_names.get(use.account_id, f"#{use.account_id}")
            accounts[name] += use.count
            days[use.day.isoformat()] += use.count
        for section, counted in (
            (self.replies, replies),
            (self.agents, agents),
            (self.accounts, accounts),
        ):
            self._show(section, counted.most_common())
        self._show(self.days, sorted(days.items(), reverse=True))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for bars in self.findChildren(BarList):
            bars.set_theme(theme)

    def _section(self, title: str, theme: Theme) -> tuple[PlainLabel, BarList]:
        heading = PlainLabel(title, self, role="small_heading")
        bars = BarList(theme, self)
        self._column.addWidget(heading)
        self._column.addWidget(bars)
        return heading, bars

    def _show(self, section: tuple[PlainLabel, BarList], bars: Sequence[Bar]) -> None:
        heading, shown = section
        shown.show_bars(bars)
        heading.setVisible(bool(bars))
        shown.setVisible(bool(bars))
