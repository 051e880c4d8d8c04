"""What a person has typed and not yet sent."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The unsent text of one conversation."""

    conversation_id: int
    text: str
    changed_at: datetime
