"""Lays out pictures, recordings and films inside their bubbles."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect

from desktop.views.timeline.media_part import MediaPart, VoicePart
from desktop.views.timeline.send_words import Action

PAD = 4
"""Logical pixels between a picture and the edge of its bubble."""
VOICE_HEIGHT = 40
_BUTTON = 26
_VOICE_PAD = 10
_GAP = 9
_WORDS = 36
"""Room for a length such as 1:05."""
_SPEED = 34


@dataclass(frozen=True, slots=True)
class VoicePlaces:
    """Where the pieces of a recording stand in the row."""

    button: QRect
    bars: QRect
    length: QRect
    speed: QRect


@dataclass(frozen=True, slots=True)
class PlacedMedia:
    """Media at its place; `voice` only for recordings."""

    part: MediaPart
    rect: QRect
    voice: VoicePlaces | None = None

    def spots(self) -> tuple[tuple[QRect, Action], ...]:
        """Return the places to click, the smaller ones first."""
        if self.voice is None:
            return ((self.rect, Action.OPEN_MEDIA),)
        return (
            (self.voice.speed, Action.VOICE_SPEED),
            (self.voice.bars, Action.SEEK_VOICE),
            (self.rect, Action.PLAY_VOICE),
        )


Grown = Callable[[int], int]
"""Lets a length grow with the size of text that a person chose."""


def bubble_size(part: MediaPart, room: int, grown: Grown) -> tuple[int, int]:
    """Return width and height of the bubble around media, at most `room` wide."""
    if isinstance(part, VoicePart):
        return min(grown(part.width), room), grown(VOICE_HEIGHT)
    scale = min(1.0, (room - 2 * PAD) / part.width)
    return round(part.width * scale) + 2 * PAD, round(part.height * scale) + 2 * PAD


def placed_media(part: MediaPart, bubble: QRect, grown: Grown) -> PlacedMedia:
    """Return media at its place inside a bubble."""
    if not isinstance(part, VoicePart):
        return PlacedMedia(part, bubble.adjusted(PAD, PAD, -PAD, -PAD))
    side, words, faster = grown(_BUTTON), grown(_WORDS), grown(_SPEED)
    top = bubble.center().y() + 1 - side // 2
    button = QRect(bubble.x() + _VOICE_PAD, top, side, side)
    speed = QRect(bubble.right() - _VOICE_PAD - faster + 6, top, faster, side)
    length = QRect(speed.left() - words, top, words, side)
    left = button.right() + 1 + _GAP
    bars = QRect(left, top, length.left() - left, side)
    return PlacedMedia(part, bubble, VoicePlaces(button, bars, length, speed))
