"""Lays out the inside of a card: icon, title, lines, a foot and what to click."""

from PySide6.QtCore import QPointF, QRect

from desktop.views.timeline.card_face import Card, CardLine
from desktop.views.timeline.row_layout import (
    FontRole,
    Hotspot,
    Label,
    PlacedBlock,
    RowLayout,
    Tile,
    TimelineFonts,
    tone_on,
)
from desktop.views.timeline.text_block import TextBlock, clipped

CARD_WIDTH = 268
"""Logical pixels inside the bubble's padding, where there is room for them."""

_TILE = 44
_TILE_GAP = 10
_WORD_GAP = 12


class CardBuilder:
    """Fills the bubble of a card."""

    def __init__(self, fonts: TimelineFonts) -> None:
        self._fonts = fonts

    def fill(self, layout: RowLayout, card: Card, area: QRect) -> int:
        """Lay a card out from the area's top; return the y below it."""
        side = self._fonts.grown(_TILE)
        square = QRect(area.x(), area.y() + 2, side, side)
        layout.tile = Tile(square, card.icon, card.badge, card.badge_tone)
        text = area.adjusted(side + _TILE_GAP, 0, 0, 0)
        top = self._line(layout, card.title_line, text, text.y())
        for line in card.lines:
            top = self._line(layout, line, text, top + 1)
        bottom = self._foot(layout, card, QRect(text.x(), top + 3, text.width(), 0))
        return max(bottom, square.bottom() + 1)

    def _line(self, layout: RowLayout, line: CardLine, room: QRect, top: int) -> int:
        """Place one line of a card; return the y below it."""
        role = FontRole.STRONG if line.strong else FontRole.SMALL
        font = self._fonts[role]
        shown = clipped(
            line.text, font, room.width(), line.most, keeps_end=line.keeps_end
        )
        block = TextBlock(shown, font, room.width(), faces=True)
        tone = tone_on(layout.shape, line.tone)
        placed = PlacedBlock(block, QPointF(room.x(), top), tone)
        layout.blocks.append(placed)
        if line.action is not None:
            rect = QRect(room.x(), top, room.width(), placed.bottom() - top)
            layout.hotspots.append(Hotspot(rect, line.action, line.target))
        return placed.bottom()

    def _foot(self, layout: RowLayout, card: Card, line: QRect) -> int:
        """Write the quiet words; if they are long, what to click stands below."""
        needed = self._fonts.width(FontRole.CAPTION, card.foot)
        beside = line.width() - self._words_width(card)
        font = self._fonts[FontRole.CAPTION]
        block = TextBlock(card.foot, font, line.width())
        tone = tone_on(layout.shape, card.foot_tone)
        layout.blocks.append(PlacedBlock(block, QPointF(line.topLeft()), tone))
        bottom = line.y() + round(block.size.height())
        if not card.actions:
            return bottom
        height = self._fonts.height(FontRole.SMALL)
        top = line.y() - 2 if needed <= beside else bottom + 2
        self._words_to_click(layout, card, QRect(line.x(), top, line.width(), height))
        return max(bottom, top + height)

    def _words_width(self, card: Card) -> int:
        words = [card.word_of(action) for action in card.actions]
        return sum(
            self._fonts.width(FontRole.SMALL, word) + _WORD_GAP for word in words
        )

    def _words_to_click(self, layout: RowLayout, card: Card, line: QRect) -> None:
        """Write the actions so that they end at the card's right edge."""
        right = line.right() + 1
        tone = tone_on(layout.shape, "accent")
        for action in reversed(card.actions):
            word = card.word_of(action)
            width = self._fonts.width(FontRole.SMALL, word)
            rect = QRect(right - width, line.y(), width, line.height())
            layout.labels.append(Label(rect, word, FontRole.SMALL, tone))
            grown = rect.adjusted(-6, -4, 6, 6)
            layout.hotspots.append(Hotspot(grown, action, card.target_of(action)))
            right = rect.x() - _WORD_GAP
