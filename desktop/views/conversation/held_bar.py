"""The bar that says that a queue waits for a person's decision."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.views.theme.plain_text import PlainLabel


class HeldBar(QFrame):
    """Explains a held queue and lets it go on.

    Signals:
        release_queue_requested: send what is queued behind the undecided message.
    """

    release_queue_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("held_bar")
        self._words = PlainLabel("", self, wraps=True)
        self._button = QPushButton(self)
        # A click leaves the keyboard where the person types.
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 18, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._button.clicked.connect(self._on_clicked)
        self._say()
        self.hide()

    def _say(self) -> None:
        self._words.setText(
            self.tr(
                "有一条消息没有发出或结果未知，后面的消息先不发。请先处理上面那条。"
            )
        )
        self._button.setText(self.tr("不等了，继续发后面的"))

    def _on_clicked(self) -> None:
        self.release_queue_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
