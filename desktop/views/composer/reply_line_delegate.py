"""Paints a suggested reply on one line, so that little of the talk is covered."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.models.display_text import one_line
from desktop.views.reply_panel.reply_delegate import ReplyDelegate
from desktop.views.reply_panel.reply_rows import ReplyRow

_PAD = 5
_GAP = 10
_LONGEST = 40


class ReplyLineDelegate(ReplyDelegate):
    """Title, what it says, and the digit, one beside the other."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the height of a line."""
        return QSize(80, QFontMetrics(self._title).height() + 2 * _PAD + 1)

    def _paint_reply(self, painter: QPainter, room: QRect, row: ReplyRow) -> None:
        height = QFontMetrics(self._title).height()
        line = QRect(room.left(), room.center().y() - height // 2, room.width(), height)
        line.setRight(line.right() - self._paint_badge(painter, line, row.number))
        painter.setFont(self._title)
        title = one_line(row.found.reply.content.title, _LONGEST)
        half = line.adjusted(0, 0, -line.width() // 2, 0)
        width = self._draw(painter, half, title, "text", row.found.title_spans)
        painter.setFont(self._line_font)
        rest = line.adjusted(width + _GAP, 0, 0, 0)
        self._draw(painter, rest, row.found.line, "muted", row.found.line_spans)
