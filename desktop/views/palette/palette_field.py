"""The palette's field: words, and before them the complete filters as chips."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.models.display_text import one_line
from desktop.views.theme.icons import icon
from desktop.views.theme.theme import Theme

_MOVES = {
    (Qt.Key.Key_Down, False): "down",
    (Qt.Key.Key_Up, False): "up",
    (Qt.Key.Key_PageDown, False): "page_down",
    (Qt.Key.Key_PageUp, False): "page_up",
    (Qt.Key.Key_Tab, False): "forward",
    (Qt.Key.Key_Backtab, True): "backward",
}
_LONGEST_CHIP = 24


class PaletteLine(QLineEdit):
    """The line that is typed in; keys that move in the list are passed on.

    Signals:
        moved(str): down, up, page_down, page_up, forward or backward (Tab).
        chosen, chosen_apart: Enter, Ctrl+Enter, and nothing is being composed.
        escaped: Esc. chip_dropped: Backspace before the first character.
    """

    moved = Signal(str)
    chosen = Signal()
    chosen_apart = Signal()
    escaped = Signal()
    chip_dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = False
        # The Enter that ends a composition can follow its commit in the same turn
        # of the event loop (some input methods hand it on): it chooses nothing.
        self._just_committed = QTimer(self, singleShot=True, interval=0)

    def event(self, event: QEvent) -> bool:
        """Take Tab, and keep the list's keys from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and _move_of(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, choose, leave; everything else is typed."""
        key, move = event.key(), _move_of(event)
        if move:
            self.moved.emit(move)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._composing or self._just_committed.isActive():
                return
            apart = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.chosen_apart if apart else self.chosen).emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Backspace and not self.cursorPosition():
            if self.hasSelectedText():
                super().keyPressEvent(event)
            else:
                self.chip_dropped.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice whether words are being composed."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())
        if event.commitString():
            self._just_committed.start()


class PaletteField(QWidget):
    """Glass, chips and line.

    Signals:
        typed(str): the whole query has changed; never while words are composed.
        moved, chosen, chosen_apart, escaped: as in PaletteLine.
    """

    typed = Signal(str)
    moved = Signal(str)
    chosen = Signal()
    chosen_apart = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[str] = []
        self._buttons: list[QToolButton] = []
        self._glass = QToolButton(self)
        self._glass.setObjectName("palette_glass")
        self._glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glass.setIconSize(QSize(18, 18))
        self.line = PaletteLine(self)
        self.line.setObjectName("palette_line")
        self.setFocusProxy(self.line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 10, 8, 10)
        self._row.setSpacing(6)
        self._row.addWidget(self._glass)
        self._row.addWidget(self.line, 1)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.moved.connect(self.moved)
        self.line.chosen.connect(self.chosen)
        self.line.chosen_apart.connect(self.chosen_apart)
        self.line.escaped.connect(self.escaped)
        self.line.chip_dropped.connect(self._on_chip_dropped)
        self.set_theme(theme)
        self._say()

    def query(self) -> str:
        """Return chips and words as one query."""
        return " ".join((*self._chips, self.line.text()))

    def words(self) -> str:
        """Return what stands in the line, chips left out."""
        return self.line.text()

    def set_query(self, typed: str) -> None:
        """Put a query into the line, without chips."""
        self._drop_chips()
        if typed == self.line.text():
            self.typed.emit(self.query())
        self.line.setText(typed)

    def set_words(self, words: str) -> None:
        """Put other words behind the chips."""
        self.line.setText(words)

    def take_chip(self, chip: str, rest: str) -> None:
        """Add a complete filter as a chip and leave the rest in the line."""
        self._chips.append(chip)
        button = QToolButton(self)
        button.setProperty("role", "palette_chip")
        button.setText(f"{one_line(chip, _LONGEST_CHIP)} ×")
        button.setAccessibleName(self.tr("去掉筛选 {filter}").format(filter=chip))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_chip_clicked)
        self._buttons.append(button)
        self._row.insertWidget(self._row.count() - 1, button)
        self.line.blockSignals(True)
        self.line.setText(rest)
        self.line.blockSignals(False)
        self.typed.emit(self.query())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._glass.setIcon(icon("search", theme.colour("faint"), 18))

    def _drop_chips(self) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons.clear()
        self._chips.clear()

    def _drop_chip(self, at: int) -> None:
        del self._chips[at]
        self._buttons.pop(at).deleteLater()
        self.typed.emit(self.query())

    def _say(self) -> None:
        words = self.tr("搜索消息、客户、文件和命令")
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words)

    def _on_text_changed(self) -> None:
        self.typed.emit(self.query())

    def _on_chip_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton) and button in self._buttons:
            self._drop_chip(self._buttons.index(button))

    def _on_chip_dropped(self) -> None:
        if self._chips:
            self._drop_chip(len(self._chips) - 1)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


def _move_of(event: QKeyEvent) -> str:
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    others = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return "" if others else _MOVES.get((Qt.Key(event.key()), shifted), "")
