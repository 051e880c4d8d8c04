"""The four lanes as pills with their counts."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from desktop.models.conversation import Lane, LaneCounts
from desktop.views.inbox.lane_words import lane_words
from desktop.views.theme.fonts import sized
from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.theme import Theme

_PAD = 10
_GAP = 4
_MOST = 999
_SIGN = 15
_SIGNS = {Lane.SNOOZED: "clock"}
"""Lanes that show a sign in the place of their name, which would not fit."""


class LaneButton(QAbstractButton):
    """One lane: its name and how many conversations it holds."""

    def __init__(self, lane: Lane, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.lane = lane
        self._theme = theme
        self._count = 0
        self._sign = _SIGNS.get(lane, "")
        self.setCheckable(True)
        self.setText(lane_words(lane))
        self.setAccessibleName(self.text())
        set_tooltip(self, self.text() if self._sign else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Large counts take the room around the words before anything is cut.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # A click leaves the focus where the person types.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def count(self) -> int:
        """The count that was set last."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another count."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(f"{self.text()} {count}")
            cut = count > _MOST or bool(self._sign)
            set_tooltip(self, self.accessibleName() if cut else "")
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def _number(self) -> str:
        return f"{_MOST}+" if self._count > _MOST else str(self._count)

    def _widths(self) -> tuple[int, int]:
        name = QFontMetrics(sized(self.font(), 0, strong=True))
        number = QFontMetrics(sized(self.font(), -2, strong=True))
        return (
            _SIGN if self._sign else name.horizontalAdvance(self.text()),
            number.horizontalAdvance(self._number()),
        )

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height() + 7
        return QSize(sum(self._widths()) + _GAP + 2 * _PAD, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + _GAP + 6, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, checked = self._theme, self.isChecked()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = rect.height() / 2
        if checked or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if checked else "hover"))
            painter.drawRoundedRect(rect, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(rect, radius, radius)
        name_width, number_width = self._widths()
        left = (self.width() - name_width - number_width - _GAP) / 2
        late = self.lane is Lane.OVERDUE and self._count > 0
        painter.setPen(theme.colour("accent" if checked else "muted"))
        painter.setFont(sized(self.font(), 0, strong=checked))
        middle = Qt.AlignmentFlag.AlignVCenter
        name_room = QRectF(left, 0, name_width + 1, self.height())
        if self._sign:
            ink = theme.colour("accent" if checked else "muted")
            top = (self.height() - _SIGN) / 2
            drawn = pixmap(self._sign, ink, _SIGN, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, top), drawn)
        else:
            painter.drawText(name_room, middle, self.text())
        if late:
            painter.setPen(theme.colour("bad"))
        painter.setFont(sized(self.font(), -2, strong=True))
        left += name_width + _GAP
        painter.drawText(
            QRectF(left, 0, number_width + 2, self.height()), middle, self._number()
        )


class LaneBarView(QWidget):
    """The lanes in a row; one is chosen.

    Signals:
        lane_chosen: the Lane that the person went to.
    """

    lane_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons = {lane: LaneButton(lane, theme, self) for lane in Lane}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 8)
        row.setSpacing(2)
        for button in self._buttons.values():
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._group.buttonClicked.connect(self._on_button_clicked)
        self.set_lane(Lane.MINE)

    def set_lane(self, lane: Lane) -> None:
        """Mark the lane that is shown."""
        self._buttons[lane].setChecked(True)

    def set_counts(self, counts: LaneCounts) -> None:
        """Show how much each lane holds."""
        self._buttons[Lane.MINE].set_count(counts.mine)
        self._buttons[Lane.UNASSIGNED].set_count(counts.unassigned)
        self._buttons[Lane.ALL].set_count(counts.all)
        self._buttons[Lane.OVERDUE].set_count(counts.overdue)
        self._buttons[Lane.SNOOZED].set_count(counts.snoozed)

    def shown(self, lane: Lane) -> int:
        """Return the count of a lane."""
        return self._buttons[lane].count

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for button in self._buttons.values():
            button.set_theme(theme)

    def _on_button_clicked(self, button: LaneButton) -> None:
        self.lane_chosen.emit(button.lane)
