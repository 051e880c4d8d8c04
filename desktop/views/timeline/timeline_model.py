"""The loaded part of one conversation: a bounded, ordered window of its messages."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.models.message import Message

CAPACITY = 1_000
"""Messages held at once; the end that is farther from the reader is let go."""

_Key = tuple[int, int]


def _key(message: Message) -> _Key:
    return message.position, message.id


class TimelineModel(QObject):
    """Holds messages of ONE conversation ordered by (position, id).

    Signals:
        page_set: everything was replaced.
        rows_inserted(first, count), rows_removed(first, count),
        rows_changed(first, count): small changes, told after they were made.
        bounds_changed: `has_older` or `has_newer` changed.
        arrived_beyond(messages): newer messages that were not taken in, because
            there is a gap between them and what is loaded.
    """

    page_set = Signal()
    rows_inserted = Signal(int, int)
    rows_removed = Signal(int, int)
    rows_changed = Signal(int, int)
    bounds_changed = Signal()
    arrived_beyond = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, capacity: int = CAPACITY
    ) -> None:
        super().__init__(parent)
        self._capacity = capacity
        self._conversation_id: int | None = None
        self._messages: list[Message] = []
        self._keys: list[_Key] = []
        self._key_by_id: dict[int, _Key] = {}
        self._has_older = False
        self._has_newer = False
        self._reader_at: int | None = None

    def __len__(self) -> int:
        """Return how many messages are held."""
        return len(self._messages)

    def __getitem__(self, row: int) -> Message:
        """Return the message of a row."""
        return self._messages[row]

    @property
    def conversation_id(self) -> int | None:
        """The conversation whose messages these are, None when none is open."""
        return self._conversation_id

    @property
    def has_older(self) -> bool:
        """Whether the store holds messages before the first one here."""
        return self._has_older

    @property
    def has_newer(self) -> bool:
        """Whether the store holds messages after the last one here."""
        return self._has_newer

    def row_of(self, message_id: int) -> int | None:
        """Return the row of a message, None when it is not loaded."""
        key = self._key_by_id.get(message_id)
        return None if key is None else bisect_left(self._keys, key)

    def keep_near(self, message_id: int | None) -> None:
        """Say where the reader is (None: at the newest), so that it stays loaded."""
        self._reader_at = message_id

    def set_page(
        self,
        conversation_id: int | None,
        messages: Sequence[Message],
        *,
        has_older: bool,
        has_newer: bool,
    ) -> None:
        """Replace everything with a page of a conversation."""
        self._conversation_id = conversation_id
        self._reader_at = None
        own = {message.id: message for message in self._own(messages)}
        self._messages = sorted(own.values(), key=_key)
        self._keys = [_key(message) for message in self._messages]
        self._key_by_id = {key[1]: key for key in self._keys}
        self._has_older, self._has_newer = has_older, has_newer
        self.page_set.emit()
        self._trim()

    def prepend_older(self, messages: Sequence[Message], *, has_older: bool) -> None:
        """Take in the page before the first message."""
        self._merge(self._own(messages))
        self._set_bounds(has_older, self._has_newer)
        self._trim()

    def append(self, messages: Sequence[Message], *, has_newer: bool = False) -> None:
        """Take in the page after the last message."""
        self._merge(self._own(messages))
        self._set_bounds(self._has_older, has_newer)
        self._trim()

    def upsert(self, messages: Iterable[Message]) -> None:
        """Take in what has changed or newly arrived.

        Known messages are replaced and moved if their position changed; late ones
        go to their place; those beyond an end with a gap are left to its page.
        """
        inside: list[Message] = []
        beyond: list[Message] = []
        for message in self._own(messages):
            if message.id in self._key_by_id or not self._keys:
                inside.append(message)
            elif self._has_newer and _key(message) > self._keys[-1]:
                beyond.append(message)
            elif not (self._has_older and _key(message) < self._keys[0]):
                inside.append(message)
        self._merge(inside)
        self._trim()
        if beyond:
            self.arrived_beyond.emit(tuple(beyond))

    def replace(self, message_id: int, message: Message) -> None:
        """Give a provisional message its stored form, in place where order allows."""
        row = self.row_of(message_id)
        if row is None or message.id in self._key_by_id:
            self.remove((message_id,))
        elif self._fits(row, _key(message)):
            del self._key_by_id[message_id]
            self._put(row, message)
            self.rows_changed.emit(row, 1)
            return
        else:
            self._take_out(row)
        self.upsert((message,))

    def remove(self, message_ids: Iterable[int]) -> None:
        """Drop messages that no longer exist."""
        for message_id in message_ids:
            row = self.row_of(message_id)
            if row is not None:
                self._take_out(row)

    def _own(self, messages: Iterable[Message]) -> list[Message]:
        wanted = self._conversation_id
        return [message for message in messages if message.conversation_id == wanted]

    def _merge(self, messages: list[Message]) -> None:
        new: dict[int, Message] = {}
        for message in messages:
            row = self.row_of(message.id)
            if row is None:
                new[message.id] = message
            elif self._messages[row] == message:
                continue
            elif self._fits(row, _key(message)):
                self._put(row, message)
                self.rows_changed.emit(row, 1)
            else:
                self._take_out(row)
                new[message.id] = message
        self._insert_runs(sorted(new.values(), key=_key))

    def _insert_runs(self, messages: list[Message]) -> None:
        """Insert sorted new messages, neighbours together in one go."""
        start = 0
        while start < len(messages):
            row = bisect_left(self._keys, _key(messages[start]))
            limit = self._keys[row] if row < len(self._keys) else None
            end = start + 1
            while end < len(messages) and (
                limit is None or _key(messages[end]) < limit
            ):
                end += 1
            run = messages[start:end]
            self._messages[row:row] = run
            self._keys[row:row] = [_key(message) for message in run]
            self._key_by_id.update((message.id, _key(message)) for message in run)
            self.rows_inserted.emit(row, len(run))
            start = end

    def _fits(self, row: int, key: _Key) -> bool:
        after_previous = row == 0 or self._keys[row - 1] < key
        before_next = row == len(self._keys) - 1 or key < self._keys[row + 1]
        return after_previous and before_next

    def _put(self, row: int, message: Message) -> None:
        self._messages[row] = message
        self._keys[row] = _key(message)
        self._key_by_id[message.id] = _key(message)

    def _take_out(self, row: int) -> None:
        self._drop(row, 1)
        self.rows_removed.emit(row, 1)

    def _drop(self, first: int, count: int) -> None:
        for message in self._messages[first : first + count]:
            del self._key_by_id[message.id]
        del self._messages[first : first + count]
        del self._keys[first : first + count]

    def _trim(self) -> None:
        extra = len(self._messages) - self._capacity
        if extra <= 0:
            return
        reader = None if self._reader_at is None else self.row_of(self._reader_at)
        near_oldest = reader is not None and reader < len(self._messages) // 2
        first = self._capacity if near_oldest else 0
        self._drop(first, extra)
        self.rows_removed.emit(first, extra)
        self._set_bounds(
            self._has_older or not near_oldest, self._has_newer or near_oldest
        )

    def _set_bounds(self, has_older: bool, has_newer: bool) -> None:
        if (has_older, has_newer) != (self._has_older, self._has_newer):
            self._has_older, self._has_newer = has_older, has_newer
            self.bounds_changed.emit()
