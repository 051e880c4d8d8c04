"""A top-level window around one conversation."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.views.window.keys import Command, KeyBinding
from desktop.views.window.toast_view import ToastView

_USUAL = QSize(720, 760)
_SMALLEST = QSize(420, 360)
_CLOSING = "Ctrl+W"


class PaneWindow(QWidget):
    """Holds a conversation, its toast and the keys that mean something here.

    Signals:
        close_requested: the person wants it gone; its owner lets it go.
        command_requested(Command): a key was pressed here.
        undo_requested(key): what its toast offered.
    """

    close_requested = Signal()
    command_requested = Signal(object)
    undo_requested = Signal(object)

    def __init__(self, content: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("mainWindow")
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        self.toast = ToastView(self)
        self.toast.undo_requested.connect(self.undo_requested)
        self._actions: list[QAction] = []
        closing = QAction(self.tr("关闭窗口"), self)
        closing.setShortcut(QKeySequence(_CLOSING))
        closing.triggered.connect(self.close)
        self.addAction(closing)

    def show_name(self, name: str) -> None:
        """Carry the customer's name in the title."""
        self.setWindowTitle(one_line(name, 60))

    def set_keys(
        self, bindings: tuple[KeyBinding, ...], known: frozenset[Command]
    ) -> None:
        """Listen to the keys of the commands that are known here."""
        for action in self._actions:
            self.removeAction(action)
            action.deleteLater()
        self._actions = [
            self._action(each)
            for each in bindings
            if each.command in known and not each.in_field
        ]

    def usual_size(self) -> tuple[int, int]:
        """Return width and height in logical pixels, not those of a maximized one."""
        normal = self.normalGeometry().size()
        size = normal if self.isMaximized() and not normal.isEmpty() else self.size()
        return size.width(), size.height()

    def come_forward(self) -> None:
        """Stand before the other windows, with the keyboard."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _action(self, binding: KeyBinding) -> QAction:
        action = QAction(self)
        action.setData(binding.command)
        action.setShortcuts([QKeySequence(key) for key in binding.keys])
        action.triggered.connect(self._on_action_triggered)
        self.addAction(action)
        return action

    def _on_action_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.command_requested.emit(Command(action.data()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()
