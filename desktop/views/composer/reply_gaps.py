"""Marks what is still to be filled in a reply, and lets Tab jump through it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.models.reply_rendering import open_gaps
from desktop.models.reply_variables import Gap, OpenGap
from desktop.views.composer.message_field import MessageField
from desktop.views.theme.theme import Theme


class ReplyGaps(QObject):
    """Watches the field: gaps are coloured, Tab and Shift+Tab select them."""

    def __init__(self, field: MessageField, theme: Theme) -> None:
        """Watch a field, without effect until it is switched on."""
        super().__init__(field)
        self._field = field
        self._theme = theme
        self._on = True
        self._gaps: tuple[OpenGap, ...] = ()
        field.textChanged.connect(self.look)
        field.installEventFilter(self)

    @property
    def gaps(self) -> tuple[OpenGap, ...]:
        """What keeps the text from being sent, in order."""
        return self._gaps if self._on else ()

    def switch(self, on: bool) -> None:
        """Watch, or let the field be: a note may say what it likes."""
        self._on = on
        self.look()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.look()

    def look(self) -> None:
        """Find and mark the gaps of the text as it is now."""
        text = self._field.toPlainText()
        # Positions in Qt's document are UTF-16: 😊 counts twice.
        self._gaps = open_gaps(text) if "{" in text else ()
        self._field.setExtraSelections(
            [self._marked(text, gap) for gap in self._gaps] if self._on else []
        )

    def go_to(self, step: int) -> bool:
        """Select the next (1) or previous (-1) gap; False where there is none."""
        text = self._field.toPlainText()
        places = [self._cursor(text, gap) for gap in self.gaps]
        if not places:
            return False
        at = self._field.textCursor()
        behind = [one for one in places if one.selectionStart() >= at.selectionEnd()]
        before = [one for one in places if one.selectionEnd() <= at.selectionStart()]
        if step > 0:
            chosen = behind[0] if behind else places[0]
        else:
            chosen = before[-1] if before else places[-1]
        self._field.setTextCursor(chosen)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Tab while there is something to fill, never a composition's."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        field = self._field
        if field.composing or field.holding or field.isReadOnly():
            return False
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        if event.key() == Qt.Key.Key_Tab:
            return self.go_to(1)
        return event.key() == Qt.Key.Key_Backtab and self.go_to(-1)

    def _marked(self, text: str, gap: OpenGap) -> QTextEdit.ExtraSelection:
        tone = "bad" if gap.kind is Gap.UNDEFINED else "warn"
        form = QTextCharFormat()
        form.setForeground(self._theme.colour(tone))
        form.setBackground(self._theme.colour(f"{tone}_soft"))
        marked = QTextEdit.ExtraSelection()
        marked.cursor = self._cursor(text, gap)
        marked.format = form
        return marked

    def _cursor(self, text: str, gap: OpenGap) -> QTextCursor:
        cursor = QTextCursor(self._field.document())
        cursor.setPosition(utf16_length(text[: gap.start]))
        cursor.setPosition(
            utf16_length(text[: gap.end]), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor


def utf16_length(text: str) -> int:
    """Return how many positions of Qt's document a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
