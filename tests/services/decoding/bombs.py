"""Fifty files that are small to send and would be huge to look at (S6)."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

_SVG_LAUGHS = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(1, 9))


@dataclass(frozen=True)
class Bomb:
    """A file; `stands` says that its beginning may be shown within the limits."""

    name: str
    content: bytes
    stands: bool = False


def png(
    width: int,
    height: int,
    *,
    depth: int = 8,
    colour: int = 2,
    interlaced: bool = False,
    before: bytes = b"",
    rows: int = 4096,
) -> bytes:
    """A PNG whose header promises a size; a few thousand rows of zeros follow."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    packer = zlib.compressobj(9)
    row = bytes(1 + width * depth * {0: 1, 2: 3, 3: 1, 6: 4}[colour] // 8)
    pieces = [packer.compress(row) for _ in range(min(rows, height))]
    pixels = b"".join(pieces) + packer.flush()
    palette = chunk(b"PLTE", bytes(768)) if colour == 3 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + before
        + palette
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def resized_jpeg(width: int, height: int, **how: object) -> bytes:
    """A small JPEG whose frame header claims another size."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(file, "JPEG", **how)
    raw = bytearray(file.getvalue())
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        at = raw.find(marker)
        if at >= 0:
            raw[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(raw)


def whole_jpeg(width: int, height: int, **how: object) -> bytes:
    """A JPEG that really is so large; of one colour, so that it is short."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "JPEG", **how)
    return file.getvalue()


def gif(width: int, height: int, frames: int, inner: int = 1) -> bytes:
    """A GIF of a canvas and many frames of `inner` pixels squared."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    place = struct.pack("<HHHHB", 0, 0, inner, inner, 0)
    frame = (
        b"\x21\xf9\x04\x08\x01\x00\x00\x00" + b"\x2c" + place + b"\x02\x02\x44\x01\x00"
    )
    return head + frame * frames + b"\x3b"


def webp(kind: bytes, body: bytes) -> bytes:
    """A WebP with one chunk."""
    part = kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(part)) + b"WEBP" + part


def extended_webp(width: int, height: int, flags: int) -> bytes:
    """A WebP whose canvas is announced first."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X", bytes([flags, 0, 0, 0]) + size) + bytes(64)


def lossless_webp(width: int, height: int) -> bytes:
    """A lossless WebP's header."""
    bits = (width - 1) | (height - 1) << 14
    return webp(b"VP8L", b"\x2f" + bits.to_bytes(4, "little") + bytes(64))


def lossy_webp(width: int, height: int) -> bytes:
    """A lossy WebP's header."""
    size = struct.pack("<HH", width, height)
    return webp(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + size + bytes(64))


def whole_webp(width: int, height: int) -> bytes:
    """A WebP that really is so large."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "WEBP", method=0)
    return file.getvalue()


def bmp(width: int, height: int, packed: int = 0) -> bytes:
    """A BMP's header and a few bytes."""
    info = struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, 8 if packed else 24, packed,
        0, 0, 0, 256 if packed else 0, 0,
    )  # fmt: skip
    return b"BM" + struct.pack("<IHHI", 4096, 0, 0, 54) + info + bytes(2048)


