"""Cards as they were painted: scrolling lays pictures down, it draws few anew."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.models.material import Material
from desktop.views.library.card_face import CardFace
from desktop.views.library.card_painter import CardMarks

Shown = tuple[Material, CardFace, QPixmap | None]
_Key = tuple[int, CardMarks, int, float]


class CardShelf:
    """Keeps about twice as many cards as are on screen."""

    def __init__(self) -> None:
        self._cards: OrderedDict[_Key, tuple[CardFace, QPixmap]] = OrderedDict()

    def clear(self) -> None:
        """Draw all anew: colours or sizes are others."""
        self._cards.clear()

    def keep_at_most(self, count: int) -> None:
        """Drop what was not seen for the longest time."""
        while len(self._cards) > count:
            self._cards.popitem(last=False)

    def card(
        self,
        shown: Shown,
        marks: CardMarks,
        size: QSize,
        ratio: float,
        draw: Callable[[QPainter, QRect], None],
    ) -> QPixmap:
        """Return a card, drawn now if it looks otherwise than it did."""
        material, face, picture = shown
        key = (material.id, marks, picture.cacheKey() if picture else 0, ratio)
        found = self._cards.get(key)
        if found is not None and found[0] is face:
            self._cards.move_to_end(key)
            return found[1]
        drawn = QPixmap(size * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRect(QPoint(0, 0), size))
        painter.end()
        self._cards[key] = face, drawn
        return drawn
