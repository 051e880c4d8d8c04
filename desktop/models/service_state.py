"""Session states as WeCom numbers them (doc 94669) and the steps that are legal."""

from enum import IntEnum


class ServiceState(IntEnum):
    """Who has the session."""

    NEW = 0
    ASSISTANT = 1
    """Answered through the API: by us."""
    QUEUED = 2
    SERVICER = 3
    """A colleague answers in the WeCom client; read-only here (95018)."""
    ENDED = 4


SENDABLE = frozenset({ServiceState.NEW, ServiceState.ASSISTANT})
"""States in which send_msg is accepted."""

_NEXT: dict[ServiceState, tuple[ServiceState, ...]] = {
    ServiceState.NEW: (
        ServiceState.ASSISTANT,
        ServiceState.QUEUED,
        ServiceState.SERVICER,
        ServiceState.ENDED,
    ),
    ServiceState.ASSISTANT: (
        ServiceState.QUEUED,
        ServiceState.SERVICER,
        ServiceState.ENDED,
    ),
    ServiceState.QUEUED: (ServiceState.SERVICER,),
    ServiceState.SERVICER: (ServiceState.SERVICER, ServiceState.ENDED),
    ServiceState.ENDED: (),
}


def legal_next(state: ServiceState) -> tuple[ServiceState, ...]:
    """Return the states service_state/trans may be asked for.

    The exact matrix is unpublished; 2→4 is disputed and left out.
    """
    return _NEXT[state]


def can_send(state: ServiceState) -> bool:
    """Return whether send_msg is allowed by the state."""
    return state in SENDABLE
