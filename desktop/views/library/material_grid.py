"""A grid of any number of cards: where each lies is counted, never laid out."""

from datetime import UTC, datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.models.material import Material
from desktop.views.library.card_face import CardMeasures, FaceShelf
from desktop.views.library.card_painter import CardMarks, CardPainter
from desktop.views.library.card_shelf import CardShelf, Shown
from desktop.views.library.kept_choice import KeptChoice
from desktop.views.library.materials_model import MaterialsModel
from desktop.views.library.picked_order import PickedOrder, rows_of
from desktop.views.library.picture_shelf import PictureShelf
from desktop.views.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_Cursor = QAbstractItemView.CursorAction
_COALESCED = 16
"""Milliseconds: rows that come and go within a frame are told once."""
_REST = 400
"""Milliseconds after which what the pointer rests on is shown larger."""


class MaterialGrid(QAbstractItemView):
    """Shows the cards of a model; several can be chosen, in an order.

    Signals:
        rows_shown(object first, object last): these rows are on screen now
        picture_size_changed(): pictures are wanted in another size
        picked(object materials): other ones are chosen, in this order
        preview_requested(object material, object rect): the pointer rests on a card;
            the rectangle is in coordinates of the screen; None: it has left
        chosen(object materials, bool at_once): Enter or a double click; at once with
            Ctrl
        menu_requested(object materials, QPoint): a menu for them, there on the screen
    """

    rows_shown = Signal(object, object)
    picture_size_changed = Signal()
    picked = Signal(object)
    preview_requested = Signal(object, object)
    chosen = Signal(object, bool)
    menu_requested = Signal(object, object)

    def __init__(
        self, theme: Theme, parent: QWidget | None, *, small: bool = False
    ) -> None:
        super().__init__(parent)
        self._small = small
        self._now = datetime.fromtimestamp(0, UTC)
        self._sent: frozenset[int] = frozenset()
        self._sent_to = ""
        self._hovered = -1
        self.faces = FaceShelf()
        self.pictures = PictureShelf()
        self._cards = CardShelf()
        self.painter = CardPainter(theme)
        self.measures = CardMeasures.of(self.font(), 400, small=small)
        self.list_model = MaterialsModel(self)
        self._told = self._timer(_COALESCED, self._tell_rows)
        self._resting = self._timer(_REST, self._ask_preview)
        self._build()
        self.order = PickedOrder(self.selectionModel(), self)
        self.order.changed.connect(self._on_order_changed)
        KeptChoice(self, self.list_model, self.order)
        self.list_model.modelReset.connect(self._on_reset)
        self.list_model.dataChanged.connect(self._wish_rows)

    # What is shown

    @property
    def picked_materials(self) -> tuple[Material, ...]:
        """What is chosen, in its order."""
        found = (self.list_model.material(row) for row in self.order.rows)
        return tuple(each for each in found if each is not None)

    def set_now(self, now: datetime) -> None:
        """Take the time; with a new day what is said of dates is said anew."""
        new_day = now.astimezone().date() != self._now.astimezone().date()
        self._now = now
        if new_day:
            self.faces.forget()
            self.viewport().update()

    def set_sent(self, sent: frozenset[int], name: str) -> None:
        """Mark what the open conversation's customer has been sent before."""
        if (sent, name) != (self._sent, self._sent_to):
            self._sent, self._sent_to = sent, name
            self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.painter.theme = theme
        self._cards.clear()
        self.viewport().update()

    def visible_rows(self) -> range:
        """Return the rows of which something is on screen."""
        high, columns = self.measures.row_height(), self.measures.columns
        top = max(0, self.verticalOffset() - self.measures.margin)
        bottom = max(0, self.verticalOffset() + self.viewport().height())
        first = top // high * columns
        last = (bottom // high + 1) * columns
        return range(first, min(last, self.list_model.rowCount()))

    def pick(self, row: int) -> None:
        """Choose one row alone."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.list_model.index(row)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)

    # What Qt asks of a view

    def visualRect(self, index: _Index) -> QRect:
        return self._card(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        measures = self.measures
        x = point.x() - measures.margin
        y = point.y() + self.verticalOffset() - measures.margin
        column, beside = divmod(x, measures.size.width() + measures.gap)
        line, below = divmod(y, measures.row_height())
        inside = beside < measures.size.width() and below < measures.size.height()
        row = line * measures.columns + column
        fits = 0 <= column < measures.columns and line >= 0
        if inside and fits and row < self.list_model.rowCount():
            return self.list_model.index(row)
        return QModelIndex()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = (
            QAbstractItemView.ScrollHint.EnsureVisible
        ),
    ) -> None:
        del hint  # a card is either seen or brought to the nearer edge
        card, bar = self.visualRect(index), self.verticalScrollBar()
        margin = self.measures.gap
        if card.top() - margin < 0:
            bar.setValue(bar.value() + card.top() - margin)
        elif card.bottom() + margin > self.viewport().height():
            over = card.bottom() + margin - self.viewport().height()
            bar.setValue(bar.value() + over)

    def moveCursor(
        self, action: _Cursor, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        del modifiers
        count = self.list_model.rowCount()
        row = self.currentIndex().row()
        if count == 0:
            return QModelIndex()
        if row < 0:
            return self.list_model.index(0)
        columns = self.measures.columns
        page = self.viewport().height() // self.measures.row_height() * columns
        step = {
            _Cursor.MoveLeft: -1,
            _Cursor.MovePrevious: -1,
            _Cursor.MoveRight: 1,
            _Cursor.MoveNext: 1,
            _Cursor.MoveUp: -columns,
            _Cursor.MoveDown: columns,
            _Cursor.MovePageUp: -max(columns, page),
            _Cursor.MovePageDown: max(columns, page),
            _Cursor.MoveHome: -row,
            _Cursor.MoveEnd: count - 1 - row,
        }[action]
        wanted = row + step
        if not 0 <= wanted < count and abs(step) == columns > 1:
            wanted = row  # up from the first line leads nowhere
        return self.list_model.index(min(max(0, wanted), count - 1))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def setSelection(
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        selection = QItemSelection()
        area = rect.normalized()
        if self.state() != self.State.DragSelectingState:
            self._select_between(rect, selection)
        else:
            for row in self.visible_rows():
                if self._card(row).intersects(area):
                    index = self.list_model.index(row)
                    selection.select(index, index)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        seen = self.visible_rows()
        region = QRegion()
        for row in rows_of(selection):
            if row in seen:
                region += self._card(row)
        return region

    def updateGeometries(self) -> None:
        measures = self.measures
        lines = -(-self.list_model.rowCount() // measures.columns)
        whole = lines * measures.row_height() - measures.gap + 2 * measures.margin
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, whole - seen))
        bar.setEnabled(whole > seen)
        bar.setPageStep(seen)
        bar.setSingleStep(max(24, measures.row_height() // 4))
        super().updateGeometries()
        self._wish_rows()

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wanted = event.region()
        rows = self.visible_rows()
        for row in rows:
            card = self._card(row)
            if wanted.intersects(card):
                self.paint_card(painter, card, row)
        self._cards.keep_at_most(2 * len(rows))

    def paint_card(self, painter: QPainter, card: QRect, row: int) -> None:
        """Paint the card of a row as it looks now."""
        material = self.list_model.material(row)
        if material is None:
            self.painter.paint_waiting(painter, card, self.measures)
            return
        marks = CardMarks(
            order=self.order.number(row),
            chosen=row in self.order,
            hovered=row == self._hovered,
            focused=self.hasFocus() and row == self.currentIndex().row(),
        )
        sent_to = self._sent_to if material.id in self._sent else ""
        face = self.faces.face(material, sent_to, self.measures, self._now)
        picture = self.pictures.picture((material.id, material.version))
        shown = material, face, picture
        drawn = self._drawn(shown, marks, self.devicePixelRatioF())
        painter.drawPixmap(card.topLeft(), drawn)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: to look through all rows would take too long; one searches."""

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self._hide_preview()
        self._wish_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).row()
        if over != self._hovered:
            self._hide_preview()
            self._hover(over)
        if over >= 0 and not event.buttons():
            self._resting.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hide_preview()
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hide_preview()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        # In a small grid the first click has taken it already.
        if not self._small and self.indexAt(event.position().toPoint()).isValid():
            self._choose(at_once=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._choose(at_once=bool(control))
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFrom(self, event.pos()))
            index = index if index.isValid() else self.indexAt(event.pos())
            place = event.globalPos()
        else:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid() and index.row() not in self.order:
            self.pick(index.row())
        if self.picked_materials:
            self.menu_requested.emit(self.picked_materials, place)

    # Inside

    def _build(self) -> None:
        self.setProperty("role", "material_grid")
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(self.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setModel(self.list_model)
        self.setItemDelegate(_CarriedCard(self))

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _drawn(self, shown: Shown, marks: CardMarks, ratio: float) -> QPixmap:
        measures = self.measures

        def draw(painter: QPainter, card: QRect) -> None:
            self.painter.paint(painter, card, measures, shown, marks)

        return self._cards.card(shown, marks, measures.size, ratio, draw)

    def _card(self, row: int) -> QRect:
        measures = self.measures
        line, column = divmod(row, measures.columns)
        left = measures.margin + column * (measures.size.width() + measures.gap)
        top = measures.margin + line * measures.row_height() - self.verticalOffset()
        return QRect(QPoint(left, top), measures.size)

    def _measure(self) -> None:
        """Fit the cards to width and font; what was at the top stays there."""
        before, first = self.measures, self.visible_rows().start
        width = self.viewport().width()
        self.measures = CardMeasures.of(self.font(), width, small=self._small)
        if self.measures == before:
            self.updateGeometries()
            return
        self.faces.forget()
        self._cards.clear()
        self.updateGeometries()
        line = first // self.measures.columns
        if first:
            self.verticalScrollBar().setValue(line * self.measures.row_height())
        if self.measures.picture_size() != before.picture_size():
            self.picture_size_changed.emit()
        self.viewport().update()

    def _select_between(self, rect: QRect, selection: QItemSelection) -> None:
        """Choose from the card at one corner to that at the other, as text is."""
        first = self.indexAt(rect.topLeft())
        last = self.indexAt(rect.bottomRight())
        if first.isValid() and last.isValid():
            rows = sorted((first.row(), last.row()))
            selection.select(*(self.list_model.index(row) for row in rows))

    def _choose(self, *, at_once: bool) -> None:
        materials = self.picked_materials
        if materials:
            self.chosen.emit(materials, at_once)

    def _hover(self, row: int) -> None:
        for each in (self._hovered, row):
            if each >= 0:
                self.viewport().update(self._card(each))
        self._hovered = row

    def _hide_preview(self) -> None:
        self._resting.stop()
        self.preview_requested.emit(None, QRect())

    def _ask_preview(self) -> None:
        material = self.list_model.material(self._hovered)
        if material is not None:
            card = self._card(self._hovered)
            corner = self.viewport().mapToGlobal(card.topLeft())
            self.preview_requested.emit(material, QRect(corner, card.size()))

    def _wish_rows(self) -> None:
        if not self._told.isActive():
            self._told.start()

    def _tell_rows(self) -> None:
        rows = self.visible_rows()
        self.rows_shown.emit(rows.start, rows.stop - 1)

    def _on_order_changed(self) -> None:
        self.viewport().update()
        self.picked.emit(self.picked_materials)

    def _on_reset(self) -> None:
        self.order.clear()
        self._hovered = -1
        self.verticalScrollBar().setValue(0)
        self.updateGeometries()
        self.viewport().update()


class _CarriedCard(QStyledItemDelegate):
    """Paints what hangs on the pointer while cards are dragged."""

    def __init__(self, grid: MaterialGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        self._grid.paint_card(painter, option.rect, index.row())
