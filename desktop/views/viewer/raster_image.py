"""Decoded pixels as Qt takes them."""

from PySide6.QtGui import QImage

from desktop.models.media_facts import Raster


def raster_image(raster: Raster) -> QImage:
    """Return the picture in memory of its own."""
    return QImage(
        raster.pixels,
        raster.width,
        raster.height,
        raster.width * 4,
        QImage.Format.Format_ARGB32_Premultiplied,
    ).copy()
