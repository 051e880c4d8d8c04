"""Small parts of the header: chips and the account's dot."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.views.theme.plain_text import PlainLabel

_DOT = 9


class Chip(PlainLabel):
    """A short word on a soft ground; `tone` chooses its colours in the style sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="chip")
        self.hide()

    def show_words(self, words: str, tone: str = "") -> None:
        """Take words in a tone; the header shows the chip where it fits."""
        if self.text() != words:
            self.setText(words)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class AccountDot(QWidget):
    """The colour by which an account is known everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor()
        self.setFixedSize(QSize(_DOT, _DOT))

    def set_colour(self, colour: QColor) -> None:
        """Take the account's colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
