"""What the frame of the window tells: engine, lost time, troubled corps, the clock."""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.models.account import HISTORY_LIFE, Account
from desktop.models.changes import Subject
from desktop.models.engine_status import EngineStatus
from desktop.models.explanations import explain
from desktop.models.failures import Sentence
from desktop.services.desk import Desk
from desktop.services.engine_child import EngineNews
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.window.main_window import MainWindow
from desktop.views.window.notices import (
    corp_notice,
    engine_restarting_notice,
    engine_stopped_notice,
    gap_notice,
)

GAP_WORTH_TELLING = timedelta(minutes=30)
STATUS_PAUSE = 0.5
SECOND_MS = 1000
STATUS_EVERY = 2
"""Ticks between two looks at the engine's sign of life."""


class WindowPresenter(QObject):
    """Joins rail and banner with what engine and corps say of themselves.

    Signals:
        ticked(datetime): a second has passed.
        delay_changed(timedelta): how late polling may be.
    """

    ticked = Signal(object)
    delay_changed = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._status: EngineStatus | None = None
        self._gave_up = False
        self._loss_told = False
        self._troubled: int | None = None
        self._count = 0
        self.tasks = TaskGroup("window")
        self._corps = Refresher(
            self.tasks, self._show_corps, pause=STATUS_PAUSE, name="corps"
        )
        self._engine = Refresher(
            self.tasks, self._show_engine, pause=0.0, name="engine"
        )
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._on_second)
        window.set_operator(desk.operator.name)
        window.banner_action_requested.connect(self._on_banner_action)

    @property
    def troubled_corp(self) -> int | None:
        """Id of the corp that the banner speaks of."""
        return self._troubled

    def start(self) -> None:
        """Begin to tick: the first rows show their waits at once."""
        self._timer.start()
        self.ticked.emit(self._desk.clock.now())
        self._corps.wish()
        self._engine.wish()

    def stop(self) -> None:
        """Stop ticking."""
        self._timer.stop()

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read anew what the changes concern."""
        subjects = {change.subject for change in batch.changes}
        if Subject.CORP in subjects or not batch.complete:
            self._corps.wish()
        if Subject.ENGINE in subjects:
            self._engine.wish()

    def take_engine_news(self, news: EngineNews) -> None:
        """Say what became of the engine that this desk started."""
        self._gave_up = news.gave_up
        if news.gave_up:
            reason = Sentence(news.words, news.words) if news.words else None
            self._window.show_notice(engine_stopped_notice(reason))
        elif news.running:
            self._window.clear_notice("engine")
        else:
            self._window.show_notice(engine_restarting_notice())

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Say how long nothing was read, when that is worth telling."""
        now = self._desk.clock.now()
        gaps = [account.standing.gap(now) for account in accounts]
        longest = max((gap for gap in gaps if gap is not None), default=timedelta(0))
        if longest < GAP_WORTH_TELLING:
            self._tell_loss()
            return
        left = min(
            left
            for account in accounts
            if (left := account.standing.until_loss(now)) is not None
        )
        self._window.show_notice(gap_notice(longest, left))

    def _tell_loss(self) -> None:
        """Say after a rest of more than three days that messages are gone.

        It stays until a person has looked: catching up does not bring them back.
        """
        rest = timedelta(0) if self._status is None else self._status.rest_before
        if rest <= HISTORY_LIFE or self._loss_told:
            self._window.clear_notice("gap")
        else:
            self._window.show_notice(gap_notice(rest, HISTORY_LIFE - rest))

    async def _show_engine(self) -> None:
        try:
            self._status = await self._desk.inbox.engine()
        except StorageError:
            return
        now = self._desk.clock.now()
        self._window.set_engine(self._status, now)
        if self._status is not None:
            self.delay_changed.emit(self._status.worst_delay)
            if self._status.alive(now) and not self._gave_up:
                self._window.clear_notice("engine")

    async def _show_corps(self) -> None:
        try:
            corps = await self._desk.inbox.corps()
        except StorageError:
            return
        troubled = next((corp for corp in corps if corp.health is not None), None)
        self._troubled = None if troubled is None else troubled.id
        if troubled is None or troubled.health is None:
            self._window.clear_notice("corp")
            return
        sentence = explain(troubled.health).sentence
        self._window.show_notice(corp_notice(troubled.name, sentence))

    def _on_banner_action(self, key: str) -> None:
        if key == "gap":
            self._loss_told = True
            self._window.clear_notice("gap")

    def _on_second(self) -> None:
        now = self._desk.clock.now()
        self._count += 1
        if self._count % STATUS_EVERY == 0:
            self._engine.wish()
        self.ticked.emit(now)
