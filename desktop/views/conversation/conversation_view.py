"""The open conversation: header, timeline, and a place for the composer."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.views.conversation.conversation_header import (
    ConversationHeader,
    OpenConversation,
)
from desktop.views.conversation.day_calendar import DayCalendar
from desktop.views.conversation.empty_page import EmptyPage
from desktop.views.conversation.find_bar import FindBar
from desktop.views.conversation.held_bar import HeldBar
from desktop.views.conversation.open_link import OpenLinkStrip
from desktop.views.conversation.quiet_bar import QuietBar
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.record_view import RecordView
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_view import TimelineView
from desktop.views.viewer.open_file_strip import OpenFileStrip

_CALENDAR_GAP = 10
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ConversationView(QStackedWidget):
    """Joins the parts of one open conversation; without one it says what to do.

    `header`, `timeline` and `model` are public: a presenter listens to their signals
    and fills the model.

    Signals:
        release_queue_requested(conversation_id): a held queue shall go on.
        find_closed: nothing is looked for any more.
        search_requested(words): other messages with a number are wanted.
    """

    release_queue_requested = Signal(object)
    find_closed = Signal()
    search_requested = Signal(str)

    def __init__(
        self, theme: Theme, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conversation_view")
        self._open: OpenConversation | None = None
        self._composer: QWidget | None = None
        self._field: QWidget | None = None
        self._empty = EmptyPage(theme, self)
        self._page = QWidget(self)
        self.model = TimelineModel(self)
        self.header = ConversationHeader(theme, now, self._page)
        self.timeline = TimelineView(self.model, theme, now, self._page)
        self.find_bar = FindBar(theme, self._page)
        self.calendar = DayCalendar(theme, self)
        self._now = now
        self.record = RecordView(theme, now, self._page)
        self._show_recalled = True
        self._link_strip = OpenLinkStrip(self._page)
        self.open_file_strip = OpenFileStrip(self._page)
        self._held_bar = HeldBar(self._page)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.quiet_bar = QuietBar(self._page)
        self._column.addWidget(self.header)
        self._column.addWidget(self.quiet_bar)
        self._column.addWidget(self.find_bar)
        self._column.addWidget(self.timeline, 1)
        self._column.addWidget(self.record, 1)
        self._column.addWidget(self._link_strip)
        self._column.addWidget(self.open_file_strip)
        self._column.addWidget(self._held_bar)
        self.addWidget(self._empty)
        self.addWidget(self._page)
        self.timeline.open_link_requested.connect(self._link_strip.ask)
        self.timeline.record_open_requested.connect(self._on_record_open_requested)
        self.record.open_link_requested.connect(self._link_strip.ask)
        self.record.closed.connect(self._on_record_closed)
        self.timeline.search_requested.connect(self.search_requested)
        self.record.search_requested.connect(self.search_requested)
        self._link_strip.closed.connect(self._on_link_strip_closed)
        self.open_file_strip.closed.connect(self._focus_field)
        self._held_bar.release_queue_requested.connect(self._on_release_queue)
        self.find_bar.closed.connect(self.close_find)
        self.header.find_requested.connect(self.open_find)
        self.header.day_requested.connect(self.open_calendar)
        self.timeline.day_requested.connect(self.open_calendar)

    def set_composer(self, composer: QWidget) -> None:
        """Put the composer below the timeline; its focus proxy is what is typed in."""
        self._composer = composer
        self._field = composer.focusProxy()
        self._column.addWidget(composer)

    def show_conversation(self, opened: OpenConversation) -> None:
        """Show a conversation, or what has changed about it.

        Messages come through `model`, whose page may be set before or after.
        """
        if self._open is None or self._open.summary.id != opened.summary.id:
            self._link_strip.close_strip()
            self.open_file_strip.close_strip()
            self._end_find()
            self._leave_record()
        self._open = opened
        summary = opened.summary
        self.header.show_conversation(opened)
        self.timeline.set_context(
            TimelineContext(
                customer_name=opened.title,
                customer_identity=summary.external_userid,
                account_name=opened.account.name,
                held=summary.held,
                waiting_since=summary.waiting_since,
                show_recalled=self._show_recalled,
            )
        )
        self._held_bar.setVisible(summary.held)
        self.setCurrentWidget(self._page)

    def close_conversation(self) -> None:
        """Show the empty page and let the messages go."""
        self._open = None
        self._link_strip.close_strip()
        self.open_file_strip.close_strip()
        self._end_find()
        self._leave_record()
        self.model.set_page(None, (), has_older=False, has_newer=False)
        self.setCurrentWidget(self._empty)

    def set_show_recalled(self, shown: bool) -> None:
        """Let the policy count: whether what was recalled can still be read."""
        self._show_recalled = shown
        if self._open is not None:
            self.show_conversation(self._open)

    def open_find(self) -> None:
        """Open the bar that finds words here; without a conversation do nothing."""
        if self._open is not None:
            self.find_bar.open()

    def close_find(self) -> None:
        """Close the bar; the keyboard goes back to where one writes."""
        self._end_find()
        self._focus_field()

    def open_calendar(self) -> None:
        """Open the calendar at the day that is read now."""
        shown = self.timeline.top_message()
        if self._open is None or shown is None:
            return
        area = self.timeline.viewport()
        below = area.mapToGlobal(QPoint(area.width() // 2, _CALENDAR_GAP))
        today = self._now.astimezone().date()
        day = min(today, shown.sent_at.astimezone().date())
        self.calendar.open_at(day, today, below)

    def set_theme(self, theme: Theme) -> None:
        """Switch the colours of all parts."""
        self.find_bar.set_theme(theme)
        self.calendar.set_theme(theme)
        self.header.set_theme(theme)
        self.timeline.set_theme(theme)
        self.record.set_theme(theme)
        self._empty.set_theme(theme)

    def tick(self, now: datetime) -> None:
        """Take the time of day, once a second."""
        self._now = now
        self.header.tick(now)
        self.timeline.tick(now)
        self.record.tick(now)

    def _on_link_strip_closed(self) -> None:
        self._focus_field()

    def _end_find(self) -> None:
        if self.find_bar.isHidden():
            return
        self.find_bar.hide()
        self.timeline.mark_words((), None)
        self.find_closed.emit()

    def _on_record_open_requested(self, message_id: int) -> None:
        row = self.model.row_of(message_id)
        if row is not None:
            self.timeline.hide()
            self.record.open(self.model[row])

    def _on_record_closed(self) -> None:
        self._leave_record()
        self._focus_field()

    def _leave_record(self) -> None:
        self.record.close_record()
        self.timeline.show()

    def _focus_field(self) -> None:
        if self._field is not None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_release_queue(self) -> None:
        if self._open is not None:
            self.release_queue_requested.emit(self._open.summary.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let text that is typed beside the field go into the field."""
        field = self._field
        # One that has the keyboard has refused the key already.
        if field is None or field.hasFocus() or not _types_text(event):
            super().keyPressEvent(event)
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QCoreApplication.sendEvent(field, event)


def _types_text(event: QKeyEvent) -> bool:
    """Return whether a key writes something, rather than commands or moves."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & _COMMANDING
