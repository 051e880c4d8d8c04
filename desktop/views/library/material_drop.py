"""Materials dropped on a conversation, on its composer or on its row in the list."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.views.library.dragged import MIME, dropped

Target = Callable[[QPoint], int | None]
"""Returns the conversation at a point of a widget, None where there is none."""


class MaterialDrop(QObject):
    """Lets widgets take materials of the library; other drops go their usual way.

    Signals:
        materials_dropped(object conversation_id, object ids): for its draft
    """

    materials_dropped = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._targets: dict[QWidget, Target] = {}

    def watch(self, widget: QWidget, target: Target) -> None:
        """Take materials that are dropped on a widget."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)
        self._targets[widget] = target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        if not event.mimeData().hasFormat(MIME) or not isinstance(watched, QWidget):
            return False
        target = self._targets[watched](event.position().toPoint())
        if target is None:
            event.setAccepted(isinstance(event, QDragEnterEvent))
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.materials_dropped.emit(target, dropped(event.mimeData()))
        return True
