"""The dark rail at the left edge: pages, unread count, operator and engine."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop.models.display_text import initial, one_line
from desktop.views.theme.avatars import paint_tile
from desktop.views.theme.badges import paint_badge
from desktop.views.theme.durations import span_words
from desktop.views.theme.fonts import sized
from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.style import theme_named
from desktop.views.theme.theme import Theme
from desktop.views.window.pages import Page, page_name

if TYPE_CHECKING:
    from desktop.models.engine_status import EngineStatus

RAIL_WIDTH = 60
_ICON = 20
_BESIDE_PAGE = 16
_BESIDE_STATE = 16
"""What stands beside the words, with the light before the engine's."""


def rail_width(font: QFont) -> int:
    """Return the width of the rail: with large text its words want more."""
    metrics = QFontMetrics(sized(font, -2))
    pages = max(metrics.horizontalAdvance(page_name(page)) for page in Page)
    states = max(metrics.horizontalAdvance(word) for word in _state_words())
    return max(RAIL_WIDTH, pages + _BESIDE_PAGE, states + _BESIDE_STATE)


def _state_words() -> tuple[str, str, str]:
    """Return what the engine is doing: starting, gone, at work."""
    translate = QCoreApplication.translate
    return (
        translate("RailView", "启动中"),
        translate("RailView", "离线"),
        translate("RailView", "在线"),
    )


class RailButton(QAbstractButton):
    """One page: icon, word, and a count when something is unread."""

    def __init__(self, page: Page, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = page
        self._theme = theme
        self._count = 0
        self.setCheckable(True)
        self.setText(page_name(page))
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, count: int) -> None:
        """Show a count in the corner, none for 0."""
        if count != self._count:
            self._count = count
            words = self.tr("{page}，{count} 条未读")
            name = words.format(page=self.text(), count=count) if count else self.text()
            self.setAccessibleName(name)
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        word = QFontMetrics(sized(self.font(), -2)).height()
        return QSize(rail_width(self.font()) - 10, _ICON + word + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        lit = self.isChecked() or self.underMouse()
        colour = self._theme.colour("rail_on" if lit else "rail_text")
        picture = pixmap(self.page.value, colour, _ICON, self.devicePixelRatioF())
        left = (self.width() - _ICON) // 2
        painter.drawPixmap(left, 5, picture)
        painter.setFont(sized(self.font(), -2))
        painter.setPen(colour)
        words = QRectF(0, 5 + _ICON, self.width(), self.height() - _ICON - 6)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            corner = QPointF(min(self.width() - 1, left + _ICON + 14), 9)
            paint_badge(painter, corner, self._count, self._theme)

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QColor(self._theme.colour("rail_on"))
        ground.setAlphaF(0.12 if self.isChecked() else 0.06)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.colour("accent"))
            painter.drawRoundedRect(rect, 8, 8)


class OperatorBadge(QWidget):
    """Who sits here, and whether messages are coming in."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._word = ""
        self._tone = "faint"

    def set_operator(self, name: str) -> None:
        """Show the operator's initial."""
        self._name = one_line(name, 40)
        self._describe("")

    def set_state(self, word: str, tone: str, detail: str) -> None:
        """Show a word with a light of a theme colour; `detail` is the tool tip."""
        if (word, tone) != (self._word, self._tone):
            self._word, self._tone = word, tone
            self.update()
        self._describe(detail)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        word = QFontMetrics(sized(self.font(), -2)).height()
        return QSize(rail_width(self.font()), 34 + 6 + word)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRectF((self.width() - 34) / 2, 0, 34, 34)
        colour = self._theme.avatar_colour(self._name)
        paint_tile(painter, tile, initial(self._name), colour)
        font = sized(self.font(), -2)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        word = metrics.elidedText(
            self._word, Qt.TextElideMode.ElideRight, self.width() - 13
        )
        left = max(0.0, (self.width() - metrics.horizontalAdvance(word) - 11) / 2)
        middle = 34 + 6 + metrics.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._light())
        painter.drawEllipse(QPointF(left + 3.5, middle), 3.5, 3.5)
        painter.setPen(self._light())
        room = QRectF(left + 11, 40, self.width(), metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)

    def _light(self) -> QColor:
        # The rail is dark in both themes: the light theme's tones would drown in it.
        return theme_named("dark").colour(self._tone)

    def _describe(self, detail: str) -> None:
        lines = [line for line in (self._name, detail) if line]
        set_tooltip(self, "\n".join(lines))
        self.setAccessibleName("，".join((self._name, self._word)))
        self.update()


class RailView(QWidget):
    """The rail.

    Signals:
        page_chosen: a Page that the person wants to see.
    """

    page_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(rail_width(self.font()))
        self._buttons = {page: RailButton(page, theme, self) for page in Page}
        self._group = QButtonGroup(self)
        self.operator_badge = OperatorBadge(theme, self)
        self._build()
        self._group.buttonClicked.connect(self._on_button_clicked)
        self.show_page(Page.CONVERSATIONS)

    def show_page(self, page: Page) -> None:
        """Light the entry of the page that is on screen."""
        self._buttons[page].setChecked(True)

    def set_unread(self, count: int) -> None:
        """Show how many messages nobody has read."""
        self._buttons[Page.CONVERSATIONS].set_count(count)

    def set_operator(self, name: str) -> None:
        """Show who sits at this desk."""
        self.operator_badge.set_operator(name)

    def set_engine(self, status: "EngineStatus | None", now: datetime) -> None:
        """Show whether messages are coming in, and how late they can be."""
        starting, gone, working = _state_words()
        if status is None:
            self.operator_badge.set_state(starting, "faint", "")
        elif not status.alive(now):
            detail = self.tr("收发程序没有回应，正在重新启动")
            self.operator_badge.set_state(gone, "bad", detail)
        else:
            self.operator_badge.set_state(working, "ok", self._delay(status))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for button in self._buttons.values():
            button.set_theme(theme)
        self.operator_badge.set_theme(theme)
        self.update()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(6)
        for page, button in self._buttons.items():
            self._group.addButton(button)
            if page is Page.SETTINGS:
                column.addStretch(1)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(self.operator_badge)

    def _delay(self, status: "EngineStatus") -> str:
        delay = span_words(status.worst_delay)
        if status.receiving_callbacks:
            return self.tr("企业微信会通知新消息；通知丢失时最多晚 {delay}").format(
                delay=delay
            )
        return self.tr("定时查询新消息，最多晚 {delay}").format(delay=delay)

    def _on_button_clicked(self, button: RailButton) -> None:
        self.page_chosen.emit(button.page)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(rail_width(self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("rail"))
