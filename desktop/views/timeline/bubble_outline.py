"""The outline of a bubble: round, but for the corner towards the avatar."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainterPath

_ROUND, _SHARP = 10.0, 3.0


def bubble_outline(bubble: QRect, *, theirs: bool) -> QPainterPath:
    """Return the outline; theirs lies on half pixels, for it is drawn as a line."""
    rect = QRectF(bubble)
    if theirs:
        rect.adjust(0.5, 0.5, -0.5, -0.5)
    left = _SHARP if theirs else _ROUND
    right = _ROUND if theirs else _SHARP
    path = QPainterPath(QPointF(rect.left() + left, rect.top()))
    path.lineTo(rect.right() - right, rect.top())
    _corner(path, rect.topRight(), QPointF(0, right))
    path.lineTo(rect.right(), rect.bottom() - _ROUND)
    _corner(path, rect.bottomRight(), QPointF(-_ROUND, 0))
    path.lineTo(rect.left() + _ROUND, rect.bottom())
    _corner(path, rect.bottomLeft(), QPointF(0, -_ROUND))
    path.lineTo(rect.left(), rect.top() + left)
    _corner(path, rect.topLeft(), QPointF(left, 0))
    path.closeSubpath()
    return path


def _corner(path: QPainterPath, corner: QPointF, onward: QPointF) -> None:
    path.quadTo(corner, corner + onward)
