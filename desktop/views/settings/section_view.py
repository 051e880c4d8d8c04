"""What every section of the settings is: a heading and cards of rows that scroll."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.models.preferences import Preferences
from desktop.views.settings.choice_row import ChoiceButton, Switch
from desktop.views.settings.sections import Section, section_words
from desktop.views.theme.fonts import BASE_SIZE
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_PAGE_WIDTH = 720
"""Logical pixels at most, for text of the usual size."""


class SectionView(QScrollArea):
    """A page of settings. Subclasses fill `column` and call `choose`.

    Signals:
        preferences_changed: the whole Preferences after a choice.
    """

    preferences_changed = Signal(object)

    def __init__(self, section: Section, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._middle = QWidget()
        self.section = section
        self.theme = theme
        self.preferences = Preferences()
        self.setProperty("role", "settings_section")
        self.setAccessibleName(section_words(section))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget(self)
        self.page.setObjectName("settingsPage")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(24, 24, 24, 32)
        self.column.setSpacing(10)
        self.column.addWidget(
            PlainLabel(section_words(section), self.page, role="title")
        )
        self._middle.setParent(self.page)
        self._middle.setLayout(self.column)
        self._keep_lines_short()
        row = QHBoxLayout(self.page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._middle, 100)
        row.addStretch(1)
        self.setWidget(self.page)

    def _keep_lines_short(self) -> None:
        growth = max(1.0, self.font().pixelSize() / BASE_SIZE)
        self._middle.setMaximumWidth(round(_PAGE_WIDTH * growth))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_lines_short()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        self.preferences = preferences

    def choose(self, preferences: Preferences) -> None:
        """Tell a choice of the person; one that changes nothing is none."""
        if preferences != self.preferences:
            self.preferences = preferences
            self.preferences_changed.emit(preferences)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        for box in self.findChildren(ChoiceButton):
            box.set_theme(theme)
        for switch in self.findChildren(Switch):
            switch.set_theme(theme)

    def card(
        self, rows: list[QWidget], heading: str = "", *, lined: bool = True
    ) -> QFrame:
        """Add rows in a card, under a heading where one is given."""
        if heading:
            self.column.addSpacing(6)
            self.column.addWidget(PlainLabel(heading, self.page, role="heading"))
        card = QFrame(self.page)
        card.setProperty("role", "card")
        fill_card(card, rows, lined=lined)
        self.column.addWidget(card)
        return card


def fill_card(card: QFrame, rows: list[QWidget], *, lined: bool = True) -> None:
    """Stack rows in a card that is empty, with lines between them where wanted."""
    inner = QVBoxLayout(card)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(0)
    for at, row in enumerate(rows):
        if at and lined:
            line = QFrame(card)
            line.setProperty("role", "line")
            line.setFixedHeight(1)
            inner.addWidget(line)
        inner.addWidget(row)
