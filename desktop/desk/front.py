"""What a desk shows of itself: looks, its place on the screen, and in the tray."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.models.preferences import CloseAction, Preferences, ThemeChoice
from desktop.views.theme.appearance import apply_appearance
from desktop.views.window.main_window import MainWindow
from desktop.views.window.tray_view import TrayView


class DeskFront(QObject):
    """Lets preferences of looks and closing count, also when the system changes.

    Signals:
        theme_changed(Theme): other colours are worn from now on.
        quit_requested: the window was closed and nothing would bring it back, or
            the person has left through the tray.
    """

    theme_changed = Signal(object)
    quit_requested = Signal()

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._window = window
        self._preferences = preferences
        # Words that stand on the screen are not translated again.
        self._spoken = preferences.language
        self._receiving = False
        self.theme = apply_appearance(application, preferences)
        self.tray = TrayView(self.theme, window)
        self.tray.open_requested.connect(self.come_forward)
        self.tray.quit_requested.connect(self.quit_requested)
        window.close_requested.connect(self._on_close_requested)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_theme_changed)

    def take(self, preferences: Preferences) -> None:
        """Let other choices count; a language waits for the next start."""
        before, self._preferences = self._preferences, preferences
        looks = (preferences.theme, preferences.text_size)
        if looks != (before.theme, before.text_size):
            self._dress()
        self._place_tray()

    def set_receiving(self, receiving: bool) -> None:
        """Stay in the tray while the desk works; not before, and not after."""
        self._receiving = receiving
        self._place_tray()

    def come_forward(self) -> None:
        """Show the window above others."""
        minimized = Qt.WindowState.WindowMinimized
        self._window.setWindowState(self._window.windowState() & ~minimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _dress(self) -> None:
        looks = replace(self._preferences, language=self._spoken)
        self.theme = apply_appearance(self._application, looks)
        self.tray.set_theme(self.theme)
        self.theme_changed.emit(self.theme)

    def _place_tray(self) -> None:
        # Some systems show notifications only of what has an icon in the tray.
        tells = self._preferences.notifications.shown
        self.tray.set_shown((self._keeps or tells) and self._receiving)

    @property
    def _keeps(self) -> bool:
        return self._preferences.close_action is CloseAction.KEEP_RECEIVING

    def _on_system_theme_changed(self) -> None:
        if self._preferences.theme is ThemeChoice.SYSTEM:
            self._dress()

    def _on_close_requested(self) -> None:
        """Go on without a window where a tray can bring it back."""
        if not (self._keeps and self.tray.shown):
            self.quit_requested.emit()
            return
        self._window.hide()
        self.tray.say(
            self.tr("总机仍在接收消息"),
            self.tr("从托盘图标可以重新打开，或退出并停止接收。"),
        )
