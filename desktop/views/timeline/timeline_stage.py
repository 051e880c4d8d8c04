"""What stands where in the timeline now: rows in sight, reader, current message."""

from datetime import datetime

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal

from desktop.models.message import Message, Origin
from desktop.models.send_state import SendState
from desktop.views.theme.theme import Theme
from desktop.views.timeline.arrivals_below import ArrivalsBelow
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.reading_place import ReadingPlace
from desktop.views.timeline.row_frame import is_line
from desktop.views.timeline.row_layout import RowLayout, TimelineFonts
from desktop.views.timeline.row_shelf import RowShelf
from desktop.views.timeline.row_stack import PlacedRow, RowStack
from desktop.views.timeline.timeline_keys import Move
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_pointer import Hit

_UNREAD_TOP = 8
"""Pixels that stay free above the line of the new messages."""


class TimelineStage(QObject):
    """Follows the model and keeps the reader's place; paints nothing.

    Changes only mark the stage; `settle` does the work once for a frame.

    Signals:
        changed: something has to be laid out and painted again.
        page_changed: another conversation or page is on the stage.
        settled: `placed` and the extent are right again.
        moved_on: rows came or went, so that a request for a page may be repeated.
    """

    changed = Signal()
    page_changed = Signal()
    settled = Signal()
    moved_on = Signal()

    def __init__(self, model: TimelineModel, shelf: RowShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._shelf = shelf
        self._stack = RowStack(shelf.measure)
        self._settled = False
        self._size = QSize()
        self._current: int | None = None
        self._arrivals = ArrivalsBelow(model, incoming)
        self.placed: list[PlacedRow] = []
        model.page_set.connect(self._on_page_set)
        model.rows_inserted.connect(self._on_rows_inserted)
        model.rows_removed.connect(self._on_rows_removed)
        model.rows_changed.connect(self._on_rows_changed)
        model.bounds_changed.connect(self._on_bounds_changed)
        model.arrived_beyond.connect(self._on_arrived_beyond)
        self._stack.reset(len(model))

    def settle(self) -> None:
        """Measure what came into sight; many changes cost one such pass a frame."""
        if self._settled:
            return
        self._shelf.width = self._size.width()
        self.placed = self._stack.settle(self._size.height())
        self._settled = True
        self._shelf.keep_only({self._model[item.row].id for item in self.placed})
        if self.at_newest:
            self._arrivals.clear()
        elif self.placed:
            self._arrivals.pass_by(self.placed[-1].row)
        anchor = self._model[self._stack.anchor_row].id if self.placed else None
        self._model.keep_near(None if self.at_newest else anchor)
        self.settled.emit()

    @property
    def new_count(self) -> int:
        """How many of the customer's messages lie below that nobody has seen."""
        return self._arrivals.count

    @property
    def first_unseen(self) -> int | None:
        """The position of the first that came while the reader was elsewhere."""
        return self._arrivals.first

    @property
    def at_newest(self) -> bool:
        """Whether the reader is at the newest message there is."""
        return self._stack.at_bottom and not self._model.has_newer

    @property
    def far_from_newest(self) -> bool:
        """Whether more than a screen lies below."""
        if self._model.has_newer:
            return True
        return not self._stack.at_bottom and self.below() > self._size.height()

    def above(self) -> int:
        """Return the pixels of loaded rows above the viewport."""
        return self._stack.offset()

    def below(self) -> int:
        """Return the pixels of loaded rows below the viewport."""
        return self._stack.total() - self._stack.offset() - self._size.height()

    def extent(self) -> tuple[int, int]:
        """Return the largest value of a scroll bar and its value now."""
        maximum = max(0, self._stack.total() - self._size.height())
        value = maximum if self._stack.at_bottom else self._stack.offset()
        return max(maximum, value), value

    def hit(self, position: QPoint) -> Hit | None:
        """Return the row under a position of the viewport."""
        self.settle()
        for placed in self.placed:
            if placed.top <= position.y() < placed.top + placed.height:
                layout = self._shelf.layout(placed.row)
                return Hit(placed.row, layout, position - QPoint(0, placed.top))
        return None

    def rect_of(self, placed: PlacedRow) -> QRect:
        """Return where a row stands in the viewport."""
        return QRect(0, placed.top, self._size.width(), placed.height)

    def layout_of(self, placed: PlacedRow) -> RowLayout:
        """Return the layout of a row in sight."""
        return self._shelf.layout(placed.row)

    def placed_row(self, row: int | None) -> PlacedRow | None:
        """Return where a row stands, None when it is out of sight."""
        for placed in self.placed:
            if placed.row == row:
                return placed
        return None

    def waiting_row(self) -> int | None:
        """Return the row that shows the running wait: the last incoming one."""
        if self._shelf.context.waiting_since is None or self._model.has_newer:
            return None
        for row in reversed(range(len(self._model))):
            if incoming(self._model[row]):
                return row
        return None

    def resize(self, size: QSize) -> None:
        """Take the viewport's size; rows out of sight are measured when seen."""
        if size.width() != self._size.width():
            self._stack.forget_all()
        self._size = size
        self._mark()

    def set_context(self, context: TimelineContext) -> None:
        """Take what all messages share; lays out again only if words changed."""
        before, self._shelf.context = self._shelf.context, context
        if _laid_out_by(before) != _laid_out_by(context):
            self._lay_out_again()

    def dress(self, theme: Theme, fonts: TimelineFonts) -> None:
        """Take another theme or font."""
        self._shelf.dress(theme, fonts)
        self._lay_out_again()

    def tick(self, now: datetime) -> None:
        """Take the time of day; day lines change at midnight."""
        new_day = now.astimezone().date() != self._shelf.now.astimezone().date()
        self._shelf.now = now
        if new_day:
            self._lay_out_again()

    def scroll_by(self, delta: int) -> None:
        """Move by some pixels."""
        self._stack.scroll_by(delta)
        self._mark()

    def jump_to(self, offset: int) -> None:
        """Move far."""
        self._stack.jump_to(offset)
        self._mark()

    def show_message(self, message_id: int) -> bool:
        """Bring a message to the upper third; False when it is not loaded."""
        row = self._model.row_of(message_id)
        if row is None:
            return False
        self._stack.place(row, self._size.height() // 3)
        self.set_current(row)
        self._mark()
        return True

    def mark_unread(self, message_id: int | None, count: int) -> None:
        """Put the line of the new messages above one; None takes it away."""
        before, self._shelf.first_unread = self._shelf.first_unread, message_id
        self._arrivals.clear()
        for changed in {before, message_id}:
            row = None if changed is None else self._model.row_of(changed)
            if row is not None:
                self._stack.forget(row - 1, 2)
        row = None if message_id is None else self._model.row_of(message_id)
        if row is not None:
            self._arrivals.start(count, self._model[row])
        self._mark()

    def to_first_unread(self) -> bool:
        """Bring the line of the new messages to the top; False without one here."""
        wanted = self._shelf.first_unread
        row = None if wanted is None else self._model.row_of(wanted)
        if row is None:
            return False
        self._stack.place(row, _UNREAD_TOP)
        self._mark()
        return True

    def reading_place(self) -> ReadingPlace | None:
        """Return where the reader is, None at the newest message (or nowhere)."""
        self.settle()
        conversation = self._model.conversation_id
        if self.at_newest or not self.placed or conversation is None:
            return None
        message = self._model[self._stack.anchor_row]
        return ReadingPlace(
            conversation, message.position, message.id, self._stack.anchor_top
        )

    def return_to(self, place: ReadingPlace) -> None:
        """Bring a message back to where it stood; one that is gone moves nothing."""
        row = self._model.row_of(place.message_id)
        if row is not None:
            self._stack.place(row, place.top)
            self._mark()

    def to_bottom(self) -> None:
        """Go to the end of what is loaded and stay there."""
        self._stack.to_bottom()
        self._mark()

    def unfold(self, message_id: int) -> None:
        """Show more of a long text; its beginning stays where it is."""
        row = self._model.row_of(message_id)
        if row is not None:
            self._stack.hold()
            self._shelf.unfold(message_id)
            self._stack.forget(row, 1)
            self._mark()

    def measure_again(self, message_id: int) -> None:
        """Lay a row out again that knows more of its media now."""
        row = self._model.row_of(message_id)
        if row is not None:
            self._stack.forget(row, 1)
            self._mark()

    def current_row(self) -> int | None:
        """Return the row that the keyboard is at."""
        return None if self._current is None else self._model.row_of(self._current)

    def set_current(self, row: int) -> None:
        """Bring the keyboard to a row."""
        self._current = self._model[row].id

    def move_current(self, move: Move) -> None:
        """Bring the keyboard to another row and that row into sight."""
        self.settle()
        row = move.target(self.current_row(), len(self._model), len(self.placed))
        self._stack.reveal(row, self._size.height())
        self.set_current(row)
        self._mark()

    def _mark(self) -> None:
        self._settled = False
        self.changed.emit()

    def _lay_out_again(self) -> None:
        self._shelf.clear()
        self._stack.forget_all()
        self._mark()

    def _on_page_set(self) -> None:
        self._shelf.start_anew()
        self._stack.reset(len(self._model))
        self.placed = []
        self._arrivals.clear()
        self._current = None
        self.page_changed.emit()
        self._mark()

    def _on_rows_inserted(self, first: int, count: int) -> None:
        end = first + count
        at_end = end == len(self._model)
        if at_end and self._model.has_newer:
            self._stack.hold()
        self._stack.insert(first, count)
        self._stack.forget(first - 1, 1)
        self._stack.remeasure_top(end)
        if at_end and not self._model.has_newer:
            self._count_arrivals(first, end)
        self.moved_on.emit()
        self._mark()

    def _count_arrivals(self, first: int, end: int) -> None:
        """Follow an own message to the end; count others while the reader is up."""
        arrived = [self._model[row] for row in range(first, end)]
        if any(message.state is SendState.SAVING for message in arrived):
            self._stack.to_bottom()
        elif not self._stack.at_bottom:
            self._arrivals.add(arrived)

    def _on_rows_removed(self, first: int, count: int) -> None:
        self._stack.remove(first, count)
        self._stack.forget(first - 1, 1)
        self._stack.remeasure_top(first)
        self.moved_on.emit()
        self._mark()

    def _on_rows_changed(self, first: int, count: int) -> None:
        self._stack.forget(first - 1, count + 2)
        self._mark()

    def _on_bounds_changed(self) -> None:
        self.moved_on.emit()
        self._mark()

    def _on_arrived_beyond(self, messages: tuple[Message, ...]) -> None:
        self._arrivals.add(messages)
        self._mark()


def _laid_out_by(context: TimelineContext) -> tuple[object, ...]:
    """Return the parts of a context that stand in the rows as words."""
    return (
        context.customer_name,
        context.account_name,
        context.held,
        context.show_recalled,
    )


def incoming(message: Message) -> bool:
    """Return whether a message came from the customer (events do not count)."""
    return message.origin is Origin.CUSTOMER and not is_line(message)
