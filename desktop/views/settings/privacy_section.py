"""Settings: covering the contents, and a lock with a PIN."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.models.lock_rules import LOCK_MINUTES, LockState, pin_trouble
from desktop.models.preferences import CoverAfter, Preferences
from desktop.views.settings.choice_row import ChoiceButton, SettingRow
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class PrivacySection(SectionView):
    """Who may look at the screen. A PIN leaves this page only in its signals.

    Signals:
        pin_chosen: the PIN until now (empty without one) and the new one.
        removal_requested: the PIN until now; the lock is to go.
        minutes_chosen: after how many idle minutes the desk locks itself.
    """

    pin_chosen = Signal(str, str)
    removal_requested = Signal(str)
    minutes_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.PRIVACY, theme, parent)
        page = self.page
        self._state = LockState()
        self.cover_box = ChoiceButton(
            {
                CoverAfter.NEVER: self.tr("不自动遮住"),
                CoverAfter.ONE: self.tr("1 分钟后"),
                CoverAfter.FIVE: self.tr("5 分钟后"),
                CoverAfter.FIFTEEN: self.tr("15 分钟后"),
            },
            theme,
            page,
        )
        self.minutes_box = ChoiceButton(
            {n: self.tr("{n} 分钟后").format(n=n) if n else self.tr("从不")
             for n in LOCK_MINUTES},
            theme,
            page,
        )  # fmt: skip
        self.old_field = self._pin_field(self.tr("现在的 PIN"))
        self.new_field = self._pin_field(self.tr("新的 PIN"))
        self.repeat_field = self._pin_field(self.tr("再输入一次"))
        self.keep_button = QPushButton(page)
        self.remove_button = QPushButton(self.tr("移除 PIN"), page)
        self._said = PlainLabel("", page, role="small", wraps=True)
        self._build()
        self._connect_signals()
        self.show_lock(self._state)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        super().show_preferences(preferences)
        self.cover_box.set_choice(preferences.cover_after)

    def show_lock(self, state: LockState) -> None:
        """Show whether a PIN is set; what was typed is gone."""
        self._state = state
        self.old_field.setVisible(state.is_set)
        self.remove_button.setVisible(state.is_set)
        self._minutes_card.setVisible(state.is_set)
        self.minutes_box.set_choice(state.minutes)
        self.keep_button.setText(
            self.tr("更改 PIN") if state.is_set else self.tr("设置 PIN")
        )
        for field in (self.old_field, self.new_field, self.repeat_field):
            field.clear()

    def say(self, told: str) -> None:
        """Say what became of a wish, or what stands in its way."""
        self._said.setText(told)
        self._said.setVisible(bool(told))

    def _build(self) -> None:
        page = self.page
        self.card(
            [
                SettingRow(
                    self.tr("离开窗口后遮住内容"),
                    self.tr("消息照常接收；快捷键可以马上遮住"),
                    self.cover_box,
                    page,
                )
            ]
        )
        form = QWidget(page)
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        explanation = self.tr(
            "启动时、空闲后和按下快捷键时锁定，输入 PIN 才能看到内容。"
            "PIN 忘记后无法找回，只能在系统凭据库里删除它"
        )
        column.addWidget(PlainLabel(explanation, form, role="small", wraps=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        for field in (self.old_field, self.new_field, self.repeat_field):
            line.addWidget(field, 1)
        column.addLayout(line)
        column.addWidget(self._said)
        self._said.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.keep_button)
        self.remove_button.setProperty("tone", "danger")
        column.addLayout(buttons)
        self.card([form], self.tr("应用锁"))
        minutes = SettingRow(self.tr("空闲多久后锁定"), "", self.minutes_box, page)
        self._minutes_card = self.card([minutes])
        self.column.addStretch(1)

    def _connect_signals(self) -> None:
        self.cover_box.choice_made.connect(self._on_cover_chosen)
        self.minutes_box.choice_made.connect(self._on_minutes_chosen)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.repeat_field.returnPressed.connect(self._on_keep_clicked)

    def _pin_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self.page)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        return field

    def _on_cover_chosen(self, chosen: CoverAfter) -> None:
        self.choose(replace(self.preferences, cover_after=chosen))

    def _on_minutes_chosen(self, minutes: int) -> None:
        self.minutes_chosen.emit(minutes)

    def _on_keep_clicked(self) -> None:
        trouble = pin_trouble(self.new_field.text(), self.repeat_field.text())
        if trouble is not None:
            self.say(words(trouble))
            return
        self.pin_chosen.emit(self.old_field.text(), self.new_field.text())

    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self.old_field.text())
