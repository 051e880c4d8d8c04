"""Takes everything a window shows off the screen and out of the reader's reach.

What is covered is hidden, not painted over: no pixel, no accessible text and no
focus of it is left. Work behind it goes on.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Veil:
    """Lays one widget over a window, and hides all other windows of the desk."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._cover: QWidget | None = None
        self._hidden: list[QWidget] = []
        self._focused: QWidget | None = None

    @property
    def drawn(self) -> bool:
        """Whether the contents are covered."""
        return self._cover is not None

    def draw(self, cover: QWidget) -> None:
        """Cover everything; `cover` is a child of the window."""
        if self._cover is not None:
            return
        self._cover = cover
        self._focused = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        children = self._window.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        self._hidden = [
            each
            for each in (*children, *others)
            if each not in (cover, self._window) and each.isVisibleTo(self._window)
        ]
        for each in self._hidden:
            each.hide()
        self.place()
        cover.show()
        cover.raise_()
        cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def lift(self) -> QWidget | None:
        """Show everything again as it was, and hand the cover back."""
        cover, self._cover = self._cover, None
        if cover is None:
            return None
        cover.hide()
        for each in self._hidden:
            if isValid(each):
                each.show()
        self._hidden = []
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        return cover

    def place(self) -> None:
        """Let the cover fill the window."""
        if self._cover is not None:
            self._cover.setGeometry(self._window.rect())
