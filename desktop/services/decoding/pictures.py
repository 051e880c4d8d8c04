"""Pictures decoded within limits: five formats, the size known before a pixel is."""

import io
import math
import time
from dataclasses import dataclass

from PIL import Image, ImageFile, PngImagePlugin

from desktop.models.file_kinds import FileKind, kind_of
from desktop.models.media_facts import BrokenReason, Raster
from desktop.services.decoding.jpeg_heads import coefficient_bytes
from desktop.services.decoding.limits import (
    MAX_DECODED,
    MAX_FRAME_BYTES,
    MAX_FRAMES,
    MAX_PIXELS,
    MAX_SHOWN_PIXELS,
)
from desktop.services.decoding.wire import BrokenMediaError, Decoded

_ORIENTATION = 0x0112
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_SIDEWAYS = {5, 6, 7, 8}
_HIGH_BYTES = [value >> 8 for value in range(65_536)]
_LONGEST = 3
"""Times that a small form may be longer than wide, or the other way round."""
_BAND = 256
"""Rows that are scaled, or brought into Qt's order, at once."""
_REACH = 2
"""Pixels of the result that a bicubic filter looks at to each side."""
_FRAME_SECONDS = 4.0
_SHORTEST_DELAY = 20
_USUAL_DELAY = 100
"""Milliseconds: what browsers make of a frame that names no time or a tiny one."""


@dataclass(frozen=True, slots=True)
class _Format:
    """A format that is decoded, and what its decoder needs for each pixel."""

    name: str
    bytes_a_pixel: int


_FORMATS = {
    FileKind.PNG: _Format("PNG", 4),
    FileKind.JPEG: _Format("JPEG", 4),
    FileKind.BMP: _Format("BMP", 4),
    # These keep what stands below a frame, and the frame itself, besides the result.
    FileKind.GIF: _Format("GIF", 12),
    FileKind.WEBP: _Format("WEBP", 12),
}

# The limits here are stricter and ask before the library would.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = False
PngImagePlugin.MAX_TEXT_MEMORY = 1024 * 1024


def decode_picture(content: bytes, edge: int = 0) -> Decoded:
    """Return the first frame, upright and scaled down to what is wanted.

    With an `edge`, very long pictures are cut: their beginning tells more than a
    line of a few pixels.

    Raises BrokenMediaError; whatever else is raised means damaged bytes.
    """
    image, form = _opened(content)
    width, height = image.size
    orientation = _orientation(image)
    sideways = orientation in _SIDEWAYS
    moves = bool(getattr(image, "is_animated", False))
    if moves:
        image.seek(0)
    # Each step lets go of what it was made from: one picture at a time is enough.
    image = _shrunk(image, _room(width, height, edge), form)
    image = _upright(image, orientation)
    if edge:
        image = _cut(image, edge)
    return Decoded(
        width=height if sideways else width,
        height=width if sideways else height,
        moves=moves,
        rasters=(as_raster(image),),
    )


