"""The customer has written meanwhile: what, and both ways to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.display_text import one_line
from desktop.views.composer.composer_bar import ComposerBar

_WORDS_SHOWN = 60


class NewerBar(ComposerBar):
    """Says why an answer stayed; it hides once the answer goes or is looked over.

    Signals:
        look_requested(): the new message shall be shown
        send_anyway_requested(): the answer shall go out all the same
    """

    look_requested = Signal()
    send_anyway_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden bar."""
        super().__init__(parent, tone="warn")
        self.look_button = self.add_button(self.tr("看新消息"))
        self.anyway_button = self.add_button("", strong=True)
        self.look_button.clicked.connect(self.look_requested)
        self.anyway_button.clicked.connect(self.send_anyway_requested)

    def show_key(self, key: str) -> None:
        """Name the key that sends anyway on its button."""
        words = (
            self.tr("仍然发送 {key}").format(key=key) if key else self.tr("仍然发送")
        )
        self.anyway_button.setText(words)

    def show_newer(self, words: str) -> None:
        """Say that the customer has written, with the first line of it."""
        line = one_line(words, _WORDS_SHOWN)
        if line:
            self.say(self.tr("没有发出：客户刚写来「{line}」").format(line=line))
        else:
            self.say(self.tr("没有发出：客户刚发来了新消息"))
