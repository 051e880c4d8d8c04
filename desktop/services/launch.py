"""How this program starts itself as a child, from source and frozen alike."""

import sys

from desktop.config import Profile

STOP_WORD = "stop"
"""What a parent writes into the pipe of an engine that is to end."""


def own_command(*arguments: str) -> list[str]:
    """Return the argument vector of a sub-command of this very program.

    A frozen program is its own interpreter: `-m desktop` would start it anew,
    without end.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "desktop", *arguments]


def engine_command(profile: Profile, *further: str) -> list[str]:
    """Return the argument vector of the engine of a profile."""
    return own_command("engine", *profile.arguments(), "--obey-pipe", *further)


def checkup_command(profile: Profile) -> list[str]:
    """Return the argument vector of the child that checks a corp for the desk."""
    return own_command("checkup", *profile.arguments())
