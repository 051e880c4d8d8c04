"""Recordings: how long, how loud, at which speed; honest about what cannot play."""

import pytest

from desktop.models.media_facts import (
    SOUND_RATE,
    SPEEDS,
    WAVEFORM_BARS,
    BrokenReason,
)
from desktop.services.decoding.films import look_at_film
from desktop.services.decoding.recordings import decode_sound, measure_voice
from desktop.services.decoding.wire import BrokenMediaError
from tests.services.decoding.samples import SILK, demo, picture

AMR = demo(".amr")


def test_a_recording_is_measured() -> None:
    found = measure_voice(AMR)
    assert 500 < found.duration_ms < 60_000
    assert len(found.sound) == WAVEFORM_BARS
    assert max(found.sound) == 255
    assert len(set(found.sound)) > 8


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_faster_recording_is_shorter_by_as_much(speed: float) -> None:
    usual = measure_voice(AMR).duration_ms
    found = decode_sound(AMR, speed)
    assert found.duration_ms == pytest.approx(usual / speed, rel=0.05)
    assert len(found.sound) == pytest.approx(
        found.duration_ms * SOUND_RATE * 2 / 1000, rel=0.01
    )


def test_pauses_that_a_phone_left_out_are_silence() -> None:
    pauses = measure_voice(b"#!AMR\n" + b"\x7c" * 100)
    assert pauses.duration_ms == 2_000
    assert max(pauses.sound) == 0
    longer = measure_voice(AMR + b"\x7c" * 50)
    assert longer.duration_ms == measure_voice(AMR).duration_ms + 1_000


def test_silence_has_no_loudness() -> None:
    frame = b"\x3c" + bytes(31)
    found = measure_voice(b"#!AMR\n" + frame * 100)
    assert found.duration_ms == pytest.approx(2_000, abs=60)
    assert max(found.sound) < 128


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SILK, BrokenReason.UNKNOWN_CODING),
        (SILK[1:], BrokenReason.UNKNOWN_CODING),
        (picture("PNG"), BrokenReason.NOT_ITS_KIND),
        (b"", BrokenReason.NOT_ITS_KIND),
        (b"#!AMR\n", BrokenReason.DAMAGED),
        (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 16_000, BrokenReason.TOO_LARGE),
    ],
)
def test_what_cannot_play_says_why(content: bytes, reason: BrokenReason) -> None:
    with pytest.raises(BrokenMediaError) as caught:
        measure_voice(content)
    assert caught.value.reason is reason


def test_a_recording_that_was_cut_short_plays_as_far_as_it_goes() -> None:
    whole = measure_voice(AMR).duration_ms
    half = measure_voice(AMR[: len(AMR) // 2]).duration_ms
    assert half == pytest.approx(whole / 2, rel=0.1)


def test_a_film_shows_its_size_its_length_and_its_beginning() -> None:
    found = look_at_film(demo(".mp4"), 200)
    assert found.width > 100
    assert found.duration_ms > 1_000
    (poster,) = found.rasters
    assert max(poster.width, poster.height) == 200
    assert len(set(poster.pixels[:4_000])) > 5


@pytest.mark.parametrize(
    "content",
    [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", demo(".mp4")[:3_000], picture("JPEG")],
)
def test_a_film_that_is_none_is_an_error(content: bytes) -> None:
    with pytest.raises((BrokenMediaError, OSError, ValueError)):
        look_at_film(content, 200)
