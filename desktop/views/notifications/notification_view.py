"""What the system has for telling: D-Bus or the tray, sounds, a badge."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.models.notification_choices import Happening
from desktop.models.notification_rules import Announcement
from desktop.views.notifications.notification_words import notification_text
from desktop.views.notifications.sound_player import SoundPlayer
from desktop.views.window.tray_view import TrayView

if TYPE_CHECKING:
    from desktop.views.notifications.dbus_notifier import DBusNotifier


class NotificationView(QObject):
    """Shows one notification at a time, in the best way that the system has.

    Signals:
        opened: a notification was clicked.
        replied(words, Event): what was typed into one, and what that one was about.
    """

    opened = Signal()
    replied = Signal(str, object)

    def __init__(self, window: QWidget, tray: TrayView) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._sounds = SoundPlayer(self)
        self._by_bus = False
        self._bus = self._find_bus()
        tray.message_clicked.connect(self._on_tray_clicked)

    @property
    def in_front(self) -> bool:
        """Whether a window of the desk has the keyboard."""
        return QGuiApplication.focusWindow() is not None

    def show(self, announcement: Announcement) -> None:
        """Show words; an answer field only where one customer is named."""
        text = notification_text(announcement)
        if self._bus is not None and self._by_bus:
            one = announcement.shows_text and announcement.conversations == 1
            self._bus.show(text.title, text.body, announcement.newest if one else None)
        else:
            self._tray.say(text.title, text.body)
        QApplication.alert(self._window)

    def ring(self, kind: Happening) -> None:
        """Play a sound."""
        self._sounds.play(kind)

    def withdraw(self) -> None:
        """Take back what is shown, where the system can."""
        if self._bus is not None:
            self._bus.withdraw()

    def set_count(self, count: int) -> None:
        """Show how many messages are unread in the tray and on the taskbar."""
        self._tray.set_count(count)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication) and application.desktopFileName():
            application.setBadgeNumber(count)

    def stop(self) -> None:
        """End what runs beside the window."""
        if self._bus is not None:
            self._bus.withdraw()
            self._bus.stop()

    def _find_bus(self) -> "DBusNotifier | None":
        """Look for a notification server where the system is one that has them."""
        if not sys.platform.startswith("linux"):
            return None
        # Imported here: other systems' builds carry no D-Bus.
        from desktop.views.notifications.dbus_notifier import DBusNotifier

        bus = DBusNotifier(self.tr("打开"), self.tr("回复"), self)
        bus.found.connect(self._on_bus_found)
        bus.opened.connect(self.opened)
        bus.replied.connect(self.replied)
        return bus

    def _on_bus_found(self, found: bool) -> None:
        self._by_bus = found

    def _on_tray_clicked(self) -> None:
        self.opened.emit()
