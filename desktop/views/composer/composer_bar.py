"""A line over the field: words and what can be done about them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.views.theme.plain_text import PlainLabel


class ComposerBar(QFrame):
    """Words on the left, buttons on the right; hidden until there is something."""

    def __init__(self, parent: QWidget, *, tone: str) -> None:
        """Make a hidden bar; the style sheet knows its tone."""
        super().__init__(parent)
        self.setProperty("role", "composer_bar")
        self.setProperty("tone", tone)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = PlainLabel("", self, role="composer_bar_words", wraps=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 6, 4)
        self._row.setSpacing(6)
        self._row.addWidget(self._words, 1)
        self.hide()

    def words(self) -> str:
        """Return what the bar says, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str) -> None:
        """Show the bar with these words."""
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(words)
        self.show()

    def add_button(self, words: str, *, strong: bool = False) -> QPushButton:
        """Add a button that a click does not take the keyboard to."""
        button = QPushButton(words, self)
        button.setProperty("role", "composer_bar_button")
        button.setProperty("strong", strong)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button
