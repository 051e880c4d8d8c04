"""Pictures made small enough for WeCom; runs in the fitting child only."""

import io
from collections.abc import Callable

from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000
"""Pixels of a picture that is taken on at all."""
_EDGES = (None, 3000, 2400, 1800, 1280, 960)
"""Longer edges to try, in pixels; None keeps the size."""
_QUALITIES = (90, 80, 70)
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP")


def shrink_picture(
    content: bytes, limit: int, told: Callable[[float], None]
) -> bytes | None:
    """Return the picture as a JPEG of at most `limit` bytes, None when it cannot be.

    It stands upright and has no data of camera or place. Large edges are given up
    before quality. Raises what Pillow raises for broken ones.
    """
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return None
        picture = _flat(ImageOps.exif_transpose(opened))
    trials = [(edge, quality) for edge in _EDGES for quality in _QUALITIES]
    for number, (edge, quality) in enumerate(trials):
        told(number / len(trials))
        found = _written(picture, edge, quality)
        if len(found) <= limit:
            return found
    return None


def _flat(picture: Image.Image) -> Image.Image:
    """Return the picture on white: JPEG has nothing to see through."""
    if picture.mode in {"RGB", "L"}:
        return picture.copy()
    whole = picture.convert("RGBA")
    white = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(white, whole).convert("RGB")


def _written(picture: Image.Image, edge: int | None, quality: int) -> bytes:
    if edge is not None and max(picture.size) > edge:
        picture = picture.copy()
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()
