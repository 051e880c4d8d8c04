"""The page 快捷回复 of the side panel: a field, chips, and the replies."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.models.quick_reply import QuickReply
from desktop.views.reply_panel.panel_chips import PanelChips
from desktop.views.reply_panel.panel_field import PanelField
from desktop.views.reply_panel.reply_delegate import ReplyDelegate
from desktop.views.reply_panel.reply_list_model import ReplyListModel
from desktop.views.reply_panel.reply_menu import ReplyAction, ReplyMenu
from desktop.views.reply_panel.reply_rows import BADGES, GroupRow, PanelRow, ReplyRow
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_PAGE = 8
"""Rows that Page Up and Page Down move by."""
SETTLED = 300
"""Milliseconds that a list stands unchanged before a digit sends from it."""


class ReplyPanelView(QWidget):
    """Searches and browses the reply book beside the conversation.

    Signals:
        typed(words), tab_chosen(PanelTab): other replies are wanted.
        group_toggled(path): a group is to be opened or folded.
        action_requested(QuickReply, ReplyAction): something is to be done with one.
        left: Esc in the empty field.
        shown: the panel can be seen again.
    """

    typed = Signal(str)
    tab_chosen = Signal(object)
    group_toggled = Signal(object)
    action_requested = Signal(object, object)
    left = Signal()
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel_page")
        self.field = PanelField(self)
        self.chips = PanelChips(self)
        self.model = ReplyListModel(self)
        self.list = QListView(self)
        self._delegate = ReplyDelegate(theme, self.font(), self.list)
        self._empty = PlainLabel("", self, role="quiet", wraps=True)
        self._menu: ReplyMenu | None = None
        self._menu_reply: QuickReply | None = None
        self._build()
        self._connect_signals()
        self._draw_sign()

    def show_rows(self, rows: Sequence[PanelRow], empty: str) -> None:
        """List rows, or say why there are none."""
        before = self.list.currentIndex().row()
        if tuple(rows) != self.model.rows:
            self._settling.start()
        self.model.show(rows)
        self._empty.setText(empty)
        self._pages.setCurrentIndex(0 if rows else 1)
        if self.field.text() and rows:
            self._select(self.model.next_row(-1, 1))
        elif 0 <= before < len(rows):
            self._select(before)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._draw_sign()
        self.list.viewport().update()

    def focus_field(self) -> None:
        """Give the keyboard to the field, with what stands in it marked."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _build(self) -> None:
        self.field.setObjectName("filterField")
        self.field.setPlaceholderText(self.tr("拼音首字母、关键词、短码"))
        self.field.setAccessibleName(self.tr("搜索快捷回复"))
        self.field.setMaxLength(60)
        self._sign = QAction(self.field)
        self.field.addAction(self._sign, PanelField.ActionPosition.LeadingPosition)
        self.list.setObjectName("replyList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setAccessibleName(self.tr("快捷回复"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        for widget in (self.field, self.chips):
            row = QHBoxLayout()
            row.setContentsMargins(12, 0, 12, 0)
            row.addWidget(widget)
            column.addLayout(row)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty_page())
        column.addLayout(self._pages, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 24, 24, 24)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        layout.addWidget(self._empty)
        layout.addStretch(5)
        return page

    def _connect_signals(self) -> None:
        self._settling = QTimer(self, singleShot=True, interval=SETTLED)
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._tell_typed)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.moved.connect(self._on_moved)
        self.field.chosen.connect(self._on_chosen)
        self.field.chosen_apart.connect(self._on_chosen_apart)
        self.field.escaped.connect(self._on_escaped)
        self.chips.tab_chosen.connect(self.tab_chosen)
        self.list.clicked.connect(self._on_clicked)
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        for number in range(1, BADGES + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setObjectName(str(number))
            shortcut.activated.connect(self._on_number)

    def _draw_sign(self) -> None:
        self._sign.setIcon(icon("search", self._theme.colour("muted"), 16))

    def _select(self, at: int | None) -> None:
        if at is not None:
            self.list.setCurrentIndex(self.model.index(at))

    def _ask(self, action: ReplyAction, row: PanelRow | None) -> None:
        if isinstance(row, ReplyRow):
            self.action_requested.emit(row.found.reply, action)
        elif isinstance(row, GroupRow):
            self.group_toggled.emit(row.path)

    def _current(self) -> PanelRow | None:
        return self.model.row(self.list.currentIndex().row())

    # ---- what people do

    def _on_text_changed(self) -> None:
        self._pause.start()

    def _tell_typed(self) -> None:
        self.typed.emit(self.field.text())

    def _on_moved(self, move: str) -> None:
        if move in ("forward", "backward"):
            self.focusNextPrevChild(move == "forward")
            return
        at = self.list.currentIndex().row()
        rows = 1 if move in ("down", "up") else _PAGE
        step = 1 if move.endswith("down") else -1
        for _ in range(rows):
            further = self.model.next_row(at, step)
            if further is None:
                break
            at = further
        self._select(at if at >= 0 else None)

    def _on_chosen(self) -> None:
        self._ask(ReplyAction.INSERT, self._current())

    def _on_chosen_apart(self) -> None:
        self._ask(ReplyAction.SEND, self._current())

    def _on_escaped(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.left.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._ask(ReplyAction.INSERT, self.model.row(index.row()))

    def _on_number(self) -> None:
        shortcut = self.sender()
        if not isinstance(shortcut, QShortcut) or self._settling.isActive():
            return
        reply = self.model.numbered(int(shortcut.objectName()))
        if reply is not None:
            self.action_requested.emit(reply, ReplyAction.SEND)

    def _on_menu_requested(self, place: QPoint) -> None:
        row = self.model.row(self.list.indexAt(place).row())
        if not isinstance(row, ReplyRow):
            return
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = ReplyMenu(row.found.reply, self)
        self._menu_reply = row.found.reply
        self._menu.triggered.connect(self._on_menu_triggered)
        self._menu.popup(self.list.viewport().mapToGlobal(place))

    def _on_menu_triggered(self, action: QAction) -> None:
        if self._menu_reply is not None:
            self.action_requested.emit(self._menu_reply, ReplyAction(action.data()))

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that news are wanted."""
        super().showEvent(event)
        self.shown.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.set_font(self.font())
            self.list.doItemsLayout()
