"""Whether a text may be sent now, and what it costs: pure rules, no widgets."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from desktop.models.account import Account
from desktop.models.allowance import PIPS
from desktop.models.conversation import ConversationSummary
from desktop.models.service_state import ServiceState
from desktop.models.text_cutting import MAX_TEXT_BYTES, byte_length, cut


class Refusal(Enum):
    """Why nothing, or not this text, can be sent."""

    SERVICER = auto()
    QUEUED = auto()
    ENDED = auto()
    NOT_MANAGEABLE = auto()
    REJECTED = auto()
    """The customer's messages are refused by a servicer."""
    NEVER_WRITTEN = auto()
    WINDOW_CLOSED = auto()
    NO_PIPS = auto()
    TOO_FEW_PIPS = auto()
    """Some are left, but fewer than the answer needs."""
    UNREADY = auto()
    """An attachment cannot be sent as it stands."""
    GAPS = auto()
    """A quick reply still has something to fill."""


READ_ONLY = frozenset(
    {
        Refusal.SERVICER,
        Refusal.QUEUED,
        Refusal.ENDED,
        Refusal.NOT_MANAGEABLE,
        Refusal.REJECTED,
    }
)
"""Refusals that writing on cannot outlast: the field is only for reading."""

_BY_STATE = {
    ServiceState.SERVICER: Refusal.SERVICER,
    ServiceState.QUEUED: Refusal.QUEUED,
    ServiceState.ENDED: Refusal.ENDED,
}


@dataclass(frozen=True, slots=True)
class Price:
    """What an answer weighs and costs."""

    size: int
    """UTF-8 bytes of the words."""
    pieces: int
    """Messages that all of it takes; 0 for nothing but blanks."""
    attached: int = 0
    """How many of them are no words."""


def price(text: str, attached: int = 0) -> Price:
    """Return the bytes of an answer's words and how many messages all of it takes.

    Beyond what any allowance covers the pieces are a lower bound, so that a huge
    paste costs no time.
    """
    words = _words_price(text)
    return Price(words.size, words.pieces + attached, attached)


def _words_price(text: str) -> Price:
    size = byte_length(text)
    sent = text.strip()
    weight = byte_length(sent)
    if weight <= MAX_TEXT_BYTES:
        return Price(size, 1 if sent else 0)
    if weight > 2 * PIPS * MAX_TEXT_BYTES:
        return Price(size, -(-weight // MAX_TEXT_BYTES))
    return Price(size, len(cut(sent)))


def refusal(
    summary: ConversationSummary, account: Account | None, pieces: int, now: datetime
) -> Refusal | None:
    """Return why so many messages cannot go out now, None when they can.

    The account may be unknown; WeCom then has the last word.
    """
    if account is not None and not account.manageable:
        return Refusal.NOT_MANAGEABLE
    if summary.rejected:
        return Refusal.REJECTED
    if by_state := _BY_STATE.get(summary.service_state):
        return by_state
    return _out_of_allowance(summary, pieces, now)


def _out_of_allowance(
    summary: ConversationSummary, pieces: int, now: datetime
) -> Refusal | None:
    allowance = summary.allowance
    if allowance.last_customer_message_at is None:
        return Refusal.NEVER_WRITTEN
    if not allowance.time_left(now):
        return Refusal.WINDOW_CLOSED
    if allowance.pips_left == 0:
        return Refusal.NO_PIPS
    return None if allowance.permits(pieces, now) else Refusal.TOO_FEW_PIPS
