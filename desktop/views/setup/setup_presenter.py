"""Connects a corp step by step: check-up in a child, secrets, rows, first sync."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.models.checkup import (
    CheckOutcome,
    CheckResult,
    FoundAccount,
    SetupEntry,
)
from desktop.services.checkup.child import BROKE_OFF, CheckUpChild
from desktop.services.checkup.report import CheckReport
from desktop.services.checkup.rows import unchecked
from desktop.services.credentials import CredentialError
from desktop.services.desk import Desk
from desktop.services.first_sync import FirstSync
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.setup.setup_page import SetupPage
from desktop.views.setup.step_list import SetupStep
from desktop.views.theme.language import words

PROGRESS_PAUSE = 0.25

_OPEN = frozenset({CheckOutcome.RUNNING, CheckOutcome.WAITING})


class SetupPresenter(QObject):
    """Joins the set-up with the check-up's child, `Corps` and the change feed.

    `opening` is what a child must read to open the store of secrets. An entry with
    its secrets is held from the check-up until they are kept.

    Signals:
        finished(): a person wants to see the inbox.
        left(): a person goes back to where the set-up was opened.
        failed(words): something could not be kept, after the page was closed.
    """

    finished = Signal()
    left = Signal()
    failed = Signal(str)

    def __init__(
        self, view: SetupPage, desk: Desk, opening: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._opening = opening
        self._entry: SetupEntry | None = None
        self._child: CheckUpChild | None = None
        self._results: dict[str, CheckResult] = {}
        self._found: tuple[FoundAccount, ...] = ()
        self._in_use: frozenset[str] | None = None
        self._account_ids: frozenset[int] | None = frozenset()
        self._reading_only = False
        self._closed = False
        self._tasks = TaskGroup("set-up")
        self._keeping = TaskGroup("connect")
        self._sync = FirstSync(desk.database, desk.clock)
        self._progress = Refresher(
            self._tasks, self._show_progress, pause=PROGRESS_PAUSE, name="progress"
        )
        self._connect_signals()

    def check_connected(self, entry: SetupEntry, in_use: frozenset[str]) -> None:
        """Begin with the check-up of a corp whose secret is kept already.

        `in_use` are its accounts that are switched on.
        """
        self._in_use = in_use
        self._view.show_entry(entry)
        self._view.show_step(SetupStep.CHECKUP)
        self._check(entry)

    def show_reading(self) -> None:
        """Show how far every account has been read, and nothing else."""
        self._reading_only = True
        self._account_ids = None
        self._view.show_reading()
        self._tasks.spawn(self._begin_reading(), name="reading")

    def look(self) -> None:
        """Look how far the first sync is; called at changes and once a second.

        That an account was read and had nothing new is not told as a change.
        """
        if self._view.step is SetupStep.SYNC:
            self._progress.wish()

    async def close(self) -> None:
        """End the check-up, finish what is being kept, forget the secrets."""
        self._closed = True
        self._stop_check()
        await self._keeping.drained()
        await self._tasks.close()
        self._entry = None

    def _connect_signals(self) -> None:
        view = self._view
        view.check_requested.connect(self._check)
        view.retry_requested.connect(self._check_again)
        view.retry_all_requested.connect(self._check_all_again)
        view.accounts_chosen.connect(self._on_accounts_chosen)
        view.step_changed.connect(self._on_step_changed)
        view.finished.connect(self.finished)
        view.back_requested.connect(self.left)

    # The check-up

    def _check(self, entry: SetupEntry) -> None:
        self._entry = entry
        self._results = {row.key: row for row in unchecked()}
        self._found = ()
        self._start_check(entry, None)

    def _check_again(self, key: str) -> None:
        """Check all anew, as each row rests on others, but let only this one stir."""
        if self._entry is None:
            return
        row = self._results[key]
        self._results[key] = replace(
            row, outcome=CheckOutcome.RUNNING, cure=None, copyable=""
        )
        self._start_check(self._entry, key)

    def _check_all_again(self) -> None:
        if self._entry is not None:
            self._check(self._entry)

    def _start_check(self, entry: SetupEntry, only: str | None) -> None:
        self._stop_check()
        self._show_results()
        child = CheckUpChild(
            self._desk.profile, entry, self._take_report, opening=self._opening
        )
        self._child = child
        self._only = only
        self._tasks.spawn(self._run_check(child), name="check-up")

    def _stop_check(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None

    async def _run_check(self, child: CheckUpChild) -> None:
        try:
            told_all = await child.run()
        except OSError:
            told_all = False
        if child is not self._child:
            return
        self._child = None
        if not told_all:
            for key, row in self._results.items():
                if row.outcome in _OPEN:
                    self._results[key] = replace(
                        row, outcome=CheckOutcome.BAD, detail=BROKE_OFF
                    )
            self._show_results()

    def _take_report(self, report: CheckReport) -> None:
        row = report.result
        if row is not None:
            running = row.outcome is CheckOutcome.RUNNING
            if not running or self._only in (None, row.key):
                self._results[row.key] = row
                self._show_results()
        if report.accounts is not None:
            self._found = report.accounts
            self._view.show_accounts(report.accounts, self._in_use)

    def _show_results(self) -> None:
        self._view.show_checks(tuple(self._results.values()))

    # Keeping it

    def _on_accounts_chosen(self, open_kfids: tuple[str, ...]) -> None:
        self._keeping.spawn(self._keep(frozenset(open_kfids)), name="connect")

    async def _keep(self, chosen: frozenset[str]) -> None:
        if self._entry is None:
            return
        try:
            await self._sync.begin()
            corp_id = await self._desk.corps.connect(self._entry, self._found, chosen)
            accounts = await self._desk.inbox.accounts()
        except (CredentialError, StorageError) as error:
            self._refuse(words(error.sentence))
            return
        self._entry = None
        if self._closed:
            return
        self._account_ids = frozenset(
            account.id
            for account in accounts
            if account.corp_id == corp_id and account.enabled
        )
        self._progress.wish()

    def _refuse(self, reason: str) -> None:
        if self._closed:
            self.failed.emit(reason)
        else:
            self._view.show_refusal(reason)

    # The first sync

    async def _begin_reading(self) -> None:
        try:
            await self._sync.begin()
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        self._progress.wish()

    async def _show_progress(self) -> None:
        progress = await self._sync.look(self._account_ids)
        if not self._closed:
            self._view.show_progress(progress)

    def _on_step_changed(self, step: SetupStep) -> None:
        if step is SetupStep.CONNECT:
            self._stop_check()
        elif step is SetupStep.DONE and self._reading_only:
            self.finished.emit()
