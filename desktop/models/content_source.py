"""From what a part of an answer was taken: a reply and a material, in which version."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentSource:
    """A version of a quick reply, of a material, or both; 0 is none.

    It travels with a part into the draft, the schedule, the outbox and the message, so
    that withdrawn content cannot leave and its readers can be found.
    """

    reply_id: int = 0
    reply_version: int = 0
    material_id: int = 0
    material_version: int = 0


NO_SOURCE = ContentSource()
"""What a person wrote or picked alone."""
