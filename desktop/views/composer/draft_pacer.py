"""Tells drafts often enough to lose nothing, and not at every key."""

from PySide6.QtCore import QObject, QTimer, Signal

PACE_MS = 300
"""With the writer's share this keeps a draft durable within 500 ms of a key."""


class DraftPacer(QObject):
    """Passes the latest text of a page on, at most every 300 ms.

    Signals:
        changed(object page, str text): the PageKey and what stands there
    """

    changed = Signal(object, str)

    def __init__(self, parent: QObject, timer: QTimer | None = None) -> None:
        """Pace by `timer`, an own one unless given; it is started and stopped."""
        super().__init__(parent)
        self._timer = QTimer(self) if timer is None else timer
        self._timer.setObjectName("draft_pace")
        self._timer.setSingleShot(True)
        self._timer.setInterval(PACE_MS)
        self._timer.timeout.connect(self.flush)
        self._waiting: tuple[object, str] | None = None

    def note(self, page: object, text: str) -> None:
        """Remember a change; a steady typist does not put the moment off."""
        self._waiting = (page, text)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Tell at once what waits to be told."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.changed.emit(*waiting)

    def forget(self) -> None:
        """Drop what waits: the text was sent and is no draft any more."""
        self._timer.stop()
        self._waiting = None
