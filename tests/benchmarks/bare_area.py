"""The floor of the frames: a bare scroll area that paints the same rows."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_PADDING = 10.0
_GAP = 12.0
_KEPT = 400


class BareArea(QAbstractScrollArea):
    """Bubbles with text, laid out when seen; nothing else.

    Signals:
        painted: a paint event has ended.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, bool]] = []
        self._layouts: dict[int, QTextLayout] = {}
        self._offset = 0.0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: list[tuple[str, bool]]) -> None:
        """Show other rows, the last at the bottom."""
        self._rows, self._offset = rows, 0.0
        self._layouts.clear()
        self.viewport().update()

    def append(self, row: tuple[str, bool]) -> None:
        """Add one at the bottom."""
        self._rows.append(row)
        self.viewport().update()

    def scroll_by(self, pixels: float) -> None:
        """Move towards the older rows."""
        self._offset = max(0.0, self._offset + pixels)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint upwards from the bottom what meets the viewport."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor("#f4f5f7"))
        bottom = self.viewport().height() + self._offset
        for row in reversed(range(len(self._rows))):
            layout = self._layout(row)
            box = layout.boundingRect().adjusted(0, 0, 2 * _PADDING, 2 * _PADDING)
            bottom -= box.height() + _GAP
            if bottom < self.viewport().height():
                self._paint_row(painter, layout, box, bottom, self._rows[row][1])
            if bottom < 0:
                break
        painter.end()
        self.painted.emit()

    def _paint_row(
        self,
        painter: QPainter,
        layout: QTextLayout,
        box: QRectF,
        top: float,
        incoming: bool,
    ) -> None:
        left = 20.0 if incoming else self.viewport().width() - box.width() - 20
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ffffff" if incoming else "#cfe3ff"))
        painter.drawRoundedRect(box.translated(left, top), 8, 8)
        painter.setPen(QColor("#1f2329"))
        layout.draw(painter, QPointF(left + _PADDING, top + _PADDING))

    def _layout(self, row: int) -> QTextLayout:
        held = self._layouts.get(row)
        if held is not None:
            return held
        if len(self._layouts) > _KEPT:
            self._layouts.clear()
        layout = QTextLayout(self._rows[row][0], self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.viewport().width() * 0.62)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        self._layouts[row] = layout
        return layout
