"""The seconds in which an answer that was written can still be taken back."""

from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.views.composer.composer_bar import ComposerBar
from desktop.views.window.keys import shown_key

_TURN_MS = 200


class HoldBar(ComposerBar):
    """Counts down until the answer leaves; one answer at a time, the latest.

    Signals:
        undo_requested(): the answer is wanted back
        run_out(): it cannot be taken back any more
    """

    undo_requested = Signal()
    run_out = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden bar."""
        super().__init__(parent, tone="plain")
        self._ends = 0.0
        self._name = ""
        self._timer = QTimer(self)
        self._timer.setObjectName("hold")
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self.look)
        self.button = self.add_button(
            self.tr("撤销 {key}").format(key=shown_key("Ctrl+Z")), strong=True
        )
        self.button.clicked.connect(self.undo_requested)

    @property
    def counting(self) -> bool:
        """Whether something can be taken back."""
        return not self.isHidden()

    def begin(self, seconds: float) -> None:
        """Count down from so many seconds."""
        self._name = ""
        self._ends = monotonic() + seconds
        self._timer.start()
        self.look()

    def name_customer(self, name: str) -> None:
        """Say whose answer it is while another conversation is shown."""
        self._name = name
        if self.counting:
            self.look()

    def end(self) -> None:
        """Stop counting: it was taken back, or another conversation is shown."""
        self._timer.stop()
        self.hide()

    def look(self) -> None:
        """Show what is left; hide when it has run out."""
        left = self._ends - monotonic()
        if left <= 0:
            self.end()
            self.run_out.emit()
            return
        seconds = int(left) + 1
        if self._name:
            words = self.tr("给 {name} 的回复 %n 秒后发出", None, seconds)
            self.say(words.format(name=self._name))
        else:
            self.say(self.tr("已写好，%n 秒后发出", None, seconds))
