"""The page shown when the profile cannot be opened: why, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.failures import Sentence
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import PlainLabel


class TroublePage(QWidget):
    """Says what is wrong with keys or database; nothing was changed.

    Signals:
        retry_requested: try to open the profile again.
        quit_requested: leave.
    """

    retry_requested = Signal()
    quit_requested = Signal()

    def __init__(self, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = PlainLabel(self.tr("暂时打不开本地数据"), self, role="title")
        reason = PlainLabel(words(sentence), self, wraps=True)
        reason.setMaximumWidth(560)
        retry = QPushButton(self.tr("重试"), self)
        retry.setProperty("tone", "primary")
        leave = QPushButton(self.tr("退出"), self)
        retry.clicked.connect(self.retry_requested)
        leave.clicked.connect(self.quit_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(retry)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(reason)
        column.addLayout(buttons)
