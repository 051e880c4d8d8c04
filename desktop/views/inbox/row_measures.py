"""Sizes of a list row, taken from the font so that larger letters fit too."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from desktop.views.theme.fonts import sized

MARGIN = 12
AVATAR = 40
FOLDED_ROW = 60
_GAP = 10


@dataclass(frozen=True)
class RowMeasures:
    """Fonts and heights that all rows share; rows are equally high."""

    name_font: QFont
    line_font: QFont
    small_font: QFont
    line: int
    chip: int

    @classmethod
    def of(cls, font: QFont) -> "RowMeasures":
        """Return the measures for a base font."""
        small = sized(font, -2)
        return cls(
            name_font=sized(font, 0, strong=True),
            line_font=font,
            small_font=small,
            line=max(20, QFontMetrics(font).height() + 1),
            chip=max(17, QFontMetrics(small).height() + 1),
        )

    @property
    def row_height(self) -> int:
        """Height of an unfolded row, its line below included."""
        return 9 + 2 * self.line + 3 + self.chip + 9 + 1

    def avatar(self, row: QRect, folded: bool) -> QRect:
        """Where the avatar stands."""
        if folded:
            left = row.left() + (row.width() - AVATAR) // 2
            return QRect(left, row.top() + (FOLDED_ROW - AVATAR) // 2, AVATAR, AVATAR)
        top = row.top() + (self.row_height - 1 - AVATAR) // 2
        top = min(top, row.top() + 12)
        return QRect(row.left() + MARGIN, top, AVATAR, AVATAR)

    def text(self, row: QRect) -> QRect:
        """Where name, line and chips stand."""
        left = row.left() + MARGIN + AVATAR + _GAP
        return QRect(
            left,
            row.top() + 9,
            max(0, row.right() + 1 - MARGIN - left),
            self.row_height - 19,
        )

    def chip_line(self, row: QRect) -> QRect:
        """Where the chips stand, the running wait first."""
        text = self.text(row)
        top = text.top() + 2 * self.line + 3
        return QRect(text.left(), top, text.width(), self.chip)
