"""What stands on a card of the grid: lines cut to its width, chips in their places."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from desktop.models.display_text import one_line
from desktop.models.material import Material
from desktop.models.quick_reply import Standing
from desktop.views.library.material_words import (
    date_words,
    fact_words,
    foot_words,
    scope_mark,
    standing_words,
)
from desktop.views.theme.fonts import BASE_SIZE, sized

_PAD = 10
_CHIP_PAD = 6
_CHIP_GAP = 4
_PICTURE_SHARE = 0.625
_SOON = timedelta(days=30)
_MOST_FACES = 600
_LEAST_WIDTH = 180
_LEAST_SMALL = 122
_TAG_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """A word in a frame; `left` and `width` are in logical pixels of the card."""

    words: str
    tone: str
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class CardFace:
    """The lines of one card."""

    name: str
    chips: tuple[Chip, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class CardMeasures:
    """The sizes that follow from font and room; a small card has no foot."""

    name_font: QFont
    small_font: QFont
    size: QSize
    columns: int
    gap: int
    margin: int
    small: bool

    @classmethod
    def of(cls, font: QFont, width: int, *, small: bool) -> "CardMeasures":
        """Return the measures of a grid of a width: cards fill it evenly."""
        growth = font.pixelSize() / BASE_SIZE
        margin, gap = (10, 8) if small else (20, 15)
        least = round((_LEAST_SMALL if small else _LEAST_WIDTH) * growth)
        room = max(least, width - 2 * margin)
        columns = max(1, (room + gap) // (least + gap))
        # In steps, so that a window that grows wants few other sizes of pictures.
        across = (room - (columns - 1) * gap) // columns // 4 * 4
        name_font = sized(font, -1 if small else 0, strong=not small)
        small_font = sized(font, -2)
        lines = QFontMetrics(name_font).height()
        if small:
            lines += 12
        else:
            lines += 2 * QFontMetrics(small_font).height() + 30
        high = round(across * _PICTURE_SHARE) + lines
        return cls(
            name_font, small_font, QSize(across, high), columns, gap, margin, small
        )

    def picture(self, card: QRect) -> QRect:
        """Return where the picture of a card lies."""
        return QRect(card.topLeft(), self.picture_size())

    def picture_size(self) -> QSize:
        """Return the size of every picture."""
        return QSize(self.size.width(), round(self.size.width() * _PICTURE_SHARE))

    def name_line(self, card: QRect) -> QRect:
        """Return where the name stands."""
        high = QFontMetrics(self.name_font).height()
        top = self.picture(card).bottom() + (6 if self.small else 9)
        pad = 6 if self.small else _PAD
        return QRect(card.left() + pad, top, card.width() - 2 * pad, high)

    def chip_line(self, card: QRect) -> QRect:
        """Return where the chips stand; those of a small card lie on its picture."""
        high = QFontMetrics(self.small_font).height() + 4
        if self.small:
            picture = self.picture(card)
            return picture.adjusted(6, picture.height() - high - 5, -6, -5)
        top = self.name_line(card).bottom() + 5
        return QRect(card.left() + _PAD, top, card.width() - 2 * _PAD, high)

    def foot_line(self, card: QRect) -> QRect:
        """Return where use and version stand."""
        high = QFontMetrics(self.small_font).height()
        top = self.chip_line(card).bottom() + 5
        return QRect(card.left() + _PAD, top, card.width() - 2 * _PAD, high)

    def row_height(self) -> int:
        """Return by how much a row of cards lies below the one before."""
        return self.size.height() + self.gap


class FaceShelf:
    """Keeps faces that were laid out; `forget` when font, width or day change."""

    def __init__(self) -> None:
        self._faces: OrderedDict[tuple[int, str], tuple[Material, CardFace]]
        self._faces = OrderedDict()

    def forget(self) -> None:
        """Lay all out anew when they are asked for."""
        self._faces.clear()

    def face(
        self, material: Material, sent_to: str, measures: CardMeasures, now: datetime
    ) -> CardFace:
        """Return the face of a material; `sent_to` names who has it already."""
        key = (material.id, sent_to)
        found = self._faces.get(key)
        if found is not None and found[0] is material:
            return found[1]
        face = _laid_out(material, sent_to, measures, now)
        self._faces[key] = material, face
        if len(self._faces) > _MOST_FACES:
            self._faces.popitem(last=False)
        return face


def chip_rect(chip: Chip, line: QRect) -> QRectF:
    """Return the frame of a chip on its line."""
    return QRectF(line.left() + chip.left, line.top(), chip.width, line.height())


def _laid_out(
    material: Material, sent_to: str, measures: CardMeasures, now: datetime
) -> CardFace:
    card = QRect(0, 0, measures.size.width(), measures.size.height())
    name = QFontMetrics(measures.name_font).elidedText(
        one_line(material.details.name),
        Qt.TextElideMode.ElideMiddle,
        measures.name_line(card).width(),
    )
    metrics = QFontMetrics(measures.small_font)
    room = measures.chip_line(card).width()
    if measures.small:
        return CardFace(name, _chips(_sent_words(sent_to), metrics, room), "")
    foot = metrics.elidedText(foot_words(material), Qt.TextElideMode.ElideRight, room)
    chips = _chips(_chip_words(material, sent_to, now), metrics, room)
    return CardFace(name, chips, foot)


def _chips(
    wanted: list[tuple[str, str]], metrics: QFontMetrics, room: int
) -> tuple[Chip, ...]:
    chips: list[Chip] = []
    left = 0
    for words, tone in wanted:
        rest = room - left - 2 * _CHIP_PAD
        said = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest)
        if rest < metrics.height() * 2:
            break
        width = metrics.horizontalAdvance(said) + 2 * _CHIP_PAD
        chips.append(Chip(said, tone, left, width))
        left += width + _CHIP_GAP
    return tuple(chips)


def _sent_words(sent_to: str) -> list[tuple[str, str]]:
    """Return the chip of a small card: beside the answer one knows to whom."""
    said = QCoreApplication.translate("Materials", "已发过 ✓")
    return [(said, "quiet")] if sent_to else []


def _chip_words(
    material: Material, sent_to: str, now: datetime
) -> list[tuple[str, str]]:
    """Return the chips with their tones, the most important first."""
    found: list[tuple[str, str]] = []
    standing = material.standing(now)
    if standing is not Standing.USABLE:
        tone = "warn" if standing is Standing.NOT_YET else "bad"
        found.append((standing_words(standing), tone))
    if mark := scope_mark(material):
        found.append((mark, "accent"))
    facts = fact_words(material)
    if facts:
        found.append((facts, "quiet"))
    tags = [(one_line(tag, _TAG_LETTERS), "accent") for tag in material.details.tags]
    found += tags[:1]
    until = material.details.valid_until
    if standing is Standing.USABLE and until is not None and until - now < _SOON:
        said = QCoreApplication.translate("Materials", "{end} 到期")
        found.append((said.format(end=date_words(until, now)), "warn"))
    if sent_to:
        said = QCoreApplication.translate("Materials", "已发给 {name} ✓")
        found.append((said.format(name=one_line(sent_to, 16)), "quiet"))
    return found + tags[1:]
