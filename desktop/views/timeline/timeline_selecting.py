"""Selecting in the timeline, by mouse and by keys, over as many messages as wanted."""

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from desktop.models.message import Message
from desktop.views.timeline.copied_words import copied_words
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.row_layout import RowLayout
from desktop.views.timeline.text_selection import (
    WHOLE,
    TextPlace,
    TextSelection,
)
from desktop.views.timeline.timeline_model import TimelineModel

_SCROLL_EVERY = 25
_SCROLL_LEAST, _SCROLL_MOST = 4, 60


class TimelineSelecting(QObject):
    """Turns places and keys into one selection.

    Signals:
        changed: another stretch is selected.
        scroll_requested(pixels): the pointer is outside, what is there is wanted.
    """

    changed = Signal()
    scroll_requested = Signal(int)

    def __init__(self, model: TimelineModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = TextSelection(model.row_of)
        self._beyond = 0
        self._from_card = False
        self.dragging = False
        self._timer = QTimer(self, interval=_SCROLL_EVERY)
        self._timer.timeout.connect(self._on_time)

    @property
    def anything(self) -> bool:
        """Whether something is selected."""
        return bool(self._selection.rows())

    def range_in(self, message_id: int) -> tuple[int, int] | None:
        """Return what is selected of a message."""
        return self._selection.range_in(message_id)

    def text(self, context: TimelineContext) -> str:
        """Return the selection as it is copied."""
        return copied_words(self._selection, self._model, context)

    def begin(self, layout: RowLayout, point: QPoint) -> None:
        """Press at a point of a row."""
        self._selection.clear()
        self._from_card = layout.body is None
        self._selection.begin(self._place(layout, point))
        self.dragging = True
        self.changed.emit()

    def extend(self, layout: RowLayout, point: QPoint) -> None:
        """Move the loose end to a point of a row."""
        anchor = self._selection.anchor
        if anchor is None:
            return
        if self._from_card:
            # A card is taken whole, whichever way the pointer goes.
            upward = self._is_above(layout.message.id, anchor.message_id)
            start = TextPlace(anchor.message_id, WHOLE if upward else 0)
            self._selection.begin(start)
        self._selection.extend(self._place(layout, point))
        self.changed.emit()

    def drag_beyond(self, pixels: int) -> None:
        """Scroll while the pointer is so far above (negative) or below; 0 stops."""
        self._beyond = pixels
        if not pixels:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def let_go(self) -> None:
        """End dragging; what is selected stays."""
        self.dragging = False
        self.drag_beyond(0)

    def take_word(self, layout: RowLayout, point: QPoint) -> None:
        """Select the word under a point of a row."""
        inside = layout.body_point(point)
        if inside is None or layout.body is None:
            return
        start, end = layout.body.block.word_at(inside)
        message_id = layout.message.id
        self._selection.take(TextPlace(message_id, start), TextPlace(message_id, end))
        self.changed.emit()

    def take_all(self) -> None:
        """Select everything that is loaded."""
        if len(self._model):
            last = self._model[len(self._model) - 1]
            self._selection.take_messages(self._model[0].id, last.id)
            self.changed.emit()

    def step(self, current: Message | None, reached: Message) -> None:
        """Select whole messages from where the keys began to the one reached."""
        anchor = self._selection.anchor
        start = anchor.message_id if anchor else (current or reached).id
        if self._model.row_of(start) is not None:
            self._selection.take_messages(start, reached.id)
            self.changed.emit()

    def clear(self) -> None:
        """Select nothing."""
        self.let_go()
        self._from_card = False
        self._selection.clear()
        self.changed.emit()

    def _place(self, layout: RowLayout, point: QPoint) -> TextPlace:
        """Return the place in a message's text that is nearest to a point."""
        message_id = layout.message.id
        inside = layout.body_point(point)
        if layout.body is None or inside is None:
            return TextPlace(message_id, self._end_of_card(message_id))
        block = layout.body.block
        if inside.y() < 0:
            return TextPlace(message_id, 0)
        if inside.y() > block.size.height():
            return TextPlace(message_id, WHOLE)
        return TextPlace(message_id, block.cursor_at(inside))

    def _end_of_card(self, message_id: int) -> int:
        """Return the far end: a card is selected whole, or by its own not at all."""
        anchor = self._selection.anchor
        if anchor is None:
            return 0
        if anchor.message_id == message_id:
            return anchor.at
        return WHOLE if self._is_above(anchor.message_id, message_id) else 0

    def _is_above(self, first: int, second: int) -> bool:
        rows = self._model.row_of(first), self._model.row_of(second)
        return rows[0] is not None and rows[1] is not None and rows[0] < rows[1]

    def _on_time(self) -> None:
        step = min(_SCROLL_MOST, max(_SCROLL_LEAST, abs(self._beyond) // 2))
        self.scroll_requested.emit(step if self._beyond > 0 else -step)
