"""Failures that this program itself finds, by number; the words are in explanations."""

from enum import IntEnum

from desktop.models.failures import FailureReason, FailureSource


class LocalFailure(IntEnum):
    """What went wrong on our side. The numbers are stored: never give one away anew."""

    NO_PIPS_LEFT = 1
    """Five messages since the customer's last one (doc 94677)."""
    WINDOW_CLOSED = 2
    """48 hours since the customer's last message."""
    STATE_FORBIDS = 3
    """The session is queued or ended."""
    COLLEAGUE_HAS_SESSION = 4
    """State 3: a servicer answers in the WeCom client."""
    CUSTOMER_WROTE_MEANWHILE = 5
    """Something newer than the operator had seen."""
    ACCOUNT_NOT_MANAGEABLE = 6
    """manage_privilege is false."""
    CUSTOMER_REFUSED = 7
    """A servicer refuses this customer's messages."""
    ENGINE_STOPPED = 8
    OUTCOME_UNKNOWN = 9
    """Repeats ran out, or a repeat was refused for another reason."""
    EARLIER_MESSAGE_HOLDS = 10
    HISTORY_LOST = 11
    """Not read for more than three days."""
    ACCOUNT_DISABLED = 12
    """Switched off here by a person."""
    SCHEDULE_MISSED = 13
    """Its time was over for too long when this machine could have sent it."""
    CONTENT_WITHDRAWN = 14
    """Its reply or material was withdrawn or has expired since it was written."""
    TEXT_EMPTY = 20
    TEXT_TOO_LONG = 21
    MEDIA_TOO_BIG = 22
    MEDIA_EMPTY = 23
    MEDIA_EXPIRED = 24
    MEDIA_BUDGET_USED_UP = 25
    NOT_SENDABLE = 26
    """A kind of content that send_msg does not have."""
    FIELD_TOO_LONG = 27
    FIELD_MISSING = 28
    PLACE_OUT_OF_RANGE = 29
    FILE_GONE = 30
    """Our own copy of a file is damaged or not on this disk."""
    PICTURE_FORMAT = 31
    """A picture that is neither JPEG nor PNG."""
    NETWORK_DOWN = 40
    """No connection: nothing was sent."""
    CONNECTION_LOST = 41
    """Broke off after the request had begun."""
    TIMED_OUT = 42
    TLS_REFUSED = 43
    PROXY_REFUSED = 44
    SERVER_FAILED = 45
    """HTTP 5xx."""
    UNEXPECTED_ANSWER = 46
    """Not the JSON that WeCom answers with."""
    REDIRECTED = 47
    """Never followed: the token would leave the host."""
    WRONG_ADDRESS = 48
    """HTTP 404."""
    UNSAFE_ADDRESS = 49
    """Plain http to anything but this machine."""
    OWN_PACE = 50
    """Held back here before WeCom had to refuse it."""
    DISK_FULL = 60
    DATABASE_UNREADABLE = 61
    KEYRING_LOCKED = 62
    SECRET_MISSING = 63
    CALLBACK_KEY_INVALID = 64
    CLOCK_WRONG = 65
    MALFORMED_REQUEST = 70
    """Our mistake: an identifier that WeCom cannot have given."""

    @property
    def reason(self) -> FailureReason:
        """Return the form in which failures travel and are stored."""
        return FailureReason(FailureSource.LOCAL, int(self))
