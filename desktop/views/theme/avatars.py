"""Avatars of people without a picture: an initial on a colour of their own."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from desktop.models.display_text import initial
from desktop.views.theme.theme import Theme

MARK_SIDE = 16
"""Side of the account's mark in logical pixels, its border included."""
MARK_OVERHANG = 4
"""How far the mark sticks out below and to the right of the avatar."""

_CORNER = 0.2
"""Corner radius as a share of the side."""
_LETTER = 0.38
"""Height of the initial as a share of the side."""


def paint_avatar(
    painter: QPainter,
    rect: QRect,
    name: str,
    identity: str,
    theme: Theme,
    mark: tuple[str, QColor] | None = None,
) -> None:
    """Paint an avatar into `rect`, with the account's initial and colour as mark.

    `identity` decides the colour, so that a person keeps it when renamed.
    """
    paint_tile(painter, QRectF(rect), initial(name), theme.avatar_colour(identity))
    if mark is not None:
        _paint_mark(painter, rect, mark, theme)


def paint_tile(
    painter: QPainter,
    rect: QRectF,
    letter: str,
    colour: QColor,
    corner: float = _CORNER,
) -> None:
    """Paint a rounded square with one white letter."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = rect.height() * corner
    painter.drawRoundedRect(rect, radius, radius)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(rect.height() * _LETTER)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _paint_mark(
    painter: QPainter, avatar: QRect, mark: tuple[str, QColor], theme: Theme
) -> None:
    letter, colour = mark
    outer = QRectF(
        avatar.right() + 1 + MARK_OVERHANG - MARK_SIDE,
        avatar.bottom() + 1 + MARK_OVERHANG - MARK_SIDE,
        MARK_SIDE,
        MARK_SIDE,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(outer, 5, 5)
    painter.setBrush(colour)
    inner = outer.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.drawRoundedRect(inner, 3.5, 3.5)
    font = QFont(painter.font())
    font.setPixelSize(9)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()
