"""The quiet line on top of the window: the gravest notice, and a cure."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.models.display_text import one_line
from desktop.views.theme.icons import icon, pixmap
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window.notices import Notice, Tone

_LOOKS = {
    Tone.INFORMATION: ("information", "accent"),
    Tone.WARNING: ("warning", "warn"),
    Tone.TROUBLE: ("warning", "bad"),
}
_LONGEST = 300
"""Characters: what WeCom and corps say of themselves may be of any length."""


class BannerView(QFrame):
    """Holds notices by key and shows the gravest; hidden without any.

    Signals:
        action_requested: the key of the notice whose button was pressed.
    """

    action_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices: dict[str, Notice] = {}
        self._dismissed: dict[str, Notice] = {}
        self._shown: Notice | None = None
        self.setObjectName("banner")
        self._sign = PlainLabel(parent=self)
        self._words = PlainLabel(parent=self, wraps=True)
        self.action_button = QPushButton(self)
        self.close_button = QToolButton(self)
        self._build()
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; one with the same key takes the other's place.

        A notice that the person put away stays away until it says something else.
        """
        if self._dismissed.get(notice.key) == notice:
            return
        self._notices[notice.key] = notice
        self._refresh()

    def clear_notice(self, key: str) -> None:
        """Drop a notice, because what it said has passed."""
        self._notices.pop(key, None)
        self._dismissed.pop(key, None)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._shown = None
        self._refresh()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self.action_button.setProperty("tone", "small")
        # A click leaves the keyboard where the person types.
        self.action_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setAccessibleName(self.tr("收起提示"))
        set_tooltip(self.close_button, self.tr("收起提示"))
        self.close_button.setIconSize(QSize(14, 14))
        self.action_button.clicked.connect(self._on_action_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)

    def _refresh(self) -> None:
        gravest = max(self._notices.values(), key=_gravity, default=None)
        if gravest == self._shown:
            return
        self._shown = gravest
        self.setVisible(gravest is not None)
        if gravest is None:
            return
        name, colour = _LOOKS[gravest.tone]
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap(name, self._theme.colour(colour), 16, ratio))
        self._words.setText(one_line(gravest.text, _LONGEST))
        self.action_button.setText(gravest.action)
        self.action_button.setVisible(bool(gravest.action))
        self.close_button.setIcon(icon("close", self._theme.colour("muted"), 14))
        self.setProperty("tone", gravest.tone.name.lower())
        self.setAccessibleName(self._words.text())
        self.style().unpolish(self)
        self.style().polish(self)

    def _on_action_clicked(self) -> None:
        if self._shown:
            self.action_requested.emit(self._shown.key)

    def _on_close_clicked(self) -> None:
        if self._shown:
            self._dismissed[self._shown.key] = self._shown
            self._notices.pop(self._shown.key, None)
            had_keyboard = self.close_button.hasFocus()
            self._refresh()
            if had_keyboard:
                self.window().setFocus(Qt.FocusReason.OtherFocusReason)


def _gravity(notice: Notice) -> int:
    return notice.tone
