"""A word about what was just done, with the way back, at the window's foot."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.models.display_text import one_line
from desktop.views.theme.plain_text import PlainLabel

SHOWN_FOR_MS = 6000
"""How long a toast offers its undo; the pointer over it stops the time."""
_ABOVE_EDGE = 190
"""Logical pixels of the window that stay free below: composer and its neighbours."""
_LONGEST = 300
"""Characters: names of customers and corps may be of any length."""


class ToastView(QFrame):
    """One toast at a time; a new one ends the offer of the one before.

    Signals:
        undo_requested: the key that the toast was shown with.
        expired: that key, once the offer has ended without an undo.
    """

    undo_requested = Signal(object)
    expired = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._room = parent
        self._key: object = None
        self._words = PlainLabel(parent=self)
        self.undo_button = QPushButton(self.tr("撤销"), self)
        self.undo_button.setObjectName("toastUndo")
        # A click leaves the keyboard where the person types.
        self.undo_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.timer = QTimer(self)
        self.timer.setObjectName("toast")
        self.timer.setSingleShot(True)
        self.timer.setInterval(SHOWN_FOR_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(14)
        row.addWidget(self._words)
        row.addWidget(self.undo_button)
        self.timer.timeout.connect(self.expire)
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.hide()

    def show_words(self, words: str, undo_key: object = None) -> None:
        """Show words; with a key other than None an undo is offered."""
        self.expire()
        self._key = undo_key
        self._words.setText(one_line(words, _LONGEST))
        self.setAccessibleName(self._words.text())
        self.undo_button.setVisible(undo_key is not None)
        self.place()
        self.show()
        self.raise_()
        self.timer.start()

    def expire(self) -> None:
        """End the offer; nothing happens when none is open."""
        self.timer.stop()
        self.hide()
        key, self._key = self._key, None
        if key is not None:
            self.expired.emit(key)

    def place(self) -> None:
        """Stand in the middle, above the place where a person types."""
        room = self._room.size()
        size = self.sizeHint().boundedTo(room)
        left = (room.width() - size.width()) // 2
        self.setGeometry(
            left, room.height() - size.height() - _ABOVE_EDGE, *size.toTuple()
        )

    def _on_undo_clicked(self) -> None:
        key, self._key = self._key, None
        self.timer.stop()
        self.hide()
        self.undo_requested.emit(key)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self.timer.start()
