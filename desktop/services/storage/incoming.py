"""What sync hands to the database: entries of one account, already understood."""

from dataclasses import dataclass

from desktop.models.content import Content
from desktop.models.message import Origin


@dataclass(frozen=True, slots=True)
class Incoming:
    """One entry of sync_msg."""

    msgid: str
    external_userid: str
    """Empty for events that concern the account alone."""
    origin: Origin
    sender: str
    """The servicer's userid for Origin.SERVICER, else empty."""
    content: Content
    sent_at: int
    """Unix milliseconds; WeCom tells whole seconds."""


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far an account has been read; stored with the last rows of a page."""

    cursor: str
    caught_up: bool
    """Whether WeCom said that nothing more is waiting."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What a batch added."""

    messages: int
    """New rows; repeated entries are not counted."""
    media: int
    """Files that now wait to be fetched."""
