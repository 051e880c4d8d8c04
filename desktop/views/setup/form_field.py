"""One field of the form: name, input, where to find it, and what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.views.theme.plain_text import PlainLabel


class FormField(QWidget):
    """A named line of input with help below it.

    Signals:
        submitted(): Enter was pressed
    """

    submitted = Signal()

    def __init__(
        self,
        name: str,
        help_words: str,
        parent: QWidget,
        *,
        secret: bool = False,
        hint: str = "",
    ) -> None:
        """Make an empty field; a secret one shows dots and cannot be copied."""
        super().__init__(parent)
        self._edit = QLineEdit(self)
        self._edit.setAccessibleName(name)
        self._edit.setAccessibleDescription(help_words)
        self._edit.setPlaceholderText(hint)
        if secret:
            self._edit.setEchoMode(QLineEdit.EchoMode.Password)
            self._edit.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText
            )
        heading = PlainLabel(name, self, role="heading")
        heading.setBuddy(self._edit)
        self._fault = PlainLabel("", self, role="setup_fault", wraps=True)
        self._fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(heading)
        column.addWidget(self._edit)
        column.addWidget(self._fault)
        column.addWidget(PlainLabel(help_words, self, role="small", wraps=True))
        self._edit.textEdited.connect(self._edited)
        self._edit.returnPressed.connect(self.submitted)

    def value(self) -> str:
        """Return what was typed, without blanks around it."""
        return self._edit.text().strip()

    def fill(self, value: str) -> None:
        """Show what is known already."""
        self._edit.setText(value)

    def wipe(self) -> None:
        """Forget the input and its undo history."""
        # clear() could be undone.
        self._edit.setText("")

    def show_fault(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        wrong = bool(words)
        if bool(self._edit.property("wrong")) != wrong:
            self._edit.setProperty("wrong", wrong)
            self._edit.style().unpolish(self._edit)
            self._edit.style().polish(self._edit)

    def focus(self) -> None:
        """Put the keyboard into the field."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def _edited(self, text: str) -> None:
        self.show_fault("")
