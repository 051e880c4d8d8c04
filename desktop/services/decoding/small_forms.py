"""The small form of a picture or film: what a library of many thousands shows."""

import io

from PIL import Image, ImageChops

from desktop.models.media_facts import Raster
from desktop.services.decoding.limits import SMALL_EDGE
from desktop.services.decoding.pictures import decode_picture
from desktop.services.decoding.wire import Decoded
from desktop.services.fitting.fits import is_mp4

LOOK_EDGE = 32
"""Pixels of the raster by which pictures are compared."""
_QUALITY = 80


def small_form(content: bytes) -> Decoded:
    """Return a small JPEG as `sound`, a tiny raster, size and length.

    Raises BrokenMediaError.
    """
    if is_mp4(content[:16]):
        # Its library is large: a desk that shows pictures only goes without.
        from desktop.services.decoding.films import look_at_film

        found = look_at_film(content, SMALL_EDGE)
    else:
        found = decode_picture(content, SMALL_EDGE)
    picture = _opaque(found.rasters[0])
    tiny = picture.resize((LOOK_EDGE, LOOK_EDGE), Image.Resampling.BOX).convert("L")
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=_QUALITY)
    return Decoded(
        width=found.width,
        height=found.height,
        duration_ms=found.duration_ms,
        moves=found.moves,
        rasters=(Raster(LOOK_EDGE, LOOK_EDGE, _grey_raster(tiny)),),
        sound=held.getvalue(),
    )


def _opaque(raster: Raster) -> Image.Image:
    """Return a raster on white; its colours are multiplied by alpha already."""
    size = (raster.width, raster.height)
    blue, green, red, alpha = Image.frombytes(
        "RGBA", size, bytes(raster.pixels)
    ).split()
    lack = alpha.point(lambda value: 255 - value)
    return Image.merge(
        "RGB", [ImageChops.add(channel, lack) for channel in (red, green, blue)]
    )


def _grey_raster(grey: Image.Image) -> bytes:
    opaque = Image.new("L", grey.size, 255)
    return Image.merge("RGBA", (grey, grey, grey, opaque)).tobytes()
