"""A small form with a name and some words: a text block, or a colleague's card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.composer.popover import Popover
from desktop.views.theme.plain_text import PlainLabel

_WIDTH = 380
_LINES_HEIGHT = 120


class WordsForm(Popover):
    """Asks for a name and for words.

    Signals:
        made(str name, str words): both were given
    """

    made = Signal(str, str)

    def __init__(self, title: str, label: str, parent: QWidget, *, lines: bool) -> None:
        """Make an empty form; with `lines` the words may be several lines."""
        super().__init__(parent)
        self.setAccessibleName(title)
        self._label = label
        self.name_field = QLineEdit(self)
        self.words_field: QLineEdit | QPlainTextEdit
        self.words_field = QPlainTextEdit(self) if lines else QLineEdit(self)
        self._fault = PlainLabel("", self, role="bad", wraps=True)
        self._fault.hide()
        self.add_button = QPushButton(self.tr("加入资料库"), self)
        self.add_button.setProperty("tone", "primary")
        self.add_button.clicked.connect(self.finish)
        if isinstance(self.words_field, QPlainTextEdit):
            self.words_field.setTabChangesFocus(True)
            self.words_field.setFixedHeight(_LINES_HEIGHT)
        self._build(title)
        self.setFixedWidth(_WIDTH)

    def take_keyboard(self) -> None:
        """Begin with the name."""
        self.name_field.setFocus(Qt.FocusReason.PopupFocusReason)

    def finish(self) -> None:
        """Give away what was written, or say what lacks."""
        field = self.words_field
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        if not text.strip():
            said = self.tr("{field}不能为空").format(field=self._label)
            self._fault.setText(said)
            self._fault.show()
            self.place()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close_card()
        self.made.emit(self.name_field.text().strip(), text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.finishes(event):
            event.accept()
            self.finish()
        else:
            super().keyPressEvent(event)

    def _build(self, title: str) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        name = self.tr("名称")
        rows: tuple[tuple[str, QWidget], ...] = (
            (name, self.name_field),
            (self._label, self.words_field),
        )
        for words, field in rows:
            field.setAccessibleName(words)
            label = PlainLabel(words, self)
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(PlainLabel(title, self, role="heading"))
        column.addLayout(form)
        column.addWidget(self._fault)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignRight)