def decode_frames(content: bytes) -> Decoded:
    """Return all frames of a picture that moves; the first one alone beyond limits."""
    image, _ = _opened(content)
    if not getattr(image, "is_animated", False):
        return decode_picture(content)
    until = time.monotonic() + _FRAME_SECONDS
    width, height = image.size
    most = min(MAX_FRAMES, MAX_FRAME_BYTES // max(1, width * height * 4))
    rasters: list[Raster] = []
    delays: list[int] = []
    while len(rasters) < most and time.monotonic() < until:
        try:
            image.seek(len(rasters))
        except EOFError:
            return Decoded(width, height, 0, True, tuple(rasters), tuple(delays))
        rasters.append(as_raster(image.copy()))
        told = int(image.info.get("duration") or 0)
        delays.append(told if told >= _SHORTEST_DELAY else _USUAL_DELAY)
    return decode_picture(content)


def as_raster(image: Image.Image) -> Raster:
    """Return the pixels of a decoded picture in the form that windows take.

    The picture itself may be changed by that.
    """
    image = _coloured(image)
    if image.mode != "RGBA":
        image = image if image.mode == "RGB" else image.convert("RGB")
        image.putalpha(255)
    width, height = image.size
    pixels = bytearray()
    for top in range(0, height, _BAND):
        band = image.crop((0, top, width, min(height, top + _BAND)))
        pixels += band.convert("RGBa").tobytes("raw", "BGRa")
    return Raster(width, height, pixels)


def _opened(content: bytes) -> tuple[Image.Image, _Format]:
    kind = kind_of(content)
    form = _FORMATS.get(kind)
    if form is None:
        raise BrokenMediaError(BrokenReason.NOT_ITS_KIND)
    if kind is FileKind.WEBP:
        # Its decoder makes room for the whole picture as soon as it is opened.
        _check_size(*_webp_size(content), form)
    if kind is FileKind.JPEG and coefficient_bytes(content) > MAX_DECODED:
        raise BrokenMediaError(BrokenReason.TOO_LARGE)
    image = Image.open(io.BytesIO(content), formats=(form.name,))
    _check_size(*image.size, form)
    return image, form


def _check_size(width: int, height: int, form: _Format) -> None:
    """Refuse by the header alone; a JPEG may still be decoded at half its size."""
    pixels = width * height
    needed = pixels * form.bytes_a_pixel
    if pixels > MAX_PIXELS or (needed > MAX_DECODED and form.name != "JPEG"):
        raise BrokenMediaError(BrokenReason.TOO_LARGE)


def _webp_size(content: bytes) -> tuple[int, int]:
    """Return width and height of the canvas (RFC 9649)."""
    chunk, body = content[12:16], content[20:30]
    if len(body) < 10:
        raise BrokenMediaError(BrokenReason.DAMAGED)
    if chunk == b"VP8X":
        return (
            int.from_bytes(body[4:7], "little") + 1,
            int.from_bytes(body[7:10], "little") + 1,
        )
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return (
        int.from_bytes(body[6:8], "little") & 0x3FFF,
        int.from_bytes(body[8:10], "little") & 0x3FFF,
    )


def _room(width: int, height: int, edge: int) -> tuple[int, int]:
    """Return the size to which a picture is scaled down."""
    share = min(1.0, (MAX_SHOWN_PIXELS / max(1, width * height)) ** 0.5)
    if edge:
        longer, shorter = max(width, height, 1), max(1, min(width, height))
        share = min(share, max(edge / longer, edge / _LONGEST / shorter))
    return max(1, int(width * share)), max(1, int(height * share))


def _shrunk(image: Image.Image, room: tuple[int, int], form: _Format) -> Image.Image:
    """Decode a picture and scale it down; a JPEG is scaled while it is decoded."""
    if form.name == "JPEG":
        image.draft("RGB", room)
        if image.width * image.height * form.bytes_a_pixel > MAX_DECODED:
            # It does not halve by itself what is wanted a little larger than half.
            room = (min(room[0], image.width // 2), min(room[1], image.height // 2))
            image.draft("RGB", room)
    image.load()
    return image if image.size == room else _scaled(image, room)


def _scaled(image: Image.Image, room: tuple[int, int]) -> Image.Image:
    """Scale band by band: at once it would take the picture's memory twice more."""
    (width, height), (to_width, to_height) = image.size, room
    share = height / to_height
    margin = math.ceil(share * _REACH) + 1
    made: Image.Image | None = None
    rows = max(1, int(_BAND / share))
    for top in range(0, to_height, rows):
        bottom = min(to_height, top + rows)
        first = max(0, math.floor(top * share) - margin)
        last = min(height, math.ceil(bottom * share) + margin)
        piece = _coloured(image.crop((0, first, width, last))).resize(
            (to_width, bottom - top),
            Image.Resampling.BICUBIC,
            box=(0, top * share - first, width, min(last, bottom * share) - first),
            reducing_gap=2.0,
        )
        made = made or Image.new(piece.mode, room)
        made.paste(piece, (0, top))
    assert made is not None
    return made


def _coloured(image: Image.Image) -> Image.Image:
    """Return the picture in a form that can be scaled smoothly."""
    if image.mode in {"RGB", "RGBA", "L"}:
        return image
    if image.mode.startswith("I"):
        # 16 bits of grey; the library would show all but the darkest as white.
        return image.convert("I").point(_HIGH_BYTES, "L")
    if image.mode in {"P", "LA", "PA", "La", "RGBa"}:
        return image.convert("RGBA")
    return image.convert("RGB")


def _cut(image: Image.Image, edge: int) -> Image.Image:
    """Return the top of a tall picture, the middle of a wide one."""
    width, height = min(image.width, edge), min(image.height, edge)
    left = (image.width - width) // 2
    return image.crop((left, 0, left + width, height))


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 where there is none that can be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1  # the reader of foreign EXIF fails in many ways


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    for turn in _TURNS.get(orientation, ()):
        image = image.transpose(turn)
    return image
