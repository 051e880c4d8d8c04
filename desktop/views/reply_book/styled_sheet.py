"""A sheet of words in several tones; whatever is written on it stays plain text."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop.models.display_text import cleaned
from desktop.views.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Tone:
    """How words look: names of the theme's colours."""

    colour: str = "text"
    ground: str = ""
    strong: bool = False
    struck: bool = False


PLAIN = Tone()
QUIET = Tone("muted")
STRONG = Tone(strong=True)

Run = tuple[str, Tone]
"""Words in one tone; line breaks stand in the words."""


class StyledSheet(QPlainTextEdit):
    """Shows runs of words; they can be read and copied, not changed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runs: tuple[Run, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "styled_sheet")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    @property
    def runs(self) -> tuple[Run, ...]:
        """What is written."""
        return self._runs

    def write(self, runs: tuple[Run, ...]) -> None:
        """Show other words, from the top."""
        if runs == self._runs:
            return
        self._runs = runs
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._draw()

    def words(self) -> str:
        """Return the words without their tones."""
        return self.toPlainText()

    def _draw(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for words, tone in self._runs:
            cursor.insertText(cleaned(words), self._format(tone))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, tone: Tone) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(tone.colour))
        if tone.ground:
            made.setBackground(self._theme.colour(tone.ground))
        if tone.strong:
            made.setFontWeight(QFont.Weight.DemiBold)
        made.setFontStrikeOut(tone.struck)
        return made
