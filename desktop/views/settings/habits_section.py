"""Settings: how the list is ordered and what closing the window does."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.models.list_order import ListOrder
from desktop.models.preferences import CloseAction, Preferences
from desktop.views.settings.choice_row import ChoiceButton, SettingRow
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section
from desktop.views.theme.theme import Theme


class HabitsSection(SectionView):
    """How a person likes to work; a choice counts at once."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.HABITS, theme, parent)
        page = self.page
        self.order_box = ChoiceButton(
            {
                ListOrder.NEEDS_ANSWER: self.tr("先答等待的"),
                ListOrder.NEWEST: self.tr("按时间"),
            },
            theme,
            page,
        )
        self.close_box = ChoiceButton(
            {
                CloseAction.KEEP_RECEIVING: self.tr("继续在后台接收"),
                CloseAction.QUIT: self.tr("退出并停止接收"),
            },
            theme,
            page,
        )
        self.card(
            [
                SettingRow(
                    self.tr("会话排序"),
                    self.tr("先答等待的：等得最久的客户在最上面"),
                    self.order_box,
                    page,
                ),
                SettingRow(
                    self.tr("关闭窗口时"),
                    self.tr("企业微信只保留 3 天的消息；退出超过 3 天会丢失"),
                    self.close_box,
                    page,
                ),
            ]
        )
        self.column.addStretch(1)
        self.order_box.choice_made.connect(self._on_choice_made)
        self.close_box.choice_made.connect(self._on_choice_made)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        super().show_preferences(preferences)
        self.order_box.set_choice(preferences.list_order)
        self.close_box.set_choice(preferences.close_action)

    def _on_choice_made(self) -> None:
        self.choose(
            replace(
                self.preferences,
                list_order=self.order_box.choice(),
                close_action=self.close_box.choice(),
            )
        )
