"""What stands above the conversation list: search field, order, lanes, accounts."""

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.conversation import Lane, LaneCounts
from desktop.models.list_order import ListOrder
from desktop.views.inbox.account_chips_view import AccountChipsView
from desktop.views.inbox.filter_menu import FilterMenu
from desktop.views.inbox.filter_strip import FilterStrip
from desktop.views.inbox.lane_bar_view import LaneBarView
from desktop.views.inbox.lane_words import lane_words, order_words
from desktop.views.inbox.search_offer import SearchOffer
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command


class FilterField(QLineEdit):
    """The search field; Esc empties it before it closes anything else.

    Signals:
        left_downwards: Down, the list below is wanted.
    """

    left_downwards = Signal()

    def event(self, event: QEvent) -> bool:
        wants = event.type() is QEvent.Type.ShortcutOverride and self.text()
        if wants and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Down and not held:
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)


class InboxHead(QWidget):
    """The controls that say what the list holds.

    Signals:
        lane_chosen: a Lane. order_chosen: a ListOrder.
        accounts_chosen: a tuple of account ids. filter_changed: what was typed.
        first_requested: Enter, the first of what the filter lists is wanted.
        filter_menu_requested: the menu of filters is wanted; `filter_menu` is filled
            before it opens (`open_filter_menu`).
        search_requested(words): these words are to be looked for in everything.
    """

    lane_chosen = Signal(object)
    order_chosen = Signal(object)
    accounts_chosen = Signal(object)
    filter_changed = Signal(str)
    first_requested = Signal()
    filter_menu_requested = Signal()
    search_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane.MINE
        self._folded = False
        self._filtered = False
        self._counts = LaneCounts()
        self.filter_field = FilterField(self)
        self.order_button = QToolButton(self)
        self.lane_button = QToolButton(self)
        self.filter_button = QToolButton(self)
        self.filter_menu = FilterMenu(self)
        self.filter_strip = FilterStrip(theme, self)
        self.search_offer = SearchOffer(self)
        self.lanes = LaneBarView(theme, self)
        self.chips = AccountChipsView(theme, self)
        self._glass = QAction(self)
        self._order_menu = QMenu(self)
        self._order_actions: dict[ListOrder, QAction] = {}
        self._lane_menu = QMenu(self)
        self._build()
        self.set_theme(theme)
        self.set_order(ListOrder.NEEDS_ANSWER)
        self.set_folded(False)
        self._connect_signals()

    def set_lane(self, lane: Lane) -> None:
        """Mark the lane that is shown."""
        self._lane = lane
        self.lanes.set_lane(lane)
        self._name_lane()

    def set_counts(self, counts: LaneCounts) -> None:
        """Show how much each lane holds."""
        self._counts = counts
        self.lanes.set_counts(counts)
        self._name_lane()

    def set_order(self, order: ListOrder) -> None:
        """Mark the order in force."""
        self._order_actions[order].setChecked(True)
        words = self.tr("排序：{order}").format(order=order_words(order))
        set_tooltip(self.order_button, words)
        self.order_button.setAccessibleName(words)

    def set_folded(self, folded: bool) -> None:
        """Leave only a lane button where there is room for avatars alone."""
        self._folded = folded
        top = (self.filter_field, self.order_button, self.filter_button)
        for part in (*top, self.lanes, self.chips):
            part.setVisible(not folded)
        self.filter_strip.set_folded(folded)
        self._offer_search()
        self.lane_button.setVisible(folded)

    def open_filter_menu(self) -> None:
        """Open the menu below its button, or where the button would be."""
        anchor = self.lane_button if self._folded else self.filter_button
        below = QPoint(0, anchor.height())
        self.filter_menu.popup(anchor.mapToGlobal(below))

    def show_filter(self, words: str, *, may_save: bool) -> None:
        """Say what is filtered by, nothing where all is listed."""
        self._filtered = bool(words)
        self.filter_button.setChecked(self._filtered)
        self.filter_strip.set_words(words, may_save=may_save)

    def set_words(self, text: str) -> None:
        """Show what names must contain; nothing is emitted."""
        with QSignalBlocker(self.filter_field):
            self.filter_field.setText(text)
        self._offer_search()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._glass.setIcon(icon("search", theme.colour("faint"), 16))
        self.order_button.setIcon(icon("sort", theme.colour("muted"), 16))
        colour = theme.colour("muted")
        self.filter_button.setIcon(icon("filter", colour, 16))
        self.filter_strip.set_theme(theme)
        self.lanes.set_theme(theme)
        self.chips.set_theme(theme)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 10)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.setSpacing(6)
        top.addWidget(self.filter_field, 1)
        top.addWidget(self.filter_button)
        top.addWidget(self.order_button)
        top.addWidget(self.lane_button, 1)
        column.addLayout(top)
        offer = QHBoxLayout()
        offer.setContentsMargins(12, 0, 12, 0)
        offer.addWidget(self.search_offer)
        column.addLayout(offer)
        column.addWidget(self.lanes)
        column.addWidget(self.chips)
        column.addWidget(self.filter_strip)
        self.filter_field.setObjectName("filterField")
        self.filter_field.setPlaceholderText(self.tr("按客户名字筛选"))
        self.filter_field.setAccessibleName(self.tr("按客户名字筛选"))
        name_keys(self.filter_field, self.tr("搜索消息、客户和命令"), Command.PALETTE)
        self.filter_field.setClearButtonEnabled(True)
        leading = QLineEdit.ActionPosition.LeadingPosition
        self.filter_field.addAction(self._glass, leading)
        self.order_button.setIconSize(QSize(16, 16))
        self.order_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter_button.setIconSize(QSize(16, 16))
        self.filter_button.setCheckable(True)
        self.filter_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter_button.setAccessibleName(self.tr("筛选"))
        name_keys(self.filter_button, self.tr("筛选"), Command.FILTERS)
        self.lane_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lane_button.setObjectName("laneButton")
        self._build_menus()

    def _build_menus(self) -> None:
        group = QActionGroup(self)
        for order in ListOrder:
            action = QAction(order_words(order), self._order_menu)
            action.setCheckable(True)
            action.setData(order)
            group.addAction(action)
            self._order_menu.addAction(action)
            self._order_actions[order] = action
        for lane in Lane:
            action = QAction(lane_words(lane), self._lane_menu)
            action.setData(lane)
            self._lane_menu.addAction(action)

    def _connect_signals(self) -> None:
        self.filter_field.textChanged.connect(self.filter_changed)
        self.filter_field.textChanged.connect(self._offer_search)
        self.search_offer.search_requested.connect(self.search_requested)
        self.filter_field.returnPressed.connect(self.first_requested)
        self.lanes.lane_chosen.connect(self._on_lane_chosen)
        self.chips.accounts_chosen.connect(self.accounts_chosen)
        self.order_button.clicked.connect(self._on_order_button_clicked)
        self.filter_button.clicked.connect(self._on_filter_button_clicked)
        self.lane_button.clicked.connect(self._on_lane_button_clicked)
        self._order_menu.triggered.connect(self._on_order_triggered)
        self._lane_menu.triggered.connect(self._on_lane_triggered)

    def _offer_search(self) -> None:
        self.search_offer.set_typed("" if self._folded else self.filter_field.text())

    def _name_lane(self) -> None:
        count = getattr(self._counts, self._lane.value)
        words = f"{lane_words(self._lane)}\n{count}"
        self.lane_button.setText(words)
        self.lane_button.setAccessibleName(words)

    def _on_lane_chosen(self, lane: Lane) -> None:
        self._lane = lane
        self._name_lane()
        self.lane_chosen.emit(lane)

    def _on_lane_triggered(self, action: QAction) -> None:
        lane = Lane(action.data())
        self.set_lane(lane)
        self.lane_chosen.emit(lane)

    def _on_order_triggered(self, action: QAction) -> None:
        order = ListOrder(action.data())
        self.set_order(order)
        self.order_chosen.emit(order)

    def _on_order_button_clicked(self) -> None:
        below = QPoint(0, self.order_button.height())
        self._order_menu.popup(self.order_button.mapToGlobal(below))

    def _on_filter_button_clicked(self) -> None:
        self.filter_button.setChecked(self._filtered)
        self.filter_menu_requested.emit()

    def _on_lane_button_clicked(self) -> None:
        below = QPoint(0, self.lane_button.height())
        self._lane_menu.popup(self.lane_button.mapToGlobal(below))
