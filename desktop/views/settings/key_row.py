"""One command of the key settings: its name, its key, and what stands in the way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.views.settings.key_button import KeyButton
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.window.keys import KeyBinding, command_words


class KeyRow(QWidget):
    """A command with its key.

    Signals:
        key_recorded: the command's name and the key that was pressed.
        reset_requested: the command's name; its usual keys are wanted back.
        taking_confirmed: the command's name and a key that another has now.
    """

    key_recorded = Signal(str, str)
    reset_requested = Signal(str)
    taking_confirmed = Signal(str, str)

    def __init__(self, binding: KeyBinding, parent: QWidget) -> None:
        super().__init__(parent)
        self.binding = binding
        self.words = command_words(binding.command)
        self._wanted = ""
        self.key_button = KeyButton(self.words, self)
        self.reset_button = QPushButton(self.tr("恢复"), self)
        self.take_button = QPushButton(self.tr("改用"), self)
        self.leave_button = QPushButton(self.tr("取消"), self)
        self._note = PlainLabel("", self, role="warning", wraps=True)
        self._build()
        self.key_button.key_recorded.connect(self._on_key_recorded)
        self.reset_button.clicked.connect(self._on_reset_clicked)
        self.take_button.clicked.connect(self._on_take_clicked)
        self.leave_button.clicked.connect(self.clear_note)
        self.clear_note()

    def show_keys(self, keys: tuple[str, ...], *, changed: bool) -> None:
        """Show the keys in force; what was changed can be put back."""
        self.key_button.show_keys(keys)
        self.reset_button.setVisible(changed)
        self.clear_note()

    def refuse(self, words: str) -> None:
        """Say why the key that was pressed cannot be had."""
        self._note.setText(words)
        self._note.show()

    def ask_to_take(self, key: str, words: str) -> None:
        """Say who would lose the key, and let the person decide."""
        self._wanted = key
        self.refuse(words)
        self.take_button.show()
        self.leave_button.show()
        self.take_button.setFocus()

    def clear_note(self) -> None:
        """Leave everything as it was."""
        self._wanted = ""
        if self.take_button.hasFocus() or self.leave_button.hasFocus():
            self.key_button.setFocus()
        for widget in (self._note, self.take_button, self.leave_button):
            widget.hide()

    def _build(self) -> None:
        for button, words in (
            (self.reset_button, self.tr("恢复「{command}」原来的快捷键")),
            (self.take_button, self.tr("改给「{command}」用")),
            (self.leave_button, self.tr("「{command}」的快捷键保持不变")),
        ):
            button.setAccessibleName(words.format(command=self.words))
            button.setProperty("tone", "small")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(PlainLabel(self.words, self), 1)
        line.addWidget(self.reset_button)
        line.addWidget(self.key_button)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._note, 1)
        below.addWidget(self.leave_button)
        below.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(4)
        column.addLayout(line)
        column.addLayout(below)

    def _on_key_recorded(self, key: str) -> None:
        self.clear_note()
        self.key_recorded.emit(self.binding.command.value, key)

    def _on_reset_clicked(self) -> None:
        self.key_button.setFocus()
        self.reset_requested.emit(self.binding.command.value)

    def _on_take_clicked(self) -> None:
        wanted = self._wanted
        self.clear_note()
        self.taking_confirmed.emit(self.binding.command.value, wanted)
