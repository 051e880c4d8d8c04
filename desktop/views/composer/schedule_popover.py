"""When an answer shall leave: a time as one types it, or one of the usual ones."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.scheduling import choices, parse_time
from desktop.views.composer.popover import Popover
from desktop.views.composer.time_words import coming_words
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import PlainLabel

_WIDTH = 340
_MOMENT = "moment"


class SchedulePopover(Popover):
    """A field for a time in words, its meaning below, and buttons of usual times.

    Signals:
        chosen(object moment, bool despite_newer): an aware datetime, and whether the
            answer leaves although the customer writes before
    """

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        """Make a closed card."""
        super().__init__(parent)
        self._now: datetime | None = None
        self._moment: datetime | None = None
        self.setAccessibleName(self.tr("定时发送"))
        self.setFixedWidth(_WIDTH)
        self._title = PlainLabel(self.tr("定时发送"), self, role="heading")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(
            self.tr("例如：明早 9 点、周一下午 3 点、30 分钟后")
        )
        self.field.setAccessibleName(self.tr("什么时候发出"))
        self.meaning = PlainLabel("", self, role="small")
        self.despite = QCheckBox(self.tr("客户在此之前写来也照发"), self)
        self.set_button = QPushButton(self.tr("定时"), self)
        self.set_button.setProperty("tone", "primary")
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        self._build()
        self.field.textChanged.connect(self._on_text_changed)
        self.set_button.clicked.connect(self.finish)

    def open_at(self, anchor: QWidget, now: datetime, *, change: bool = False) -> None:
        """Open for an answer; `change` is for one that has a time already."""
        self._now = now.astimezone()
        self._title.setText(self.tr("改时间") if change else self.tr("定时发送"))
        self.despite.setVisible(not change)
        self.despite.setChecked(False)
        self.field.clear()
        self._offer()
        self._on_text_changed("")
        self.adjustSize()
        self.open_above(anchor)

    def take_keyboard(self) -> None:
        """Let a time be typed at once."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def finish(self) -> None:
        """Take the time that was typed, if it means something."""
        if self._moment is not None:
            self._choose(self._moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Enter."""
        if self.finishes(event):
            event.accept()
            self.finish()
        else:
            super().keyPressEvent(event)

    def _choose(self, moment: datetime) -> None:
        self.close_card()
        self.chosen.emit(moment, self.despite.isChecked())

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.meaning, 1)
        foot.addWidget(self.set_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.field)
        column.addLayout(foot)
        column.addLayout(self._choices)
        column.addWidget(self.despite)

    def _offer(self) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        now = self._now
        if now is None:
            return
        for choice in choices(now):
            when = coming_words(choice.moment, now)
            button = QPushButton(f"{words(choice.name)} · {when}", self)
            button.setProperty("role", "time_choice")
            button.setProperty(_MOMENT, choice.moment.timestamp())
            button.clicked.connect(self._on_choice_clicked)
            self._choices.addWidget(button)

    def _on_text_changed(self, text: str) -> None:
        now = self._now
        self._moment = None if now is None else parse_time(text, now)
        self.set_button.setEnabled(self._moment is not None)
        if self._moment is not None and now is not None:
            self.meaning.setText(f"→ {coming_words(self._moment, now)}")
        elif text.strip():
            self.meaning.setText(self.tr("看不懂这个时间，或者已经过去"))
        else:
            self.meaning.setText("")

    def _on_choice_clicked(self) -> None:
        stamp = self.sender().property(_MOMENT)
        self._choose(datetime.fromtimestamp(float(stamp)).astimezone())
