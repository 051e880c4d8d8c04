"""How neighbours shape a message: day lines, and groups by sender and minute."""

from dataclasses import dataclass

from desktop.models.content import EventContent
from desktop.models.message import Message, Origin
from desktop.models.send_state import HOLDS_THE_QUEUE, SendState

_STANDS_ALONE = HOLDS_THE_QUEUE | {SendState.QUEUED}
"""States with something to click, which must name one message only."""


@dataclass(frozen=True, slots=True)
class RowFrame:
    """What a message shows because of its neighbours."""

    opens_day: bool
    """A line with the day stands above it."""
    opens_group: bool
    """The avatar stands beside it."""
    closes_group: bool
    """Sender, time and state stand below it."""
    opens_unread: bool = False
    """A line stands above it: what follows is new."""


def frame_of(
    message: Message,
    previous: Message | None,
    following: Message | None,
    first_unread: int | None = None,
) -> RowFrame:
    """Return the frame of a message between its neighbours.

    first_unread: id of the message above which the line of the new ones stands.
    """
    opens_day = previous is None or _day(previous) != _day(message)
    opens_unread = message.id == first_unread
    return RowFrame(
        opens_day=opens_day,
        opens_group=opens_day
        or opens_unread
        or previous is None
        or not _joins(previous, message),
        closes_group=following is None
        or following.id == first_unread
        or _day(following) != _day(message)
        or not _joins(message, following),
        opens_unread=opens_unread,
    )


def is_line(message: Message) -> bool:
    """Return whether a message is a quiet line rather than a bubble."""
    return isinstance(message.content, EventContent) or (
        message.origin is Origin.SYSTEM
    )


def _joins(first: Message, second: Message) -> bool:
    """Return whether two neighbours share an avatar and a line below them."""
    if is_line(first) or is_line(second):
        return False
    if Origin.NOTE in (first.origin, second.origin):
        return False
    if first.state in _STANDS_ALONE:
        return False
    same_sender = (first.origin, first.sender) == (second.origin, second.sender)
    same_fate = first.state == second.state and first.failure == second.failure
    same_mark = first.recalled == second.recalled
    return same_sender and same_fate and same_mark and _minute(first) == _minute(second)


def _day(message: Message) -> tuple[int, int, int]:
    local = message.sent_at.astimezone()
    return local.year, local.month, local.day


def _minute(message: Message) -> tuple[int, ...]:
    local = message.sent_at.astimezone()
    return local.year, local.month, local.day, local.hour, local.minute
