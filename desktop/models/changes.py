"""What the change feed tells: which thing changed, and in what."""

from dataclasses import dataclass
from enum import IntFlag, StrEnum


class Subject(StrEnum):
    """The kinds of things that change."""

    CORP = "corp"
    ACCOUNT = "account"
    CUSTOMER = "customer"
    CONVERSATION = "conversation"
    MESSAGE = "message"
    OUTBOX = "outbox"
    SCHEDULE = "schedule"
    """An answer for later; its parent is the conversation."""
    REPLY = "reply"
    """The reply book: key is the reply, 0 for the book as a whole."""
    MATERIAL = "material"
    """The library: key is the material, 0 for the library as a whole."""
    ENGINE = "engine"


class Aspect(IntFlag):
    """What about it changed."""

    CREATED = 1
    SUMMARY = 2
    """Preview, order, unread, waiting."""
    MESSAGES = 4
    """Messages were added to the conversation."""
    STATE = 8
    """Service state, send state, media state."""
    ASSIGNMENT = 16
    DRAFT = 32
    PROFILE = 64
    HEALTH = 128
    REMOVED = 256


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change feed; ids grow without gaps for a reader."""

    id: int
    subject: Subject
    key: int
    """Row id of the thing that changed."""
    parent: int
    """Conversation id for messages, corp id for accounts, else 0."""
    aspects: Aspect
    initiator: str
    """Who wrote it, so that a writer can skip its own echo."""
