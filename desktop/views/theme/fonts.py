"""The application's font: Chinese first, emoji in colour where the system has them."""

from PySide6.QtGui import QFont

BASE_SIZE = 13
"""Logical pixels of running text."""

_FAMILIES = [
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Color Emoji",
    "Segoe UI Emoji",
    "Apple Color Emoji",
]


def application_font(larger_by: int = 0) -> QFont:
    """Return the base font, `larger_by` logical pixels above its usual size."""
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(BASE_SIZE + larger_by)
    return font


def sized(font: QFont, difference: int, *, strong: bool = False) -> QFont:
    """Return the font some pixels larger or smaller, half-bold when strong."""
    other = QFont(font)
    other.setPixelSize(max(8, font.pixelSize() + difference))
    if strong:
        other.setWeight(QFont.Weight.DemiBold)
    return other
