"""Keeps the conversation list true: lanes, filters, counts, windows of rows."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import Aspect, Subject
from desktop.models.conversation import Lane
from desktop.models.list_order import ListOrder
from desktop.models.saved_filter import EVERYTHING, FilterTerms
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.conversation_queries import LaneQuery
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.inbox.known_rows import KnownRows

STEP = 200
"""Rows that are loaded at once."""
MOST_ROWS = 600
"""Rows that are held; beyond them the window slides."""
ROWS_PAUSE = 0.06
COUNTS_PAUSE = 0.4
ACCOUNTS_PAUSE = 0.5


class InboxPresenter(QObject):
    """Joins the list with the use case `Inbox`.

    Signals:
        conversation_chosen: id of the conversation that is to be opened.
        unread_changed: how many messages are unread in all lanes.
        accounts_read: the tuple of accounts, after they have changed.
        order_chosen: the ListOrder that the person prefers from now on.
        terms_changed(FilterTerms): the list shows something else from now on.
    """

    conversation_chosen = Signal(object)
    unread_changed = Signal(object)
    accounts_read = Signal(object)
    order_chosen = Signal(object)
    terms_changed = Signal(object)

    def __init__(
        self, view: InboxView, desk: Desk, order: ListOrder, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._query = LaneQuery(Lane.ALL, desk.operator.id, order)
        self._offset = 0
        self._limit = STEP
        self._replace = True
        self._known = KnownRows()
        self._chosen: frozenset[int] | None = None
        self._served: frozenset[int] | None = None
        self.tasks = TaskGroup("inbox")
        refresher = Refresher
        self._rows = refresher(
            self.tasks, self._show_rows, pause=ROWS_PAUSE, name="rows"
        )
        self._counts = refresher(
            self.tasks, self._show_counts, pause=COUNTS_PAUSE, name="counts"
        )
        self._accounts = refresher(
            self.tasks, self._show_accounts, pause=ACCOUNTS_PAUSE, name="accounts"
        )
        self._turn: datetime | None = None
        self._last_look = self._rows_read_at = desk.clock.now()
        view.set_operator(desk.operator.name, desk.operator.id)
        view.set_lane(self._query.lane)
        view.set_order(order)
        self._connect_signals()

    async def start(self) -> None:
        """Show the first rows; raises StorageError."""
        await self._show_accounts()
        await self._show_rows()
        self._counts.wish()

    @property
    def terms(self) -> FilterTerms:
        """What is listed, as it can be saved."""
        query = self._query
        accounts = self._chosen or frozenset()
        return FilterTerms(query.lane, accounts, query.narrowing, query.name)

    def take_terms(self, terms: FilterTerms) -> None:
        """List something else in every respect but the order."""
        self._chosen = terms.account_ids or None
        accounts = self._served if self._chosen is None else self._chosen
        self._query = replace(
            self._query,
            lane=terms.lane,
            account_ids=accounts,
            narrowing=terms.narrowing,
            name=terms.words,
        )
        self._view.set_lane(terms.lane)
        self._view.set_chosen_accounts(tuple(sorted(terms.account_ids)))
        self._view.set_words(terms.words)
        self._start_over()
        self._counts.wish()

    def tick(self, now: datetime) -> None:
        """Look again when time alone has changed the lanes; called once a second.

        Also after a sleep, and where the clock was set back.
        """
        back = now < self._last_look
        self._last_look = now
        if back or (self._turn is not None and now >= self._turn):
            self._turn = None
            self._rows.wish()
            self._counts.wish()

    def set_order(self, order: ListOrder) -> None:
        """List in another order; nothing is emitted."""
        self._view.set_order(order)
        self._ask_anew(order=order)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Refresh what the changes concern."""
        subjects = {change.subject for change in batch.changes}
        self._known.take_changes(batch.changes, complete=batch.complete)
        removed = any(change.aspects & Aspect.REMOVED for change in batch.changes)
        if Subject.CONVERSATION in subjects or removed or not batch.complete:
            self._rows.wish()
            self._counts.wish()
        if subjects & {Subject.ACCOUNT, Subject.CORP} or not batch.complete:
            self._accounts.wish()

    def refresh_accounts(self) -> None:
        """Read anew what is known of the accounts' reading; called now and then."""
        self._accounts.wish()

    async def next_waiting(self, after: int | None) -> int | None:
        """Return who waits longest in this lane, else in all of them."""
        found = await self._desk.inbox.next_waiting(self._query, after)
        if found is not None or self._query.lane is Lane.ALL:
            return found
        everywhere = replace(self._query, lane=Lane.ALL, name="", narrowing=EVERYTHING)
        return await self._desk.inbox.next_waiting(everywhere, after)

    def _connect_signals(self) -> None:
        view = self._view
        view.conversation_chosen.connect(self.conversation_chosen)
        view.lane_chosen.connect(self._on_lane_chosen)
        view.order_chosen.connect(self._on_order_chosen)
        view.accounts_chosen.connect(self._on_accounts_chosen)
        view.filter_changed.connect(self._on_filter_changed)
        view.older_requested.connect(self._on_older_requested)
        view.newer_requested.connect(self._on_newer_requested)

    def _ask_anew(
        self,
        *,
        lane: Lane | None = None,
        order: ListOrder | None = None,
        name: str | None = None,
    ) -> None:
        before = self._query
        self._query = replace(
            before,
            lane=before.lane if lane is None else lane,
            order=before.order if order is None else order,
            name=before.name if name is None else name,
        )
        self._start_over()

    def _start_over(self) -> None:
        self._offset, self._limit, self._replace = 0, STEP, True
        self._rows.wish()
        self.terms_changed.emit(self.terms)

    async def _show_rows(self) -> None:
        query, anew = self._query, self._replace
        self._rows_read_at = self._desk.clock.now()
        rows = await self._desk.inbox.window(
            query,
            offset=self._offset,
            limit=self._limit + 1,
            known=self._known.begin_reading(),
        )
        self._known.keep(rows)
        if query != self._query:
            self._rows.wish()
            return
        self._replace = False
        show = self._view.replace_rows if anew else self._view.show_rows
        show(
            rows[: self._limit],
            more_newer=self._offset > 0,
            more_older=len(rows) > self._limit,
        )

    async def _show_counts(self) -> None:
        # From the older reading on: what turns between the two would show in neither.
        since = min(self._rows_read_at, self._desk.clock.now())
        counts = await self._desk.inbox.counts(
            self._desk.operator, self._query.account_ids
        )
        self._turn = await self._desk.inbox.next_turn(since)
        self._view.set_counts(counts)
        self.unread_changed.emit(counts.unread)

    async def _show_accounts(self) -> None:
        accounts = await self._desk.inbox.accounts()
        enabled = tuple(account for account in accounts if account.enabled)
        all_served = len(enabled) == len(accounts)
        served = None if all_served else frozenset(one.id for one in enabled)
        if served != self._served:
            # Nobody can answer at an account that is switched off: its customers
            # stand in no lane.
            self._served = served
            self._ask_accounts()
        self._view.set_accounts(enabled)
        self.accounts_read.emit(enabled)

    def _on_lane_chosen(self, lane: Lane) -> None:
        self._view.set_lane(lane)
        self._ask_anew(lane=lane)

    def _on_order_chosen(self, order: ListOrder) -> None:
        self.set_order(order)
        self.order_chosen.emit(order)

    def _on_filter_changed(self, name: str) -> None:
        self._ask_anew(name=name)

    def _on_accounts_chosen(self, account_ids: tuple[int, ...]) -> None:
        self._chosen = frozenset(account_ids) or None
        self._view.set_chosen_accounts(account_ids)
        self._ask_accounts()

    def _ask_accounts(self) -> None:
        accounts = self._served if self._chosen is None else self._chosen
        self._query = replace(self._query, account_ids=accounts)
        self._start_over()
        self._counts.wish()

    def _on_older_requested(self) -> None:
        if self._limit < MOST_ROWS:
            self._limit += STEP
        else:
            self._offset += STEP
        self._rows.wish()

    def _on_newer_requested(self) -> None:
        self._offset = max(0, self._offset - STEP)
        self._rows.wish()
