"""Pictures: decided by their bytes, upright, as large as is needed."""

import io
import itertools

import pytest
from PIL import Image

from desktop.models.media_facts import BrokenReason, Raster
from desktop.services.decoding.jpeg_heads import coefficient_bytes
from desktop.services.decoding.limits import MAX_FRAMES, MAX_SHOWN_PIXELS
from desktop.services.decoding.pictures import decode_frames, decode_picture
from desktop.services.decoding.wire import BrokenMediaError
from tests.services.decoding.bombs import whole_jpeg
from tests.services.decoding.samples import SILK, demo, moving, picture

RED, BLUE = (0, 0, 255, 255), (255, 0, 0, 255)
"""As Qt lays them out: blue first."""


def pixel(raster: Raster, x: int, y: int) -> tuple[int, ...]:
    start = (y * raster.width + x) * 4
    return tuple(raster.pixels[start : start + 4])


def close(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP", "GIF"])
def test_five_formats_are_decoded_into_qts_order(form: str) -> None:
    found = decode_picture(picture(form))
    (raster,) = found.rasters
    assert (found.width, found.height) == (raster.width, raster.height) == (60, 40)
    assert len(raster.pixels) == 60 * 40 * 4
    assert close(pixel(raster, 5, 20), RED)
    assert close(pixel(raster, 55, 20), BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_shown(mode: str) -> None:
    if mode == "I;16":
        made = Image.frombytes("I;16", (9, 9), b"\x10\xc8" * 81)
    else:
        made = Image.new("L", (9, 9), 200).convert(mode)
    file = io.BytesIO()
    made.save(file, "PNG")
    (raster,) = decode_picture(file.getvalue()).rasters
    blue, green, red, alpha = pixel(raster, 4, 4)
    assert blue == green == red
    assert (alpha, red > 150) == (255, True)


def test_a_print_shops_jpeg_is_shown() -> None:
    (raster,) = decode_picture(picture("JPEG", mode="CMYK")).rasters
    assert close(pixel(raster, 5, 20), RED)


def test_colours_are_multiplied_by_alpha() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (2, 2), (255, 255, 255, 128)).save(file, "PNG")
    (raster,) = decode_picture(file.getvalue()).rasters
    assert pixel(raster, 0, 0) == (128, 128, 128, 128)


@pytest.mark.parametrize(
    ("orientation", "upright", "red_at"),
    [
        (1, (60, 40), (5, 20)), (2, (60, 40), (55, 20)), (3, (60, 40), (55, 20)),
        (4, (60, 40), (5, 20)), (5, (40, 60), (20, 5)), (6, (40, 60), (20, 5)),
        (7, (40, 60), (20, 55)), (8, (40, 60), (20, 55)), (99, (60, 40), (5, 20)),
    ],
)  # fmt: skip
def test_a_photo_stands_as_it_was_taken(
    orientation: int, upright: tuple[int, int], red_at: tuple[int, int]
) -> None:
    file = io.BytesIO()
    image = Image.open(io.BytesIO(picture("PNG")))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(file, "JPEG", exif=exif)
    found = decode_picture(file.getvalue())
    (raster,) = found.rasters
    assert (found.width, found.height) == (raster.width, raster.height) == upright
    assert close(pixel(raster, *red_at), RED)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_small_form_fits_its_edge(form: str) -> None:
    found = decode_picture(picture(form, (900, 600)), 480)
    (raster,) = found.rasters
    assert (found.width, found.height) == (900, 600)
    assert (raster.width, raster.height) == (480, 320)
    assert close(pixel(raster, 20, 160), RED)
    assert close(pixel(raster, 460, 160), BLUE)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((6_000, 40), (480, 40)), ((40, 6_000), (40, 480)), ((3_000, 500), (480, 160))],
)
def test_a_very_long_picture_is_cut_rather_than_thinned(
    size: tuple[int, int], shown: tuple[int, int]
) -> None:
    (raster,) = decode_picture(picture("PNG", size), 480).rasters
    assert (raster.width, raster.height) == shown


def test_a_large_picture_is_scaled_without_a_seam() -> None:
    ramp = Image.linear_gradient("L").resize((64, 9_000)).convert("RGB")
    file = io.BytesIO()
    ramp.resize((1_800, 9_000)).save(file, "PNG", compress_level=1)
    (raster,) = decode_picture(file.getvalue()).rasters
    assert raster.width * raster.height <= MAX_SHOWN_PIXELS
    column = [pixel(raster, 900, y)[0] for y in range(raster.height)]
    steps = [after - before for before, after in itertools.pairwise(column)]
    assert min(steps) >= -1
    assert max(steps) <= 2


def test_a_photo_of_twenty_megapixels_is_halved_while_it_is_decoded() -> None:
    found = decode_picture(whole_jpeg(5_000, 4_000))
    assert (found.width, found.height) == (5_000, 4_000)
    assert found.rasters[0].width == 2_500


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", BrokenReason.NOT_ITS_KIND),
        (b"MZ" + bytes(900), BrokenReason.NOT_ITS_KIND),
        (b"<svg></svg>", BrokenReason.NOT_ITS_KIND),
        (SILK, BrokenReason.NOT_ITS_KIND),
        (demo(".mp4"), BrokenReason.NOT_ITS_KIND),
        (b"RIFF\0\0\0\0WEBP", BrokenReason.DAMAGED),
    ],
)
def test_what_is_no_picture_is_not_opened(content: bytes, reason: BrokenReason) -> None:
    with pytest.raises(BrokenMediaError) as caught:
        decode_picture(content)
    assert caught.value.reason is reason


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_picture_that_was_cut_short_is_an_error(form: str) -> None:
    whole = picture(form, (300, 200))
    for share in (0.1, 0.5, 0.9):
        with pytest.raises((BrokenMediaError, OSError, ValueError, SyntaxError)):
            decode_picture(whole[: int(len(whole) * share)])


def test_a_picture_that_moves_comes_with_its_times() -> None:
    found = decode_frames(moving(8))
    assert found.moves
    assert len(found.rasters) == len(found.delays) == 8
    assert found.delays == (80,) * 8


def test_a_frame_without_a_time_gets_the_usual_one() -> None:
    assert set(decode_frames(moving(3, delay=0)).delays) == {100}


def test_too_many_frames_stand_still() -> None:
    found = decode_frames(moving(MAX_FRAMES + 5, size=(4, 4)))
    assert found.moves
    assert len(found.rasters) == 1
    assert found.delays == ()


def test_frames_of_a_still_picture_are_that_picture() -> None:
    found = decode_frames(picture("PNG"))
    assert (found.moves, len(found.rasters)) == (False, 1)


def test_a_jpeg_in_many_scans_keeps_all_coefficients() -> None:
    once = whole_jpeg(640, 480, subsampling=0)
    often = whole_jpeg(640, 480, subsampling=0, progressive=True)
    fewer = whole_jpeg(640, 480, subsampling=2, progressive=True)
    assert coefficient_bytes(once) == 0
    assert coefficient_bytes(often) == 640 * 480 * 3 * 2
    assert coefficient_bytes(fewer) == 640 * 480 * 3


@pytest.mark.parametrize("cut", range(2, 200, 9))
def test_a_jpegs_head_may_end_anywhere(cut: int) -> None:
    assert coefficient_bytes(whole_jpeg(64, 64)[:cut]) == 0
