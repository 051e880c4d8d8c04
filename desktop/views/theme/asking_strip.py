"""A strip that asks something without blocking anything, and closes with Esc."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.views.theme.escape_key import keeps_escape


class AskingStrip(QFrame):
    """Lines of words beside buttons; the words come from `say` in a subclass.

    Signals:
        closed: the strip that had the keyboard is gone.
    """

    closed = Signal()

    def close_strip(self) -> None:
        """Forget the question."""
        had_keyboard = self.isAncestorOf(self.focusWidget())
        self.forget()
        self.hide()
        if had_keyboard:
            self.closed.emit()

    def forget(self) -> None:
        """Let go what was asked about."""
        raise NotImplementedError

    def say(self) -> None:
        """Word the strip in the language of the desk."""
        raise NotImplementedError

    def lay_out(
        self, lines: tuple[QWidget, ...], buttons: tuple[QPushButton, ...]
    ) -> None:
        """Put the lines of words beside the buttons, and hide until asked."""
        words = QVBoxLayout()
        words.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for line in lines:
            words.addWidget(line)
        for button in buttons:
            row.addWidget(button)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while the keyboard is in here."""
        return keeps_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.say()
