"""Settings: theme, language and the size of text."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.models.preferences import (
    LanguageChoice,
    Preferences,
    TextSize,
    ThemeChoice,
)
from desktop.views.settings.choice_row import ChoiceButton, SettingRow
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section
from desktop.views.theme.theme import Theme


class LooksSection(SectionView):
    """What the window looks like; a choice counts at once."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.LOOKS, theme, parent)
        page = self.page
        self.theme_box = ChoiceButton(
            {
                ThemeChoice.SYSTEM: self.tr("跟随系统"),
                ThemeChoice.LIGHT: self.tr("浅色"),
                ThemeChoice.DARK: self.tr("深色"),
            },
            theme,
            page,
        )
        self.language_box = ChoiceButton(
            {LanguageChoice.CHINESE: "中文", LanguageChoice.ENGLISH: "English"},
            theme,
            page,
        )
        self.size_box = ChoiceButton(
            {size: f"{size.value} %" for size in TextSize}, theme, page
        )
        self._language_row = SettingRow(self.tr("语言"), "", self.language_box, page)
        self.card(
            [
                SettingRow(self.tr("主题"), "", self.theme_box, page),
                self._language_row,
                SettingRow(
                    self.tr("文字大小"),
                    self.tr("在系统缩放之外，只放大或缩小总机里的文字"),
                    self.size_box,
                    page,
                ),
            ]
        )
        self.column.addStretch(1)
        for box in (self.theme_box, self.language_box, self.size_box):
            box.choice_made.connect(self._on_choice_made)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        super().show_preferences(preferences)
        self.theme_box.set_choice(preferences.theme)
        self.language_box.set_choice(preferences.language)
        self.size_box.set_choice(preferences.text_size)

    def show_restart_needed(self, needed: bool) -> None:
        """Say that the chosen language is spoken after the next start."""
        words = self.tr("下次启动后生效") if needed else ""
        self._language_row.set_explanation(words)

    def _on_choice_made(self) -> None:
        self.choose(
            replace(
                self.preferences,
                theme=self.theme_box.choice(),
                language=self.language_box.choice(),
                text_size=self.size_box.choice(),
            )
        )
