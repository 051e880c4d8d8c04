"""What is known of a media message once its bytes were looked at.

How facts travel: the timeline tells `media_wanted(message_id)` for a media message in
sight whose bytes are READY and of which it has no facts, and is answered with
`set_media_facts(facts)`; what sounds at the moment comes by `set_voice_playing(...)`
several times a second and must only repaint. People's wishes are signals of the
timeline: `media_open_requested(message_id)` (picture, video, file),
`voice_play_requested(message_id)` (play, pause), `voice_seek_requested(message_id,
fraction 0..1)`, `voice_speed_requested(message_id)` (the next speed) and
`save_requested(message_id)`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.models.failures import Sentence

WAVEFORM_BARS = 48
"""Bars of a voice message, however long it is."""
THUMBNAIL_EDGE = 480
"""Pixels of the longer edge of a thumbnail: 240 logical ones at 200 %."""
SOUND_RATE = 48_000
"""Samples a second of decoded sound: one channel, 16 bits, little-endian."""
SPEEDS = (1.0, 1.25, 1.5, 2.0)
"""How fast a voice message can be played, in the order of clicks."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A decoded picture; compared by identity, since looking at it costs."""

    width: int
    height: int
    pixels: bytes | bytearray = field(repr=False)
    """Rows without gaps, 4 bytes a pixel as Qt's ARGB32_Premultiplied lays them out.

    Those are blue, green, red (each multiplied by alpha) and alpha;
    `views.viewer.raster_image` makes a QImage of them without a copy.
    """

    def __eq__(self, other: object) -> bool:
        """Return whether this is the very same picture."""
        return self is other

    def __hash__(self) -> int:
        """Return a number that agrees with identity."""
        return id(self)


class BrokenReason(StrEnum):
    """Why bytes that are here cannot be shown; they can be saved all the same."""

    DAMAGED = "damaged"
    """Cut short or changed."""
    NOT_ITS_KIND = "not_its_kind"
    """The bytes are something else than the message says."""
    TOO_LARGE = "too_large"
    """Above the limits of decoding."""
    UNKNOWN_CODING = "unknown_coding"
    """A coding that cannot be played here: SILK, H.265 without a decoder."""
    GONE = "gone"
    """The bytes are not on this disk any more, or their seal is broken."""


BROKEN_SENTENCES = {
    BrokenReason.DAMAGED: Sentence(
        "内容不完整，无法显示，可以保存原文件",
        "It is incomplete and cannot be shown; the file can be saved",
    ),
    BrokenReason.NOT_ITS_KIND: Sentence(
        "内容与类型不符，未打开，可以保存原文件",
        "It is not what it claims to be and was not opened; the file can be saved",
    ),
    BrokenReason.TOO_LARGE: Sentence(
        "尺寸过大，未打开，可以保存原文件",
        "It is too large to be opened; the file can be saved",
    ),
    BrokenReason.UNKNOWN_CODING: Sentence(
        "本机不能播放这种编码，可以保存后用其他软件打开",
        "This coding cannot be played here; save it and use another program",
    ),
    BrokenReason.GONE: Sentence(
        "文件已损坏或不在本机",
        "The file is damaged or not on this machine",
    ),
}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture: its own size in pixels, upright, and a small form of it."""

    width: int
    height: int
    thumbnail: Raster
    """At most THUMBNAIL_EDGE pixels wide and high."""
    moves: bool = False
    """Whether it has more than one frame."""


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """A recording."""

    duration_ms: int
    waveform: bytes
    """WAVEFORM_BARS loudnesses, 0 to 255 each."""
    played: bool = False
    """Whether somebody at this desk has listened to it."""


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """A film; 0 and None are what is not known before it is played."""

    duration_ms: int = 0
    width: int = 0
    height: int = 0
    poster: Raster | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A document, by its first bytes and by its name."""

    label: str
    """What it really is, such as `PDF` or `EXE`; the upper-case ending if unknown."""
    opens: bool
    """Whether it may be opened outside without a second word."""
    disguised: bool = False
    """Whether its name claims to be something else."""


@dataclass(frozen=True, slots=True)
class BrokenMedia:
    """Media that cannot be shown."""

    reason: BrokenReason

    @property
    def sentence(self) -> Sentence:
        """What a person reads about it."""
        return BROKEN_SENTENCES[self.reason]


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """The facts of one message."""

    message_id: int
    face: PictureFacts | VoiceFacts | VideoFacts | FileFacts | BrokenMedia


@dataclass(frozen=True, slots=True)
class VoicePlaying:
    """What the voice player does at this moment."""

    message_id: int
    position_ms: int
    duration_ms: int
    speed: float
    """One of SPEEDS."""
    paused: bool = False

    @property
    def fraction(self) -> float:
        """How much has been heard, 0 to 1."""
        if self.duration_ms <= 0:
            return 0.0
        return min(1.0, max(0.0, self.position_ms / self.duration_ms))
