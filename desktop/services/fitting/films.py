"""Films made small enough for WeCom; runs in the fitting child only."""

import io
from collections.abc import Callable
from fractions import Fraction

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.video.stream import VideoStream

MOST_SECONDS = 15 * 60
"""Longer films would be a blur in 10 MB."""
_SOUND_RATE = 64_000
_LEAST_RATE = 120_000
"""Bits a second below which nothing can be seen."""
_MOST_RATE = 2_000_000
_KEPT = 0.92
"""Part of the limit that pictures and sound may fill; the rest is the container's."""
_SIZES = ((1_000_000, 720), (450_000, 480), (0, 360))
"""From so many bits a second, so many lines."""
_MOST_FRAMES = 30


def shrink_film(
    content: bytes, limit: int, told: Callable[[float], None]
) -> bytes | None:
    """Return the film as an MP4 of at most `limit` bytes, None when it cannot be.

    Raises what PyAV raises for broken ones.
    """
    share = _KEPT
    for _ in range(3):
        found = _encoded(content, limit, share, told)
        if found is None or len(found) <= limit:
            return found
        share *= _KEPT * limit / len(found)
    return None


def _encoded(
    content: bytes, limit: int, share: float, told: Callable[[float], None]
) -> bytes | None:
    with av.open(io.BytesIO(content), "r") as source:
        seconds = _seconds(source)
        if not source.streams.video or not 0 < seconds <= MOST_SECONDS:
            return None
        has_sound = bool(source.streams.audio)
        rate = int(limit * 8 * share / seconds) - (_SOUND_RATE if has_sound else 0)
        if rate < _LEAST_RATE:
            return None
        target = io.BytesIO()
        with av.open(target, "w", "mp4") as film:
            _copy(
                source,
                film,
                min(rate, _MOST_RATE),
                lambda at: told(min(1.0, at / seconds)),
            )
        return target.getvalue()


def _copy(
    source: InputContainer,
    film: OutputContainer,
    rate: int,
    told: Callable[[float], None],
) -> None:
    picture_in = source.streams.video[0]
    picture_in.thread_type = "AUTO"
    picture = _picture_stream(film, picture_in, rate)
    sound_in = source.streams.audio[0] if source.streams.audio else None
    sound = _sound_stream(film, sound_in)
    wanted: list[VideoStream | AudioStream] = [picture_in]
    wanted += [] if sound_in is None else [sound_in]
    last, step = -1.0, 1 / (_MOST_FRAMES + 1)
    for frame in source.decode(*wanted):
        if isinstance(frame, av.VideoFrame):
            at = frame.time or 0.0
            if at - last >= step:
                last = at
                told(at)
                fitted = frame.reformat(picture.width, picture.height, "yuv420p")
                fitted.pts, fitted.time_base = round(at * 90_000), Fraction(1, 90_000)
                film.mux(picture.encode(fitted))
        elif sound is not None and isinstance(frame, av.AudioFrame):
            film.mux(sound.encode(frame))
    film.mux(picture.encode(None))
    if sound is not None:
        film.mux(sound.encode(None))


def _picture_stream(
    film: OutputContainer, source: VideoStream, rate: int
) -> VideoStream:
    lines = next(lines for least, lines in _SIZES if rate >= least)
    short = min(source.width, source.height)
    scale = min(1.0, lines / short)
    stream = film.add_stream("libx264", rate=_MOST_FRAMES)
    stream.width = max(2, round(source.width * scale / 2) * 2)
    stream.height = max(2, round(source.height * scale / 2) * 2)
    stream.pix_fmt = "yuv420p"
    stream.bit_rate = rate
    stream.codec_context.time_base = Fraction(1, 90_000)
    stream.options = {
        "preset": "veryfast", "maxrate": str(rate), "bufsize": str(rate * 2)
    }  # fmt: skip
    return stream


def _sound_stream(
    film: OutputContainer, source: AudioStream | None
) -> AudioStream | None:
    if source is None:
        return None
    stream = film.add_stream("aac", rate=44_100)
    stream.bit_rate = _SOUND_RATE
    return stream


def _seconds(source: InputContainer) -> float:
    return 0.0 if source.duration is None else source.duration / 1_000_000
