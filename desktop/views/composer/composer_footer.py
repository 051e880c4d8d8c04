"""The line below the field: allowance, what happens after sending, send button."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.models.allowance import SendAllowance
from desktop.views.composer.allowance_bar import AllowanceBar
from desktop.views.composer.send_check import Price
from desktop.views.composer.written import WritingMode
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.theme.theme import Theme
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command

_GAP = 6
_ICON = 16
_LEAST_WORDS = 130
"""Room that pips and words keep in the narrowest window, logical pixels."""


class ComposerFooter(QWidget):
    """Allowance on the left, toggle and button on the right.

    Signals:
        send_requested(): the button was pressed
        later_requested(): a time for the answer is wanted
        auto_next_changed(bool on): a person switched the toggle
    """

    send_requested = Signal()
    later_requested = Signal()
    auto_next_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a footer that stays in the conversation after sending."""
        super().__init__(parent)
        self._mode = WritingMode.ANSWER
        self._key = ""
        self._allowance = AllowanceBar(theme, self)
        self._note_words = ElidedLabel(
            self.tr("内部备注 · 只有同事能看到，不会发给客户"), self, role="note_words"
        )
        self._note_words.hide()
        self._after = PlainLabel(self.tr("发送后自动"), self, role="composer_after")
        self._next = self._button("composer_next")
        self._next.setCheckable(True)
        self._send = self._button("composer_send")
        self.later_button = self._later()
        self._word_toggle()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._allowance, 1)
        row.addWidget(self._note_words, 1)
        row.addSpacing(_GAP)
        row.addWidget(self._after)
        row.addWidget(self._next)
        row.addSpacing(_GAP)
        row.addWidget(self.later_button)
        row.addSpacing(_GAP)
        row.addWidget(self._send)
        self.set_theme(theme)
        self._send.clicked.connect(self.send_requested)
        self.later_button.clicked.connect(self.later_requested)
        self._next.toggled.connect(self._toggled)

    @property
    def auto_next(self) -> bool:
        """Whether sending goes on to the next that waits."""
        return self._next.isChecked()

    def set_auto_next(self, on: bool) -> None:
        """Switch the toggle without telling anybody."""
        self._next.blockSignals(True)
        self._next.setChecked(on)
        self._next.blockSignals(False)
        self._word_toggle()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._allowance.set_theme(theme)
        colours = theme.colour("muted"), theme.colour("pip_off")
        self.later_button.setIcon(icon("clock", colours[0], _ICON, colours[1]))

    def show_key(self, key: str) -> None:
        """Name the sending key on the button."""
        self._key = key
        self._word_send()

    def show_mode(self, mode: WritingMode) -> None:
        """Show what an answer costs, or that a note goes to colleagues alone."""
        self._mode = mode
        note = mode is WritingMode.NOTE
        self._allowance.setHidden(note)
        self._note_words.setVisible(note)
        self.later_button.setHidden(note)
        self._send.setProperty("mode", "note" if note else "")
        self._send.style().unpolish(self._send)
        self._send.style().polish(self._send)
        self._word_send()
        self._fit()

    def allow_sending(self, allowed: bool) -> None:
        """Let the buttons be pressed or not."""
        self._send.setEnabled(allowed)
        self.later_button.setEnabled(allowed)

    def show_no_allowance(self) -> None:
        """Show neither pips nor time where nothing can be sent at all."""
        self._allowance.show_nothing()
        self._fit()

    def show_allowance(
        self, allowance: SendAllowance, price: Price, now: datetime
    ) -> None:
        """Show what is left and what the text will take."""
        self._allowance.show_allowance(allowance, price, now)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Do without the toggle, and with a few letters of the words."""
        buttons = self._send.sizeHint().width() + self._later_width()
        needed = _LEAST_WORDS + buttons
        return QSize(needed, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for what matters more."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Drop the words before the toggle, then the toggle, where room is short."""
        if self._mode is WritingMode.NOTE:
            self._next.hide()
            self._after.hide()
            return
        always = self._allowance.whole_width() + self._send.sizeHint().width()
        always += self._later_width()
        with_toggle = always + 2 * _GAP + self._next.sizeHint().width()
        with_words = with_toggle + self._after.sizeHint().width()
        self._next.setVisible(self.width() >= with_toggle)
        self._after.setVisible(self.width() >= with_words)

    def _later_width(self) -> int:
        return self.later_button.sizeHint().width() + _GAP

    def _later(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "composer_tool")
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(self.tr("定时发送"))
        name_keys(button, self.tr("定时发送"), Command.SEND_LATER)
        return button

    def _word_send(self) -> None:
        sign = "⏎" if self._key == "Enter" else self._key
        if self._mode is WritingMode.NOTE:
            self._send.setText(self.tr("记下 {key}").format(key=sign))
        else:
            self._send.setText(self.tr("发送 {key}").format(key=sign))

    def _button(self, role: str) -> QPushButton:
        """Make a button that a click does not take the keyboard to."""
        button = QPushButton(self)
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _toggled(self, on: bool) -> None:
        self._word_toggle()
        self.auto_next_changed.emit(on)

    def _word_toggle(self) -> None:
        if self._next.isChecked():
            words, spoken = self.tr("跳到下一个待回复"), self.tr("发送后自动跳转：开")
        else:
            words, spoken = self.tr("留在这个会话"), self.tr("发送后自动跳转：关")
        self._next.setText(words)
        self._next.setAccessibleName(spoken)
