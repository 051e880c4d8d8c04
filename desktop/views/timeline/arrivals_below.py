"""How many of the customer's messages lie unseen below what is on the screen."""

from collections.abc import Callable, Iterable

from desktop.models.message import Message
from desktop.views.timeline.timeline_model import TimelineModel

_Key = tuple[int, int]


class ArrivalsBelow:
    """Counts up when messages come, and down as the reader passes them."""

    def __init__(self, model: TimelineModel, counts: Callable[[Message], bool]) -> None:
        self._model = model
        self._counts = counts
        self._passed: _Key | None = None
        self.count = 0
        self.first: int | None = None
        """Position of the first one that came while the reader was elsewhere."""

    def clear(self) -> None:
        """Nothing lies below."""
        self.count, self._passed, self.first = 0, None, None

    def start(self, count: int, before: Message) -> None:
        """So many lie below, the first of them is `before`."""
        self.count, self.first = count, None
        self._passed = (before.position, before.id - 1)

    def add(self, arrived: Iterable[Message]) -> None:
        """Messages came at the end, which the reader does not see."""
        new = [message for message in arrived if self._counts(message)]
        if new and not self.count:
            self._passed = (new[0].position, new[0].id - 1)
        self.count += len(new)
        if new and self.first is None:
            self.first = new[0].position

    def pass_by(self, row: int) -> None:
        """The reader has this row in sight, and all that is loaded above it."""
        if not self.count or self._passed is None:
            return
        passed, newest = self._passed, self._passed
        for at in range(row, -1, -1):
            message = self._model[at]
            key = (message.position, message.id)
            if key <= passed:
                break
            newest = max(newest, key)
            self.count -= self._counts(message)
        self._passed, self.count = newest, max(0, self.count)
        if newest > passed and self.first is not None:
            self.first = max(self.first, newest[0] + 1) if self.count else None
