"""Pictures made ready to be painted: cut to a card's size, corners rounded.

Runs on other threads: nothing here touches a widget.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from desktop.models.media_facts import Raster
from desktop.views.library.card_painter import CARD_ROUND, round_top
from desktop.views.viewer.raster_image import raster_image


def card_picture(raster: Raster, size: QSize, ratio: float) -> QImage:
    """Return a picture that fills a card's picture of this size, in logical pixels."""
    pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
    whole = raster_image(raster).scaled(
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    cut = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    cut.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cut)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = round_top(QRectF(cut.rect()).adjusted(1, 1, -1, 0), CARD_ROUND * ratio)
    painter.setClipPath(shape)
    left = (pixels.width() - whole.width()) // 2
    top = (pixels.height() - whole.height()) // 2
    painter.drawImage(left, top, whole)
    painter.end()
    return cut
