"""Fingers for the tour: keys into widgets, as the system would deliver them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_NONE = Qt.KeyboardModifier.NoModifier


def type_text(widget: QWidget, text: str) -> None:
    """Type words into a field, one key after the other."""
    for character in text:
        _press(widget, Qt.Key.Key_unknown, character, _NONE)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Press and let go one key."""
    _press(widget, key, "\r" if key is Qt.Key.Key_Return else "", modifiers)


def _press(
    widget: QWidget, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))
