"""The button over the timeline that leads back to the newest message."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

_ABOVE_EDGE = 14


class NewestPill(QPushButton):
    """Tells how many messages came below what is seen; hides itself at the end.

    It floats at the lower edge of its parent and never takes the focus by a click.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("newest_pill")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._shown: tuple[int, bool] | None = None
        self._area = parent
        parent.installEventFilter(self)
        self.hide()

    def show_count(self, count: int, *, away: bool) -> None:
        """Show new messages, or the bare way back while the reader is far away."""
        if self._shown == (count, away):
            return
        self._shown = (count, away)
        if count:
            self.setText(self.tr("新消息 %n ↓", "", count))
        else:
            self.setText(self.tr("回到最新 ↓"))
        self.setVisible(bool(count) or away)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize and watched is self._area:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language, fit the new style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            count, away = self._shown
            self._shown = None
            self.show_count(count, away=away)

    def _place(self) -> None:
        area = self._area.rect()
        size = self.sizeHint()
        left = (area.width() - size.width()) // 2
        top = area.height() - size.height() - _ABOVE_EDGE
        self.setGeometry(QRect(left, top, size.width(), size.height()))
