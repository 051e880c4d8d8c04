"""Paints the rows of the conversation list from faces that were laid out before."""

from datetime import UTC, datetime

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import initial
from desktop.views.inbox.conversation_list_model import ConversationRole
from desktop.views.inbox.row_face import SIGN, FaceShelf, RowFace
from desktop.views.inbox.row_measures import FOLDED_ROW, MARGIN, RowMeasures
from desktop.views.inbox.row_words import customer_words, wait_words
from desktop.views.inbox.wait_colours import wait_colours
from desktop.views.theme.avatars import paint_avatar
from desktop.views.theme.badges import paint_badge
from desktop.views.theme.icons import pixmap
from desktop.views.theme.theme import Theme

_CHIP_GROUNDS = {
    "bad": "bad_soft",
    "warn": "warn_soft",
    "accent": "accent_soft",
    "quiet": "bg",
}
_CHIP_INKS = {"bad": "bad", "warn": "warn", "accent": "accent", "quiet": "muted"}
_TICK = 22
_CHIP_PAD = 6


class ConversationDelegate(QStyledItemDelegate):
    """One row: avatar with the account's mark, name, last line, chips, unread."""

    def __init__(self, theme: Theme, font: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures = RowMeasures.of(font)
        self._now = datetime.fromtimestamp(0, UTC)
        self.shelf = FaceShelf()
        self.folded = False
        self.focus_shown = False
        """Whether the current row wears a frame, because keys brought us here."""

    @property
    def row_height(self) -> int:
        """The height that every row has."""
        return FOLDED_ROW if self.folded else self._measures.row_height

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; what was laid out stays."""
        self._theme = theme

    def set_font(self, font: QFont) -> None:
        """Take another base font."""
        self._measures = RowMeasures.of(font)

    def set_now(self, now: datetime) -> bool:
        """Take the time; true when a new day has begun and all times read anew."""
        new_day = now.astimezone().date() != self._now.astimezone().date()
        self._now = now
        if new_day:
            self.shelf.forget()
        return new_day

    def wait_area(self, row: QRect) -> QRect:
        """Return the part of a row that changes by the second."""
        return row if self.folded else self._measures.chip_line(row)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        return QSize(80, self.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        summary: ConversationSummary = index.data(ConversationRole.SUMMARY)
        account: Account | None = index.data(ConversationRole.ACCOUNT)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        marked = bool(index.data(ConversationRole.MARKED))
        self._paint_ground(painter, rect, state, marked=marked)
        mark = self._mark(account)
        avatar = self._measures.avatar(rect, self.folded)
        name = customer_words(summary)
        identity = summary.external_userid
        if marked:
            self._paint_tick(painter, avatar)
        else:
            paint_avatar(painter, avatar, name, identity, self._theme, mark)
        if self.folded:
            self._paint_folded(painter, avatar, summary)
        else:
            width = self._measures.text(rect).width()
            face = self.shelf.face(summary, account, width, self._measures, self._now)
            self._paint_lines(painter, rect, face)
            self._paint_chips(painter, self._measures.chip_line(rect), face)
        painter.restore()

    def _mark(self, account: Account | None) -> tuple[str, QColor] | None:
        if account is None:
            return None
        return initial(account.name), self._theme.account_colour(account.colour)

    def _paint_tick(self, painter: QPainter, avatar: QRect) -> None:
        """Paint a tick in the place of the picture: the row is marked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(avatar)
        ink = self._theme.colour("on_accent")
        self._paint_sign(painter, "check", ink, avatar.center(), _TICK)

    def _paint_sign(
        self, painter: QPainter, name: str, ink: QColor, centre: QPoint, side: int
    ) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        corner = centre - QPoint(side // 2, side // 2) + QPoint(1, 1)
        painter.drawPixmap(corner, pixmap(name, ink, side, ratio))

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, marked: bool
    ) -> None:
        theme = self._theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        lit = selected or marked
        name = "selected" if lit else "hover" if hovered else "panel"
        painter.fillRect(rect, theme.colour(name))
        left = rect.left()
        painter.fillRect(left, rect.bottom(), rect.width(), 1, theme.colour("line"))
        if selected:
            painter.fillRect(left, rect.top(), 3, rect.height(), theme.colour("accent"))
        if self.focus_shown and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _paint_lines(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        measures, theme = self._measures, self._theme
        text = measures.text(rect)
        right = text.right() + 1
        painter.setFont(measures.name_font)
        painter.setPen(theme.colour("text"))
        painter.drawStaticText(text.topLeft(), face.name)
        painter.setFont(measures.small_font)
        painter.setPen(theme.colour("faint"))
        painter.drawStaticText(
            QPoint(right - face.time_width, text.top() + 2), face.time
        )
        self._paint_signs(painter, face, QPoint(right - face.time_width, text.top()))
        line_top = text.top() + measures.line
        painter.setFont(measures.line_font)
        if face.prefix_width:
            painter.setPen(theme.colour(face.prefix_tone))
            painter.drawStaticText(QPoint(text.left(), line_top), face.prefix)
        painter.setPen(theme.colour("muted"))
        painter.drawStaticText(
            QPoint(text.left() + face.prefix_width, line_top), face.line
        )
        if face.summary.unread:
            centre = QPointF(right, line_top + measures.line / 2)
            paint_badge(painter, centre, face.summary.unread, theme)

    def _paint_signs(
        self, painter: QPainter, face: RowFace, before_time: QPoint
    ) -> None:
        """Paint what is pinned and starred to the left of the time."""
        summary, theme = face.summary, self._theme
        centre = before_time + QPoint(-SIGN // 2 - 4, self._measures.line // 2)
        for shown, name, colour in (
            (summary.starred, "star_full", "warn"),
            (summary.pinned, "pin", "muted"),
        ):
            if shown:
                self._paint_sign(painter, name, theme.colour(colour), centre, SIGN)
                centre -= QPoint(SIGN + 3, 0)

    def _paint_chips(self, painter: QPainter, room: QRect, face: RowFace) -> None:
        left = room.left()
        painter.setFont(self._measures.small_font)
        metrics = QFontMetrics(self._measures.small_font)
        waiting = face.summary.waiting(self._now)
        if waiting is not None:
            words = wait_words(face.summary, self._now)
            width = metrics.horizontalAdvance(words) + 2 * _CHIP_PAD
            ground, ink = wait_colours(self._theme, waiting)
            box = QRect(left, room.top(), width, room.height())
            self._paint_chip_ground(painter, box, ground)
            painter.setPen(ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            left += width + 4
        for chip, text, advance in face.chips:
            width = advance + 2 * _CHIP_PAD
            box = QRect(left, room.top(), width, room.height())
            ground = self._theme.colour(_CHIP_GROUNDS[chip.tone])
            self._paint_chip_ground(painter, box, ground)
            painter.setPen(self._theme.colour(_CHIP_INKS[chip.tone]))
            top = room.top() + (room.height() - metrics.height()) // 2
            painter.drawStaticText(QPoint(left + _CHIP_PAD, top), text)
            left += width + 4
        self._paint_account(painter, room, left, face)

    def _paint_account(
        self, painter: QPainter, room: QRect, left: int, face: RowFace
    ) -> None:
        gap = 2 if left > room.left() else 0
        rest = QRect(left + gap, room.top(), room.right() - left - gap, room.height())
        metrics = QFontMetrics(self._measures.small_font)
        if rest.width() < metrics.height() * 2:
            return
        words = metrics.elidedText(
            face.account_name, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.setPen(self._theme.colour("faint"))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_chip_ground(self, painter: QPainter, box: QRect, ground: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)

    def _paint_folded(
        self, painter: QPainter, avatar: QRect, summary: ConversationSummary
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        waiting = summary.waiting(self._now)
        if waiting is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wait_colours(self._theme, waiting)[1])
            bar = QRectF(avatar.left() - 8, avatar.top() + 4, 3, avatar.height() - 8)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if summary.unread:
            corner = QPointF(avatar.right() + MARGIN - 3, avatar.top() + 2)
            paint_badge(painter, corner, summary.unread, self._theme)
