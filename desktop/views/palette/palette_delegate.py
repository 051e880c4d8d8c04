"""Paints the palette's headings, rows and notes."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.display_text import initial
from desktop.views.palette.palette_model import PaletteRole
from desktop.views.palette.palette_rows import Face, Heading, Note, Row, Words
from desktop.views.theme.avatars import paint_avatar
from desktop.views.theme.fonts import sized
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import shown_key

_SIDE = 16
_PICTURE = 30
_GAP = 10
_ICON = 18
_PAD = 7
_CAP_PAD = 6

_Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """One entry: what was found stands on a ground of its own."""

    def __init__(self, theme: Theme, font: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = self._detail = self._small = font
        self.set_font(font)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme

    def set_font(self, font: QFont) -> None:
        """Take another base font."""
        self._title = sized(font, 0, strong=True)
        self._detail = sized(font, -1)
        self._small = sized(font, -2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of an entry."""
        entry = index.data(PaletteRole.ENTRY)
        small = QFontMetrics(self._small).height()
        if not isinstance(entry, Row):
            return QSize(80, small + 12)
        lines = QFontMetrics(self._title).height()
        if entry.detail.text:
            lines += QFontMetrics(self._detail).height() + 2
        return QSize(80, max(lines, _PICTURE) + 2 * _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Paint one entry."""
        entry = index.data(PaletteRole.ENTRY)
        rect: QRect = option.rect
        painter.save()
        if isinstance(entry, Heading):
            self._paint_heading(painter, rect, entry)
        elif isinstance(entry, Note):
            self._line(painter, self._inner(rect), Words(entry.words), "muted")
        elif isinstance(entry, Row):
            state: QStyle.StateFlag = option.state
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self._theme.colour("accent_soft"))
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, self._theme.colour("hover"))
            self._paint_row(painter, rect, entry)
        painter.restore()

    def _inner(self, rect: QRect) -> QRect:
        return rect.adjusted(_SIDE, 0, -_SIDE, 0)

    def _paint_heading(self, painter: QPainter, rect: QRect, entry: Heading) -> None:
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("muted"))
        room = self._inner(rect)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, entry.words)
        if entry.count:
            left = QFontMetrics(self._small).horizontalAdvance(entry.words) + 8
            painter.setPen(self._theme.colour("faint"))
            painter.drawText(
                room.adjusted(left, 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter,
                entry.count,
            )

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        room = self._inner(rect)
        picture = QRect(0, 0, _PICTURE, _PICTURE)
        picture.moveCenter(room.center())
        picture.moveLeft(room.left())
        self._paint_face(painter, picture, row.face)
        room.setLeft(picture.right() + 1 + _GAP)
        room.setRight(room.right() - self._paint_aside(painter, room, row))
        title = QFontMetrics(self._title).height()
        if not row.detail.text:
            painter.setFont(self._title)
            self._line(painter, room, row.title, "text")
            return
        detail = QFontMetrics(self._detail).height()
        top = room.top() + (room.height() - title - detail - 2) // 2
        painter.setFont(self._title)
        first = QRect(room.left(), top, room.width(), title)
        self._line(painter, first, row.title, "text")
        painter.setFont(self._detail)
        second = QRect(room.left(), top + title + 2, room.width(), detail)
        self._line(painter, second, row.detail, "muted")

    def _paint_face(self, painter: QPainter, rect: QRect, face: Face) -> None:
        if not face.icon:
            mark = None
            if face.colour is not None:
                colour = self._theme.account_colour(face.colour)
                mark = (initial(face.account), colour)
            painter.setFont(self._detail)
            paint_avatar(painter, rect, face.name, face.identity, self._theme, mark)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bg"))
        painter.drawRoundedRect(QRectF(rect), 6, 6)
        ratio = painter.device().devicePixelRatioF()
        drawn = pixmap(face.icon, self._theme.colour("muted"), _ICON, ratio)
        margin = (rect.width() - _ICON) // 2
        painter.drawPixmap(rect.topLeft() + QPoint(margin, margin), drawn)

    def _paint_aside(self, painter: QPainter, room: QRect, row: Row) -> int:
        """Paint time and keys at the right; return the width they take."""
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        right = room.right()
        for key in reversed(row.keys):
            words = shown_key(key)
            width = metrics.horizontalAdvance(words) + 2 * _CAP_PAD
            cap = QRect(right - width, 0, width, metrics.height() + 2)
            cap.moveTop(room.center().y() - cap.height() // 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.colour("line"))
            painter.setBrush(self._theme.colour("panel2"))
            painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
            right -= width + 5
        if row.aside:
            painter.setPen(self._theme.colour("faint"))
            right -= metrics.horizontalAdvance(row.aside)
            aside = QRect(right, room.top(), room.right() - right + 1, room.height())
            if row.detail.text:
                aside.setHeight(room.height() * 3 // 5)
            painter.drawText(aside, Qt.AlignmentFlag.AlignVCenter, row.aside)
        taken = room.right() - right
        return taken + _GAP if taken else 0

    def _line(self, painter: QPainter, room: QRect, words: Words, tone: str) -> None:
        """Paint one line, cut at the right; found places stand on their ground."""
        metrics = painter.fontMetrics()
        text = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, room.width())
        kept = len(text) if text == words.text else max(0, len(text) - 1)
        for start, length in words.marks:
            end = min(start + length, kept)
            if start < end:
                left = metrics.horizontalAdvance(text[:start])
                width = metrics.horizontalAdvance(text[:end]) - left
                ground = QRect(room.left() + left, 0, width, metrics.height())
                ground.moveCenter(QPoint(ground.center().x(), room.center().y()))
                painter.fillRect(ground, QColor(self._theme.colour("found")))
        painter.setPen(self._theme.colour(tone))
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
        painter.drawText(room, flags, text)
