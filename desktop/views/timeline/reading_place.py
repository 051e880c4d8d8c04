"""Where a reader is in a conversation: a message and how far it is shifted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """A message on the screen, by its place in the conversation."""

    conversation_id: int
    position: int
    message_id: int
    top: int
    """The y of its row's top in the viewport, in logical pixels."""
