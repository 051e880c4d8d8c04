"""Counts how long the main thread does not listen."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
STALL = 0.050


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two beats, in seconds."""

    length: float
    without_core: float
    """How much of it the thread was ready to run but the machine served others."""


class Heartbeat(QObject):
    """A 5 ms timer that notes every gap between two beats."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[Gap] = []
        self.forget = False
        """Set from anywhere: the next beat starts over."""
        self._queued = _QueuedTime()
        self.start_over()
        timer = QTimer(self, interval=BEAT_MS)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start()

    def start_over(self) -> None:
        """Forget what was noted so far."""
        self.gaps.clear()
        self._last, self._waited = time.monotonic(), self._queued.seconds()

    def facts(self) -> dict[str, object]:
        """Return the number of beats and the longest gaps, in milliseconds."""
        longest = sorted(self.gaps, key=_length, reverse=True)
        told = longest[: max(200, len(longest) // 50)]
        return {
            "beats": len(longest),
            "longest": [1000 * gap.length for gap in told],
            "without_core": [1000 * gap.without_core for gap in told],
        }

    def _beat(self) -> None:
        if self.forget:
            self.forget = False
            self.start_over()
            return
        now, waited = time.monotonic(), self._queued.seconds()
        self.gaps.append(Gap(now - self._last, waited - self._waited))
        self._last, self._waited = now, waited


class _QueuedTime:
    """How long this thread has stood in the queue for a core, as Linux counts it."""

    def __init__(self) -> None:
        path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        # Open for life: read 200 times a second.
        self._file = path.open("rb", buffering=0) if path.exists() else None

    def seconds(self) -> float:
        """Return the sum so far; 0 where the system does not tell."""
        if self._file is None:
            return 0.0
        self._file.seek(0)
        return int(self._file.read().split()[1]) / 1e9


def _length(gap: Gap) -> float:
    return gap.length
