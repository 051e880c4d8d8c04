"""Paints pictures, recordings and films inside their bubbles."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from desktop.models.media_facts import VoicePlaying
from desktop.models.message import Origin
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme
from desktop.views.timeline.media_builder import PlacedMedia, VoicePlaces
from desktop.views.timeline.media_part import (
    PicturePart,
    VideoPart,
    VoicePart,
    length_words,
)
from desktop.views.timeline.message_face import Shape
from desktop.views.timeline.row_layout import FontRole, RowLayout, TimelineFonts
from desktop.views.timeline.row_media import RowMedia

_ICON = 28
_ROUND = 6.0
_BAR, _BAR_STEP = 2, 4
_LOWEST_BAR = 3
_SILENT = 24
"""Loudness of the bars while a recording was not looked at."""
_DISC = 44
_SHADE = QColor(0, 0, 0, 140)
_PILL_SHADE = QColor(0, 0, 0, 200)
"""Words must be read over words that stand in a picture."""
_PILL_PAD = 6
_DOT = 7


class MediaPainter:
    """Paints media in the colours of one theme; `media` holds pictures and sound."""

    def __init__(self, theme: Theme, fonts: TimelineFonts, media: RowMedia) -> None:
        self._theme = theme
        self._fonts = fonts
        self._media = media

    def paint(self, painter: QPainter, layout: RowLayout) -> None:
        """Paint the media of a row, if it has any."""
        placed = layout.media
        if placed is None:
            return
        match placed.part:
            case PicturePart():
                self._paint_picture(painter, layout, placed, "message_picture")
                if placed.part.moves:
                    self._paint_pill(painter, placed.rect, "GIF")
            case VideoPart():
                self._paint_picture(painter, layout, placed, "")
                self._paint_disc(painter, placed.rect)
                if placed.part.words:
                    self._paint_pill(painter, placed.rect, placed.part.words)
            case VoicePart() as part:
                self._paint_voice(painter, layout, part, placed)

    def _paint_picture(
        self, painter: QPainter, layout: RowLayout, placed: PlacedMedia, icon: str
    ) -> None:
        rect = placed.rect
        ratio = painter.device().devicePixelRatioF()
        size = QSize(rect.width(), rect.height())
        found = self._media.pixmap(layout.message.id, size, ratio)
        if found is not None:
            painter.drawPixmap(rect.topLeft(), found)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(rect), _ROUND, _ROUND)
        if icon:
            corner = rect.center() - QRect(0, 0, _ICON, _ICON).center()
            drawn = pixmap(icon, self._theme.colour("faint"), _ICON, ratio)
            painter.drawPixmap(corner, drawn)

    def _paint_disc(self, painter: QPainter, rect: QRect) -> None:
        centre = QRectF(rect).center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(centre, _DISC / 2, _DISC / 2)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawPolygon(_triangle(centre, 9))

    def _paint_pill(self, painter: QPainter, rect: QRect, words: str) -> None:
        """Write on a shade in the lower right corner."""
        width = self._fonts.width(FontRole.CAPTION, words) + 2 * _PILL_PAD
        height = self._fonts.height(FontRole.CAPTION) + 2
        pill = QRect(0, 0, min(width, rect.width() - 2 * _PILL_PAD), height)
        pill.moveBottomRight(rect.bottomRight() - QRect(0, 0, 6, 6).bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PILL_SHADE)
        painter.drawRoundedRect(QRectF(pill), height / 2, height / 2)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(self._fonts[FontRole.CAPTION])
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_voice(
        self, painter: QPainter, layout: RowLayout, part: VoicePart, placed: PlacedMedia
    ) -> None:
        assert placed.voice is not None
        playing = self._media.playing_of(layout.message.id)
        self._paint_button(painter, placed.voice.button, playing)
        self._paint_bars(painter, part, placed.voice, playing)
        painter.setFont(self._fonts[FontRole.SMALL])
        painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(placed.voice.length, int(right), _length(part, playing))
        tone = "muted" if layout.shape is Shape.MINE else "accent"
        painter.setPen(self._theme.colour(tone if playing else "faint"))
        speed = "1×" if playing is None else f"{playing.speed:g}×"
        painter.drawText(placed.voice.speed, int(right), speed)
        if part.played is False and layout.message.origin is Origin.CUSTOMER:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("bad"))
            centre = QPointF(placed.rect.right() + 9, placed.rect.center().y() + 1)
            painter.drawEllipse(centre, _DOT / 2, _DOT / 2)

    def _paint_button(
        self, painter: QPainter, button: QRect, playing: VoicePlaying | None
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(button)
        painter.setBrush(self._theme.colour("on_accent"))
        centre = QRectF(button).center()
        unit = button.width() / 5
        if playing is None or playing.paused:
            painter.drawPolygon(_triangle(centre, unit))
            return
        for side in (-0.8, 0.2):
            corner = QPointF(centre.x() + side * unit, centre.y() - unit)
            painter.drawRect(QRectF(corner, QSizeF(0.6 * unit, 2 * unit)))

    def _paint_bars(
        self,
        painter: QPainter,
        part: VoicePart,
        places: VoicePlaces,
        playing: VoicePlaying | None,
    ) -> None:
        room = places.bars
        count = max(1, room.width() // _BAR_STEP)
        heard = 0 if playing is None else round(playing.fraction * count)
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(count):
            tone = "accent" if index < heard else "faint"
            painter.setBrush(self._theme.colour(tone))
            loud = _SILENT
            if part.waveform:
                loud = part.waveform[index * len(part.waveform) // count]
            height = max(_LOWEST_BAR, (room.height() - 4) * loud // 255)
            top = room.center().y() + 1 - height / 2
            bar = QRectF(room.x() + index * _BAR_STEP, top, _BAR, height)
            painter.drawRoundedRect(bar, 1, 1)


def _triangle(centre: QPointF, size: float) -> QPolygonF:
    """Return a triangle that points to the right around a point."""
    left, right = centre.x() - size * 0.6, centre.x() + size
    return QPolygonF(
        [
            QPointF(left, centre.y() - size),
            QPointF(right, centre.y()),
            QPointF(left, centre.y() + size),
        ]
    )


def _length(part: VoicePart, playing: VoicePlaying | None) -> str:
    """Return the length, or what is left of it while it sounds."""
    if playing is None or playing.duration_ms <= 0:
        return part.length
    return length_words(playing.duration_ms - playing.position_ms) or part.length
