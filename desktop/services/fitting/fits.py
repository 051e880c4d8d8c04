"""What a file can be sent as, by its content: the kind, and what is against it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.models.content import File, MediaContent, Picture, Video, Voice
from desktop.models.file_kinds import FileKind, kind_of
from desktop.models.local_failures import LocalFailure
from desktop.models.outgoing import (
    LARGEST,
    LEAST_BYTES,
    LONGEST_VOICE_MS,
    PreparedKind,
)

HEAD = LARGEST[PreparedKind.VOICE] + 1
"""Bytes that `fit` must be given: a whole voice message."""

_AMR = b"#!AMR\n"
_FRAME_MS = 20
# Bytes of one frame of AMR-NB by its type (RFC 4867 §5.3), head byte included.
_FRAMES = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1}
_TAKEN_PICTURES = {FileKind.JPEG, FileKind.PNG}
_OTHER_PICTURES = {FileKind.WEBP, FileKind.BMP}
_NOT_MP4 = {
    b"qt  ", b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis", b"M4A ",
    b"M4B ", b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"crx ",
}  # fmt: skip
"""Brands of files that begin like an MP4 film and are none (ISO 14496-12 §4.3)."""
_FILMS = {b"qt  ", b"3gp4", b"3gp5", b"3gp6", b"3g2a"}
_FILM_MAGICS = (b"\x1a\x45\xdf\xa3", b"FLV\x01", b"\x00\x00\x01\xba")
"""Matroska and WebM, Flash video, MPEG programme streams."""
_CONTENTS: dict[PreparedKind, Callable[[str], MediaContent]] = {
    PreparedKind.PICTURE: Picture,
    PreparedKind.VOICE: Voice,
    PreparedKind.VIDEO: Video,
    PreparedKind.FILE: File,
}


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a file would be sent as."""

    kind: PreparedKind
    obstacle: LocalFailure | None = None
    can_shrink: bool = False

    @property
    def content(self) -> MediaContent:
        """Return the content of the message; WeCom's media_id comes with the upload."""
        return content_of(self.kind)


def content_of(kind: PreparedKind) -> MediaContent:
    """Return the content of a message that is a file of ours, not uploaded yet."""
    return _CONTENTS[kind]("")


def fit(head: bytes, size: int) -> Fitting:
    """Return what a file of `size` bytes can be sent as; `head` are its first HEAD.

    Names are not asked: a text that is called photo.jpg is sent as a file.
    """
    if size < LEAST_BYTES:
        return Fitting(PreparedKind.FILE, LocalFailure.MEDIA_EMPTY)
    kind = kind_of(head)
    if kind in _TAKEN_PICTURES:
        return _sized(PreparedKind.PICTURE, size, can_shrink=True)
    if kind in _OTHER_PICTURES:
        failure = LocalFailure.PICTURE_FORMAT
        return Fitting(PreparedKind.PICTURE, failure, can_shrink=True)
    if head.startswith(_AMR) and _is_voice(head, size):
        return Fitting(PreparedKind.VOICE)
    if is_mp4(head):
        return _sized(PreparedKind.VIDEO, size, can_shrink=True)
    if size > LARGEST[PreparedKind.FILE] and _is_film(head):
        return _sized(PreparedKind.VIDEO, size, can_shrink=True)
    return _sized(PreparedKind.FILE, size, can_shrink=False)


def is_mp4(head: bytes) -> bool:
    """Return whether bytes begin like an MP4 film."""
    return head[4:8] == b"ftyp" and head[8:12] not in _NOT_MP4


def voice_ms(content: bytes) -> int:
    """Return how long an AMR recording plays in milliseconds, without a broken end."""
    place, frames = len(_AMR), 0
    while place < len(content):
        size = _FRAMES.get((content[place] >> 3) & 0x0F)
        if size is None:
            break
        place += size
        frames += 1
    return frames * _FRAME_MS


def _is_voice(head: bytes, size: int) -> bool:
    """Longer or larger recordings go as files."""
    return size <= LARGEST[PreparedKind.VOICE] and voice_ms(head) <= LONGEST_VOICE_MS


def _is_film(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:12] in _FILMS
    return head.startswith(_FILM_MAGICS) or head[8:12] == b"AVI "


def _sized(kind: PreparedKind, size: int, *, can_shrink: bool) -> Fitting:
    if size > LARGEST[kind]:
        return Fitting(kind, LocalFailure.MEDIA_TOO_BIG, can_shrink=can_shrink)
    return Fitting(kind)
