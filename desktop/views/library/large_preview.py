"""A picture as large as there is room for it, or what a card says instead."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.models.display_text import cleaned
from desktop.models.material import Material
from desktop.views.library.material_words import card_words, kind_icon
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme

_ROUND = 8
_PAD = 12
_LETTERS = 1_200


class LargePreview(QWidget):
    """Shows one material; a click on it asks for the viewer elsewhere."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._material: Material | None = None
        self._picture: QPixmap | None = None
        self.setMinimumHeight(150)

    def show_material(self, material: Material | None) -> None:
        """Show what stands for a material until its picture comes."""
        same = (
            material is not None
            and self._material is not None
            and (material.id, material.version)
            == (self._material.id, self._material.version)
        )
        self._material = material
        if not same:
            self._picture = None
        self.update()

    def show_picture(self, image: QImage | None) -> None:
        """Show the picture of the material."""
        self._picture = None if image is None else QPixmap.fromImage(image)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bg"))
        painter.drawRoundedRect(area, _ROUND, _ROUND)
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
        elif self._material is not None:
            self._paint_words(painter, self._material)

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        room = self.size() - QSize(8, 8)
        size = picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) // 2
        top = (self.height() - size.height()) // 2
        painter.drawPixmap(left, top, size.width(), size.height(), picture)

    def _paint_words(self, painter: QPainter, material: Material) -> None:
        said = cleaned(card_words(material)[:_LETTERS])
        if said:
            painter.setPen(self._theme.colour("text"))
            flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
            inside = self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD)
            painter.drawText(inside, flags, said)
            return
        size = 48
        ratio = self.devicePixelRatioF()
        sign = pixmap(
            kind_icon(material.kind), self._theme.colour("faint"), size, ratio
        )
        centre = self.rect().center()
        painter.drawPixmap(centre.x() - size // 2, centre.y() - size // 2, sign)