def svg(text: str) -> bytes:
    """An SVG; never drawn, whatever it holds."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {text}'.encode()


def bombs() -> Iterator[Bomb]:
    """All of them."""
    yield from _pngs()
    yield from _jpegs()
    yield from _gifs()
    yield from _svgs()
    yield from _webps()
    for width, height in ((40_000, 40_000), (2**31 - 1, 2**31 - 1), (20_000, -20_000)):
        yield Bomb(f"bmp {width}x{height}", bmp(width, height))
    yield Bomb("bmp packed", bmp(30_000, 30_000, packed=1))
    yield Bomb("bmp words as picture", b"BM" + bytes(1_000_000))


def _pngs() -> Iterator[Bomb]:
    for side in (7_000, 20_000, 60_000):
        yield Bomb(f"png {side}", png(side, side))
        yield Bomb(f"png alpha {side}", png(side, side, colour=6, rows=400))
        yield Bomb(f"png interlaced {side}", png(side, side, interlaced=True, rows=9))
    yield Bomb("png one bit", png(100_000, 100_000, depth=1, colour=0, rows=2000))
    yield Bomb("png palette", png(30_000, 30_000, colour=3, rows=2000))
    yield Bomb("png 16 bit", png(9_000, 9_000, depth=16, rows=400))
    yield Bomb("png long", png(2**31 - 1, 1, rows=0))
    yield Bomb("png tall", png(1, 2**31 - 1, rows=4096))
    words = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    yield Bomb("png words", png(64, 64, before=words), stands=True)
    profile = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    yield Bomb("png profile", png(64, 64, before=profile), stands=True)
    for colour in (2, 3, 6):
        largest = png(4_090, 4_090, colour=colour)
        yield Bomb(f"png as large as is allowed {colour}", largest, stands=True)
    overfull = png(64, 64, before=b"", rows=64)[:-12]
    extra = chunk(b"IDAT", zlib.compress(bytes(100_000_000), 9))
    yield Bomb("png overfull", overfull + extra, stands=True)


def _jpegs() -> Iterator[Bomb]:
    for side in (9_000, 30_000, 65_500):
        yield Bomb(f"jpeg {side}", resized_jpeg(side, side))
        yield Bomb(
            f"jpeg progressive {side}", resized_jpeg(side, side, progressive=True)
        )
    # Within 40 million pixels, but all their coefficients would be kept.
    yield Bomb("jpeg whole", whole_jpeg(6_200, 6_200, progressive=True, subsampling=0))
    largest = whole_jpeg(6_200, 6_200)
    yield Bomb("jpeg as large as is allowed", largest, stands=True)
    yield Bomb("jpeg long", resized_jpeg(65_500, 1_000))
    yield Bomb("jpeg half there", resized_jpeg(6_000, 6_000), stands=True)


def _gifs() -> Iterator[Bomb]:
    yield Bomb("gif 10000 frames", gif(100, 100, 10_000), stands=True)
    yield Bomb("gif 10000 large frames", gif(2_000, 2_000, 10_000, 2), stands=True)
    yield Bomb("gif as large as is allowed", gif(2_360, 2_360, 20, 2_360), stands=True)
    yield Bomb("gif canvas", gif(65_535, 65_535, 1))
    yield Bomb("gif canvas of many frames", gif(30_000, 30_000, 500))
    yield Bomb("gif frame beyond its canvas", gif(10, 10, 1, 60_000))
    yield Bomb("gif frames beyond their canvas", gif(10, 10, 300, 6_000))


def _svgs() -> Iterator[Bomb]:
    yield Bomb("svg size", svg('width="1000000" height="1000000"/>'))
    yield Bomb("svg file", svg('><image href="file:///etc/passwd"/></svg>'))
    yield Bomb("svg script", svg("><script>1</script></svg>"))
    laughs = f"<!DOCTYPE svg [{_SVG_LAUGHS}]>".encode()
    yield Bomb("svg laughs", laughs + svg(">&l9;</svg>"))
    yield Bomb("svg deep", svg(">" + "<g>" * 100_000))


def _webps() -> Iterator[Bomb]:
    for side in (4_000, 16_383):
        yield Bomb(f"webp lossless {side}", lossless_webp(side, side))
        yield Bomb(f"webp lossy {side}", lossy_webp(side, side))
        yield Bomb(f"webp moving {side}", extended_webp(side, side, 0x02))
    yield Bomb("webp canvas", extended_webp(2**24, 2**24, 0x10))
    yield Bomb("webp whole", whole_webp(5_000, 5_000))
    yield Bomb("webp as large as is allowed", whole_webp(2_360, 2_360), stands=True)
