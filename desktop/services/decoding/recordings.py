"""Voice messages: how long, how loud where, and as samples that any speaker takes."""

import array
import io
import sys
from collections.abc import Iterator
from itertools import pairwise

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.filter import Graph

from desktop.models.file_kinds import FileKind, kind_of
from desktop.models.media_facts import SOUND_RATE, WAVEFORM_BARS, BrokenReason
from desktop.services.decoding.limits import MAX_VOICE_SECONDS
from desktop.services.decoding.wire import BrokenMediaError, Decoded

_MEASURED_RATE = 8_000
_FORMATS = {FileKind.AMR: "amr", FileKind.MP3: "mp3", FileKind.WAV: "wav"}
_FRAMES_A_SECOND = 50
_FULL_SCALE = 32_768
_FAINTEST = 0.04
"""Share of the full scale that counts as loudest when nothing is louder."""


def measure_voice(content: bytes) -> Decoded:
    """Return length and loudnesses; raises BrokenMediaError."""
    samples = array.array("h")
    samples.frombytes(b"".join(_samples(content, _MEASURED_RATE, 1.0)))
    if sys.byteorder == "big":
        samples.byteswap()
    if not samples:
        raise BrokenMediaError(BrokenReason.DAMAGED)
    return Decoded(
        duration_ms=len(samples) * 1000 // _MEASURED_RATE,
        sound=_loudnesses(samples),
    )


def decode_sound(content: bytes, speed: float) -> Decoded:
    """Return the samples, faster where wanted at the same pitch.

    Raises BrokenMediaError. `duration_ms` is that of the samples.
    """
    sound = b"".join(_samples(content, SOUND_RATE, speed))
    if not sound:
        raise BrokenMediaError(BrokenReason.DAMAGED)
    return Decoded(duration_ms=len(sound) // 2 * 1000 // SOUND_RATE, sound=sound)


def _samples(content: bytes, rate: int, speed: float) -> Iterator[bytes]:
    """Yield 16-bit mono samples; a tail that was cut off is left out."""
    kind = kind_of(content)
    if kind is FileKind.SILK:
        raise BrokenMediaError(BrokenReason.UNKNOWN_CODING)
    if kind not in _FORMATS:
        raise BrokenMediaError(BrokenReason.NOT_ITS_KIND)
    graph: Graph | None = None
    with av.open(io.BytesIO(content), "r", format=_FORMATS[kind]) as container:
        stream = container.streams.audio[0]
        heard = 0.0
        for frame in _frames(container, stream):
            heard += frame.samples / frame.sample_rate
            if heard > MAX_VOICE_SECONDS:
                raise BrokenMediaError(BrokenReason.TOO_LARGE)
            graph = graph or _graph(frame, rate, speed)
            frame.pts = None
            graph.push(frame)
            yield from _pulled(graph)
    if graph is not None:
        graph.push(None)
        yield from _pulled(graph)


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Yield what can be decoded, and silence for the pauses that AMR leaves out.

    Phones send one byte, or a few of background noise, for 20 ms in which nobody
    speaks (RFC 4867 §4.2); the decoder knows neither and calls them errors.
    """
    rate = stream.codec_context.sample_rate or _MEASURED_RATE
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.FFmpegError:
            if packet.size and stream.codec_context.name.startswith("amr"):
                yield _silence(rate)


def _silence(rate: int) -> AudioFrame:
    frame = AudioFrame("fltp", "mono", rate // _FRAMES_A_SECOND)
    frame.sample_rate = rate
    plane = frame.planes[0]
    plane.update(bytes(plane.buffer_size))
    return frame


def _graph(frame: AudioFrame, rate: int, speed: float) -> Graph:
    """Return filters that change the speed and bring samples into one form."""
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=frame.sample_rate,
        format=frame.format.name,
        layout=frame.layout.name,
        time_base=frame.time_base,
    )
    steps = [source]
    if speed != 1.0:
        steps.append(graph.add("atempo", f"{speed:.2f}"))
    steps.append(
        graph.add(
            "aformat", f"sample_fmts=s16:sample_rates={rate}:channel_layouts=mono"
        )
    )
    steps.append(graph.add("abuffersink"))
    for before, after in pairwise(steps):
        before.link_to(after)
    graph.configure()
    return graph


def _pulled(graph: Graph) -> Iterator[bytes]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield bytes(frame.planes[0])[: frame.samples * 2]


def _loudnesses(samples: "array.array[int]") -> bytes:
    """Return one loudness for each bar, the loudest being 255."""
    peaks = []
    for bar in range(WAVEFORM_BARS):
        start = bar * len(samples) // WAVEFORM_BARS
        end = max(start + 1, (bar + 1) * len(samples) // WAVEFORM_BARS)
        piece = samples[start:end]
        peaks.append(
            (sum(map(abs, piece)) / len(piece)) / _FULL_SCALE if piece else 0.0
        )
    loudest = max(*peaks, _FAINTEST)
    return bytes(round(255 * (peak / loudest) ** 0.7) for peak in peaks)
