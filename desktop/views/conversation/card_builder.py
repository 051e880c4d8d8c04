"""Lays out the inside of a card: icon, title, lines, a foot and what to click."""

from PySide6.QtCore import QPointF, QRect

from desktop.views.conversation.card import Card
from desktop.views.conversation.row_layout import (
    FontRole,
    Hotspot,
    Label,
    PlacedBlock,
    RowLayout,
    TimelineFonts,
    tone_on,
)
from desktop.views.conversation.send_words import action_word
from desktop.views.conversation.text_block import TextBlock

CARD_WIDTH = 268
"""Logical pixels inside the bubble's padding, where there is room for them."""

_ICON_TILE = 44
_ICON_GAP = 10
_WORD_GAP = 12


class CardBuilder:
    """Fills the bubble of a card."""

    def __init__(self, fonts: TimelineFonts) -> None:
        self._fonts = fonts

    def fill(self, layout: RowLayout, card: Card, area: QRect) -> int:
        """Lay a card out from the area's top; return the y below it."""
        icon = QRect(area.x(), area.y(), _ICON_TILE, _ICON_TILE)
        layout.icon = (icon, card.icon)
        text = area.adjusted(_ICON_TILE + _ICON_GAP, 0, 0, 0)
        top = text.y()
        rows = [(card.title, FontRole.STRONG, "text", 0)]
        rows += [(line, FontRole.SMALL, "muted", 1) for line in card.lines]
        for words, role, tone, gap in rows:
            rect = QRect(text.x(), top + gap, text.width(), self._fonts.height(role))
            shown = self._fonts.elided(role, words, text.width())
            label = Label(rect, shown, role, tone_on(layout.shape, tone))
            layout.labels.append(label)
            top = rect.bottom() + 1
        bottom = self._foot(layout, card, QRect(text.x(), top + 3, text.width(), 0))
        return max(bottom, icon.bottom() + 1)

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
        words = [action_word(action) for action in card.actions]
        return sum(
            self._fonts.width(FontRole.SMALL, word) + _WORD_GAP for word in words
        )

    def _words_to_click(self, layout: RowLayout, card: Card, line: QRect) -> None:
        """Write the actions so that they end at the card's right edge."""
        right = line.right() + 1
        tone = tone_on(layout.shape, "accent")
        for action in reversed(card.actions):
            word = action_word(action)
            width = self._fonts.width(FontRole.SMALL, word)
            rect = QRect(right - width, line.y(), width, line.height())
            layout.labels.append(Label(rect, word, FontRole.SMALL, tone))
            grown = rect.adjusted(-6, -4, 6, 6)
            layout.hotspots.append(Hotspot(grown, action, card.target))
            right = rect.x() - _WORD_GAP
