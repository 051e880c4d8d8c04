"""Themes fill every style sheet, and the shared painters paint."""

import re

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import resource_folder
from desktop.views.theme.avatars import paint_avatar
from desktop.views.theme.badges import count_words, paint_badge
from desktop.views.theme.fonts import (
    BASE_SIZE,
    SMALLEST_SIZE,
    application_font,
    scaled,
    sized,
)
from desktop.views.theme.icons import icon, pixmap
from desktop.views.theme.style import blend, palette, style_sheet, theme_named

ICONS = sorted(path.stem for path in (resource_folder() / "icons").glob("*.svg"))
THEMES = [theme_named("light"), theme_named("dark")]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_no_name_of_a_colour_is_left_in_the_style_sheet(theme):
    sheet = style_sheet(theme)
    assert "QPushButton" in sheet
    assert re.findall(r"@\w+", sheet) == []


def test_the_windows_sheet_comes_before_those_that_refine_it():
    sheet = style_sheet(THEMES[0])
    assert sheet.index("QWidget#mainWindow") < sheet.index("QWidget#inbox")


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_the_size_of_text_scales_every_size_of_the_style_sheet(percent: int):
    usual = re.findall(r"font-size: (\d+)px", style_sheet(THEMES[0]))
    other = re.findall(r"font-size: (\d+)px", style_sheet(THEMES[0], percent))
    assert usual
    assert [scaled(int(size), percent) for size in usual] == [int(s) for s in other]
    assert application_font(percent).pixelSize() == scaled(BASE_SIZE, percent)


def test_text_never_becomes_too_small_to_be_read():
    assert scaled(9, 80) == SMALLEST_SIZE


def test_a_sized_font_is_half_bold_when_strong():
    font = sized(application_font(), -2, strong=True)
    assert font.pixelSize() == BASE_SIZE - 2
    assert font.weight() > application_font().weight()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_palette_carries_the_themes_text_and_ground(theme):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Text) == theme.colour("text")
    assert made.color(QPalette.ColorRole.Window) == theme.colour("bg")


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_in_the_colour_that_is_asked_for(qapp: QApplication, name):
    image = pixmap(name, QColor("#ff0000"), 24, 2.0).toImage()
    seen = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert seen
    assert all(colour.red() > 200 and colour.green() < 60 for colour in seen)


def test_an_icon_is_sharp_at_the_screens_scaling(qapp: QApplication):
    drawn = pixmap("search", QColor("black"), 16, 1.5)
    assert (drawn.width(), drawn.devicePixelRatio()) == (24, 1.5)
    assert not icon("search", QColor("black"), 16).isNull()


@pytest.mark.parametrize("name", ["林小满", "", "😀", "<b>粗体</b>", "\u202eabc"])
def test_an_avatar_is_painted_for_any_name(qapp: QApplication, name: str):
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    mark = ("旗", QColor("#d81e5b"))
    paint_avatar(painter, QRect(4, 4, 40, 40), name, "wm1", THEMES[0], mark)
    painter.end()
    assert image.pixelColor(8, 24) == THEMES[0].avatar_colour("wm1")
    corner = [image.pixelColor(x, y) for x in range(33, 47) for y in range(33, 47)]
    assert corner.count(QColor("#d81e5b")) > 20


def test_a_count_stays_short(qapp: QApplication):
    assert [count_words(n) for n in (1, 99, 100, 4096)] == ["1", "99", "99+", "99+"]
    image = QImage(60, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    painter.setFont(application_font())
    wide = paint_badge(painter, QPointF(58, 10), 100, THEMES[0])
    narrow = paint_badge(painter, QPointF(58, 10), 1, THEMES[0])
    painter.end()
    assert wide.width() > narrow.width() >= narrow.height()
    assert wide.right() == narrow.right() == 58


def test_a_blend_stays_between_its_ends():
    black, white = QColor("black"), QColor("white")
    assert blend(black, white, -1) == black
    assert blend(black, white, 2) == white
    assert 120 < blend(black, white, 0.5).red() < 135
