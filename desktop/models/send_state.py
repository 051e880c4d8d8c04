"""The life of an outgoing message as a state machine."""

from enum import StrEnum


class SendState(StrEnum):
    """Where an outgoing message stands."""

    SAVING = "saving"
    """On screen, not yet committed."""
    QUEUED = "queued"
    """Committed; the engine has not begun."""
    SENDING = "sending"
    """A request was or may have been made; only repeats are allowed."""
    ACCEPTED = "accepted"
    """WeCom took it (已发出); nothing is known of its arrival."""
    FAILED = "failed"
    """Definitely not delivered."""
    UNCONFIRMED = "unconfirmed"
    """Nobody can say whether it was delivered (结果未知，可能已送达)."""
    DISCARDED = "discarded"
    """Taken back by a person before anything was requested."""


_ARROWS: dict[SendState, frozenset[SendState]] = {
    SendState.SAVING: frozenset({SendState.QUEUED}),
    SendState.QUEUED: frozenset(
        # Unconfirmed again: a person takes back that it be repeated.
        {
            SendState.SENDING,
            SendState.FAILED,
            SendState.DISCARDED,
            SendState.UNCONFIRMED,
        }
    ),
    SendState.SENDING: frozenset(
        # Queued again: certainly refused, for a media_id that WeCom has dropped.
        {
            SendState.ACCEPTED,
            SendState.FAILED,
            SendState.UNCONFIRMED,
            SendState.QUEUED,
        }
    ),
    SendState.ACCEPTED: frozenset({SendState.FAILED}),
    SendState.FAILED: frozenset({SendState.QUEUED, SendState.DISCARDED}),
    SendState.UNCONFIRMED: frozenset(
        {SendState.ACCEPTED, SendState.FAILED, SendState.QUEUED}
    ),
    SendState.DISCARDED: frozenset(),
}

HOLDS_THE_QUEUE = frozenset({SendState.FAILED, SendState.UNCONFIRMED})
"""States after which the rest of a conversation's queue waits for a person."""


class IllegalTransitionError(ValueError):
    """A programmer's mistake: an arrow that the machine does not have."""


def may_become(state: SendState, target: SendState) -> bool:
    """Return whether the machine has this arrow."""
    return target in _ARROWS[state]


def advance(state: SendState, target: SendState) -> SendState:
    """Return the target; raises IllegalTransitionError where there is no arrow."""
    if not may_become(state, target):
        raise IllegalTransitionError(f"{state.value} cannot become {target.value}")
    return target
