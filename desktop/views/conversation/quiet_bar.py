"""The line that says that reading marks nothing as read."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.views.theme.plain_text import PlainLabel


class QuietBar(QFrame):
    """Stands there as long as a person only looks, and ends it.

    Signals:
        ended: reading shall count again.
    """

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quietBar")
        self._words = PlainLabel("", self, wraps=True)
        self._button = QPushButton(self)
        # A click leaves the keyboard where the person types.
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setProperty("tone", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 12, 5)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._button.clicked.connect(self.ended)
        self._say()
        self.hide()

    def _say(self) -> None:
        self._words.setText(self.tr("只看不标已读：离开这个状态或回复之前，都算未读。"))
        self._button.setText(self.tr("恢复标记"))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
