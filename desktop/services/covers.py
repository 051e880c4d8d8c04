"""The plain cover of links and mini programs that were given none."""

import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 520, 416
"""Pixels, as mini programs want them (doc 94677)."""
_COLOUR = b"\x2f\x6f\xed"


@cache
def plain_cover() -> bytes:
    """Return a PNG of one colour: WeCom wants a cover for each (doc 94677)."""
    rows = (b"\x00" + _COLOUR * WIDTH) * HEIGHT
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _piece(b"IHDR", header),
            _piece(b"IDAT", zlib.compress(rows, 9)),
            _piece(b"IEND", b""),
        )
    )


def _piece(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return (
        struct.pack(">I", len(content))
        + checked
        + struct.pack(">I", zlib.crc32(checked))
    )
