"""What every step has: title, a sentence, its content, and the buttons below."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.plain_text import PlainLabel


class StepPage(QWidget):
    """The right side of the set-up; steps fill the content and add buttons."""

    def __init__(self, parent: QWidget) -> None:
        """Make an empty step without words."""
        super().__init__(parent)
        self._area: QScrollArea | None = None
        self._revealed: QWidget | None = None
        self._reveal_soon = QTimer(self)
        self._reveal_soon.setObjectName("reveal_soon")
        self._reveal_soon.setSingleShot(True)
        self._reveal_soon.setInterval(0)
        self._reveal_soon.timeout.connect(self._reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 26, 30, 26)
        column.setSpacing(0)
        self._title = PlainLabel("", self, role="title")
        self._subtitle = PlainLabel("", self, role="quiet", wraps=True)
        column.addWidget(self._title)
        column.addSpacing(2)
        column.addWidget(self._subtitle)
        column.addSpacing(12)
        self._content = QVBoxLayout()
        self._content.setSpacing(8)
        column.addLayout(self._content, 1)
        column.addSpacing(14)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)

    def say(self, title: str, subtitle: str) -> None:
        """Head the step with a title and a sentence."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def add_content(self, widget: QWidget, *, scrolls: bool = False) -> None:
        """Add to the content; `scrolls` lets it be higher than the page."""
        if not scrolls:
            self._content.addWidget(widget)
            return
        area = QScrollArea(self)
        area.setProperty("role", "setup_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(widget)
        self._area = area
        self._content.addWidget(area, 1)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a part of the content, once what was just shown has its place."""
        self._revealed = widget
        self._reveal_soon.start()

    def add_stretch(self) -> None:
        """Keep the content at the top."""
        self._content.addStretch(1)

    def back_button(self, words: str) -> QPushButton:
        """Add the button at the left."""
        button = QPushButton(words, self)
        self._buttons.insertWidget(0, button)
        return button

    def button(self, words: str, *, primary: bool = False) -> QPushButton:
        """Add a button at the right; a primary one is the way on."""
        button = QPushButton(words, self)
        if primary:
            button.setProperty("tone", "primary")
        self._buttons.addWidget(button)
        return button

    def _reveal(self) -> None:
        if self._area is not None and self._revealed is not None:
            self._area.ensureWidgetVisible(self._revealed)
