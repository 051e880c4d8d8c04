"""The timeline: lays out and paints only the rows of a conversation that are seen."""

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.models.conversation import OVERDUE_AFTER
from desktop.models.media_facts import MediaFacts, VoicePlaying
from desktop.models.message import Message
from desktop.views.theme.durations import stopwatch
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import (
    Extras,
    TimelineContext,
    spoken,
)
from desktop.views.timeline.newest_pill import NewestPill
from desktop.views.timeline.reading_place import ReadingPlace
from desktop.views.timeline.row_layout import TimelineFonts
from desktop.views.timeline.row_media import RowMedia
from desktop.views.timeline.row_painter import RowPainter, RowState
from desktop.views.timeline.row_shelf import RowShelf
from desktop.views.timeline.send_words import Action
from desktop.views.timeline.timeline_facts import TimelineFacts
from desktop.views.timeline.timeline_highlights import TimelineHighlights
from desktop.views.timeline.timeline_keys import Move, move_of, selecting_move_of
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_pointer import Hit, TimelinePointer
from desktop.views.timeline.timeline_selecting import TimelineSelecting
from desktop.views.timeline.timeline_stage import TimelineStage

_WHEEL_STEP = 24
_FOCUS_RETURNS = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
"""Reasons for which the focus comes back to where it was, mark and all."""


