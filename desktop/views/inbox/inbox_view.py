"""The inbox column: what to list on top, the conversations below."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary, Lane, LaneCounts
from desktop.models.flow_step import FlowStep
from desktop.models.list_order import ListOrder
from desktop.views.inbox.bulk_bar_view import BulkBarView
from desktop.views.inbox.conversation_list_view import ConversationListView
from desktop.views.inbox.empty_state_view import EmptyStateView
from desktop.views.inbox.flow_menu import FlowMenu, OpenWay, RowSteps
from desktop.views.inbox.inbox_head import InboxHead
from desktop.views.theme.theme import Theme


class InboxView(QWidget):
    """Lanes, accounts, filter, order and the list.

    Signals:
        conversation_chosen: id of the conversation that the person opened.
        lane_chosen: a Lane. order_chosen: a ListOrder.
        accounts_chosen: a tuple of account ids, empty for all.
        filter_changed: what stands in the search field, stripped.
        step_requested(FlowStep, ids): to be done to these conversations.
        way_requested(OpenWay, conversation_id): to be opened in that way.
        older_requested, newer_requested: rows beyond the window's ends are wanted.
        connect_requested: a corp is to be connected.
        clear_requested: the filter is to go.
        search_requested(words): these words are to be looked for in everything.
    """

    conversation_chosen = Signal(object)
    lane_chosen = Signal(object)
    order_chosen = Signal(object)
    accounts_chosen = Signal(object)
    filter_changed = Signal(str)
    older_requested = Signal()
    newer_requested = Signal()
    connect_requested = Signal()
    clear_requested = Signal()
    search_requested = Signal(str)
    step_requested = Signal(object, object)
    way_requested = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane.MINE
        self._filter = ""
        self._filtering = False
        self._first_wanted = False
        self._connected: bool | None = None
        self._asked = False
        self._narrowed = False
        self._operator_id: int | None = None
        self.setObjectName("inbox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = InboxHead(theme, self)
        self.list = ConversationListView(theme, self)
        self.bulk_bar = BulkBarView(theme, self)
        self.empty_state = EmptyStateView(theme, self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect_signals()

    # What is listed

    def show_rows(
        self,
        rows: Sequence[ConversationSummary],
        *,
        more_newer: bool = False,
        more_older: bool = False,
    ) -> None:
        """Bring the rows of the same lane, filter and order up to date."""
        self._asked = True
        self.list.show_rows(rows, more_newer=more_newer, more_older=more_older)
        self._choose_face()

    def replace_rows(
        self,
        rows: Sequence[ConversationSummary],
        *,
        more_newer: bool = False,
        more_older: bool = False,
    ) -> None:
        """Show the rows of another lane, filter, choice of accounts or order."""
        self._asked = True
        self.list.replace_rows(rows, more_newer=more_newer, more_older=more_older)
        self._choose_face()
        self._filtering = False
        if self._first_wanted:
            self._first_wanted = False
            self.list.choose_first()

    def set_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Show these accounts; none means that no corp is connected yet."""
        self._connected = bool(accounts)
        self.head.chips.set_accounts(accounts)
        self.list.list_model.set_accounts(accounts)
        self._choose_face()

    def set_expected_delay(self, delay: timedelta) -> None:
        """Take how late polling may be before an account counts as behind."""
        self.head.chips.set_expected_delay(delay)

    def set_operator(self, name: str, operator_id: int | None = None) -> None:
        """Take the name under which our own answers read 你, and whose steps show."""
        self._operator_id = operator_id
        self.list.list_model.set_operator(name)
        self.list.delegate.shelf.set_operator(name)

    def set_counts(self, counts: LaneCounts) -> None:
        """Show how much each lane holds."""
        self.head.set_counts(counts)

    def set_lane(self, lane: Lane) -> None:
        """Mark the lane that is shown; nothing is emitted."""
        self._lane = lane
        self.head.set_lane(lane)
        self._choose_face()

    def set_order(self, order: ListOrder) -> None:
        """Mark the order in force; nothing is emitted."""
        self.head.set_order(order)

    def set_chosen_accounts(self, account_ids: tuple[int, ...]) -> None:
        """Mark the accounts that are shown; nothing is emitted."""
        self.head.chips.set_chosen(account_ids)

    def show_filter(self, words: str, *, may_save: bool) -> None:
        """Say what is filtered by, nothing where all is listed."""
        self._narrowed = bool(words)
        self.head.show_filter(words, may_save=may_save)
        self._choose_face()

    @property
    def words_in_hand(self) -> str:
        """What is being typed into the search field, empty when the focus is not."""
        field = self.head.filter_field
        return field.text().strip() if field.hasFocus() else ""

    def set_words(self, text: str) -> None:
        """Show what names must contain; nothing is emitted."""
        self._filter = text
        self.head.set_words(text)

    # What is done to several

    @property
    def marked_ids(self) -> tuple[int, ...]:
        """The marked conversations in the list's order."""
        return tuple(row.id for row in self.list.marking.marked)

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.list.marking.clear()

    # Moving through it

    @property
    def chosen(self) -> int | None:
        """Id of the conversation that is open."""
        return self.list.chosen

    def set_chosen(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open; nothing is emitted."""
        self.list.set_chosen(conversation_id)

    def choose_next(self) -> bool:
        """Open the next row; false when there is no other."""
        return self.list.choose_next(1)

    def choose_previous(self) -> bool:
        """Open the row before; false when there is no other."""
        return self.list.choose_next(-1)

    def choose_next_waiting(self) -> bool:
        """Open the next customer who waits; false when nobody else does."""
        return self.list.choose_next(1, waiting=True)

    def choose_previous_waiting(self) -> bool:
        """Open the customer before who waits; false when nobody else does."""
        return self.list.choose_next(-1, waiting=True)

    # Looks

    def tick(self, now: datetime) -> None:
        """Let waits and lights run on; called once a second."""
        self.list.tick(now)
        self.head.chips.tick(now)

    def set_folded(self, folded: bool) -> None:
        """Show avatars alone where the window is narrow or low."""
        self.head.set_folded(folded)
        self.list.set_folded(folded)
        self.bulk_bar.set_folded(folded)
        self._show_marked()
        self._choose_face()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.head.set_theme(theme)
        self.list.set_theme(theme)
        self.empty_state.set_theme(theme)
        self.bulk_bar.set_theme(theme)

    def _build(self) -> None:
        line = QFrame(self)
        line.setObjectName("headLine")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bulk_bar)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty_state)

    def _connect_signals(self) -> None:
        self.head.lane_chosen.connect(self._on_lane_chosen)
        self.head.order_chosen.connect(self.order_chosen)
        self.head.accounts_chosen.connect(self.accounts_chosen)
        self.head.filter_changed.connect(self._on_filter_changed)
        self.head.search_requested.connect(self.search_requested)
        self.head.filter_field.left_downwards.connect(self._on_left_downwards)
        self.head.first_requested.connect(self._on_first_requested)
        self.list.conversation_chosen.connect(self.conversation_chosen)
        self.list.older_requested.connect(self.older_requested)
        self.list.newer_requested.connect(self.newer_requested)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.list.own_window_requested.connect(self._on_own_window_requested)
        self.list.marking.marks_changed.connect(self._show_marked)
        self.bulk_bar.step_chosen.connect(self._on_step_chosen)
        self.bulk_bar.closed.connect(self.clear_marks)
        self.empty_state.action_requested.connect(self._on_empty_action)

    def _choose_face(self) -> None:
        """Show the list, or words once it is known that there is nothing to list."""
        rows = self.list.list_model.rowCount()
        unconnected = self._connected is False
        empty = unconnected or (self._asked and not rows)
        if not empty or self.list.delegate.folded:
            self._stack.setCurrentWidget(self.list)
            return
        if unconnected:
            self.empty_state.show_unconnected()
        elif self._filter:
            self.empty_state.show_no_match(self._filter)
        elif self._narrowed:
            self.empty_state.show_narrowed()
        else:
            self.empty_state.show_lane(self._lane)
        self._stack.setCurrentWidget(self.empty_state)

    def _on_lane_chosen(self, lane: Lane) -> None:
        self._lane = lane
        self.lane_chosen.emit(lane)

    def _on_filter_changed(self, text: str) -> None:
        if text.strip() != self._filter:
            self._filter = text.strip()
            self._filtering, self._first_wanted = True, False
            self.filter_changed.emit(self._filter)

    def _on_left_downwards(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.list_model.index(0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_first_requested(self) -> None:
        """Open the first match; never of the rows that stood there before."""
        if self._filtering:
            self._first_wanted = True
        else:
            self.list.choose_first()

    def _on_empty_action(self) -> None:
        if self._connected is False:
            self.connect_requested.emit()
        elif self._filter:
            self.head.filter_field.clear()
        else:
            self.clear_requested.emit()

    def _show_marked(self) -> None:
        marking = self.list.marking
        now = self.list.list_model.now
        self.bulk_bar.show_rows(marking.marked, self._operator_id, now)

    def _on_step_chosen(self, step: FlowStep) -> None:
        self.step_requested.emit(step, self.marked_ids)

    def _on_own_window_requested(self, conversation_id: int) -> None:
        self.way_requested.emit(OpenWay.OWN_WINDOW, conversation_id)

    def _on_menu_requested(
        self, rows: tuple[ConversationSummary, ...], place: QPoint
    ) -> None:
        steps = RowSteps.of(rows, self._operator_id, self.list.list_model.now)
        menu = FlowMenu(steps, self, single=len(rows) == 1)
        menu.setProperty("ids", [row.id for row in rows])
        menu.triggered.connect(self._on_menu_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _on_menu_triggered(self, action: QAction) -> None:
        menu = self.sender()
        ids = tuple(int(each) for each in menu.property("ids"))
        chosen = action.data()
        if chosen in list(OpenWay):
            self.way_requested.emit(OpenWay(chosen), ids[0])
        else:
            self.step_requested.emit(FlowStep(chosen), ids)
