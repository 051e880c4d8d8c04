"""Screenshots of the tour, and the proof that Chinese is really drawn on them."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

_SIDE = 64
_UNASSIGNED = "\U000e0fff"
"""A character that no font has: what is drawn for it is the mark of a missing one."""
_SAMPLES = "总机客服您好"
_FEWEST_COLOURS = 40


class NoChineseError(Exception):
    """The system has no Chinese font, so a picture would show boxes."""


class EmptyPictureError(Exception):
    """A picture shows nothing."""


def take_picture(window: QWidget, path: Path) -> None:
    """Save what the window shows; raises NoChineseError, EmptyPictureError."""
    _check_glyphs(QApplication.font())
    picture = window.grab().toImage()
    _check_content(picture)
    if not picture.save(str(path)):
        raise OSError(f"cannot write {path.name}")


def _check_glyphs(font: QFont) -> None:
    """Every sample must look like itself: not like a box, not like another one."""
    drawn = [_drawn(character, font) for character in (*_SAMPLES, _UNASSIGNED, " ")]
    if len({bytes(image.constBits()) for image in drawn}) < len(_SAMPLES) + 1:
        raise NoChineseError("no Chinese font is installed")


def _drawn(character: str, font: QFont) -> QImage:
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    large = QFont(font)
    large.setPixelSize(_SIDE // 2)
    painter = QPainter(image)
    painter.setFont(large)
    painter.drawText(
        QRect(0, 0, _SIDE, _SIDE), int(Qt.AlignmentFlag.AlignCenter), character
    )
    painter.end()
    return image


def _check_content(picture: QImage) -> None:
    small = picture.scaled(200, 125)
    colours = {
        small.pixel(x, y) for x in range(small.width()) for y in range(small.height())
    }
    if len(colours) < _FEWEST_COLOURS:
        raise EmptyPictureError("the window shows nothing")
