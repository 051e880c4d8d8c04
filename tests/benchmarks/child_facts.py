"""Facts that a child with a window tells its parent, one JSON line each."""

import json
import sys
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication


def report(fact: str, **values: object) -> None:
    """Tell the parent one fact, stamped with the monotonic clock."""
    line = json.dumps({"fact": fact, "at": time.monotonic(), **values})
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run_until_closed(
    application: QCoreApplication, obey: Callable[[str], None]
) -> None:
    """Run the event loop until the parent closes the pipe; `obey` gets each line.

    `obey` is called in a thread of its own: it may only set plain values.
    """

    def listen() -> None:
        for line in sys.stdin:
            obey(line.strip())
        quit_later = Qt.ConnectionType.QueuedConnection
        QMetaObject.invokeMethod(application, "quit", quit_later)

    threading.Thread(target=listen, daemon=True).start()
    application.exec()


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
