"""Files and pictures that are dropped on the conversation go to its answer."""

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.views.composer.message_field import MessageField, local_files


class FileDrop(QObject):
    """Lets widgets take what their field would take, words excepted."""

    def __init__(self, field: MessageField) -> None:
        """Hand over to `field`, which knows whether it may be written in."""
        super().__init__(field)
        self._field = field

    def watch(self, widget: QWidget) -> None:
        """Take drops on a widget, and on what lies in it and takes none itself."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what can be attached and hand it over when it is let go."""
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        if not self._field.takes_files or not _attachable(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._field.insertFromMimeData(event.mimeData())
        return True


def _attachable(source: QMimeData) -> bool:
    return bool(local_files(source)) or source.hasImage()
