"""How the desk and its decoding process speak through a pipe.

Both ways: four bytes with the length of a head, the head as JSON, then the bytes
that the head counts.
"""

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, TypeVar

import msgspec

from desktop.models.media_facts import BrokenReason, Raster

_LENGTH = struct.Struct(">I")
_MAX_HEAD = 64 * 1024
_PIECE = 1024 * 1024
Head = TypeVar("Head", "Request", "Answer")


class Task(StrEnum):
    """What is wanted of some bytes."""

    PICTURE = "picture"
    FRAMES = "frames"
    VOICE = "voice"
    SOUND = "sound"
    FILM = "film"
    SMALL = "small"
    """A small JPEG of a picture or film, as the library keeps it."""
    INSIDE = "inside"
    """The words of a document or picture, for searching."""


class Request(msgspec.Struct, frozen=True):
    """Asks for one decoding."""

    task: Task
    size: int
    """Bytes that follow."""
    edge: int = 0
    """Pixels of the longer edge that are enough; 0 for as large as is allowed."""
    speed: float = 1.0
    """For SOUND: how much faster it shall play at the same pitch."""


class Answer(msgspec.Struct, frozen=True):
    """What a decoding found; `broken` is empty when it went well."""

    broken: str = ""
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    moves: bool = False
    shapes: tuple[tuple[int, int], ...] = ()
    """Width and height of each raster that follows."""
    delays: tuple[int, ...] = ()
    """Milliseconds for which each frame stands."""
    sound: int = 0
    """Bytes after the rasters: loudnesses or samples."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What came of some bytes; which fields are filled depends on the task."""

    width: int = 0
    height: int = 0
    duration_ms: int = 0
    moves: bool = False
    rasters: tuple[Raster, ...] = ()
    delays: tuple[int, ...] = ()
    sound: bytes = b""


class BrokenMediaError(Exception):
    """Bytes cannot be decoded, for a reason that a person is told."""

    def __init__(self, reason: BrokenReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def send_request(stream: IO[bytes], request: Request, content: bytes) -> None:
    """Write a request; raises OSError when nobody reads."""
    _send_head(stream, request)
    stream.write(content)
    stream.flush()


def receive_request(stream: IO[bytes]) -> tuple[Request, bytes] | None:
    """Return the next request, None at the end."""
    request = _receive_head(stream, Request)
    return None if request is None else (request, _exactly(stream, request.size))


def send_decoded(stream: IO[bytes], decoded: Decoded) -> None:
    """Write what a decoding found."""
    answer = Answer(
        width=decoded.width,
        height=decoded.height,
        duration_ms=decoded.duration_ms,
        moves=decoded.moves,
        shapes=tuple((one.width, one.height) for one in decoded.rasters),
        delays=decoded.delays,
        sound=len(decoded.sound),
    )
    _send_head(stream, answer)
    for raster in decoded.rasters:
        stream.write(raster.pixels)
    stream.write(decoded.sound)
    stream.flush()


def send_broken(stream: IO[bytes], reason: BrokenReason) -> None:
    """Write why a decoding failed."""
    _send_head(stream, Answer(broken=reason.value))
    stream.flush()


def receive_decoded(stream: IO[bytes]) -> Decoded:
    """Return what was found.

    Raises BrokenMediaError with the reason that was told, EOFError when the other
    side has ended, ValueError for an answer that makes no sense.
    """
    answer = _receive_head(stream, Answer)
    if answer is None:
        raise EOFError
    if answer.broken:
        raise BrokenMediaError(BrokenReason(answer.broken))
    return Decoded(
        width=answer.width,
        height=answer.height,
        duration_ms=answer.duration_ms,
        moves=answer.moves,
        rasters=tuple(
            Raster(width, height, _pixels(stream, width * height * 4))
            for width, height in answer.shapes
        ),
        delays=answer.delays,
        sound=_exactly(stream, answer.sound),
    )


def _send_head(stream: IO[bytes], head: Request | Answer) -> None:
    encoded = msgspec.json.encode(head)
    stream.write(_LENGTH.pack(len(encoded)) + encoded)


def _receive_head(stream: IO[bytes], kind: type[Head]) -> Head | None:
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(length)
    if size > _MAX_HEAD:
        raise ValueError("a head out of all proportion")
    return msgspec.json.decode(_exactly(stream, size), type=kind)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _pixels(stream: IO[bytes], size: int) -> bytearray:
    """Return many bytes without ever holding them twice."""
    pixels = bytearray(size)
    room, filled = memoryview(pixels), 0
    while filled < size:
        piece = stream.read(min(_PIECE, size - filled))
        if not piece:
            raise EOFError
        room[filled : filled + len(piece)] = piece
        filled += len(piece)
    return pixels
