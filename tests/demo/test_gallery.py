"""The gallery: complete on its page, small, and its pictures cut where they end."""

import re
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QColor, QImage

from desktop.demo.gallery import PARTS, leave_a_trace, shrink
from desktop.demo.gallery_desk import MARGIN, SCROLL_BAR, without_foot
from desktop.demo.gallery_kinds import DARK, STORIES
from desktop.demo.gallery_scenes import SCENES
from desktop.resources import resource_folder
from desktop.services.crash_report import gather

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "images" / "gallery"


def on_the_page() -> list[str]:
    page = (DOCS / "gallery.md").read_text("utf-8")
    return re.findall(r"images/gallery/([\w-]+)\.png", page)


def test_the_page_shows_every_picture_once() -> None:
    shown = on_the_page()
    assert len(shown) == len(set(shown))
    assert set(shown) == {path.stem for path in PICTURES.iterdir()}


def test_every_story_has_its_picture_and_some_in_the_dark() -> None:
    assert {*STORIES, *(f"{name}-dark" for name in DARK)} <= set(on_the_page())


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}
    assert sum(sizes.values()) < 5_000_000


def test_every_part_has_a_scene() -> None:
    assert [part.name for part in PARTS] == list(SCENES)


def test_what_is_empty_at_the_foot_is_cut_off() -> None:
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(50, 60):
        image.setPixelColor(x, 100, QColor("black"))
    # A scroll bar at the right edge is nothing to see.
    for y in range(300):
        image.setPixelColor(200 - SCROLL_BAR // 2, y, QColor("grey"))
    assert without_foot(image).height() == 100 + MARGIN


def test_a_picture_without_anything_empty_stays_whole() -> None:
    image = QImage(100, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setPixelColor(10, 79, QColor("black"))
    assert without_foot(image).height() == 80


def test_a_shrunk_picture_has_few_colours_and_the_same_size(tmp_path: Path) -> None:
    path = tmp_path / "many.png"
    image = Image.new("RGB", (64, 64))
    image.putdata([(x * 4, y * 4, (x * y) % 256) for y in range(64) for x in range(64)])
    image.save(path)
    shrink(path)
    with Image.open(path) as small:
        assert small.size == (64, 64)
        assert small.mode == "P"


def test_a_small_patch_keeps_its_colour(tmp_path: Path) -> None:
    path = tmp_path / "dot.png"
    image = Image.new("RGB", (256, 256))
    image.putdata([(x, x, y) for y in range(256) for x in range(256)])
    image.paste((210, 0, 90), (10, 10, 14, 14))
    image.save(path)
    shrink(path)
    with Image.open(path) as small:
        kept = small.convert("RGB").getpixel((12, 12))
    assert isinstance(kept, tuple)
    distances = (abs(is_ - was) for is_, was in zip(kept, (210, 0, 90), strict=True))
    assert max(distances) <= 24


def test_grounds_keep_their_exact_colours(tmp_path: Path) -> None:
    path = tmp_path / "ground.png"
    image = Image.new("RGB", (256, 300), (244, 245, 247))
    image.paste((255, 255, 255), (0, 256, 256, 280))
    for x in range(256):
        for y in range(60):
            image.putpixel((x, y), (x, 255 - x, y * 4))
    image.save(path)
    shrink(path)
    with Image.open(path) as small:
        shown = small.convert("RGB")
    assert shown.getpixel((5, 200)) == (244, 245, 247)
    assert shown.getpixel((5, 270)) == (255, 255, 255)


def test_the_trace_on_the_picture_does_not_tell_where_the_checkout_lies(
    tmp_path: Path,
) -> None:
    leave_a_trace(tmp_path)
    report = gather(tmp_path, datetime(2026, 11, 22, tzinfo=UTC))
    assert report is not None
    assert "leave_a_trace" in report.text
    assert str(resource_folder().parent / "desktop") not in report.text


def test_make_knows_the_command() -> None:
    makefile = (DOCS.parent / "Makefile").read_text("utf-8")
    assert re.search(r"^gallery:.*##", makefile, re.M)