class TimelineView(QAbstractScrollArea):
    """Shows the messages of a TimelineModel.

    Signals:
        painted(message_id): the paintEvent that first drew this message has ended.
        seen_through(message_id): the newest incoming message in sight of an active
            window; each id once, never an older one after a newer one.
        older_requested, newer_requested: the reader comes near an end with a gap.
        newest_requested: the reader wants the newest page, which is not loaded.
        retry_requested, mark_delivered_requested, resend_requested,
        discard_requested (message_id): a person decided about an answer.
        save_requested(message_id): a file is wanted; one that is not here has to be
            fetched anew.
        open_link_requested(url): an http or https address was clicked.
        day_requested: a day line was clicked; another day is wanted.
        media_wanted(message_id): bytes in sight have to be looked at.
        media_open_requested(message_id): a picture, film or document was clicked.
        voice_play_requested(message_id): play, or pause.
        voice_seek_requested(message_id, fraction): go on from another place.
        voice_speed_requested(message_id): the next speed.
        record_open_requested(message_id): a forwarded chat record shall open.
        quote_requested(message_id): an answer shall quote it.
        reply_wanted(words): a quick reply shall be made of them.
        replies_wanted(words): quick replies are wanted that fit them.
        search_requested(words): other messages with a number are wanted.
    """

    painted = Signal(object)
    seen_through = Signal(object)
    older_requested = Signal()
    newer_requested = Signal()
    newest_requested = Signal()
    retry_requested = Signal(object)
    mark_delivered_requested = Signal(object)
    resend_requested = Signal(object)
    discard_requested = Signal(object)
    save_requested = Signal(object)
    open_link_requested = Signal(str)
    day_requested = Signal()
    media_wanted = Signal(object)
    media_open_requested = Signal(object)
    voice_play_requested = Signal(object)
    voice_seek_requested = Signal(object, float)
    voice_speed_requested = Signal(object)
    record_open_requested = Signal(object)
    quote_requested = Signal(object)
    reply_wanted = Signal(str)
    replies_wanted = Signal(str)
    search_requested = Signal(str)

    def __init__(
        self,
        model: TimelineModel,
        theme: Theme,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._now = now
        fonts = TimelineFonts(self.font())
        self._media = RowMedia(self)
        self._shelf = RowShelf(model, self._media, theme, fonts, now)
        self._stage = TimelineStage(model, self._shelf, self)
        self._painter = RowPainter(theme, fonts, self._media)
        self._selecting = TimelineSelecting(model, self)
        self._pointer = TimelinePointer(self, self._selecting, self)
        self._facts = TimelineFacts(model, self._stage, self)
        self._pill = NewestPill(self.viewport())
        self._highlights = TimelineHighlights(self)
        self._bar_value = 0
        self._by_keyboard = False
        self._focus_shown = False
        self._set_up_widget()
        self._connect_signals()

    def context(self) -> TimelineContext:
        """Return what all messages of the conversation share."""
        return self._shelf.context

    def set_context(self, context: TimelineContext) -> None:
        """Take names, account, hold and wait of the conversation."""
        self._stage.set_context(context)
        self.viewport().update()

    def extras(self, message: Message) -> Extras:
        """Return what a message shows beyond itself."""
        row = self._model.row_of(message.id)
        return Extras() if row is None else self._shelf.extras(row)

    def set_media_facts(self, facts: MediaFacts) -> None:
        """Learn what a message's bytes are, in answer to `media_wanted`."""
        self._media.take_facts(facts)

    def set_voice_playing(self, playing: VoicePlaying | None) -> None:
        """Learn what sounds now; None is silence."""
        self._media.take_playing(playing)

    def set_theme(self, theme: Theme) -> None:
        """Switch the colours; nothing moves."""
        self._theme = theme
        self._dress()

    def tick(self, now: datetime) -> None:
        """Take the time of day; repaints only what shows it."""
        self._now = now
        self._stage.tick(now)
        placed = self._stage.placed_row(self._stage.waiting_row())
        if placed is not None:
            self.viewport().update(self._stage.rect_of(placed))

    def go_to_newest(self) -> None:
        """Show the newest message; asks for its page where that is not loaded."""
        if self._model.has_newer:
            self.newest_requested.emit()
        else:
            self._stage.to_bottom()

    def show_message(self, message_id: int) -> bool:
        """Bring a message into sight and outline it; False when it is not loaded."""
        if not self._stage.show_message(message_id):
            return False
        self._highlights.point_at(message_id)
        self._describe_current()
        return True

    def mark_unread(self, message_id: int | None, count: int = 0) -> None:
        """Put the line of the new messages above one; None takes it away."""
        self._stage.mark_unread(message_id, count)

    def to_first_unread(self) -> bool:
        """Bring that line to the top; False when it is not loaded."""
        return self._stage.to_first_unread()

    def mark_words(self, words: tuple[str, ...], message_id: int | None) -> None:
        """Mark words in all texts; the search stands at one message, or at none."""
        self._highlights.mark_words(words, message_id)

    def reading_place(self) -> ReadingPlace | None:
        """Return where the reader is, None at the newest message."""
        return self._stage.reading_place()

    def return_to(self, place: ReadingPlace) -> None:
        """Bring a loaded message back to where it stood."""
        self._stage.return_to(place)

    def bottom_message(self) -> Message | None:
        """Return the lowest message in sight."""
        placed = self._stage.placed
        return self._model[placed[-1].row] if placed else None

    def top_message(self) -> Message | None:
        """Return the highest message in sight."""
        placed = self._stage.placed
        return self._model[placed[0].row] if placed else None

    def current_message(self) -> Message | None:
        """Return the message that the keyboard is at."""
        row = self._stage.current_row()
        return None if row is None else self._model[row]

    def first_unseen(self) -> int | None:
        """Return the position of the first message that came below, unseen."""
        return self._stage.first_unseen

    def layouts_built(self) -> int:
        """Return how many row layouts were made so far; benchmarks count them."""
        return self._shelf.built

    def hit(self, position: QPoint) -> Hit | None:
        """Return the row under a position of the viewport."""
        return self._stage.hit(position)

    def _set_up_widget(self) -> None:
        self.setObjectName("timeline")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("消息记录"))
        # A click leaves the keyboard where the person types.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width of all rows.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_WHEEL_STEP)

    def _connect_signals(self) -> None:
        self._stage.changed.connect(self.viewport().update)
        self._highlights.changed.connect(self.viewport().update)
        self._stage.settled.connect(self._on_settled)
        self._stage.page_changed.connect(self._pointer.reset)
        self._stage.page_changed.connect(self._media.start_anew)
        self._media.wanted.connect(self.media_wanted)
        self._media.facts_changed.connect(self._stage.measure_again)
        self._media.sounding_changed.connect(self._on_sounding_changed)
        self._selecting.changed.connect(self.viewport().update)
        self._selecting.scroll_requested.connect(self._on_scroll_requested)
        self._pointer.action_chosen.connect(self._on_action_chosen)
        self._pointer.voice_sought.connect(self._on_voice_sought)
        self._pointer.row_pressed.connect(self._on_row_pressed)
        self._pill.clicked.connect(self.go_to_newest)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_moved)
        self._facts.painted.connect(self.painted)
        self._facts.seen_through.connect(self.seen_through)
        self._facts.older_requested.connect(self.older_requested)
        self._facts.newer_requested.connect(self.newer_requested)

    def _dress(self) -> None:
        fonts = TimelineFonts(self.font())
        self._painter = RowPainter(self._theme, fonts, self._media)
        self._stage.dress(self._theme, fonts)

    def _on_settled(self) -> None:
        """Bring the scroll bar and the way back in line with the stage."""
        bar = self.verticalScrollBar()
        maximum, value = self._stage.extent()
        with QSignalBlocker(bar):
            bar.setPageStep(self.viewport().height())
            bar.setRange(0, maximum)
            bar.setValue(value)
        bar.setEnabled(maximum > 0)
        self._bar_value = value
        stage = self._stage
        away = stage.far_from_newest and self.context().goes_on
        self._pill.show_count(stage.new_count, away=away)
        self._start_at_newest()

    def _on_bar_moved(self, value: int) -> None:
        bar = self.verticalScrollBar()
        delta = value - self._bar_value
        self._bar_value = value
        if bar.isSliderDown() and value == bar.maximum():
            self._stage.to_bottom()
        elif bar.isSliderDown() and abs(delta) > bar.pageStep():
            self._stage.jump_to(value)
        else:
            self._stage.scroll_by(delta)

    def _on_row_pressed(self, row: int) -> None:
        self._by_keyboard = False
        self._stage.set_current(row)
        self._describe_current()

    def _on_action_chosen(self, action: Action, message_id: int, target: str) -> None:
        wishes = {
            Action.RETRY: self.retry_requested,
            Action.MARK_DELIVERED: self.mark_delivered_requested,
            Action.RESEND: self.resend_requested,
            Action.DISCARD: self.discard_requested,
            Action.SAVE: self.save_requested,
            Action.FETCH: self.save_requested,
            Action.QUOTE: self.quote_requested,
            Action.OPEN_MEDIA: self.media_open_requested,
            Action.PLAY_VOICE: self.voice_play_requested,
            Action.VOICE_SPEED: self.voice_speed_requested,
            Action.OPEN_RECORD: self.record_open_requested,
        }
        texts = {
            Action.OPEN_LINK: self.open_link_requested,
            Action.LOOK_FOR: self.search_requested,
            Action.KEEP_AS_REPLY: self.reply_wanted,
            Action.FIND_REPLIES: self.replies_wanted,
        }
        if action is Action.UNFOLD:
            self._stage.unfold(message_id)
        elif action is Action.PICK_DAY:
            self.day_requested.emit()
        elif action in texts:
            texts[action].emit(target)
        else:
            wishes[action].emit(message_id)

    def _on_voice_sought(self, message_id: int, fraction: float) -> None:
        """Go to a place of what sounds; a silent one starts from its beginning."""
        if self._media.playing_of(message_id) is None:
            self.voice_play_requested.emit(message_id)
        else:
            self.voice_seek_requested.emit(message_id, fraction)

    def _on_sounding_changed(self, message_id: int) -> None:
        placed = self._stage.placed_row(self._model.row_of(message_id))
        if placed is not None:
            self.viewport().update(self._stage.rect_of(placed))

    def _on_scroll_requested(self, pixels: int) -> None:
        """Scroll under a pointer that drags a selection out of the timeline."""
        self._stage.scroll_by(pixels)
        self._stage.settle()
        self._pointer.drag_to(self.viewport().mapFromGlobal(QCursor.pos()))

    def _paint_rows(self, painter: QPainter, region: QRect) -> list[int]:
        """Paint the rows that meet a region; return their messages' ids."""
        waiting_row = self._stage.waiting_row()
        drawn: list[int] = []
        for placed in self._stage.placed:
            if not self._stage.rect_of(placed).intersects(region):
                continue
            layout = self._stage.layout_of(placed)
            message_id = layout.message.id
            state = self._row_state(message_id, waits=placed.row == waiting_row)
            self._painter.paint(
                painter, layout, self.context(), placed.top, QRectF(region), state
            )
            drawn.append(message_id)
        return drawn

    def _row_state(self, message_id: int, *, waits: bool) -> RowState:
        since = self.context().waiting_since
        marked = self._by_keyboard and self._focus_shown
        current = self.current_message() if marked else None
        words, tone = "", "warn"
        if waits and since is not None:
            span = self._now - since
            words = self.tr("等待回复 {wait}").format(wait=stopwatch(span))
            tone = "bad" if span >= OVERDUE_AFTER else "warn"
        return RowState(
            selection=self._selecting.range_in(message_id),
            current=current is not None and current.id == message_id,
            waiting=words,
            waiting_tone=tone,
            found=self._highlights.words,
            found_here=self._highlights.found_at(message_id),
            pointed_at=self._highlights.points_at(message_id),
        )

    def _move_current(self, move: Move) -> None:
        if not len(self._model):
            return
        self._by_keyboard = True
        self._stage.move_current(move)
        if move is Move.NEWEST:
            self.go_to_newest()
        self._describe_current()

    def _select_to(self, move: Move) -> None:
        """Select whole messages up to where a move leads."""
        before = self.current_message()
        self._move_current(move)
        reached = self.current_message()
        if reached is not None:
            self._selecting.step(before, reached)

    def _clears(self, event: QKeyEvent) -> bool:
        """Return whether a key takes the selection away."""
        return event.key() == Qt.Key.Key_Escape and self._selecting.anything

    def _start_at_newest(self) -> None:
        """Put a keyboard that is nowhere at the newest message in sight."""
        placed = self._stage.placed
        if placed and self.hasFocus() and self._stage.current_row() is None:
            self._stage.set_current(placed[-1].row)
            self._describe_current()

    def _describe_current(self) -> None:
        message = self.current_message()
        words = "" if message is None else spoken(message, self.context())
        self.setAccessibleDescription(words)

    def _show_menu_of_current(self) -> None:
        placed = self._stage.placed_row(self._stage.current_row())
        if placed is not None:
            layout = self._stage.layout_of(placed)
            corner = layout.bubble.bottomLeft() if layout.bubble else QPoint()
            self._pointer.show_menu(layout.message, corner + QPoint(0, placed.top))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight, then say which were painted for the first time."""
        self._stage.settle()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("bg"))
        drawn = self._paint_rows(painter, event.rect())
        painter.end()
        self._media.look_at(self._model[placed.row] for placed in self._stage.placed)
        self._facts.look_again()
        self._facts.tell_painted(drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again what is seen; the rest when it comes into sight."""
        self._stage.resize(event.size())

    def changeEvent(self, event: QEvent) -> None:
        """Follow font, language and activation of the window."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.setAccessibleName(self.tr("消息记录"))
            self._dress()
        elif event.type() is QEvent.Type.ActivationChange:
            self._facts.look_again()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a selection."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish a click; a selection takes the keyboard, so that it can be copied."""
        self._pointer.release(event)
        if self._selecting.anything:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        self._pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the message under the pointer, or of the current one."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._show_menu_of_current()
        elif (hit := self.hit(event.pos())) is not None:
            self._pointer.show_menu(hit.layout.message, event.pos())

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's shortcuts while it clears a selection."""
        shortcut = event.type() is QEvent.Type.ShortcutOverride
        if shortcut and isinstance(event, QKeyEvent) and self._clears(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current message, copy, open its menu."""
        move = move_of(event)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._pointer.copy(self.current_message())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selecting.take_all()
        elif self._clears(event):
            self._selecting.clear()
        elif (selected := selecting_move_of(event)) is not None:
            self._select_to(selected)
        elif move is Move.MENU:
            self._show_menu_of_current()
        elif move is not None:
            self._move_current(move)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._focus_shown = True
        if event.reason() not in _FOCUS_RETURNS:
            by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
            self._by_keyboard = not by_mouse
        self._start_at_newest()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the mark of the keyboard, but not behind an own menu."""
        super().focusOutEvent(event)
        self._focus_shown = event.reason() is Qt.FocusReason.PopupFocusReason
        self.viewport().update()
