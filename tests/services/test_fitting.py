"""What a file can be sent as: by its content, held to WeCom's limits."""

import pytest

from desktop.models.content import File, Picture, Video, Voice
from desktop.models.local_failures import LocalFailure
from desktop.models.outgoing import LARGEST, MEGABYTE, PreparedKind
from desktop.services.covers import HEIGHT, WIDTH, plain_cover
from desktop.services.fitting.fits import HEAD, Fitting, fit, voice_ms
from tests.services.outgoing_files import AMR_FRAME, jpeg, png, voice, webp

MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2"
MOV = b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  "
MATROSKA = b"\x1a\x45\xdf\xa3" + bytes(40)


def judged(content: bytes, size: int | None = None) -> Fitting:
    return fit(content[:HEAD], len(content) if size is None else size)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg(), PreparedKind.PICTURE),
        (png(), PreparedKind.PICTURE),
        (voice(), PreparedKind.VOICE),
        (voice(60), PreparedKind.VOICE),
        (MP4 + bytes(90), PreparedKind.VIDEO),
        (b"%PDF-1.7 words", PreparedKind.FILE),
        (b"GIF89a" + bytes(50), PreparedKind.FILE),
        (b"<svg onload='x'></svg>", PreparedKind.FILE),
        (MOV + bytes(90), PreparedKind.FILE),
        (MATROSKA, PreparedKind.FILE),
        (b"plain words, called photo.jpg", PreparedKind.FILE),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00", PreparedKind.FILE),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", PreparedKind.FILE),
    ],
)
def test_the_content_says_what_it_is_sent_as(
    content: bytes, kind: PreparedKind
) -> None:
    assert judged(content) == Fitting(kind)


def test_the_content_of_the_message_is_of_that_kind() -> None:
    contents = {judged(one).content for one in (jpeg(), voice(), MP4, b"%PDF-1")}
    assert contents == {Picture(""), Voice(""), Video(""), File("")}


@pytest.mark.parametrize(
    ("head", "kind", "can_shrink"),
    [
        (jpeg(), PreparedKind.PICTURE, True),
        (MP4, PreparedKind.VIDEO, True),
        (b"%PDF-1.7", PreparedKind.FILE, False),
    ],
)
def test_one_byte_too_many_is_too_many(
    head: bytes, kind: PreparedKind, can_shrink: bool
) -> None:
    assert judged(head, LARGEST[kind]) == Fitting(kind)
    assert judged(head, LARGEST[kind] + 1) == Fitting(
        kind, LocalFailure.MEDIA_TOO_BIG, can_shrink
    )


@pytest.mark.parametrize("size", range(6))
def test_five_bytes_are_no_file(size: int) -> None:
    assert judged(bytes(size)).obstacle is LocalFailure.MEDIA_EMPTY


def test_a_recording_of_more_than_a_minute_goes_as_a_file() -> None:
    assert voice_ms(voice(60.02)) == 60_020
    assert judged(voice(60.02)) == Fitting(PreparedKind.FILE)


def test_a_recording_is_measured_up_to_where_it_breaks() -> None:
    broken = b"#!AMR\n" + AMR_FRAME * 50 + b"\x50" + AMR_FRAME * 50
    assert voice_ms(broken) == 1_000


def test_other_pictures_are_offered_to_be_turned_into_jpeg() -> None:
    assert judged(webp()) == Fitting(
        PreparedKind.PICTURE, LocalFailure.PICTURE_FORMAT, can_shrink=True
    )


@pytest.mark.parametrize("head", [MOV, MATROSKA, b"RIFF\0\0\0\0AVI LIST"])
def test_a_film_that_is_too_large_for_a_file_is_offered_to_be_made_smaller(
    head: bytes,
) -> None:
    assert judged(head, 30 * MEGABYTE) == Fitting(
        PreparedKind.VIDEO, LocalFailure.MEDIA_TOO_BIG, can_shrink=True
    )


def test_the_plain_cover_is_a_picture_that_wecom_takes() -> None:
    cover = plain_cover()
    assert judged(cover) == Fitting(PreparedKind.PICTURE)
    assert (WIDTH, HEIGHT) == (520, 416)
    assert len(cover) < 10_000
