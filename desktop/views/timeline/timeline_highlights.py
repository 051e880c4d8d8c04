"""What is marked in the timeline: words that are looked for, where a jump has led."""

from PySide6.QtCore import QObject, QTimer, Signal

POINTED_MS = 1800
"""How long the target of a jump is outlined."""


class TimelineHighlights(QObject):
    """Holds the marks; paints nothing.

    Signals:
        changed: other marks have to be painted.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self._found: int | None = None
        self._pointed: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=POINTED_MS)
        self._timer.timeout.connect(self._on_time_over)

    def mark_words(self, words: tuple[str, ...], message_id: int | None) -> None:
        """Mark words in all texts; the search stands at one message, or at none."""
        if (words, message_id) != (self.words, self._found):
            self.words, self._found = words, message_id
            self.changed.emit()

    def point_at(self, message_id: int) -> None:
        """Outline a message for a moment."""
        self._pointed = message_id
        self._timer.start()
        self.changed.emit()

    def found_at(self, message_id: int) -> bool:
        """Return whether the search stands at a message."""
        return bool(self.words) and self._found == message_id

    def points_at(self, message_id: int) -> bool:
        """Return whether a message is outlined now."""
        return self._pointed == message_id

    def _on_time_over(self) -> None:
        self._pointed = None
        self.changed.emit()
