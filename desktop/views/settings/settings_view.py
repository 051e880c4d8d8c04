"""The settings page: looks, language, list, closing, and the connected corps."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.models.connected_corp import ConnectedCorp
from desktop.models.list_order import ListOrder
from desktop.models.preferences import (
    CloseAction,
    LanguageChoice,
    Preferences,
    ThemeChoice,
)
from desktop.views.settings.choice_row import ChoiceButton, SettingRow, Switch
from desktop.views.settings.corp_card_view import CorpCardView
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_PAGE_WIDTH = 720


class SettingsView(QScrollArea):
    """What can be chosen at this desk; a choice counts at once.

    Signals:
        preferences_changed: the whole Preferences after a choice.
        connect_requested: another corp is to be connected.
        check_requested, disconnect_requested: a corp's id.
        budget_chosen: a corp's id and its polls a minute.
    """

    preferences_changed = Signal(object)
    connect_requested = Signal()
    check_requested = Signal(object)
    disconnect_requested = Signal(object)
    budget_chosen = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = Preferences()
        self._cards: dict[int, CorpCardView] = {}
        self.setObjectName("settings")
        self.setAccessibleName(self.tr("设置"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget(self)
        self._page.setObjectName("settingsPage")
        self.theme_box = ChoiceButton(self._theme_words(), theme, self._page)
        self.language_box = ChoiceButton(
            {LanguageChoice.CHINESE: "中文", LanguageChoice.ENGLISH: "English"},
            theme,
            self._page,
        )
        self.larger_text_box = Switch(self.tr("大一号的文字"), theme, self._page)
        self.order_box = ChoiceButton(self._order_words(), theme, self._page)
        self.close_box = ChoiceButton(self._close_words(), theme, self._page)
        self.connect_button = QPushButton(self.tr("接入企业"), self._page)
        self._language_row = SettingRow(
            self.tr("语言"), "", self.language_box, self._page
        )
        self._no_corp = PlainLabel(
            self.tr("还没有接入企业"), self._page, role="small", wraps=True
        )
        self._corps = QVBoxLayout()
        self._build()
        self._connect_signals()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        self._preferences = preferences
        self.theme_box.set_choice(preferences.theme)
        self.language_box.set_choice(preferences.language)
        self.larger_text_box.setChecked(preferences.larger_text)
        self.order_box.set_choice(preferences.list_order)
        self.close_box.set_choice(preferences.close_action)

    def show_restart_needed(self, needed: bool) -> None:
        """Say that the chosen language is spoken after the next start."""
        words = self.tr("下次启动后生效") if needed else ""
        self._language_row.set_explanation(words)

    def show_corps(self, corps: tuple[ConnectedCorp, ...]) -> None:
        """Show the connected corps; cards that stay keep what is being typed."""
        ids = {shown.corp.id for shown in corps}
        for corp_id in [each for each in self._cards if each not in ids]:
            card = self._cards.pop(corp_id)
            self._corps.removeWidget(card)
            card.hide()
            card.deleteLater()
        for shown in corps:
            if shown.corp.id in self._cards:
                self._cards[shown.corp.id].show_corp(shown)
            else:
                self._cards[shown.corp.id] = self._add_card(shown)
        self._no_corp.setVisible(not corps)
        tone = "" if corps else "primary"
        self.connect_button.setProperty("tone", tone)
        self.style().unpolish(self.connect_button)
        self.style().polish(self.connect_button)

    def card(self, corp_id: int) -> CorpCardView:
        """Return the card of a corp; raises KeyError for one not shown."""
        return self._cards[corp_id]

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.larger_text_box.set_theme(theme)
        for box in self._boxes():
            box.set_theme(theme)
        for card in self._cards.values():
            card.set_theme(theme)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 32)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("设置"), self._page, role="title"))
        column.addWidget(self._section(self.tr("外观"), self._looks()))
        column.addWidget(self._section(self.tr("使用习惯"), self._habits()))
        column.addLayout(self._corp_head())
        column.addWidget(self._no_corp)
        self._corps.setSpacing(10)
        column.addLayout(self._corps)
        column.addStretch(1)
        middle = QWidget(self._page)
        middle.setMaximumWidth(_PAGE_WIDTH)
        middle.setLayout(column)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidget(self._page)

    def _looks(self) -> list[SettingRow]:
        return [
            SettingRow(self.tr("主题"), "", self.theme_box, self._page),
            self._language_row,
            SettingRow(self.tr("大一号的文字"), "", self.larger_text_box, self._page),
        ]

    def _habits(self) -> list[SettingRow]:
        return [
            SettingRow(
                self.tr("会话排序"),
                self.tr("先答等待的：等得最久的客户在最上面"),
                self.order_box,
                self._page,
            ),
            SettingRow(
                self.tr("关闭窗口时"),
                self.tr("企业微信只保留 3 天的消息；退出超过 3 天会丢失"),
                self.close_box,
                self._page,
            ),
        ]

    def _section(self, name: str, rows: list[SettingRow]) -> QWidget:
        box = QWidget(self._page)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(name, box, role="heading"))
        card = QFrame(box)
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for at, row in enumerate(rows):
            if at:
                line = QFrame(card)
                line.setProperty("role", "line")
                line.setFixedHeight(1)
                inner.addWidget(line)
            inner.addWidget(row)
        column.addWidget(card)
        return box

    def _corp_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(0, 12, 0, 0)
        head.addWidget(PlainLabel(self.tr("企业"), self._page, role="heading"))
        head.addStretch(1)
        head.addWidget(self.connect_button)
        return head

    def _add_card(self, shown: ConnectedCorp) -> CorpCardView:
        card = CorpCardView(shown, self._theme, self._page)
        card.check_requested.connect(self.check_requested)
        card.disconnect_requested.connect(self.disconnect_requested)
        card.budget_chosen.connect(self.budget_chosen)
        self._corps.addWidget(card)
        return card

    def _connect_signals(self) -> None:
        for box in self._boxes():
            box.choice_made.connect(self._on_choice_made)
        self.larger_text_box.clicked.connect(self._on_choice_made)
        self.connect_button.clicked.connect(self.connect_requested)

    def _boxes(self) -> tuple[ChoiceButton[Any], ...]:
        return (self.theme_box, self.language_box, self.order_box, self.close_box)

    def _theme_words(self) -> dict[ThemeChoice, str]:
        return {
            ThemeChoice.SYSTEM: self.tr("跟随系统"),
            ThemeChoice.LIGHT: self.tr("浅色"),
            ThemeChoice.DARK: self.tr("深色"),
        }

    def _order_words(self) -> dict[ListOrder, str]:
        return {
            ListOrder.NEEDS_ANSWER: self.tr("先答等待的"),
            ListOrder.NEWEST: self.tr("按时间"),
        }

    def _close_words(self) -> dict[CloseAction, str]:
        return {
            CloseAction.KEEP_RECEIVING: self.tr("继续在后台接收"),
            CloseAction.QUIT: self.tr("退出并停止接收"),
        }

    def _on_choice_made(self) -> None:
        chosen = replace(
            self._preferences,
            theme=self.theme_box.choice(),
            language=self.language_box.choice(),
            larger_text=self.larger_text_box.isChecked(),
            list_order=self.order_box.choice(),
            close_action=self.close_box.choice(),
        )
        if chosen != self._preferences:
            self._preferences = chosen
            self.preferences_changed.emit(chosen)
