"""One choice of the settings page: words at the left, the control at the right."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

Choice = TypeVar("Choice")

_LEAST_CHOICE = 170
"""Logical pixels of a control, so that short choices stand below each other."""


class SettingRow(QWidget):
    """A name, a line that explains, and a control."""

    def __init__(
        self, name: str, explanation: str, control: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(name, self, wraps=True))
        self.explanation = PlainLabel("", self, role="small", wraps=True)
        words.addWidget(self.explanation)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        control.setAccessibleDescription(name)
        self.set_explanation(explanation)

    def set_explanation(self, words: str) -> None:
        """Explain otherwise, or not at all."""
        self.explanation.setText(words)
        self.explanation.setVisible(bool(words))


class ChoiceButton(QPushButton, Generic[Choice]):
    """Shows what is chosen and opens a menu of the rest; ↑ and ↓ choose at once.

    Signals:
        choice_made: what the person picked.
    """

    choice_made = Signal(object)

    def __init__(
        self, words: Mapping[Choice, str], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: dict[Choice, str] = {}
        self._menu = QMenu(self)
        self.setProperty("tone", "choice")
        self.clicked.connect(self._on_clicked)
        self._menu.triggered.connect(self._on_triggered)
        self.offer(words)

    def offer(self, words: Mapping[Choice, str]) -> None:
        """Take what can be chosen; the first is chosen, nothing is emitted."""
        self._words = dict(words)
        self._menu.clear()
        for each in self._words.values():
            action = QAction(each, self._menu)
            action.setCheckable(True)
            self._menu.addAction(action)
        self.set_choice(next(iter(words)))

    def set_choice(self, choice: Choice) -> None:
        """Show a choice; nothing is emitted."""
        self._choice = choice
        self.setText(self._words.get(choice, str(choice)))
        self.setAccessibleName(self.text())
        for action, each in zip(self._menu.actions(), self._words, strict=True):
            action.setChecked(each == choice)

    def choice(self) -> Choice:
        """Return the choice on show."""
        return self._choice

    def pick(self, choice: Choice) -> None:
        """Choose as a person does."""
        if choice != self._choice:
            self.set_choice(choice)
            self.choice_made.emit(choice)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(_LEAST_CHOICE, 0))

    def _on_clicked(self) -> None:
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_triggered(self, action: QAction) -> None:
        picked = list(self._words)[self._menu.actions().index(action)]
        # Qt has turned the tick of the action that was clicked, picked anew or not.
        action.setChecked(True)
        self.pick(picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        choices = list(self._words)
        known = self._choice in choices
        at = choices.index(self._choice) + step if known else 0
        self.pick(choices[min(max(at, 0), len(choices) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = self._theme.colour("muted")
        arrow = pixmap("chevron_down", colour, 14, self.devicePixelRatioF())
        top = (self.height() - 14) // 2
        QPainter(self).drawPixmap(self.width() - 24, top, arrow)


class Switch(QAbstractButton):
    """On or off."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        track = QRectF(2, 3, 34, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent" if on else "faint"))
        painter.drawRoundedRect(track, 9, 9)
        painter.setBrush(self._theme.colour("panel"))
        painter.drawEllipse(QRectF(20 if on else 4, 5, 14, 14))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.colour("accent"))
            painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), 10, 10)
