"""Settings: the order of the list, closing the window, what was recalled."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.models.list_order import ListOrder
from desktop.models.preferences import CloseAction, Preferences, UndoSeconds
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
        self.recalled_box = ChoiceButton(
            {
                True: self.tr("仍然显示，带标记"),
                False: self.tr("不再显示内容"),
            },
            theme,
            page,
        )
        self.undo_box = ChoiceButton(
            {
                each: self.tr("%n 秒", None, each.value) if each else self.tr("不等待")
                for each in UndoSeconds
            },
            theme,
            page,
        )
        self.card(self._rows())
        self.column.addStretch(1)
        self.order_box.choice_made.connect(self._on_choice_made)
        self.close_box.choice_made.connect(self._on_choice_made)
        self.recalled_box.choice_made.connect(self._on_choice_made)
        self.undo_box.choice_made.connect(self._on_choice_made)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        super().show_preferences(preferences)
        self.order_box.set_choice(preferences.list_order)
        self.close_box.set_choice(preferences.close_action)
        self.recalled_box.set_choice(preferences.show_recalled)
        self.undo_box.set_choice(preferences.undo_seconds)

    def _rows(self) -> list[QWidget]:
        page = self.page
        return [
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
            SettingRow(
                self.tr("发送前可撤销"),
                self.tr("写好的回复先等几秒再发出，这段时间里可以撤销"),
                self.undo_box,
                page,
            ),
            SettingRow(
                self.tr("被撤回的消息"),
                self.tr("原文仍保存在本机；这里决定同事还能不能看到"),
                self.recalled_box,
                page,
            ),
        ]

    def _on_choice_made(self) -> None:
        self.choose(
            replace(
                self.preferences,
                list_order=self.order_box.choice(),
                close_action=self.close_box.choice(),
                show_recalled=self.recalled_box.choice(),
                undo_seconds=self.undo_box.choice(),
            )
        )
