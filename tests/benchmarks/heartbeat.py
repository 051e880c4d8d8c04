"""Counts how long the main thread does not listen."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
STALL = 0.050


class Heartbeat(QObject):
    """A 5 ms timer that notes every gap between two beats; seconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self._last = time.monotonic()
        timer = QTimer(self, interval=BEAT_MS)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start()

    def start_over(self) -> None:
        """Forget what was noted so far."""
        self.gaps.clear()
        self._last = time.monotonic()

    @property
    def stalls(self) -> list[float]:
        """Gaps that a person could feel."""
        return [gap for gap in self.gaps if gap > STALL]

    def _beat(self) -> None:
        now = time.monotonic()
        self.gaps.append(now - self._last)
        self._last = now
