"""The second word before a document is opened that may do harm (S5)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.views.theme.asking_strip import AskingStrip
from desktop.views.theme.plain_text import ElidedLabel


@dataclass(frozen=True, slots=True)
class DoubtfulFile:
    """A document that is not opened at the first word."""

    message_id: int
    name: str
    label: str
    """What it really is, empty when nobody can tell."""
    disguised: bool


class OpenFileStrip(AskingStrip):
    """Says what a document really is and asks, without blocking anything.

    Signals:
        open_requested(message_id): it shall be opened all the same.
        save_requested(message_id): it shall be saved only.
    """

    open_requested = Signal(object)
    save_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("open_file_strip")
        self._file: DoubtfulFile | None = None
        self._words = ElidedLabel(parent=self)
        self._words.setObjectName("open_file_words")
        self._name = ElidedLabel(parent=self)
        self._name.setObjectName("open_file_name")
        self.open_button = QPushButton(self)
        self.open_button.setProperty("tone", "danger")
        self.save_button = QPushButton(self)
        self.cancel_button = QPushButton(self)
        self.lay_out(
            (self._words, self._name),
            (self.cancel_button, self.save_button, self.open_button),
        )
        self.open_button.clicked.connect(self._on_open_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.cancel_button.clicked.connect(self.close_strip)
        self.say()

    @property
    def words(self) -> str:
        """What is said about the document."""
        return self._words.text()

    def ask(self, file: DoubtfulFile) -> None:
        """Ask about a document; the keyboard goes to the harmless answer."""
        self._file = file
        self.say()
        self.show()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go the document."""
        self._file = None

    def say(self) -> None:
        """Say what it is."""
        self.open_button.setText(self.tr("仍要打开"))
        self.save_button.setText(self.tr("只保存"))
        self.cancel_button.setText(self.tr("取消"))
        if self._file is not None:
            self._words.setText(self._warning(self._file))
            self._name.setText(self._file.name)

    def _warning(self, file: DoubtfulFile) -> str:
        if file.disguised:
            words = self.tr("文件名与内容不符：实际是 {kind}，打开可能有危险")
        elif file.label:
            words = self.tr("这是 {kind} 文件，打开可能有危险")
        else:
            words = self.tr("无法识别这个文件的类型，打开可能有危险")
        return words.format(kind=file.label)

    def _on_open_clicked(self) -> None:
        file = self._file
        self.close_strip()
        if file is not None:
            self.open_requested.emit(file.message_id)

    def _on_save_clicked(self) -> None:
        file = self._file
        self.close_strip()
        if file is not None:
            self.save_requested.emit(file.message_id)
