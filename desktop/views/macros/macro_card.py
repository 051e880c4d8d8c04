"""The card of the macros above the composer: list, steps, editor."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.models.macro import Macro, MacroPreview
from desktop.views.composer.popover import Popover
from desktop.views.macros.macro_editor import MacroEditor
from desktop.views.macros.macro_list import MacroList
from desktop.views.macros.macro_run_page import MacroRunPage

_WIDTH = 460


class MacroCard(Popover):
    """Shows one of its three pages and is as high as that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("macroCard")
        self.setAccessibleName(self.tr("宏"))
        self.setFixedWidth(_WIDTH)
        self.list = MacroList(self)
        self.run = MacroRunPage(self)
        self.editor = MacroEditor(self)
        self._first: QWidget = self
        self._settled = QTimer(self)
        self._settled.setObjectName("macro_size")
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._take_size)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        for page in (self.list, self.run, self.editor):
            column.addWidget(page)
            page.hide()
        self.editor.grown.connect(self._settled.start)

    def show_list(self, macros: Sequence[Macro]) -> None:
        """Show what can be run."""
        self.list.show_macros(macros)
        first = self.list.buttons[0] if self.list.buttons else self.list.new_button
        self._turn_to(self.list, first)

    def show_preview(self, preview: MacroPreview) -> None:
        """Show what the steps would do."""
        self.run.show_preview(preview)
        self._turn_to(self.run, self)

    def show_stopped(self, done: int, reason: str) -> None:
        """Say why it stopped."""
        self.run.show_stopped(done, reason)
        self._settled.start()

    def show_editor(self, macro: Macro, replies: Mapping[str, int]) -> None:
        """Let a macro be written."""
        self.editor.write(macro, replies)
        self._turn_to(self.editor, self.editor.name)

    def take_keyboard(self) -> None:
        """Begin where the page begins."""
        self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while a menu or the list of a field is open over the card."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if pressed and QApplication.activePopupWidget() is not None:
            return False
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the keyboard, or runs; arrows walk, digits choose."""
        focused = self.focusWidget()
        if self.finishes(event):
            event.accept()
            if isinstance(focused, QPushButton) and focused.isVisible():
                focused.click()
            elif self.run.isVisible():
                self.run.go()
            elif isinstance(focused, QLineEdit):
                focused.focusNextChild()
        elif self.list.isVisible() and self.list.choose_by_digit(event.text()):
            event.accept()
        elif self.list.isVisible() and event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif self.list.isVisible() and event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _turn_to(self, page: QWidget, first: QWidget) -> None:
        for each in (self.list, self.run, self.editor):
            each.setVisible(each is page)
        self._first = first
        self.take_keyboard()
        self._settled.start()

    def _take_size(self) -> None:
        """Be as high as the page, once its layout knows; keep the place."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.place()
