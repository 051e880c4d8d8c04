"""The three columns of the inbox page and how they share narrow windows."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.models.column_widths import (
    USUAL_LIST,
    USUAL_PANEL,
    ColumnWidths,
    fitting,
)
from desktop.views.theme.fonts import BASE_SIZE
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window import column_grip
from desktop.views.window.column_grip import ColumnGrip

FOLDED_WIDTH = 72
LEAST_BESIDE = 472
"""What the conversation keeps at least where the panel has a place of its own."""
LEAST_UNFOLDED = 528
LOW = 500
"""With less than these for the conversation the list folds to avatars."""
GROWTH = 0.8
"""Share of the growth of text by which list and panel grow."""

_SHADE = 14


def _nothing_to_fold(folded: bool) -> None:
    """Stand in until the list is given."""


class _Shade(QWidget):
    """The shadow that a panel lying over the conversation throws to its left."""

    def paintEvent(self, event: QPaintEvent) -> None:
        gradient = QLinearGradient(0, 0, self.width(), 0)
        dark = self.palette().shadow().color()
        for at, alpha in ((0.0, 0.0), (0.6, 0.06), (1.0, 0.16)):
            dark.setAlphaF(alpha)
            gradient.setColorAt(at, dark)
        QPainter(self).fillRect(self.rect(), gradient)


class Columns(QWidget):
    """List, conversation and panel; each is given once by the composition root.

    Signals:
        panel_shown_changed: whether the panel can be seen.
        widths_chosen(ColumnWidths): a person has drawn the columns otherwise.
    """

    panel_shown_changed = Signal(bool)
    widths_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list: QWidget | None = None
        self._conversation: QWidget | None = None
        self._giving_way = False
        self._panel: QWidget | None = None
        self._shade = _Shade(self)
        self._widths = ColumnWidths()
        self._before_drag = self._widths
        self.list_grip = ColumnGrip(self)
        self.panel_grip = ColumnGrip(self)
        self.close_panel_button = QToolButton(self)
        self._wanted_beside = True
        self._wanted_over = False
        self._folded = False
        self._fold: Callable[[bool], None] = _nothing_to_fold
        self._shown = False
        self.close_panel_button.setAccessibleName(self.tr("收起资料栏"))
        set_tooltip(self.close_panel_button, self.tr("收起资料栏"))
        self.close_panel_button.setIconSize(QSize(16, 16))
        self.close_panel_button.clicked.connect(self._on_close_panel_clicked)
        self._connect_grips()
        self._draw_sign()

    @property
    def widths(self) -> ColumnWidths:
        """The widths that were chosen; a window may have less room."""
        return self._widths

    def set_widths(self, widths: ColumnWidths) -> None:
        """Take chosen widths."""
        self._widths = widths
        self._arrange()

    def widen(self, column: QWidget, by: int) -> None:
        """Make list or panel wider, or narrower; the conversation takes from the list.

        `by` is in logical pixels for text of the usual size.
        """
        drawn = self._drawn()
        if column is self._panel:
            self._choose(replace(drawn, panel=drawn.panel + by))
        else:
            change = by if column is self._list else -by
            self._choose(replace(drawn, list=drawn.list + change))

    def restore_widths(self) -> None:
        """Give list and panel their usual widths."""
        self._choose(ColumnWidths())

    @property
    def folded(self) -> bool:
        """Whether the list has room for avatars only."""
        return self._folded

    @property
    def panel_shown(self) -> bool:
        """Whether the panel is on screen."""
        return self._shown

    @property
    def panel_beside(self) -> bool:
        """Whether the panel is wanted where it has a place of its own."""
        return self._wanted_beside

    def want_beside(self, wanted: bool) -> None:
        """Have the panel wherever it has a place of its own, or not."""
        self._wanted_beside = wanted
        self._arrange()

    @property
    def panel_overlays(self) -> bool:
        """Whether the panel lies over the conversation for lack of room."""
        left = self.width() - self._grown(USUAL_LIST) - self._grown(USUAL_PANEL)
        return left < LEAST_BESIDE

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """List, conversation and panel, as far as they were given."""
        given = (self._list, self._conversation, self._panel)
        return tuple(part for part in given if part is not None)

    def set_list(self, widget: QWidget, fold: Callable[[bool], None]) -> None:
        """Take the conversation list; `fold` is told whether only avatars fit."""
        self._fold = fold
        fold(self._folded)
        self._list = widget
        self._adopt(widget)

    def set_conversation(self, widget: QWidget) -> None:
        """Take the conversation."""
        self._conversation = widget
        self._adopt(widget)

    def set_panel(self, widget: QWidget) -> None:
        """Take the side panel."""
        self._panel = widget
        self._adopt(widget)

    def show_panel(self, shown: bool) -> None:
        """Show or hide the panel; remembered apart for wide and narrow windows."""
        if self.panel_overlays:
            self._wanted_over = shown
        else:
            self._wanted_beside = shown
            self._giving_way = False
        self._arrange()

    def give_way(self, giving: bool) -> None:
        """Let the panel leave its own place to something else, until it is called."""
        self._giving_way = giving
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._draw_sign()
        self.update()

    def _draw_sign(self) -> None:
        self.close_panel_button.setIcon(icon("close", self._theme.colour("muted"), 16))

    def _on_close_panel_clicked(self) -> None:
        self.show_panel(False)

    def _adopt(self, widget: QWidget) -> None:
        widget.setParent(self)
        widget.show()
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        usual = self._grown(USUAL_LIST)
        folded = width - usual < LEAST_UNFOLDED or height < LOW
        over = self.panel_overlays
        beside = self._wanted_beside and not self._giving_way
        wanted = self._wanted_over if over else beside
        shown = self._panel is not None and wanted
        list_width = FOLDED_WIDTH if folded else self._list_width()
        left = list_width if self._list else 0
        panel_width = min(self._panel_width(left), width - left)
        right = width - panel_width - 1 if shown and not over else width
        if self._list:
            self._list.setGeometry(0, 0, list_width - 1, height)
        if self._conversation:
            self._conversation.setGeometry(left, 0, right - left, height)
        self._place_panel(QRect(width - panel_width, 0, panel_width, height), shown)
        # A panel that lies over the conversation hides what opened it.
        self._shade.setVisible(shown and over)
        self.close_panel_button.setVisible(shown and over)
        self._place_grip(self.list_grip, left - 1, bool(self._list) and not folded)
        self._place_grip(self.panel_grip, right, shown and not over)
        self._tell(folded, shown)
        self.update()

    def _list_width(self) -> int:
        usual, least = self._grown(USUAL_LIST), LEAST_UNFOLDED
        if not self.panel_overlays:
            # The usual panel keeps its place, be it on screen or not.
            least = self._grown(USUAL_PANEL) + LEAST_BESIDE
        return fitting(self._grown(self._widths.list), usual, self.width() - least)

    def _panel_width(self, left: int) -> int:
        room = self.width() - left - LEAST_BESIDE
        usual = self._grown(USUAL_PANEL)
        if self.panel_overlays:
            return usual
        return fitting(self._grown(self._widths.panel), usual, room)

    def _place_grip(self, grip: ColumnGrip, line: int, usable: bool) -> None:
        beside = (column_grip.WIDTH - 1) // 2
        grip.setGeometry(line - beside, 0, column_grip.WIDTH, self.height())
        grip.setVisible(usable)
        grip.raise_()

    def _grown(self, width: int) -> int:
        """Return a width for the size of text in force; small text needs no less."""
        return round(width * self._growth())

    def _growth(self) -> float:
        return 1 + GROWTH * max(0.0, self.font().pixelSize() / BASE_SIZE - 1)

    # The grips

    def _connect_grips(self) -> None:
        self.list_grip.dragged.connect(self._on_list_dragged)
        self.panel_grip.dragged.connect(self._on_panel_dragged)
        for grip in (self.list_grip, self.panel_grip):
            grip.taken.connect(self._on_taken)
            grip.released.connect(self._on_released)
            grip.reset_requested.connect(self._on_reset_requested)
            grip.hide()

    def _on_taken(self) -> None:
        self._before_drag = self._drawn()

    def _on_list_dragged(self, pixels: int) -> None:
        change = round(pixels / self._growth())
        before = self._before_drag
        self.set_widths(replace(before, list=before.list + change))

    def _on_panel_dragged(self, pixels: int) -> None:
        change = round(pixels / self._growth())
        before = self._before_drag
        self.set_widths(replace(before, panel=before.panel - change))

    def _on_released(self) -> None:
        self._choose(self._drawn())

    def _on_reset_requested(self) -> None:
        usual = ColumnWidths()
        if self.sender() is self.list_grip:
            self._choose(replace(self._widths, list=usual.list))
        else:
            self._choose(replace(self._widths, panel=usual.panel))

    def _drawn(self) -> ColumnWidths:
        """Return what the window made of the choice, where it can be seen."""
        drawn, growth = self._widths, self._growth()
        if self._list and not self._folded:
            drawn = replace(drawn, list=round((self._list.width() + 1) / growth))
        if self._panel and self._shown and not self.panel_overlays:
            drawn = replace(drawn, panel=round(self._panel.width() / growth))
        return drawn

    def _choose(self, widths: ColumnWidths) -> None:
        self.set_widths(widths)
        self.widths_chosen.emit(widths)

    def _place_panel(self, place: QRect, shown: bool) -> None:
        if self._panel is None:
            return
        self._panel.setGeometry(place)
        self._panel.setVisible(shown)
        self._shade.setGeometry(place.left() - _SHADE, 0, _SHADE, place.height())
        self._shade.raise_()
        self._panel.raise_()
        button = self.close_panel_button
        button.adjustSize()
        button.move(place.right() - button.width() - 10, 14)
        button.raise_()

    def _tell(self, folded: bool, shown: bool) -> None:
        if folded != self._folded:
            self._folded = folded
            self._fold(folded)
        if shown != self._shown:
            self._shown = shown
            self.panel_shown_changed.emit(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        # What shows between the columns is the line that parts them.
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("bg"))
        line = self._theme.colour("line")
        if self._list:
            painter.fillRect(self._list.width(), 0, 1, self.height(), line)
        if self._panel and self._shown:
            painter.fillRect(self._panel.x() - 1, 0, 1, self.height(), line)
