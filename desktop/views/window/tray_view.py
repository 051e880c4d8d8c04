"""The icon in the system's tray that stands for a desk whose window is closed."""

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop.views.theme.badges import paint_badge
from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import set_tray_tooltip
from desktop.views.theme.theme import Theme

_SIZE = 22
_BADGE_MIDDLE = 8


class TrayView(QObject):
    """Brings the window back, or ends the desk.

    Signals:
        open_requested: the window is wanted.
        quit_requested: receiving is to stop as well.
        message_clicked: what was said was clicked.
    """

    open_requested = Signal()
    quit_requested = Signal()
    message_clicked = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._menu = QMenu(window)
        self.open_action = self._menu.addAction(self.tr("打开总机"))
        self.quit_action = self._menu.addAction(self.tr("退出并停止接收"))
        self._tray = QSystemTrayIcon(self)
        self._tray.setContextMenu(self._menu)
        self.open_action.triggered.connect(self.open_requested)
        self.quit_action.triggered.connect(self.quit_requested)
        self._tray.activated.connect(self._on_activated)
        self._tray.messageClicked.connect(self.message_clicked)
        self._theme = theme
        self._count = 0
        self.set_theme(theme)

    @property
    def usable(self) -> bool:
        """Whether this system has a tray now; some desktops have none."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def shown(self) -> bool:
        """Whether the icon is there to bring the window back."""
        return self.usable and self._tray.isVisible()

    @property
    def tooltip(self) -> str:
        """What the icon says when the mouse rests on it."""
        return self._tray.toolTip()

    def set_shown(self, shown: bool) -> None:
        """Show or hide the icon; nothing happens without a tray."""
        self._tray.setVisible(shown and self.usable)

    def say(self, title: str, words: str) -> None:
        """Tell something in the way of the system."""
        self._tray.showMessage(title, words, self._tray.icon())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._draw()

    def set_count(self, count: int) -> None:
        """Show how many messages are unread, in the corner and in the tool tip."""
        if count == self._count:
            return
        self._count = count
        title = self.tr("总机 Switchboard")
        words = self.tr("{title} · {count} 条未读").format(title=title, count=count)
        set_tray_tooltip(self._tray, words if count else title)
        self._draw()

    def _draw(self) -> None:
        """Paint the icon, with the count as a badge that is readable at any size."""
        drawn = QIcon()
        for ratio in (1.0, 2.0):
            picture = QPixmap(
                pixmap("conversations", self._theme.colour("accent"), _SIZE, ratio)
            )
            if self._count:
                painter = QPainter(picture)
                corner = QPointF(_SIZE, _BADGE_MIDDLE)
                paint_badge(painter, corner, self._count, self._theme)
                painter.end()
            drawn.addPixmap(picture)
        self._tray.setIcon(drawn)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        reasons = QSystemTrayIcon.ActivationReason
        if reason in (reasons.Trigger, reasons.DoubleClick):
            self.open_requested.emit()
