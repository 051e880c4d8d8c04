"""Facts that a child with a window tells its parent, one JSON line each."""

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication


def report(fact: str, **values: object) -> None:
    """Tell the parent one fact, stamped with the monotonic clock."""
    line = json.dumps({"fact": fact, "at": time.monotonic(), **values})
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class FirstExposure(QObject):
    """Reports once that a window of this process stands on the screen."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch for the first exposed window, then stop watching."""
        if event.type() is QEvent.Type.Expose and isinstance(watched, QWindow):
            report("mapped")
            application = QApplication.instance()
            assert application is not None
            application.removeEventFilter(self)
        return False
