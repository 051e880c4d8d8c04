"""The settings page: a list of sections at the left, the chosen one at the right."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.models.preferences import Preferences
from desktop.views.settings.corps_section import CorpsSection
from desktop.views.settings.habits_section import HabitsSection
from desktop.views.settings.keys_section import KeysSection
from desktop.views.settings.looks_section import LooksSection
from desktop.views.settings.notifications_section import NotificationsSection
from desktop.views.settings.privacy_section import PrivacySection
from desktop.views.settings.reports_section import ReportsSection
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section, section_words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class SettingsView(QWidget):
    """What can be chosen at this desk; a choice counts at once.

    Signals:
        preferences_changed: the whole Preferences after a choice.
    """

    preferences_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setAccessibleName(self.tr("设置"))
        self.list = QListWidget(self)
        self._stack = QStackedWidget(self)
        self.looks = LooksSection(theme, self)
        self.habits = HabitsSection(theme, self)
        self.keys = KeysSection(theme, self)
        self.notifications = NotificationsSection(theme, self)
        self.privacy = PrivacySection(theme, self)
        self.corps = CorpsSection(theme, self)
        self.reports = ReportsSection(theme, self)
        self._sections: tuple[SectionView, ...] = (
            self.looks,
            self.habits,
            self.keys,
            self.notifications,
            self.privacy,
            self.corps,
            self.reports,
        )
        self._build()
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        for each in self._sections:
            each.preferences_changed.connect(self._on_preferences_changed)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)

    @property
    def section(self) -> Section:
        """The section on screen."""
        return self._sections[self.list.currentRow()].section

    def show_section(self, section: Section) -> None:
        """Go to a section."""
        places = [each.section for each in self._sections]
        self.list.setCurrentRow(places.index(section))

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        for each in self._sections:
            each.show_preferences(preferences)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for each in self._sections:
            each.set_theme(theme)
        self._fit_list()

    def _build(self) -> None:
        self.list.setObjectName("settingsSections")
        self.list.setAccessibleName(self.tr("设置的分类"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        side = QVBoxLayout()
        side.setContentsMargins(12, 24, 12, 12)
        side.setSpacing(12)
        side.addWidget(PlainLabel(self.tr("设置"), self, role="title"))
        side.addWidget(self.list, 1)
        for each in self._sections:
            self.list.addItem(section_words(each.section))
            self._stack.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(side)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedWidth(1)
        row.addWidget(line)
        row.addWidget(self._stack, 1)

    def _fit_list(self) -> None:
        """Be as wide as the longest name, no wider than a third of the page."""
        metrics = self.list.fontMetrics()
        longest = max(
            metrics.horizontalAdvance(section_words(each.section))
            for each in self._sections
        )
        self.list.setFixedWidth(min(longest + 44, max(90, self.width() // 3)))
        hint = QSize(0, metrics.height() + 14)
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(hint)

    def _on_preferences_changed(self, preferences: Preferences) -> None:
        # The other sections must not put back what this one has changed.
        self.show_preferences(preferences)
        self.preferences_changed.emit(preferences)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()
