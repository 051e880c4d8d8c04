"""Wrapped plain text with recognised stretches: laid out once, drawn often.

All places are Python's, in the text as it was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.views.timeline.find_marks import stretches_of
from desktop.views.timeline.found_spans import FoundSpan, SpanKind, span_at
from desktop.views.timeline.shown_text import ShownText

_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch with a look of its own."""

    start: int
    end: int
    strong: bool = False
    colour: QColor | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A stretch that stands on a colour: selected, or found."""

    start: int
    end: int
    colour: QColor


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
        faces: bool = False,
        prefix: str = "",
        at_right: bool = False,
    ) -> None:
        """Lay the text out; `faces` shows WeChat's codes as emoji.

        `prefix` are strong words before the text that belong to nobody's places;
        `at_right` lets all lines end at the right edge.
        """
        self._shown = ShownText(text, faces=faces, prefix=prefix)
        self._spans = tuple(spans)
        shown = self._shown.shown.replace("\n", _LINE_SEPARATOR)
        self._layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.setFormats(self._formats(link_colour, marks))
        self.size = self._lay_out(width, at_right=at_right)

    @property
    def text(self) -> str:
        """The text as it was written."""
        return self._shown.text

    def draw(
        self,
        painter: QPainter,
        origin: QPointF,
        clip: QRectF,
        grounds: Sequence[Ground] = (),
    ) -> None:
        """Draw with the painter's pen; lines outside `clip` are left out.

        Of grounds that overlap the later one is seen.
        """
        ranges = []
        for ground in grounds:
            look = QTextCharFormat()
            look.setBackground(ground.colour)
            ranges.append(self._range(ground.start, ground.end, look))
        self._layout.draw(painter, origin, ranges, clip)

    def found(self, words: Sequence[str], colour: QColor) -> tuple[Ground, ...]:
        """Return a ground for each place where one of the words stands."""
        return tuple(
            Ground(start, end, colour)
            for start, end in stretches_of(self._shown.text, words)
        )

    def cursor_at(self, point: QPointF) -> int:
        """Return the place between characters that is nearest to a point."""
        line = self._line_at(point.y())
        if line is None:
            return 0
        position: int = line.xToCursor(point.x())
        return self._shown.from_qt(position)

    def word_at(self, point: QPointF) -> tuple[int, int]:
        """Return the word (or recognised stretch) under a point."""
        span = self.span_at(point)
        if span is not None:
            return span.start, span.end
        cursor = self._character_at(point)
        mode = QTextLayout.CursorMode.SkipWords
        end = self._layout.nextCursorPosition(cursor, mode)
        start = self._layout.previousCursorPosition(end, mode)
        return self._shown.from_qt(min(start, cursor)), self._shown.from_qt(end)

    def span_at(self, point: QPointF) -> FoundSpan | None:
        """Return the recognised stretch under a point."""
        line = self._line_at(point.y())
        if line is None or not 0 <= point.x() <= line.naturalTextWidth():
            return None
        return span_at(self._spans, self._shown.from_qt(self._character_at(point)))

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

    def _lay_out(self, width: float, *, at_right: bool) -> QSizeF:
        height = widest = 0.0
        lines = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
            widest = max(widest, line.naturalTextWidth())
            lines.append(line)
        size = QSizeF(min(widest, width), height)
        if at_right:
            for line in lines:
                left = size.width() - line.naturalTextWidth()
                line.setPosition(QPointF(max(0.0, left), line.y()))
        self._layout.endLayout()
        return size

    def _formats(
        self, link_colour: QColor | None, marks: Sequence[Mark]
    ) -> list[QTextLayout.FormatRange]:
        ranges = []
        if self._shown.before:
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.DemiBold)
            ranges.append(_range(0, self._shown.before, strong))
        for mark in marks:
            look = QTextCharFormat()
            if mark.strong:
                look.setFontWeight(QFont.Weight.DemiBold)
            if mark.colour is not None:
                look.setForeground(mark.colour)
            ranges.append(self._range(mark.start, mark.end, look))
        for span in self._spans:
            if link_colour is None:
                break
            # Numbers are only hinted at: a click offers to copy or to look for them.
            link = QTextCharFormat()
            if span.kind is SpanKind.LINK:
                link.setForeground(link_colour)
                link.setFontUnderline(True)
            else:
                link.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                link.setUnderlineColor(link_colour)
            ranges.append(self._range(span.start, span.end, link))
        return ranges

    def _range(
        self, start: int, end: int, look: QTextCharFormat
    ) -> QTextLayout.FormatRange:
        return _range(self._shown.to_qt(start), self._shown.to_qt(end), look)


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    made.format = look
    return made


def clipped(
    text: str, font: QFont, width: int, lines: int, *, keeps_end: bool = False
) -> str:
    """Return a text that needs at most some lines, with an ellipsis where it is cut.

    keeps_end: it is cut in the middle of its last line, for the end says a lot.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    last = 0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            layout.endLayout()
            return text
        line.setLineWidth(width)
        last = line.textStart()
    layout.endLayout()
    units = text.encode("utf-16-le")
    head = units[: last * 2].decode("utf-16-le", "ignore")
    tail = units[last * 2 :].decode("utf-16-le", "ignore")
    cut = Qt.TextElideMode.ElideMiddle if keeps_end else Qt.TextElideMode.ElideRight
    return head + QFontMetrics(font).elidedText(tail, cut, width)
