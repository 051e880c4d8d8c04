"""Waiting for a condition with a deadline; nothing here sleeps to be in step."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

LOOK_EVERY = 0.01
PATIENCE = 30.0
"""Seconds that a loaded machine may need for what takes one."""

_never = threading.Event()


class TookTooLongError(AssertionError):
    """A condition did not come true in time."""


def tick(seconds: float = LOOK_EVERY) -> None:
    """Let other processes run between two looks."""
    _never.wait(seconds)


def wait_for(
    look: Callable[[], Found],
    what: str,
    *,
    within: float = PATIENCE,
    every: float = LOOK_EVERY,
) -> Found:
    """Return the first true value of `look`; raises TookTooLongError."""
    deadline = time.monotonic() + within
    while not (found := look()):
        if time.monotonic() > deadline:
            raise TookTooLongError(f"{what}: not within {within:g} s")
        tick(every)
    return found
