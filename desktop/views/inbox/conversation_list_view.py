"""The list of conversations: nothing in it moves under the pointer."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QWidget

from desktop.models.conversation import ConversationSummary
from desktop.views.inbox.conversation_delegate import ConversationDelegate
from desktop.views.inbox.conversation_list_model import (
    ConversationListModel,
    ConversationRole,
)
from desktop.views.inbox.row_marking import RowMarking
from desktop.views.theme.icons import icon
from desktop.views.theme.theme import Theme

_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_NEAR_END = 40
"""Rows before the end of the window at which more are asked for."""


class ConversationListView(QListView):
    """Shows the rows, keeps the reader's place, and holds back while pointed at.

    Signals:
        conversation_chosen: the id of the conversation that the person opened.
        menu_requested(rows, QPoint): a menu for these rows at a place on the screen.
        own_window_requested: the id of a row that was double-clicked.
        older_requested, newer_requested: the window's end is near and more exist.
    """

    conversation_chosen = Signal(object)
    menu_requested = Signal(object, object)
    own_window_requested = Signal(object)
    older_requested = Signal()
    newer_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: int | None = None
        self._applying = False
        self._pointed_at = False
        self._pending: tuple[ConversationSummary, ...] | None = None
        self._more_older = False
        self._more_newer = False
        self._asked_newer = False
        self._whole = True
        self.list_model = ConversationListModel(self)
        self.marking = RowMarking(self.list_model, self)
        self.delegate = ConversationDelegate(theme, self.font(), self)
        self.pill = QPushButton(self.tr("有更新"), self)
        self._build()

    @property
    def chosen(self) -> int | None:
        """Id of the conversation that is open."""
        return self._chosen

    @property
    def holding(self) -> bool:
        """Whether a new order waits for the pointer to leave."""
        return self._pending is not None

    def show_rows(
        self,
        rows: Sequence[ConversationSummary],
        *,
        more_newer: bool = False,
        more_older: bool = False,
    ) -> None:
        """Bring the same list up to date; what is pointed at stays where it is."""
        self._more_newer, self._more_older = more_newer, more_older
        self._whole = not (more_newer or more_older)
        asked_newer, self._asked_newer = self._asked_newer, False
        if self._pointed_at and not asked_newer and self._would_move(rows):
            self._pending = tuple(rows)
            self.list_model.update_in_place(rows)
            # Whoever scrolls points at the list too, and must get to its end.
            self.list_model.append_unseen(rows)
            self._show_pill()
            return
        self._apply(rows)

    def replace_rows(
        self,
        rows: Sequence[ConversationSummary],
        *,
        more_newer: bool = False,
        more_older: bool = False,
    ) -> None:
        """Show the answer to another question (lane, filter, order) from its top."""
        self._more_newer, self._more_older = more_newer, more_older
        self._whole = not (more_newer or more_older)
        self.marking.clear()
        self._apply(rows)
        self.verticalScrollBar().setValue(0)

    def apply_pending(self) -> None:
        """Take the order that was held back."""
        if self._pending is not None:
            self._apply(self._pending)

    def set_chosen(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open; nothing is emitted."""
        self._chosen = conversation_id
        self._restore_chosen()

    def choose_next(self, step: int, *, waiting: bool = False) -> bool:
        """Open the next (1) or previous (-1) row, among those that wait if asked.

        From the end it goes on at the other end, if that is loaded: whoever answers
        by order of need finds the answered row last. Returns whether there was one.
        """
        rows = self.list_model.rows
        start = self.list_model.row_of(self._chosen) if self._chosen else None
        if start is None:
            start = -1 if step > 0 else len(rows)
        for distance in range(1, len(rows) + 1):
            row = start + step * distance
            if not (waiting or self._whole or 0 <= row < len(rows)):
                return False
            row %= len(rows)
            fits = not waiting or rows[row].waiting_since is not None
            if fits and rows[row].id != self._chosen:
                self.delegate.focus_shown = True
                self.setCurrentIndex(self.list_model.index(row))
                return True
        return False

    def choose_first(self) -> bool:
        """Open the first row; returns whether there is one."""
        if not self.list_model.rowCount():
            return False
        self._chosen = None
        self._restore_chosen()
        self.setCurrentIndex(self.list_model.index(0))
        return True

    def tick(self, now: datetime) -> None:
        """Let visible waits run on; called once a second."""
        self.list_model.set_now(now)
        if self.delegate.set_now(now):
            self.viewport().update()
            return
        for index in self._visible():
            summary: ConversationSummary = index.data(ConversationRole.SUMMARY)
            if summary.waiting_since is not None:
                area = self.delegate.wait_area(self.visualRect(index))
                self.viewport().update(area)

    def set_folded(self, folded: bool) -> None:
        """Show avatars alone, or whole rows."""
        if folded != self.delegate.folded:
            self.delegate.folded = folded
            self.delegate.shelf.forget()
            self._refresh_sizes()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.delegate.set_theme(theme)
        self._dress_pill()
        self.viewport().update()

    def _build(self) -> None:
        self.setObjectName("conversationList")
        self.setAccessibleName(self.tr("会话列表"))
        self.setModel(self.list_model)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        # A click leaves the keyboard where the person types.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalScrollBar().setSingleStep(self.delegate.row_height // 2)
        self.verticalScrollBar().valueChanged.connect(self._ask_for_more)
        self.pill.setObjectName("updatePill")
        self.pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pill.clicked.connect(self._on_pill_clicked)
        self._dress_pill()
        self.pill.hide()

    def _dress_pill(self) -> None:
        self.pill.setIcon(icon("arrow_up", self._theme.colour("on_accent"), 14))

    def _visible(self) -> list[QModelIndex]:
        height = self.delegate.row_height
        first = max(0, self.verticalScrollBar().value() // height)
        count = self.viewport().height() // height + 2
        last = min(self.list_model.rowCount(), first + count)
        return [self.list_model.index(row) for row in range(first, last)]

    def _visible_ids(self) -> list[int]:
        rows = self.list_model.rows
        return [rows[index.row()].id for index in self._visible()]

    def _would_move(self, rows: Sequence[ConversationSummary]) -> bool:
        """Whether a row that can be seen would stand elsewhere."""
        seen = self._visible_ids()
        ids = [summary.id for summary in rows]
        if not seen:
            return False
        if seen[0] not in ids:
            return True
        at = ids.index(seen[0])
        at_top = self.verticalScrollBar().value() == 0
        return (at_top and at != 0) or ids[at : at + len(seen)] != seen

    def _apply(self, rows: Sequence[ConversationSummary]) -> None:
        self._pending = None
        self.pill.hide()
        value = self.verticalScrollBar().value()
        seen = self._visible_ids()
        first = value // self.delegate.row_height
        self._applying = True
        self.list_model.set_rows(rows)
        self.doItemsLayout()
        if value > 0:
            self._return_to(seen, first, value)
        self._applying = False
        self._restore_chosen()
        self._ask_for_more()

    def _return_to(self, seen: list[int], first: int, value: int) -> None:
        """Scroll so that a row that was seen stands where it stood."""
        for offset, conversation_id in enumerate(seen):
            row = self.list_model.row_of(conversation_id)
            if row is not None:
                moved = row - (first + offset)
                height = self.delegate.row_height
                self.verticalScrollBar().setValue(value + moved * height)
                return

    def _restore_chosen(self) -> None:
        row = None if self._chosen is None else self.list_model.row_of(self._chosen)
        self._applying = True
        if row is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        elif self.currentIndex().row() != row:
            # Not scrolled to: what is open may well be out of sight.
            value = self.verticalScrollBar().value()
            self.setCurrentIndex(self.list_model.index(row))
            self.verticalScrollBar().setValue(value)
        self._applying = False

    def _show_pill(self) -> None:
        if self.pill.isVisible():
            return
        # Never under the pointer, where a click is meant for a row.
        self.pill.adjustSize()
        room = self.viewport().size()
        pointer = self.mapFromGlobal(QCursor.pos()).y()
        top = room.height() - self.pill.height() - 12
        if pointer > room.height() // 2:
            top = 8
        self.pill.move((room.width() - self.pill.width()) // 2, top)
        self.pill.show()
        self.pill.raise_()

    def _ask_for_more(self) -> None:
        if self._applying:
            return
        visible = self._visible()
        if not visible:
            return
        last = self.list_model.rowCount() - 1
        if self._more_older and visible[-1].row() >= last - _NEAR_END:
            self._more_older = False
            self.older_requested.emit()
        if self._more_newer and visible[0].row() <= _NEAR_END:
            self._more_newer = False
            self._asked_newer = True
            self.newer_requested.emit()

    def _refresh_sizes(self) -> None:
        top = self.verticalScrollBar().value() // self.delegate.row_height
        self.scheduleDelayedItemsLayout()
        self.doItemsLayout()
        self.verticalScrollBar().setSingleStep(self.delegate.row_height // 2)
        self.verticalScrollBar().setValue(top * self.delegate.row_height)

    def _summary_at(self, place: QPoint) -> ConversationSummary | None:
        index = self.indexAt(place)
        if not index.isValid():
            return None
        summary: ConversationSummary = index.data(ConversationRole.SUMMARY)
        return summary

    def _rows_of_keyboard(self) -> tuple[ConversationSummary, ...]:
        """Return what the menu key means: what is marked, or what is open."""
        if self.marking.any:
            return self.marking.marked
        rows = self.list_model.rows
        return tuple(row for row in rows if row.id == self._chosen) or rows[:1]

    def _ask_menu(self, rows: tuple[ConversationSummary, ...], place: QPoint) -> None:
        self.menu_requested.emit(rows, self.viewport().mapToGlobal(place))

    def _on_pill_clicked(self) -> None:
        self.apply_pending()
        self.verticalScrollBar().setValue(0)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if self._applying or not current.isValid():
            return
        summary: ConversationSummary = current.data(ConversationRole.SUMMARY)
        if summary.id != self._chosen:
            self._chosen = summary.id
            self.conversation_chosen.emit(summary.id)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: typing must never open another conversation."""

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pointed_at = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed_at = False
        super().leaveEvent(event)
        self.apply_pending()

    def event(self, event: QEvent) -> bool:
        # Events come from the base's making on, when there are no parts yet.
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and self.marking.wants(event):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.delegate.focus_shown = False
        if event.button() is not Qt.MouseButton.LeftButton:
            # Another button opens a menu, never a conversation.
            event.accept()
            return
        pointed = self._summary_at(event.position().toPoint())
        if pointed is not None:
            if self.marking.take_click(pointed.id, event.modifiers(), self._chosen):
                event.accept()
                return
            self.marking.clear()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        pointed = self._summary_at(event.position().toPoint())
        if pointed is None or event.modifiers():
            self.mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.own_window_requested.emit(pointed.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rows = self._rows_of_keyboard()
            if not rows:
                return
            index = self.list_model.index(self.list_model.row_of(rows[0].id) or 0)
            self._ask_menu(rows, self.visualRect(index).center())
            return
        pointed = self._summary_at(event.pos())
        if pointed is not None:
            marked = self.marking.marked
            rows = marked if pointed in marked else (pointed,)
            self._ask_menu(rows, event.pos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.delegate.focus_shown = True
        spent, reached = self.marking.take_key(event, self._chosen)
        if reached is not None:
            self.scrollTo(self.list_model.index(self.list_model.row_of(reached) or 0))
        if not spent:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEY:
            self.delegate.focus_shown = True
        super().focusInEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        # A whole row says everything itself; only avatars need a tool tip.
        if isinstance(event, QHelpEvent) and not self.delegate.folded:
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pill.isVisible():
            self.pill.hide()
            self._show_pill()
        self._ask_for_more()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.delegate.set_font(self.font())
            self._refresh_sizes()
