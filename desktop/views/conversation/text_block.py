"""Wrapped plain text with recognised stretches: laid out once, drawn often.

Positions are Qt's (UTF-16 units) unless a name says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.views.conversation.find_marks import stretches_of
from desktop.views.conversation.found_spans import FoundSpan, SpanKind, span_at

_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class Ground:
    """A stretch with a ground of its own while it is drawn, in Qt's positions."""

    start: int
    end: int
    colour: QColor


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of own words with a look of its own, in Python's positions."""

    start: int
    end: int
    strong: bool = False
    colour: QColor | None = None


class TextBlock:
    """A laid out text. Foreign text is never interpreted: QTextLayout knows no HTML."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        spans: Sequence[FoundSpan] = (),
        link_colour: QColor | None = None,
        marks: Sequence[Mark] = (),
    ) -> None:
        self._text = text
        self._spans = tuple(spans)
        self._wide = not text.isascii() and max(text) > "\uffff"
        self._layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.setFormats(self._formats(link_colour, marks))
        self.size = self._lay_out(width)

    def draw(
        self,
        painter: QPainter,
        origin: QPointF,
        clip: QRectF,
        selection: tuple[int, int] | None = None,
        selection_colour: QColor | None = None,
        grounds: Sequence[Ground] = (),
    ) -> None:
        """Draw with the painter's pen; lines outside `clip` are left out."""
        ranges = []
        for ground in grounds:
            coloured = QTextCharFormat()
            coloured.setBackground(ground.colour)
            ranges.append(_range(ground.start, ground.end, coloured))
        if selection is not None and selection_colour is not None:
            marked = QTextCharFormat()
            marked.setBackground(selection_colour)
            ranges.append(_range(selection[0], selection[1], marked))
        self._layout.draw(painter, origin, ranges, clip)

    def cursor_at(self, point: QPointF) -> int:
        """Return the position between characters that is nearest to a point."""
        line = self._line_at(point.y())
        if line is None:
            return 0
        position: int = line.xToCursor(point.x())
        return position

    def word_at(self, point: QPointF) -> tuple[int, int]:
        """Return the word (or recognised stretch) under a point."""
        span = self.span_at(point)
        if span is not None:
            return self.to_qt(span.start), self.to_qt(span.end)
        cursor = self._character_at(point)
        mode = QTextLayout.CursorMode.SkipWords
        end = self._layout.nextCursorPosition(cursor, mode)
        start = self._layout.previousCursorPosition(end, mode)
        return min(start, cursor), end

    def span_at(self, point: QPointF) -> FoundSpan | None:
        """Return the recognised stretch under a point."""
        line = self._line_at(point.y())
        if line is None or not 0 <= point.x() <= line.naturalTextWidth():
            return None
        return span_at(self._spans, self._from_qt(self._character_at(point)))

    def found(self, words: Sequence[str], colour: QColor) -> tuple[Ground, ...]:
        """Return a ground for each place where one of the words stands."""
        return tuple(
            Ground(self.to_qt(start), self.to_qt(end), colour)
            for start, end in stretches_of(self._text, words)
        )

    def text_between(self, start: int, end: int) -> str:
        """Return the characters of a selection."""
        return self._text[self._from_qt(start) : self._from_qt(end)]

    def length(self) -> int:
        """Return the last position."""
        return self.to_qt(len(self._text))

    def to_qt(self, position: int) -> int:
        """Return Qt's position for a position in the Python string."""
        if not self._wide:
            return position
        return len(self._text[:position].encode("utf-16-le")) // 2

    def _from_qt(self, position: int) -> int:
        if not self._wide:
            return position
        units = self._text.encode("utf-16-le")[: position * 2]
        return len(units.decode("utf-16-le", "ignore"))

    def _character_at(self, point: QPointF) -> int:
        line = self._line_at(point.y())
        if line is None:
            return 0
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        position: int = line.xToCursor(point.x(), on_character)
        return position

    def _line_at(self, y: float) -> QTextLine | None:
        count = self._layout.lineCount()
        for index in range(count):
            line = self._layout.lineAt(index)
            if y < line.y() + line.height() or index == count - 1:
                return line
        return None

    def _lay_out(self, width: float) -> QSizeF:
        height = widest = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
            widest = max(widest, line.naturalTextWidth())
        self._layout.endLayout()
        return QSizeF(min(widest, width), height)

    def _formats(
        self, link_colour: QColor | None, marks: Sequence[Mark]
    ) -> list[QTextLayout.FormatRange]:
        ranges = []
        for mark in marks:
            look = QTextCharFormat()
            if mark.strong:
                look.setFontWeight(QFont.Weight.DemiBold)
            if mark.colour is not None:
                look.setForeground(mark.colour)
            ranges.append(_range(self.to_qt(mark.start), self.to_qt(mark.end), look))
        for span in self._spans:
            if span.kind is SpanKind.LINK and link_colour is not None:
                link = QTextCharFormat()
                link.setForeground(link_colour)
                link.setFontUnderline(True)
                ranges.append(
                    _range(self.to_qt(span.start), self.to_qt(span.end), link)
                )
        return ranges


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    made.format = look
    return made
