"""A forwarded chat record, opened in the place of the timeline; records within too."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.models.content import MergedRecord
from desktop.models.display_text import one_line
from desktop.models.message import Message
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.reading_place import ReadingPlace
from desktop.views.timeline.record_words import RECORD, record_messages
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_view import TimelineView

_ICON = 16
_TOP = 8
"""Pixels above the first entry."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A record on the way to the one that is shown."""

    record: MergedRecord
    came_at: datetime


class RecordView(QFrame):
    """Shows the entries of a record as a timeline: they can be selected and copied.

    Signals:
        closed: the person is done with the outermost record.
        open_link_requested(url): an address was clicked.
        search_requested(words): other messages with a number are wanted.
    """

    closed = Signal()
    open_link_requested = Signal(str)
    search_requested = Signal(str)

    def __init__(
        self, theme: Theme, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("record_view")
        self._way: list[_Opened] = []
        self._model = TimelineModel(self)
        self.timeline = TimelineView(self._model, theme, now, self)
        self._back = QToolButton(self)
        self._close = QToolButton(self)
        self._title = ElidedLabel(parent=self, claims_width=True)
        self._title.setObjectName("record_title")
        self._count = PlainLabel("", self, role="small")
        self._build_layout()
        self._connect_signals()
        self.set_theme(theme)
        self._say()
        self.hide()

    def open(self, message: Message) -> None:
        """Show the record that a message carries; other messages are left alone."""
        if isinstance(message.content, MergedRecord):
            self._way.append(_Opened(message.content, message.sent_at))
            self._show_last()

    def close_record(self) -> None:
        """Forget every record."""
        self._way.clear()
        self._model.set_page(None, (), has_older=False, has_newer=False)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.timeline.set_theme(theme)
        self._back.setIcon(icon("undo", theme.colour("muted"), _ICON))
        self._close.setIcon(icon("close", theme.colour("muted"), _ICON))

    def tick(self, now: datetime) -> None:
        """Take the time of day."""
        self.timeline.tick(now)

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        for button in (self._back, self._close):
            button.setIconSize(QSize(_ICON, _ICON))
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._close)
        bar = QFrame(self)
        bar.setObjectName("record_head")
        bar.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.timeline, 1)

    def _connect_signals(self) -> None:
        self._back.clicked.connect(self._step_back)
        self._close.clicked.connect(self.closed)
        self.timeline.open_link_requested.connect(self.open_link_requested)
        self.timeline.search_requested.connect(self.search_requested)
        self.timeline.record_open_requested.connect(self._on_record_open_requested)

    def _show_last(self) -> None:
        opened = self._way[-1]
        record = opened.record
        self.timeline.set_context(TimelineContext(quotable=False))
        self._model.set_page(
            RECORD,
            record_messages(record, opened.came_at),
            has_older=False,
            has_newer=False,
        )
        self._back.setVisible(len(self._way) > 1)
        self._title.setText(one_line(record.title) or self.tr("聊天记录"))
        self._count.setText(self.tr("共 %n 条", "", len(record.entries)))
        self.show()
        if len(self._model):
            first = self._model[0]
            self.timeline.return_to(
                ReadingPlace(RECORD, first.position, first.id, _TOP)
            )
        # No mark of the keyboard before a key was pressed.
        self.timeline.setFocus(Qt.FocusReason.MouseFocusReason)

    def _step_back(self) -> None:
        """Go to the record around this one; from the outermost one leave."""
        if len(self._way) > 1:
            self._way.pop()
            self._show_last()
        else:
            self.closed.emit()

    def _on_record_open_requested(self, message_id: int) -> None:
        row = self._model.row_of(message_id)
        if row is not None:
            self.open(self._model[row])

    def _say(self) -> None:
        self.setAccessibleName(self.tr("聊天记录"))
        for button, words in (
            (self._back, self.tr("返回上一层聊天记录")),
            (self._close, self.tr("关闭聊天记录（Esc）")),
        ):
            set_tooltip(button, words)
            button.setAccessibleName(words)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's shortcuts while the keyboard is in here."""
        shortcut = event.type() is QEvent.Type.ShortcutOverride
        if shortcut and isinstance(event, QKeyEvent) and _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one record back, or closes."""
        if _leaves(event):
            self._step_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


def _leaves(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
