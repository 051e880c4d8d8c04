"""When a conversation shall come back: usual times, and one's own in words."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.scheduling import choices, parse_time
from desktop.views.composer.popover import Popover
from desktop.views.inbox.flow_words import ahead_words
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import PlainLabel

_WIDTH = 280


class SnoozePanel(Popover):
    """A card with the choices; arrows move, Enter takes, what is typed is shown read.

    Signals:
        time_chosen(datetime): an aware time that lies ahead.
    """

    time_chosen = Signal(object)

    def __init__(self, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now.astimezone()
        self._typed: datetime | None = None
        self.setObjectName("snoozePanel")
        self.setAccessibleName(self.tr("稍后提醒"))
        self.setFixedWidth(_WIDTH)
        self.field = QLineEdit(self)
        self.choice_buttons: list[QPushButton] = []
        self._understood = PlainLabel("", self, role="small", wraps=True)
        self._build()

    def take_keyboard(self) -> None:
        """Begin at the first choice: Enter takes it."""
        self.choice_buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("稍后提醒"), self, role="heading"))
        for choice in choices(self._now):
            column.addWidget(self._choice(words(choice.name), choice.moment))
        self.field.setPlaceholderText(self.tr("或输入：明早 9 点、30 分钟后"))
        self.field.setAccessibleName(self.tr("自定时间"))
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_return)
        column.addSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._understood)
        self._understood.hide()
        hint = self.tr("客户再来消息会马上回到列表。")
        column.addWidget(PlainLabel(hint, self, role="small", wraps=True))

    def _choice(self, name: str, moment: datetime) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("tone", "line")
        button.setProperty("moment", moment.isoformat())
        when = ahead_words(moment, self._now)
        button.setAccessibleName(f"{name} {when}")
        row = QHBoxLayout(button)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(PlainLabel(name, button))
        row.addStretch(1)
        row.addWidget(PlainLabel(when, button, role="small"))
        button.setMinimumHeight(button.fontMetrics().height() + 12)
        button.clicked.connect(self._on_choice_clicked)
        self.choice_buttons.append(button)
        return button

    def _on_choice_clicked(self) -> None:
        self._choose(datetime.fromisoformat(str(self.sender().property("moment"))))

    def _on_typed(self, text: str) -> None:
        self._typed = parse_time(text, self._now)
        if self._typed is not None:
            understood = f"↵ {ahead_words(self._typed, self._now)}"
        else:
            understood = self.tr("还看不懂这个时间") if text.strip() else ""
        self._understood.setText(understood)
        self._understood.setVisible(bool(understood))
        self.adjustSize()
        self.place()

    def _on_return(self) -> None:
        if self._typed is not None and not self._just_committed.isActive():
            self._choose(self._typed)

    def _choose(self, moment: datetime) -> None:
        self.close_card()
        self.time_chosen.emit(moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the choices; what is typed goes into the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        held = self.focusWidget()
        if step is not None:
            places: list[QWidget] = [*self.choice_buttons, self.field]
            at = places.index(held) if held in places else 0
            to = places[(at + step) % len(places)]
            to.setFocus(Qt.FocusReason.TabFocusReason)
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            held, QPushButton
        ):
            held.click()
            event.accept()
        elif event.text().isprintable() and event.text() and held is not self.field:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
            event.accept()
        else:
            super().keyPressEvent(event)
