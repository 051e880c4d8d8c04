"""Messages: one entry of a conversation."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from desktop.models.content import Content
from desktop.models.failures import FailureReason
from desktop.models.send_state import SendState


class Origin(IntEnum):
    """Who a message is from; 3 to 5 as WeCom numbers them (doc 94670)."""

    OPERATOR = 1
    """One of us, at a desk."""
    NOTE = 2
    """One of us to colleagues; never leaves the company."""
    CUSTOMER = 3
    SYSTEM = 4
    SERVICER = 5
    """A colleague in the WeCom client."""


class MediaState(StrEnum):
    """Where the bytes of a media message are."""

    WAITING = "waiting"
    DOWNLOADING = "downloading"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"
    """WeCom has dropped it (3 days) before we had it."""
    REFUSED = "refused"
    """Not fetched: the local budget is used up or the file is too large."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """The bytes that belong to a message, encrypted on our disk once ready."""

    id: int
    state: MediaState
    name: str
    """As the sender named it, uncleaned; empty until known."""
    size: int
    """Bytes, 0 until known."""
    received: int
    """Bytes on our disk so far."""
    failure: FailureReason | None = None
    uploaded: int = 0
    """Bytes of a file of ours that WeCom has so far."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a conversation, as it is shown."""

    id: int
    conversation_id: int
    msgid: str
    origin: Origin
    sender: str
    """Operator's or servicer's name; empty for the customer and the system."""
    content: Content
    sent_at: datetime
    position: int
    """Order within the conversation: milliseconds, unique enough with the id."""
    state: SendState | None = None
    """Only for what we send."""
    failure: FailureReason | None = None
    recalled: bool = False
    media: MediaFile | None = None


def next_position(sent_at_ms: int, latest_position: int) -> int:
    """Return the place of a message whose time WeCom gives in whole seconds.

    A message of the same second as the newest one comes after it, so that a
    question written in the second of our answer is not shown above it.
    """
    same_second = sent_at_ms // 1000 == latest_position // 1000
    if same_second and latest_position >= sent_at_ms:
        return latest_position + 1
    return sent_at_ms
