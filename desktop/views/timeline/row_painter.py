"""Paints a row that was laid out; knows no data and no geometry of its own."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.models.send_state import SendState
from desktop.views.theme.avatars import paint_avatar
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme
from desktop.views.timeline.media_painter import MediaPainter
from desktop.views.timeline.message_face import (
    Shape,
    TimelineContext,
    who_says,
)
from desktop.views.timeline.row_layout import (
    FontRole,
    Label,
    RowLayout,
    Tile,
    TimelineFonts,
)
from desktop.views.timeline.row_media import RowMedia
from desktop.views.timeline.text_block import Ground, TextBlock

_ROUND = 10.0
_NOTE_ROUND = 8.0
_ICON = 22
_UNREAD_GAP = 10
_SELECTION_ALPHA = 90
_CHOSEN_ALPHA = 60
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

    def __init__(self, theme: Theme, fonts: TimelineFonts, media: RowMedia) -> None:
        self._theme = theme
        self._fonts = fonts
        self._media = MediaPainter(theme, fonts, media)

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
        if layout.tile is not None:
            self._paint_tile(painter, layout.tile, layout.shape)
        self._media.paint(painter, layout)
        for label in layout.labels:
            self._paint_label(painter, label)
        if layout.unread_line is not None:
            self._paint_unread_line(painter, layout.unread_line)
        for placed in layout.blocks:
            painter.setPen(self._theme.colour(placed.tone))
            grounds = self._grounds(placed.block, state)
            placed.block.draw(painter, placed.origin, clip, grounds)
        self._paint_body(painter, layout, clip, state)
        if state.waiting and layout.wait_at is not None:
            self._paint_wait(painter, layout.wait_at, state)
        if state.selection is not None and layout.body is None:
            self._paint_chosen(painter, layout)
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
            recalled = layout.message.recalled
            line = QPen(self._theme.colour("line"), 1)
            painter.setPen(self._dashed("faint") if recalled else line)
            painter.setBrush(self._theme.colour("bubble"))
            painter.drawPath(layout.outline)

    def _paint_mine(self, painter: QPainter, layout: RowLayout) -> None:
        state = layout.message.state
        ground, line = _GROUNDS.get(state, ("mine", "")) if state else ("mine", "")
        if line:
            painter.setPen(QPen(self._theme.colour(line), 1))
        elif layout.message.recalled:
            painter.setPen(self._dashed("faint"))
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
            # Only entries of a forwarded record name other people on that side.
            identity = layout.message.sender or context.customer_identity
            name = who_says(layout.message, context)
        painter.setFont(self._fonts[FontRole.BODY])
        paint_avatar(painter, layout.avatar, name, identity, self._theme)

    def _paint_tile(self, painter: QPainter, tile: Tile, shape: Shape) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        ground = "panel" if shape is Shape.MINE else "accent_soft"
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(QRectF(tile.rect), 6, 6)
        if tile.badge:
            painter.setFont(self._fonts[FontRole.STRONG])
            painter.setPen(self._theme.colour(tile.tone))
            painter.drawText(tile.rect, Qt.AlignmentFlag.AlignCenter, tile.badge)
            return
        ratio = painter.device().devicePixelRatioF()
        picture = pixmap(tile.icon, self._theme.colour("accent"), _ICON, ratio)
        margin = (tile.rect.width() - _ICON) // 2
        painter.drawPixmap(tile.rect.topLeft() + QPoint(margin, margin), picture)

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
        grounds = self._grounds(layout.body.block, state)
        if state.selection is not None:
            grounds += (Ground(*state.selection, self._selection_colour(layout.shape)),)
        painter.setPen(self._theme.colour(layout.body.tone))
        layout.body.block.draw(painter, layout.body.origin, clip, grounds)

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

    def _paint_unread_line(self, painter: QPainter, line: QRect) -> None:
        words = QCoreApplication.translate("RowPainter", "以下为新消息")
        half = self._fonts.width(FontRole.CAPTION, words) // 2 + _UNREAD_GAP
        middle, centre = line.center().y(), line.center().x()
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.drawLine(line.left(), middle, centre - half, middle)
        painter.drawLine(centre + half, middle, line.right(), middle)
        self._paint_label(
            painter,
            Label(
                line, words, FontRole.CAPTION, "accent", Qt.AlignmentFlag.AlignHCenter
            ),
        )

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

    def _paint_chosen(self, painter: QPainter, layout: RowLayout) -> None:
        """Show that a card or picture belongs to what is selected."""
        colour = QColor(self._theme.colour("accent"))
        colour.setAlpha(_CHOSEN_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(layout.outline)

    def _paint_focus(self, painter: QPainter, bubble: QRect, tone: str) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.colour(tone)), 2))
        painter.drawRoundedRect(QRectF(bubble).adjusted(-3, -3, 3, 3), 11, 11)
