"""The customers to whom a reply was sent, each a step away from her conversation."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.reply_book import ReceivedBy
from desktop.views.reply_book.book_words import moment_words
from desktop.views.theme.plain_text import PlainLabel

_CONVERSATION = Qt.ItemDataRole.UserRole


class ReceivedView(QWidget):
    """A list of customers; Enter or a double click opens the conversation.

    Signals:
        conversation_chosen(object): the id of the conversation to be opened.
    """

    conversation_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = PlainLabel("", self, role="small", wraps=True)
        self.list = QTreeWidget(self)
        self.open_button = QPushButton(self.tr("打开会话，去跟进"), self)
        self._build()

    def show_received(self, received: Sequence[ReceivedBy], words: str) -> None:
        """Show who received it; `words` say what."""
        self.words.setText(words)
        self.list.clear()
        for each in received:
            item = QTreeWidgetItem(self.list.invisibleRootItem())
            item.setText(0, one_line(each.customer_name, 40))
            item.setText(1, one_line(each.account_name, 40))
            item.setText(2, f"v{each.version} · {moment_words(each.sent_at)}")
            item.setData(0, _CONVERSATION, each.conversation_id)
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self.list.setVisible(bool(received))
        self.open_button.setVisible(bool(received))

    def _build(self) -> None:
        self.list.setProperty("role", "book_table")
        self.list.setAccessibleName(self.tr("收到过的客户"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(
            [self.tr("客户"), self.tr("账号"), self.tr("收到的版本")]
        )
        header = self.list.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.open_button.setProperty("tone", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self.list.itemActivated.connect(self._on_open)
        self.open_button.clicked.connect(self._on_open)

    def _on_open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.conversation_chosen.emit(item.data(0, _CONVERSATION))
