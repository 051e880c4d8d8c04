"""Line icons from `resources/icons/*.svg`, drawn in the colour that is asked for."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop.resources import resource

_RATIOS = (1.0, 1.25, 1.5, 2.0)
"""The scalings for which an icon carries sharp pixels; Qt scales to others."""


def pixmap(
    name: str, colour: QColor, size: int, device_pixel_ratio: float = 1.0
) -> QPixmap:
    """Return a square icon of `size` logical pixels; raises OSError without a file.

    Qt's own pixmap cache keeps it, so that painters may ask in every frame.
    """
    shade = colour.name(QColor.NameFormat.HexArgb)
    key = f"switchboard-icon:{name}:{shade}:{size}:{device_pixel_ratio:.2f}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, colour, size, device_pixel_ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: QColor, size: int, disabled: QColor | None = None) -> QIcon:
    """Return an icon for buttons and actions, sharp at the usual scalings."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
        if disabled is not None:
            made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def _draw(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    svg = _source(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixels = round(size * ratio)
    drawn = QPixmap(QSize(pixels, pixels))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
