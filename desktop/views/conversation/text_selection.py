"""The selected part of one message's text."""

from dataclasses import dataclass


@dataclass(slots=True)
class TextSelection:
    """A stretch of one text, in Qt's positions; empty while start equals end."""

    message_id: int | None = None
    anchor: int = 0
    cursor: int = 0

    def begin(self, message_id: int, position: int) -> None:
        """Start anew at a position."""
        self.message_id, self.anchor, self.cursor = message_id, position, position

    def extend(self, position: int) -> None:
        """Move the loose end."""
        self.cursor = position

    def take(self, message_id: int, start: int, end: int) -> None:
        """Select a stretch."""
        self.message_id, self.anchor, self.cursor = message_id, start, end

    def clear(self) -> None:
        """Select nothing."""
        self.message_id, self.anchor, self.cursor = None, 0, 0

    def range_in(self, message_id: int) -> tuple[int, int] | None:
        """Return start and end within a message, None when nothing is selected."""
        if self.message_id != message_id or self.anchor == self.cursor:
            return None
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)
