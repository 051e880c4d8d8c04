"""What the pages over the list share: a way back, a title, buttons at the foot."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.views.theme.escape_key import keeps_escape
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel


class PageFrame(QWidget):
    """A page that lies over the list of the book; Esc leaves it.

    Signals:
        left: the list is wanted again.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.back_button = QPushButton(self.tr("返回列表"), self)
        self.title = ElidedLabel("", self, role="heading")
        self.words = PlainLabel("", self, role="small", wraps=True)
        self.contents = QVBoxLayout()
        self.foot = QHBoxLayout()
        self.contents.setSpacing(8)
        self.foot.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addLayout(self.contents, 1)
        column.addLayout(self.foot)
        self.back_button.clicked.connect(self.left)

    def say(self, title: str, words: str) -> None:
        """Name the page and explain it in a line."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window."""
        return keeps_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
