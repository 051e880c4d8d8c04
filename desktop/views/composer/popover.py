"""A card that opens above a button and goes when the person turns elsewhere."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

_GAP = 6
"""Logical pixels between the card and its button, and from the window's edges."""


class Popover(QFrame):
    """A card over its window: no window of its own, nothing below is blocked.

    Signals:
        closed(): it was put away, by Esc or by turning elsewhere
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden card; it lies in the window of `parent`."""
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._anchor: QWidget | None = None
        # The Enter that ends a composition can follow its commit in the same turn
        # of the event loop: it finishes nothing here.
        self._just_committed = QTimer(self)
        self._just_committed.setObjectName("composition_end")
        self._just_committed.setSingleShot(True)
        self._just_committed.setInterval(0)
        self.hide()

    def open_above(self, anchor: QWidget) -> None:
        """Stand above a button, inside the window, and take the keyboard."""
        self._anchor = anchor
        self.setParent(anchor.window())
        self.place()
        self.show()
        self.raise_()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.take_keyboard()

    def close_card(self) -> None:
        """Put the card away; the keyboard goes where the owner puts it."""
        if self.isHidden():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()
        self.closed.emit()

    def toggle_above(self, anchor: QWidget) -> None:
        """Open the card, or put it away when it is open."""
        if self.isHidden():
            self.open_above(anchor)
        else:
            self.close_card()

    def take_keyboard(self) -> None:
        """Put the keyboard into the card."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Find the place: above the anchor, else below it, never beyond the window."""
        anchor = self._anchor
        if anchor is None:
            return
        room = anchor.window().rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        size = self.sizeHint().expandedTo(self.minimumSize()).boundedTo(room.size())
        corner = anchor.mapTo(anchor.window(), QPoint(0, 0))
        left = min(corner.x(), room.right() - size.width())
        top = corner.y() - size.height() - _GAP
        if top < room.top():
            below = corner.y() + anchor.height() + _GAP
            fits = below + size.height() <= room.bottom()
            top = below if fits else min(room.top(), room.bottom() - size.height())
        self.setGeometry(max(room.left(), left), top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when a button of the mouse is pressed outside; the press counts there."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if pressed and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if not inside and not self._on_anchor(event):
                self.close_card()
        elif event.type() == QEvent.Type.Resize and watched is self.parent():
            self.close_card()
        elif isinstance(event, QInputMethodEvent) and event.commitString():
            self._just_committed.start()
        return False

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window's own key for it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Esc; keep other keys from what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        event.accept()

    def finishes(self, event: QKeyEvent) -> bool:
        """Return whether a key press is an Enter of its own, not a composition's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter and not self._just_committed.isActive()

    def _on_anchor(self, event: QEvent) -> bool:
        """Return whether a press is on the button, which toggles by itself."""
        anchor = self._anchor
        if anchor is None or not isinstance(event, QMouseEvent):
            return False
        point = anchor.mapFromGlobal(event.globalPosition().toPoint())
        return anchor.rect().contains(point)
