"""Films: their size, their length, and a still picture from their beginning."""

import io

import av
from av.video.frame import VideoFrame
from PIL import Image

from desktop.models.file_kinds import FileKind, kind_of
from desktop.models.media_facts import BrokenReason
from desktop.services.decoding.limits import MAX_FILM_PIXELS
from desktop.services.decoding.pictures import as_raster
from desktop.services.decoding.wire import BrokenMediaError, Decoded

_MICROSECONDS = 1000


def look_at_film(content: bytes, edge: int) -> Decoded:
    """Return size, length and first frame; raises BrokenMediaError."""
    if kind_of(content) is not FileKind.MP4:
        raise BrokenMediaError(BrokenReason.NOT_ITS_KIND)
    with av.open(io.BytesIO(content), "r", format="mov") as container:
        if not container.streams.video:
            raise BrokenMediaError(BrokenReason.UNKNOWN_CODING)
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        width, height = stream.codec_context.width, stream.codec_context.height
        if width * height > MAX_FILM_PIXELS:
            raise BrokenMediaError(BrokenReason.TOO_LARGE)
        length = (container.duration or 0) // _MICROSECONDS
        frame = next(container.decode(stream), None)
        if frame is None:
            raise BrokenMediaError(BrokenReason.DAMAGED)
        share = min(1.0, edge / max(frame.width, frame.height, 1))
        small = frame.reformat(
            width=max(2, round(frame.width * share)),
            height=max(2, round(frame.height * share)),
            format="rgb24",
        )
        still = _picture(small)
        if turn := round(frame.rotation):
            still = still.rotate(turn, expand=True)
    sideways = turn % 180 != 0
    return Decoded(
        width=height if sideways else width,
        height=width if sideways else height,
        duration_ms=length,
        rasters=(as_raster(still),),
    )


def _picture(frame: VideoFrame) -> Image.Image:
    plane, size = frame.planes[0], (frame.width, frame.height)
    return Image.frombytes("RGB", size, bytes(plane), "raw", "RGB", plane.line_size)
