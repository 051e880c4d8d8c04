"""Counts in pills, as the rail and the conversation list show what is unread."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.views.theme.fonts import sized
from desktop.views.theme.theme import Theme


def count_words(count: int) -> str:
    """Return a count that stays short: `99+` from a hundred on."""
    return str(count) if count < 100 else "99+"


def paint_badge(
    painter: QPainter, right_centre: QPointF, count: int, theme: Theme
) -> QRectF:
    """Paint a count in a pill that ends at a point; return the pill."""
    painter.save()
    font = sized(painter.font(), 10 - painter.font().pixelSize(), strong=True)
    metrics = QFontMetricsF(font)
    text = count_words(count)
    height = 16.0
    width = max(height, metrics.horizontalAdvance(text) + 9)
    pill = QRectF(
        right_centre.x() - width, right_centre.y() - height / 2, width, height
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bad"))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return pill
