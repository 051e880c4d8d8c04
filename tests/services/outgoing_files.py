"""Small files of each kind, made by the tests themselves."""

import io
import zlib
from fractions import Fraction

import av
from PIL import Image

AMR_FRAME = bytes([0x3C]) + bytes(31)
"""20 ms of AMR-NB at 12.2 kbit/s, silent (RFC 4867 §5.3)."""


def jpeg(width: int = 40, height: int = 30, quality: int = 90) -> bytes:
    """A picture without content."""
    return _picture("JPEG", width, height, quality=quality)


def png(width: int = 40, height: int = 30) -> bytes:
    """The same as PNG."""
    return _picture("PNG", width, height)


def webp() -> bytes:
    """The same as WebP."""
    return _picture("WEBP", 40, 30)


def noise(width: int, height: int) -> bytes:
    """A PNG that cannot be packed: its size is that of its pixels."""
    seed = zlib.compress(bytes(range(256)) * 64, 9)
    state, rows = bytearray(seed), bytearray()
    value = 12345
    while len(rows) < width * height * 3:
        value = (value * 1103515245 + 12345) & 0xFFFFFFFF
        rows += value.to_bytes(4, "big") + state[value % 64 : value % 64 + 9]
    stream = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), bytes(rows[: width * height * 3]))
    image.save(stream, "PNG", compress_level=0)
    return stream.getvalue()


def voice(seconds: float = 2.0) -> bytes:
    """A silent AMR recording."""
    return b"#!AMR\n" + AMR_FRAME * round(seconds * 50)


def film(seconds: int = 2, *, rate: int = 400_000, edge: int = 160) -> bytes:
    """A film of changing colours; its size is about rate times seconds."""
    stream = io.BytesIO()
    with av.open(stream, "w", "mp4") as container:
        video = container.add_stream("libx264", rate=10)
        video.width = video.height = edge
        video.pix_fmt = "yuv420p"
        video.bit_rate = rate
        video.options = {"preset": "ultrafast", "x264-params": "nal-hrd=cbr"}
        video.codec_context.time_base = Fraction(1, 10)
        for number in range(seconds * 10):
            picture = Image.effect_noise((edge, edge), 90).convert("RGB")
            frame = av.VideoFrame.from_image(picture)
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    return stream.getvalue()


def _picture(kind: str, width: int, height: int, **options: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, kind, **options)
    return stream.getvalue()
