"""The accounts as a row of chips that scrolls sideways; several can be chosen."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QWidget,
)

from desktop.models.account import Account, Health
from desktop.models.display_text import one_line
from desktop.views.inbox.standing_words import standing_words
from desktop.views.theme.fonts import sized
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.theme import Theme

_PAD = 8
_DOT = 7
_LIGHT = 9


class AccountChip(QAbstractButton):
    """One account, or all of them when it has none."""

    def __init__(self, account: Account | None, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.account = account
        self._theme = theme
        self._health = Health.GOOD
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if account is not None:
            self.show_account(account)

    def show_account(self, account: Account) -> None:
        """Show name and colour of an account."""
        same = self.account is not None and self.account.colour == account.colour
        self.account = account
        name = one_line(account.name, 14)
        if name != self.text() or not same:
            self.setText(name)
            self.updateGeometry()
            self.update()

    def set_health(self, health: Health) -> None:
        """Show another light; a good one is no light at all."""
        if health is not self._health:
            self._health = health
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(self.font(), -1))
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD
        width += _DOT + 5 if self.account else 0
        width += _LIGHT + 4 if self._health is not Health.GOOD else 0
        return QSize(width + 2, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._theme, self.isChecked()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(
            theme.colour("accent_soft")
            if chosen
            else theme.colour("hover" if self.underMouse() else "panel")
        )
        lit = chosen or self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if lit else "line"), 1))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setFont(sized(self.font(), -1))
        left = float(_PAD)
        middle = self.height() / 2
        if self.account is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.account_colour(self.account.colour))
            painter.drawEllipse(QPointF(left + _DOT / 2, middle), _DOT / 2, _DOT / 2)
            left += _DOT + 5
        painter.setPen(theme.colour("accent" if chosen else "muted"))
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        self._paint_light(painter, QPointF(self.width() - _PAD - _LIGHT / 2, middle))

    def _paint_light(self, painter: QPainter, centre: QPointF) -> None:
        """Trouble as `!`, a delay as a ring, the unknown as a faint ring."""
        theme = self._theme
        if self._health is Health.BROKEN:
            painter.setPen(theme.colour("bad"))
            painter.setFont(sized(self.font(), 1, strong=True))
            side = _LIGHT * 2.0
            room = QRectF(centre.x() - _LIGHT, centre.y() - _LIGHT, side, side)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "!")
        elif self._health is not Health.GOOD:
            behind = self._health is Health.BEHIND
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("warn" if behind else "faint"), 2))
            painter.drawEllipse(centre, 3.0, 3.0)


class AccountChipsView(QScrollArea):
    """All accounts first, then each; a click chooses one, Ctrl adds others.

    Signals:
        accounts_chosen: a tuple of account ids, empty for all.
    """

    accounts_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._accounts: tuple[Account, ...] = ()
        self._chosen: tuple[int, ...] = ()
        self._expected_delay = timedelta(0)
        self._chips: dict[int, AccountChip] = {}
        self.setObjectName("accountChips")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._strip = QWidget(self)
        self._strip.setObjectName("accountStrip")
        self._row = QHBoxLayout(self._strip)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(6)
        self.all_chip = self._add_chip(None)
        self._row.addStretch(1)
        self.setWidget(self._strip)
        self._show_chosen()

    def set_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Show these accounts in this order; their lights come with `tick`."""
        if [a.id for a in accounts] != [a.id for a in self._accounts]:
            self._rebuild(accounts)
        self._accounts = accounts
        for account in accounts:
            self._chips[account.id].show_account(account)
        self.all_chip.setText(self.tr("全部账号 {count}").format(count=len(accounts)))
        self.all_chip.updateGeometry()
        self.set_chosen(self._chosen)

    def set_expected_delay(self, delay: timedelta) -> None:
        """Take how late polling may be before an account counts as behind."""
        self._expected_delay = delay

    def set_chosen(self, account_ids: tuple[int, ...]) -> None:
        """Mark the accounts that are shown, none for all."""
        self._chosen = tuple(a for a in account_ids if a in self._chips)
        self._show_chosen()

    def tick(self, now: datetime) -> None:
        """Let lights and tool tips follow the time."""
        for account in self._accounts:
            chip = self._chips[account.id]
            chip.set_health(account.standing.health(now, self._expected_delay))
            words = standing_words(account, now, self._expected_delay)
            chip.setAccessibleName(words)
            set_tooltip(chip, words + "\n" + self.tr("按住 Ctrl 点击可多选"))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for chip in (self.all_chip, *self._chips.values()):
            chip.set_theme(theme)

    def chip(self, account_id: int) -> AccountChip:
        """Return the chip of an account; raises KeyError for one not shown."""
        return self._chips[account_id]

    def _rebuild(self, accounts: tuple[Account, ...]) -> None:
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for account in accounts:
            self._chips[account.id] = self._add_chip(account)

    def _add_chip(self, account: Account | None) -> AccountChip:
        chip = AccountChip(account, self._theme, self._strip)
        chip.clicked.connect(self._on_chip_clicked)
        self._row.insertWidget(len(self._chips) + 1 if account else 0, chip)
        return chip

    def _show_chosen(self) -> None:
        self.all_chip.setChecked(not self._chosen)
        for account_id, chip in self._chips.items():
            chip.setChecked(account_id in self._chosen)

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if not isinstance(chip, AccountChip):
            return
        keys = QApplication.keyboardModifiers()
        adding = bool(keys & Qt.KeyboardModifier.ControlModifier)
        self._chosen = self._after_click(chip.account, adding)
        self._show_chosen()
        self.accounts_chosen.emit(self._chosen)

    def _after_click(self, account: Account | None, adding: bool) -> tuple[int, ...]:
        if account is None:
            return ()
        if adding:
            wanted = set(self._chosen) ^ {account.id}
            return tuple(a.id for a in self._accounts if a.id in wanted)
        return () if self._chosen == (account.id,) else (account.id,)

    def sizeHint(self) -> QSize:
        return QSize(200, self.all_chip.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.all_chip.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.y() or turned.x()))
        event.accept()
