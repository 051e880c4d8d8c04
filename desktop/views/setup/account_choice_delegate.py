"""Paints one account of the choice: check box, name, and why it may only be read."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.setup.account_choice_model import ChoiceRole
from desktop.views.theme import icons
from desktop.views.theme.theme import Theme

_LINE = 34
_BOX = 16
_INSET = 10
_TICK_AT = QPoint(2, 2)
_CLEAR = QColor(0, 0, 0, 0)


class AccountChoiceDelegate(QStyledItemDelegate):
    """Rows of one height; a click anywhere in a row checks it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of every row."""
        return QSize(200, max(_LINE, option.fontMetrics.height() + 12))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        self._paint_ground(painter, rect, option.state)
        box = QRectF(rect.left() + _INSET, 0, _BOX, _BOX)
        box.moveTop(rect.center().y() - _BOX / 2 + 1)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self._paint_box(painter, box, checked)
        self._paint_words(painter, rect.adjusted(_INSET + _BOX + 10, 0, -8, 0), index)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Check or uncheck on a click in the row or on the space bar."""
        clicked = (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
        )
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not clicked and not pressed:
            return False
        role = Qt.ItemDataRole.CheckStateRole
        checked = index.data(role) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(index, other, role)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag
    ) -> None:
        colour = _CLEAR
        if state & QStyle.StateFlag.State_MouseOver:
            colour = self._theme.colour("hover")
        focused = state & QStyle.StateFlag.State_HasFocus
        painter.setPen(self._theme.colour("accent") if focused else _CLEAR)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    def _paint_box(self, painter: QPainter, box: QRectF, checked: bool) -> None:
        edge = self._theme.colour("accent" if checked else "faint")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(edge if checked else _CLEAR)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if checked:
            ratio = painter.device().devicePixelRatio()
            colour = self._theme.colour("on_accent")
            tick = icons.pixmap("check", colour, 12, ratio)
            painter.drawPixmap(box.topLeft().toPoint() + _TICK_AT, tick)

    def _paint_words(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        metrics = painter.fontMetrics()
        why = str(index.data(ChoiceRole.WHY_ONLY_READ))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        elide = Qt.TextElideMode.ElideRight
        room = rect.width() - (metrics.horizontalAdvance(why) + 12 if why else 0)
        name = metrics.elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), elide, max(60, room)
        )
        painter.setPen(self._theme.colour("text"))
        painter.drawText(rect, flags, name)
        rest = rect.adjusted(metrics.horizontalAdvance(name) + 12, 0, 0, 0)
        painter.setPen(self._theme.colour("warn"))
        painter.drawText(rest, flags, metrics.elidedText(why, elide, rest.width()))
