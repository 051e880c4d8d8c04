"""Paints the rows of the reply panel."""

from collections.abc import Sequence

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
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.display_text import one_line
from desktop.models.reply_search import MarkedSpan
from desktop.views.reply_panel.reply_list_model import ReplyRole
from desktop.views.reply_panel.reply_rows import (
    GroupRow,
    HeadingRow,
    PanelRow,
    ReplyRow,
    price_of,
)
from desktop.views.theme.fonts import sized
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import shown_key

_SIDE = 12
_PAD = 7
_GAP = 6
_CHIP_PAD = 5
_STEP = 14
"""Pixels by which a level of the tree stands in."""
_ARROW = 12
_PIN = 12
_LONGEST = 200

_Index = QModelIndex | QPersistentModelIndex


class ReplyDelegate(QStyledItemDelegate):
    """A reply takes two lines: title with its group, and what it says."""

    def __init__(
        self, theme: Theme, font: QFont, parent: QObject, *, badge_keys: str = "Alt+"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badge_keys = badge_keys
        self.set_font(font)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme

    def set_font(self, font: QFont) -> None:
        """Take another base font."""
        self._title = sized(font, 0, strong=True)
        self._line_font = sized(font, 0)
        self._small = sized(font, -2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row; all rows of a kind have one."""
        row = index.data(ReplyRole.ROW)
        if isinstance(row, ReplyRow):
            lines = QFontMetrics(self._title).height()
            lines += QFontMetrics(self._line_font).height()
            return QSize(80, lines + 2 * _PAD + 1)
        return QSize(80, QFontMetrics(self._line_font).height() + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Paint one row."""
        row: PanelRow = index.data(ReplyRole.ROW)
        rect: QRect = option.rect
        painter.save()
        if not isinstance(row, HeadingRow):
            self._paint_ground(painter, rect, option.state)
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if isinstance(row, HeadingRow):
            painter.setFont(self._small)
            self._draw(painter, room, row.words, "muted")
        elif isinstance(row, GroupRow):
            self._paint_group(painter, room, row)
        else:
            painter.fillRect(
                QRect(rect.left(), rect.bottom(), rect.width(), 1),
                self._theme.colour("line"),
            )
            room.setLeft(room.left() + row.depth * _STEP)
            self._paint_reply(painter, room.adjusted(0, _PAD, 0, -_PAD - 1), row)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))

    def _paint_group(self, painter: QPainter, room: QRect, row: GroupRow) -> None:
        room.setLeft(room.left() + row.depth * _STEP)
        name = "chevron_down" if row.open else "chevron_right"
        ratio = painter.device().devicePixelRatioF()
        drawn = pixmap(name, self._theme.colour("muted"), _ARROW, ratio)
        top = room.center().y() - _ARROW // 2
        painter.drawPixmap(QPoint(room.left(), top), drawn)
        painter.setFont(self._title)
        words = room.adjusted(_ARROW + _GAP, 0, -40, 0)
        self._draw(painter, words, one_line(row.path[-1], 60), "text")
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("faint"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, str(row.count))

    def _paint_reply(self, painter: QPainter, room: QRect, row: ReplyRow) -> None:
        content = row.found.reply.content
        title_height = QFontMetrics(self._title).height()
        first = QRect(room.left(), room.top(), room.width(), title_height)
        first.setRight(first.right() - self._paint_badge(painter, first, row.number))
        if row.found.reply.pinned:
            ratio = painter.device().devicePixelRatioF()
            drawn = pixmap("pin", self._theme.colour("accent"), _PIN, ratio)
            top = first.center().y() - _PIN // 2
            painter.drawPixmap(QPoint(first.left(), top), drawn)
            first.setLeft(first.left() + _PIN + 3)
        chips = [content.group[-1]] if row.with_group and content.group else []
        if (pieces := price_of(content)) > 1:
            chips.append(self.tr("{count} 条").format(count=pieces))
        chip = one_line(" · ".join(chips), 24)
        taken = self._chip_width(chip)
        painter.setFont(self._title)
        drawn_width = self._draw(
            painter,
            first.adjusted(0, 0, -taken, 0),
            one_line(content.title, _LONGEST),
            "text",
            row.found.title_spans,
        )
        self._paint_chip(painter, first, drawn_width, chip)
        painter.setFont(self._line_font)
        second = room.adjusted(0, title_height, 0, 0)
        self._draw(painter, second, row.found.line, "muted", row.found.line_spans)

    def _chip_width(self, chip: str) -> int:
        if not chip:
            return 0
        metrics = QFontMetrics(self._small)
        return metrics.horizontalAdvance(chip) + 2 * _CHIP_PAD + _GAP

    def _paint_chip(
        self, painter: QPainter, first: QRect, left: int, chip: str
    ) -> None:
        if not chip:
            return
        metrics = QFontMetrics(self._small)
        width = self._chip_width(chip) - _GAP
        ground = QRect(first.left() + left + _GAP, 0, width, metrics.height() + 1)
        ground.moveTop(first.center().y() - ground.height() // 2 + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bg"))
        painter.drawRoundedRect(QRectF(ground), 4, 4)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, chip)

    def _paint_badge(self, painter: QPainter, room: QRect, number: int) -> int:
        """Paint the key at the right; return the width it takes."""
        if not number:
            return 0
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        words = shown_key(f"{self._badge_keys}{number}")
        width = metrics.horizontalAdvance(words) + 2 * _CHIP_PAD
        cap = QRect(room.right() - width, 0, width, metrics.height() + 2)
        cap.moveTop(room.center().y() - cap.height() // 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour("panel2"))
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.colour("faint"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
        return width + _GAP

    def _draw(
        self,
        painter: QPainter,
        room: QRect,
        words: str,
        tone: str,
        marks: Sequence[MarkedSpan] = (),
    ) -> int:
        """Paint one line, cut at the right, marks on a ground; return its width."""
        metrics = painter.fontMetrics()
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        kept = len(text) if text == words else max(0, len(text) - 1)
        for mark in marks:
            end = min(mark.end, kept)
            if mark.start < end:
                left = metrics.horizontalAdvance(text[: mark.start])
                width = metrics.horizontalAdvance(text[:end]) - left
                ground = QRect(room.left() + left, 0, width, metrics.height())
                ground.moveCenter(QPoint(ground.center().x(), room.center().y()))
                painter.fillRect(ground, self._theme.colour("found"))
        painter.setPen(self._theme.colour(tone))
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
        painter.drawText(room, flags, text)
        return metrics.horizontalAdvance(text)
