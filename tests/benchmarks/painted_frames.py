"""Frames that are asked for and painted at once, and how long each takes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

NOTCH = 120
"""What a wheel tells of one notch; the timeline moves by 72 pixels."""


def frame(area: QWidget, change: Callable[[], object]) -> float:
    """Make a change and paint; return milliseconds until the frame is painted."""
    started = time.perf_counter()
    change()
    area.repaint()
    return 1000 * (time.perf_counter() - started)


def turn_wheel(viewport: QWidget, notches: int) -> None:
    """Turn the wheel over the middle; upwards is towards older messages."""
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, notches * NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def scrolled(viewport: QWidget, notches: int) -> float:
    """Turn the wheel; return milliseconds until the frame is painted."""
    return frame(viewport, lambda: turn_wheel(viewport, notches))
