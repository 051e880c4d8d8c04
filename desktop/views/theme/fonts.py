"""The application's font: Chinese first, emoji in colour where the system has them."""

from PySide6.QtGui import QFont

BASE_SIZE = 13
"""Logical pixels of running text."""
SMALLEST_SIZE = 8

_FAMILIES = [
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Color Emoji",
    "Segoe UI Emoji",
    "Apple Color Emoji",
]


def application_font(percent: int = 100) -> QFont:
    """Return the base font in a share of its usual size."""
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(scaled(BASE_SIZE, percent))
    return font


def scaled(pixels: int, percent: int) -> int:
    """Return a size of text in a share of the usual; never too small to be read."""
    return max(SMALLEST_SIZE, round(pixels * percent / 100))


def sized(font: QFont, difference: int, *, strong: bool = False) -> QFont:
    """Return the font some pixels larger or smaller, half-bold when strong."""
    other = QFont(font)
    other.setPixelSize(max(SMALLEST_SIZE, font.pixelSize() + difference))
    if strong:
        other.setWeight(QFont.Weight.DemiBold)
    return other
