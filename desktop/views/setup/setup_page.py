"""Connecting a corp: a card with the steps at the left and one step at the right."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.models.checkup import (
    AccountProgress,
    CheckResult,
    FoundAccount,
    SetupEntry,
)
from desktop.views.setup.accounts_page import AccountsPage
from desktop.views.setup.checkup_page import CheckupPage
from desktop.views.setup.connect_page import ConnectPage
from desktop.views.setup.step_list import SetupStep, StepList
from desktop.views.setup.sync_page import DonePage, SyncPage
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_WIDTH, _HEIGHT = 960, 600
_SIDE = 230
_SHADOW = 28


class SetupPage(QWidget):
    """The whole set-up as a page of the window, never a modal dialog.

    Signals:
        check_requested(object entry): a SetupEntry, with its secrets, this once
        retry_requested(str key), retry_all_requested()
        accounts_chosen(object open_kfids): a tuple, never empty
        sync_cancelled(): the first sync goes on in the background
        finished(): a person wants to see the inbox
        back_requested(): a person leaves the set-up at its first step
        step_changed(object step): the SetupStep now shown
    """

    check_requested = Signal(object)
    retry_requested = Signal(str)
    retry_all_requested = Signal()
    accounts_chosen = Signal(object)
    sync_cancelled = Signal()
    finished = Signal()
    back_requested = Signal()
    step_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Stand at the first step with an empty form."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "setup")
        self._step = SetupStep.CONNECT
        self._build(theme)
        self._connect_signals()

    @property
    def step(self) -> SetupStep:
        """The step now shown."""
        return self._step

    def show_step(self, step: SetupStep) -> None:
        """Go to a step; secrets are wiped once the check-up has been passed."""
        if step >= SetupStep.ACCOUNTS:
            self._connect.wipe_secrets()
        self._step = step
        self._steps.show_step(step)
        self._pages.setCurrentIndex(step)
        if step is SetupStep.CONNECT:
            self._connect.start()
        elif step is SetupStep.ACCOUNTS:
            self._accounts.start()
        elif step is SetupStep.DONE:
            self._done.start()
        self.step_changed.emit(step)

    def show_checks(self, results: tuple[CheckResult, ...]) -> None:
        """Show the check-up's rows as they stand now."""
        self._checkup.show_results(results)

    def show_entry(self, entry: SetupEntry) -> None:
        """Fill in what is known of a corp that is connected already."""
        self._connect.show_entry(entry)

    def show_accounts(
        self,
        accounts: tuple[FoundAccount, ...],
        in_use: frozenset[str] | None = None,
    ) -> None:
        """Show which accounts WeCom lists; to be called before step 3.

        `in_use` are the accounts of a connected corp that are switched on.
        """
        self._accounts.show_accounts(accounts, in_use)

    def show_refusal(self, words: str) -> None:
        """Go back to the accounts and say why nothing was kept."""
        self.show_step(SetupStep.ACCOUNTS)
        self._accounts.show_failure(words)

    def show_reading(self) -> None:
        """Show nothing but how far the accounts have been read."""
        self._side_bar.hide()
        self.show_step(SetupStep.SYNC)

    def show_progress(self, accounts: tuple[AccountProgress, ...]) -> None:
        """Show how far the first sync has come."""
        self._sync.show_progress(accounts)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._steps.set_theme(theme)
        self._checkup.set_theme(theme)
        self._accounts.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a soft shadow around the card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(15, 23, 42, 3))
        card = QRectF(self._card.geometry()).translated(0, 8)
        for spread in range(_SHADOW, 0, -4):
            radius = 12 + spread
            painter.drawRoundedRect(
                card.adjusted(-spread, -spread, spread, spread), radius, radius
            )

    def _check(self, entry: SetupEntry) -> None:
        self.show_checks(())
        self.show_step(SetupStep.CHECKUP)
        self.check_requested.emit(entry)

    def _to_connect(self) -> None:
        self.show_step(SetupStep.CONNECT)

    def _to_checkup(self) -> None:
        self.show_step(SetupStep.CHECKUP)

    def _to_accounts(self) -> None:
        self.show_step(SetupStep.ACCOUNTS)

    def _to_sync(self, open_kfids: object) -> None:
        self.show_step(SetupStep.SYNC)
        self.accounts_chosen.emit(open_kfids)

    def _leave_sync(self) -> None:
        self.sync_cancelled.emit()
        self._to_done()

    def _to_done(self) -> None:
        self.show_step(SetupStep.DONE)

    # ---- building

    def _build(self, theme: Theme) -> None:
        self._card = QFrame(self)
        self._card.setProperty("role", "setup_card")
        self._card.setMaximumSize(_WIDTH, _HEIGHT)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 24)
        grid.addWidget(self._card, 0, 0)
        self._steps = StepList(theme, self._card)
        self._connect = ConnectPage(self._card)
        self._checkup = CheckupPage(theme, self._card)
        self._accounts = AccountsPage(theme, self._card)
        self._sync = SyncPage(self._card)
        self._done = DonePage(self._card)
        self._pages = QStackedWidget(self._card)
        for page in (
            self._connect,
            self._checkup,
            self._accounts,
            self._sync,
            self._done,
        ):
            self._pages.addWidget(page)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side_bar = self._side()
        row.addWidget(self._side_bar)
        row.addWidget(self._pages, 1)

    def _side(self) -> QWidget:
        side = QFrame(self._card)
        side.setProperty("role", "setup_side")
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(22, 26, 16, 22)
        column.setSpacing(2)
        column.addWidget(PlainLabel(self.tr("总机 Switchboard"), side, role="title"))
        column.addWidget(PlainLabel(self.tr("接入一个企业"), side, role="quiet"))
        column.addSpacing(14)
        column.addWidget(self._steps)
        column.addStretch(1)
        return side

    def _connect_signals(self) -> None:
        self._connect.entered.connect(self._check)
        self._connect.left.connect(self.back_requested)
        self._checkup.retry_requested.connect(self.retry_requested)
        self._checkup.retry_all_requested.connect(self.retry_all_requested)
        self._checkup.passed.connect(self._to_accounts)
        self._checkup.back_pressed.connect(self._to_connect)
        self._accounts.chosen.connect(self._to_sync)
        self._accounts.back_pressed.connect(self._to_checkup)
        self._sync.sync_cancelled.connect(self._leave_sync)
        self._sync.completed.connect(self._to_done)
        self._done.finished.connect(self.finished)
