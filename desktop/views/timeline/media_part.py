"""Pictures, recordings and films as they stand in a bubble: sizes and words."""

from dataclasses import dataclass

from desktop.models.content import Content, Picture, Video, Voice
from desktop.models.media_facts import (
    BrokenMedia,
    MediaFacts,
    PictureFacts,
    VideoFacts,
    VoiceFacts,
)
from desktop.models.message import MediaFile, MediaState
from desktop.views.timeline.media_card import size_words
from desktop.views.timeline.send_words import Action

LONGEST_EDGE = 240
"""Logical pixels of a picture in a bubble."""
_SHORTEST_EDGE = 72
_UNKNOWN_PICTURE = (160, 120)
_UNKNOWN_VIDEO = (240, 136)
_SHORTEST_VOICE, _LONGEST_VOICE = 168, 280
_VOICE_GROWS = 4
"""Logical pixels that a second adds to the bubble of a recording."""


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A thumbnail; the size is in logical pixels."""

    width: int
    height: int
    moves: bool = False

    @property
    def actions(self) -> tuple[Action, ...]:
        """What a person can do with it."""
        return Action.OPEN_MEDIA, Action.SAVE


@dataclass(frozen=True, slots=True)
class VideoPart:
    """A poster with its length and size in words."""

    width: int
    height: int
    words: str = ""

    @property
    def actions(self) -> tuple[Action, ...]:
        """What a person can do with it."""
        return Action.OPEN_MEDIA, Action.SAVE


@dataclass(frozen=True, slots=True)
class VoicePart:
    """A waveform with its length in words; `played` is None while unknown."""

    width: int
    waveform: bytes
    length: str
    played: bool | None

    @property
    def actions(self) -> tuple[Action, ...]:
        """What a person can do with it."""
        return Action.PLAY_VOICE, Action.SAVE


MediaPart = PicturePart | VideoPart | VoicePart


def media_part(
    content: Content, media: MediaFile | None, facts: MediaFacts | None
) -> MediaPart | None:
    """Return how media stands in its bubble, None where a card has to speak."""
    if media is None or media.state is not MediaState.READY:
        return None
    face = None if facts is None else facts.face
    if isinstance(face, BrokenMedia):
        return None
    match content:
        case Picture():
            return _picture(face if isinstance(face, PictureFacts) else None)
        case Video():
            return _video(face if isinstance(face, VideoFacts) else None, media.size)
        case Voice():
            return _voice(face if isinstance(face, VoiceFacts) else None)
        case _:
            return None


def length_words(milliseconds: int) -> str:
    """Return a length: `8″` below a minute, `1:05` above, empty while unknown."""
    if milliseconds <= 0:
        return ""
    seconds = max(1, round(milliseconds / 1000))
    return f"{seconds}″" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02}"


def _picture(facts: PictureFacts | None) -> PicturePart:
    if facts is None:
        return PicturePart(*_UNKNOWN_PICTURE)
    return PicturePart(*_fitted(facts.width, facts.height), facts.moves)


def _video(facts: VideoFacts | None, size: int) -> VideoPart:
    length = 0 if facts is None else facts.duration_ms
    words = " · ".join(filter(None, (length_words(length), size_words(size))))
    if facts is None or not facts.width or not facts.height:
        return VideoPart(*_UNKNOWN_VIDEO, words)
    width, height = _fitted(facts.width, facts.height)
    return VideoPart(max(width, _UNKNOWN_PICTURE[0]), height, words)


def _voice(facts: VoiceFacts | None) -> VoicePart:
    if facts is None:
        return VoicePart(_SHORTEST_VOICE, b"", "", None)
    seconds = facts.duration_ms // 1000
    width = min(_LONGEST_VOICE, _SHORTEST_VOICE + seconds * _VOICE_GROWS)
    length = length_words(facts.duration_ms)
    return VoicePart(width, facts.waveform, length, facts.played)


def _fitted(width: int, height: int) -> tuple[int, int]:
    """Return a size within the longest edge; slender pictures are cut, not thin."""
    scale = min(1.0, LONGEST_EDGE / max(width, height))
    return (
        max(_SHORTEST_EDGE, round(width * scale)),
        max(_SHORTEST_EDGE, round(height * scale)),
    )
