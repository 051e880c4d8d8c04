"""The bar that finds words in the open conversation."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme

_ICON = 16
_OWN_KEYS = {Qt.Key.Key_Escape, Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FindField(QLineEdit):
    """The field of the bar.

    Signals:
        older_requested, newer_requested: Enter, Shift+Enter; F3 and Shift+F3 too.
        escaped: Esc.
    """

    older_requested = Signal()
    newer_requested = Signal()
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep the bar's keys from the window's shortcuts."""
        shortcut = event.type() is QEvent.Type.ShortcutOverride
        if shortcut and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from hit to hit, or leave."""
        key = event.key()
        if key not in _OWN_KEYS:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.newer_requested.emit()
        else:
            self.older_requested.emit()


class FindBar(QFrame):
    """Field, how many were found, and the way from hit to hit.

    Signals:
        words_changed(str): other words are looked for; never while they are composed.
        older_requested, newer_requested: the hit above or below is wanted.
        closed: the person is done.
    """

    words_changed = Signal(str)
    older_requested = Signal()
    newer_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self._theme = theme
        self._found: tuple[int, int, bool] | None = None
        self.field = FindField(self)
        self._count = PlainLabel("", self, role="small")
        self._older = QToolButton(self)
        self._newer = QToolButton(self)
        self._close = QToolButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for button in (self._older, self._newer, self._close):
            button.setIconSize(QSize(_ICON, _ICON))
            # A click leaves the keyboard in the field.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.setFocusProxy(self.field)
        self._connect_signals()
        self._say()
        self.hide()

    def open(self) -> None:
        """Show the bar with the words of the last time, ready to be typed over."""
        self._dress()
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.field.text():
            self.words_changed.emit(self.field.text())

    def show_found(self, at: int, count: int, *, complete: bool = True) -> None:
        """Say which of how many hits is shown; not complete: there are more."""
        self._found = (at, count, complete)
        self._show_count()

    def show_nothing(self) -> None:
        """Say nothing: no words are looked for."""
        self._found = None
        self._show_count()

    def count_words(self) -> str:
        """Return what is said of the hits."""
        return self._count.text()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if not self.isHidden():
            self._dress()

    def _dress(self) -> None:
        """Draw the icons; not before the bar is seen: a start does not wait for it."""
        theme = self._theme
        colour, faint = theme.colour("muted"), theme.colour("pip_off")
        self._older.setIcon(icon("arrow_up", colour, _ICON, faint))
        self._newer.setIcon(icon("arrow_down", colour, _ICON, faint))
        self._close.setIcon(icon("close", colour, _ICON))

    def _connect_signals(self) -> None:
        self.field.textChanged.connect(self.words_changed)
        self.field.older_requested.connect(self.older_requested)
        self.field.newer_requested.connect(self.newer_requested)
        self.field.escaped.connect(self.closed)
        self._older.clicked.connect(self._on_older_clicked)
        self._newer.clicked.connect(self._on_newer_clicked)
        self._close.clicked.connect(self._on_close_clicked)

    def _show_count(self) -> None:
        words = ""
        if self._found is not None:
            at, count, complete = self._found
            words = self.tr("没有找到") if not count else f"{at} / {count}"
            if count and not complete:
                words += "+"
        self._count.setText(words)
        self._count.setAccessibleName(words)
        some = self._found is not None and self._found[1] > 0
        self._older.setEnabled(some)
        self._newer.setEnabled(some)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("在会话中查找"))
        self.field.setPlaceholderText(self.tr("在会话中查找"))
        self.field.setAccessibleName(self.tr("在会话中查找"))
        for button, words in (
            (self._older, self.tr("上一处（Enter）")),
            (self._newer, self.tr("下一处（Shift+Enter）")),
            (self._close, self.tr("关闭查找（Esc）")),
        ):
            button.setAccessibleName(words)
            set_tooltip(button, words)
        self._show_count()

    def _on_older_clicked(self) -> None:
        self.older_requested.emit()

    def _on_newer_clicked(self) -> None:
        self.newer_requested.emit()

    def _on_close_clicked(self) -> None:
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
