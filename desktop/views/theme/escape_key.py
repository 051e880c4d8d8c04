"""Esc belongs to what has the keyboard before it belongs to the window."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def keeps_escape(event: QEvent) -> bool:
    """Return whether this was Esc looking for a shortcut; then it is kept from it.

    For `QWidget.event` of what closes with Esc: the window has a shortcut for that
    key, and without this the key press never comes.
    """
    override = event.type() is QEvent.Type.ShortcutOverride
    if not (override and isinstance(event, QKeyEvent)):
        return False
    if event.key() != Qt.Key.Key_Escape:
        return False
    event.accept()
    return True
