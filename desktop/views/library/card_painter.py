"""Paints a card of the grid; everything was laid out before."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from desktop.models.material import Material, MaterialKind
from desktop.views.library.card_face import CardFace, CardMeasures, chip_rect
from desktop.views.library.material_words import kind_icon
from desktop.views.theme.fonts import sized
from desktop.views.theme.icons import pixmap
from desktop.views.theme.style import blend
from desktop.views.theme.theme import Theme

CARD_ROUND = 8.0
"""Logical pixels of a card's corners."""
_CHIP_ROUND = 4.0
_BADGE = 20
_GROUNDS = {
    "bad": "bad_soft",
    "warn": "warn_soft",
    "accent": "accent_soft",
    "quiet": "bg",
}
_INKS = {"bad": "bad", "warn": "warn", "accent": "accent", "quiet": "muted"}
_TINTS = {
    MaterialKind.FILE: "bad",
    MaterialKind.LINK: "accent",
    MaterialKind.MINI_PROGRAM: "ok",
    MaterialKind.LOCATION: "warn",
    MaterialKind.MENU: "accent",
    MaterialKind.BUSINESS_CARD: "ok",
}


@dataclass(frozen=True, slots=True)
class CardMarks:
    """What a person has done with a card."""

    order: int = 0
    """Its number among several chosen ones, 0 for none."""
    chosen: bool = False
    hovered: bool = False
    focused: bool = False


class CardPainter:
    """Paints cards in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def paint(
        self,
        painter: QPainter,
        card: QRect,
        measures: CardMeasures,
        shown: tuple[Material, CardFace, QPixmap | None],
        marks: CardMarks,
    ) -> None:
        """Paint one card whose material is known."""
        material, face, picture = shown
        frame = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_ground(painter, frame, marks)
        painter.setFont(measures.name_font)
        self._paint_picture(painter, measures.picture(card), material, picture)
        painter.setFont(measures.name_font)
        painter.setPen(self.theme.colour("text"))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(measures.name_line(card), line, face.name)
        painter.setFont(measures.small_font)
        self._paint_chips(painter, measures.chip_line(card), face)
        if not measures.small:
            painter.setPen(self.theme.colour("faint"))
            painter.drawText(measures.foot_line(card), line, face.foot)
        self._paint_frame(painter, frame, marks)
        if marks.order:
            self._paint_order(painter, card, marks.order)

    def paint_waiting(
        self, painter: QPainter, card: QRect, measures: CardMeasures
    ) -> None:
        """Paint a card whose material is being read."""
        self._paint_ground(painter, QRectF(card), CardMarks())
        painter.fillRect(measures.picture(card), self.theme.colour("panel2"))

    def _paint_ground(self, painter: QPainter, frame: QRectF, marks: CardMarks) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        name = "selected" if marks.chosen else "hover" if marks.hovered else "panel"
        painter.setBrush(self.theme.colour(name))
        painter.drawRoundedRect(frame, CARD_ROUND, CARD_ROUND)

    def _paint_frame(self, painter: QPainter, frame: QRectF, marks: CardMarks) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lit = marks.chosen or marks.focused
        pen = painter.pen()
        pen.setColor(self.theme.colour("accent" if lit else "line"))
        pen.setWidthF(1.6 if marks.chosen else 1.0)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, CARD_ROUND, CARD_ROUND)

    def _paint_picture(
        self,
        painter: QPainter,
        area: QRect,
        material: Material,
        picture: QPixmap | None,
    ) -> None:
        # Pictures come with their corners rounded: to clip costs more than to paint.
        if picture is None:
            self._paint_kind(painter, area, material)
            return
        painter.drawPixmap(area, picture)
        if material.kind is MaterialKind.VIDEO:
            self._paint_play(painter, area)

    def _paint_kind(self, painter: QPainter, area: QRect, material: Material) -> None:
        """Paint what stands for a material that has no picture of its own."""
        tint = self.theme.colour(_TINTS.get(material.kind, "muted"))
        ground = blend(self.theme.colour("panel"), tint, 0.10)
        painter.fillPath(round_top(QRectF(area), CARD_ROUND), ground)
        size = min(40, area.height() // 2)
        ratio = painter.device().devicePixelRatioF()
        sign = pixmap(kind_icon(material.kind), tint, size, ratio)
        centre = area.center()
        words = "" if material.card is not None else material.facts.format
        top = centre.y() - size // 2 - (8 if words else 0)
        painter.drawPixmap(centre.x() - size // 2, top, sign)
        if words:
            painter.setPen(tint)
            painter.setFont(sized(painter.font(), 0, strong=True))
            below = QRect(area.left(), top + size + 2, area.width(), 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words[:8])

    def _paint_play(self, painter: QPainter, area: QRect) -> None:
        centre = QPointF(area.center())
        shade = self.theme.colour("viewer").toRgb()
        shade.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawEllipse(centre, 15, 15)
        ratio = painter.device().devicePixelRatioF()
        sign = pixmap("viewer_play", self.theme.colour("viewer_text"), 16, ratio)
        painter.drawPixmap(centre - QPointF(7.5, 8), sign)

    def _paint_chips(self, painter: QPainter, line: QRect, face: CardFace) -> None:
        for chip in face.chips:
            frame = chip_rect(chip, line)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(_GROUNDS[chip.tone]))
            painter.drawRoundedRect(frame, _CHIP_ROUND, _CHIP_ROUND)
            painter.setPen(self.theme.colour(_INKS[chip.tone]))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, chip.words)

    def _paint_order(self, painter: QPainter, card: QRect, order: int) -> None:
        badge = QRectF(card.left() + 6, card.top() + 6, _BADGE, _BADGE)
        painter.setPen(self.theme.colour("on_accent"))
        painter.setBrush(self.theme.colour("accent"))
        painter.drawEllipse(badge)
        painter.setFont(sized(painter.font(), 0, strong=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(order))


def round_top(area: QRectF, radius: float) -> QPainterPath:
    """Return the shape of a picture: its upper corners are those of the card."""
    path = QPainterPath()
    path.moveTo(area.bottomLeft())
    path.lineTo(area.left(), area.top() + radius)
    path.quadTo(area.topLeft(), QPointF(area.left() + radius, area.top()))
    path.lineTo(area.right() - radius, area.top())
    path.quadTo(area.topRight(), QPointF(area.right(), area.top() + radius))
    path.lineTo(area.bottomRight())
    path.closeSubpath()
    return path
