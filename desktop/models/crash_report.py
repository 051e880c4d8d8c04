"""A crash report as a person reads it: where the program was, never what was said."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CrashReport:
    """One report in a file of the logs' folder."""

    name: str
    """The file's name, by which it is found again."""
    at: datetime
    text: str
