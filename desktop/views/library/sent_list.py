"""Where a material went: each time with its customer, and the way to the answer."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.models.material import SentMaterial
from desktop.models.send_state import SendState
from desktop.views.theme.durations import moment_words
from desktop.views.theme.plain_text import PlainLabel

MOST_SENT = 50
"""Times that are listed; the number above says how many there were."""


class SentList(QWidget):
    """How often a material was sent, and the newest times one by one.

    Signals:
        conversation_requested(object conversation_id): it shall be opened
    """

    conversation_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = PlainLabel("", self, wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(10)
        self._column.addWidget(self.words)
        self._column.addStretch(1)
        self._rows: list[QWidget] = []

    def show_count(self, used: int) -> None:
        """Say how often it was sent."""
        times = self.tr("一共发出 %n 次", None, used)
        self.words.setText(times if used else self.tr("还没有发出过"))

    def show_sent(self, sent: tuple[SentMaterial, ...], now: datetime) -> None:
        """Show these times instead, the newest first."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(each, now) for each in sent]
        for at, row in enumerate(self._rows, 1):
            self._column.insertWidget(at, row)

    def _row(self, sent: SentMaterial, now: datetime) -> QWidget:
        row = QFrame(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        said = QVBoxLayout()
        said.setSpacing(2)
        name = one_line(sent.customer_name, 40) or self.tr("客户")
        said.addWidget(PlainLabel(name, row, role="heading", wraps=True))
        about = (
            moment_words(sent.sent_at, now),
            one_line(sent.account_name, 40),
            f"v{sent.version}",
            sent_words(sent.state),
        )
        words = " · ".join(part for part in about if part)
        said.addWidget(PlainLabel(words, row, role="small", wraps=True))
        line.addLayout(said, 1)
        button = QPushButton(self.tr("打开会话"), row)
        button.setAccessibleName(self.tr("打开和 {name} 的会话").format(name=name))
        button.setProperty("conversation", sent.conversation_id)
        button.clicked.connect(self._on_open)
        line.addWidget(button)
        return row

    def _on_open(self) -> None:
        self.conversation_requested.emit(int(self.sender().property("conversation")))


def sent_words(state: SendState | None) -> str:
    """Return what became of a message, in a word or two."""
    translate = QCoreApplication.translate
    if state is None:
        return ""
    return {
        SendState.SAVING: translate("Materials", "保存中"),
        SendState.QUEUED: translate("Materials", "排队中"),
        SendState.SENDING: translate("Materials", "发送中"),
        SendState.ACCEPTED: translate("Materials", "已发出"),
        SendState.FAILED: translate("Materials", "发送失败"),
        SendState.UNCONFIRMED: translate("Materials", "结果未知"),
        SendState.DISCARDED: translate("Materials", "没有发出"),
    }[state]
