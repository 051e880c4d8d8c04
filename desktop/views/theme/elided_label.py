"""One line of foreign or own words that shortens itself instead of pushing others."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.models.display_text import one_line
from desktop.views.theme.plain_text import set_tooltip

_LONGEST = 300


class ElidedLabel(QWidget):
    """Paints plain text on one line, cut with an ellipsis; the tool tip has it whole.

    The colour comes from the palette, so that style sheets reach it by object name.
    `cut` says at which end; of a host the end is what counts.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._cut = cut
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a text; it is cleaned and never interpreted."""
        cleaned = one_line(text, _LONGEST)
        if cleaned != self._text:
            self._text = cleaned
            self.setAccessibleName(cleaned)
            self.updateGeometry()
            self.update()

    def shown(self) -> str:
        """Return what of the text there is room for."""
        return self.fontMetrics().elidedText(self._text, self._cut, self.width())

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._text) + 1
        return QSize(width, metrics.height())

    def event(self, event: QEvent) -> bool:
        """Offer the whole text as tool tip only when it is cut."""
        if event.type() is QEvent.Type.ToolTip:
            cut = self.sizeHint().width() > self.width()
            set_tooltip(self, self._text if cut else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        single = int(flags) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(self.rect(), single, self.shown())
