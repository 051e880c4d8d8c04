"""Paints a row that was laid out; knows no data and no geometry of its own."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.models.send_state import SendState
from desktop.views.conversation.message_face import Shape, TimelineContext
from desktop.views.conversation.row_layout import (
    FontRole,
    Label,
    RowLayout,
    TimelineFonts,
)
from desktop.views.conversation.text_block import Ground, TextBlock
from desktop.views.theme.avatars import paint_avatar
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme

_ROUND = 10.0
_NOTE_ROUND = 8.0
_ICON = 22
_SELECTION_ALPHA = 90
_GROUNDS = {
    SendState.FAILED: ("bad_soft", "bad"),
    SendState.UNCONFIRMED: ("warn_soft", "warn"),
}
"""Ground and outline of own bubbles that need a person."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What the view adds to a row at the moment of painting."""

    selection: tuple[int, int] | None = None
    current: bool = False
    waiting: str = ""
    """A running wait in words."""
    waiting_tone: str = "warn"
    found: tuple[str, ...] = ()
    """The words that are looked for; they are marked in every text of the row."""
    found_here: bool = False
    """The search stands at this row: its marks are stronger."""
    pointed_at: bool = False
    """A jump has led here; shown for a moment."""


class RowPainter:
    """Paints rows in the colours of one theme."""

    def __init__(self, theme: Theme, fonts: TimelineFonts) -> None:
        self._theme = theme
        self._fonts = fonts

    def paint(
        self,
        painter: QPainter,
        layout: RowLayout,
        context: TimelineContext,
        top: int,
        clip: QRectF,
        state: RowState,
    ) -> None:
        """Paint a row whose top is at `top` of the painter's device."""
        painter.save()
        painter.translate(0, top)
        clip = clip.translated(0, -top)
        self._paint_ground(painter, layout)
        if layout.avatar is not None:
            self._paint_avatar(painter, layout, context)
        if layout.icon is not None:
            self._paint_icon(painter, *layout.icon, layout.shape)
        for label in layout.labels:
            self._paint_label(painter, label)
        for placed in layout.blocks:
            painter.setPen(self._theme.colour(placed.tone))
            grounds = self._grounds(placed.block, state)
            placed.block.draw(painter, placed.origin, clip, grounds=grounds)
        self._paint_body(painter, layout, clip, state)
        if state.waiting and layout.wait_at is not None:
            self._paint_wait(painter, layout.wait_at, state)
        if layout.bubble is not None and (state.current or state.pointed_at):
            tone = "accent" if state.current else "found_here"
            self._paint_focus(painter, layout.bubble, tone)
        painter.restore()

    def _paint_ground(self, painter: QPainter, layout: RowLayout) -> None:
        if layout.bubble is None:
            return
        rect = QRectF(layout.bubble)
        painter.setPen(Qt.PenStyle.NoPen)
        if layout.shape is Shape.LINE:
            painter.setBrush(self._theme.colour("line"))
            painter.drawRoundedRect(rect, _ROUND, _ROUND)
        elif layout.shape is Shape.NOTE:
            painter.setPen(self._dashed("note_line"))
            painter.setBrush(self._theme.colour("note"))
            inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(inner, _NOTE_ROUND, _NOTE_ROUND)
        elif layout.shape is Shape.MINE:
            self._paint_mine(painter, layout)
        else:
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.setBrush(self._theme.colour("bubble"))
            painter.drawPath(layout.outline)

    def _paint_mine(self, painter: QPainter, layout: RowLayout) -> None:
        state = layout.message.state
        ground, line = _GROUNDS.get(state, ("mine", "")) if state else ("mine", "")
        if line:
            painter.setPen(QPen(self._theme.colour(line), 1))
        painter.setBrush(self._theme.colour(ground))
        painter.drawPath(layout.outline)

    def _dashed(self, tone: str) -> QPen:
        return QPen(self._theme.colour(tone), 1, Qt.PenStyle.DashLine)

    def _paint_avatar(
        self, painter: QPainter, layout: RowLayout, context: TimelineContext
    ) -> None:
        assert layout.avatar is not None
        name = identity = layout.message.sender
        if layout.shape is Shape.THEIRS:
            name = context.customer_name
            identity = context.customer_identity
        painter.setFont(self._fonts[FontRole.BODY])
        paint_avatar(painter, layout.avatar, name, identity, self._theme)

    def _paint_icon(
        self, painter: QPainter, tile: QRect, name: str, shape: Shape
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        ground = "panel" if shape is Shape.MINE else "accent_soft"
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(QRectF(tile), 6, 6)
        ratio = painter.device().devicePixelRatioF()
        picture = pixmap(name, self._theme.colour("accent"), _ICON, ratio)
        margin = (tile.width() - _ICON) // 2
        painter.drawPixmap(tile.topLeft() + QPoint(margin, margin), picture)

    def _paint_label(self, painter: QPainter, label: Label) -> None:
        painter.setFont(self._fonts[label.role])
        painter.setPen(self._theme.colour(label.tone))
        flags = label.alignment | Qt.AlignmentFlag.AlignVCenter
        single = int(flags) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(label.rect, single, label.text)

    def _paint_body(
        self, painter: QPainter, layout: RowLayout, clip: QRectF, state: RowState
    ) -> None:
        if layout.body is None:
            return
        painter.setPen(self._theme.colour(layout.body.tone))
        layout.body.block.draw(
            painter,
            layout.body.origin,
            clip,
            state.selection,
            self._selection_colour(layout.shape),
            grounds=self._grounds(layout.body.block, state),
        )

    def _grounds(self, block: TextBlock, state: RowState) -> tuple[Ground, ...]:
        """Return the marks of what is looked for."""
        if not state.found:
            return ()
        tone = "found_here" if state.found_here else "found"
        return block.found(state.found, self._theme.colour(tone))

    def _selection_colour(self, shape: Shape) -> QColor:
        """Return a ground that stands out from the bubble and still reads well."""
        if shape is not Shape.MINE:
            return self._theme.colour("text_selection")
        colour = QColor(self._theme.colour("accent"))
        colour.setAlpha(_SELECTION_ALPHA)
        return colour

    def _paint_wait(self, painter: QPainter, at: QPoint, state: RowState) -> None:
        painter.setFont(self._fonts[FontRole.CAPTION])
        height = self._fonts.height(FontRole.CAPTION)
        separator = " · "
        painter.setPen(self._theme.colour("faint"))
        ascent = QPoint(0, painter.fontMetrics().ascent())
        painter.drawText(at + ascent, separator)
        width = self._fonts.width(FontRole.CAPTION, separator)
        painter.setPen(self._theme.colour(state.waiting_tone))
        rect = QRect(at.x() + width, at.y(), 400, height)
        painter.drawText(rect, int(Qt.TextFlag.TextSingleLine), state.waiting)

    def _paint_focus(self, painter: QPainter, bubble: QRect, tone: str) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.colour(tone)), 2))
        painter.drawRoundedRect(QRectF(bubble).adjusted(-3, -3, 3, 3), 11, 11)
