"""Settings: what is told outside the window, how loud, and when not."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.account import Account
from desktop.models.display_text import one_line
from desktop.models.notification_choices import (
    DAY,
    AccountRule,
    Happening,
    Loudness,
    NotificationChoices,
    RingAgain,
)
from desktop.models.preferences import Preferences
from desktop.views.settings.choice_row import ChoiceButton, SettingRow, Switch
from desktop.views.settings.section_view import SectionView, fill_card
from desktop.views.settings.sections import Section
from desktop.views.theme.theme import Theme

_STEP = 30
"""Minutes between two times that can be chosen."""
_AGAIN_MOST = (1, 3, 5, 10)


class NotificationsSection(SectionView):
    """Being told; a choice counts at once.

    Signals:
        sound_requested: a Happening whose sound is to be heard once.
    """

    sound_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.NOTIFICATIONS, theme, parent)
        self._rule_card = QFrame(self.page)
        self._rule_place = QVBoxLayout()
        self._make_controls()
        self.sound_switches = {
            kind: Switch(words, theme, self.page)
            for kind, words in self._kind_words().items()
        }
        self._rules: dict[int, ChoiceButton[Loudness]] = {}
        self._accounts: tuple[Account, ...] = ()
        self._build()
        self._connect_signals()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen; nothing is emitted."""
        super().show_preferences(preferences)
        chosen = preferences.notifications
        self.shown_switch.setChecked(chosen.shown)
        self.text_switch.setChecked(chosen.shows_text)
        self.sounds_switch.setChecked(chosen.sounds)
        for kind, switch in self.sound_switches.items():
            switch.setChecked(kind not in chosen.muted)
            switch.setEnabled(chosen.sounds)
        self.quiet_switch.setChecked(chosen.quiet)
        self.from_box.set_choice(chosen.quiet_from)
        self.until_box.set_choice(chosen.quiet_until)
        self.again_box.set_choice(chosen.again)
        self.most_box.set_choice(chosen.again_most)
        for account_id, box in self._rules.items():
            box.set_choice(chosen.loudness(account_id))
        self.text_switch.setEnabled(chosen.shown)
        self.from_box.setEnabled(chosen.quiet)
        self.until_box.setEnabled(chosen.quiet)
        self.most_box.setEnabled(chosen.again is not RingAgain.NEVER)

    def show_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Give every account a row of its own."""
        shown = [(each.id, each.name) for each in self._accounts]
        if [(each.id, each.name) for each in accounts] == shown and self._rules:
            return
        self._accounts = accounts
        old = self._rule_card
        self._rules = {each.id: self._rule_box() for each in accounts}
        self._rule_card = QFrame(self.page)
        self._rule_card.setProperty("role", "card")
        rows: list[QWidget] = [
            SettingRow(one_line(each.name, 40), "", self._rules[each.id], self.page)
            for each in accounts
        ]
        fill_card(self._rule_card, rows)
        self._rule_card.setVisible(bool(rows))
        self._rule_place.replaceWidget(old, self._rule_card)
        old.hide()
        old.deleteLater()
        self.show_preferences(self.preferences)

    def _make_controls(self) -> None:
        page, theme = self.page, self.theme
        self.shown_switch = Switch(self.tr("桌面通知"), theme, page)
        self.text_switch = Switch(self.tr("在通知里显示客户和内容"), theme, page)
        self.sounds_switch = Switch(self.tr("提示音"), theme, page)
        self.quiet_switch = Switch(self.tr("免打扰时段"), theme, page)
        times = {at: _time(at) for at in range(0, DAY, _STEP)}
        self.from_box = ChoiceButton(times, theme, page)
        self.until_box = ChoiceButton(times, theme, page)
        self.again_box = ChoiceButton(
            {
                RingAgain.NEVER: self.tr("不再提醒"),
                RingAgain.MINUTE: self.tr("每 1 分钟"),
                RingAgain.THREE_MINUTES: self.tr("每 3 分钟"),
                RingAgain.FIVE_MINUTES: self.tr("每 5 分钟"),
            },
            theme,
            page,
        )
        self.most_box = ChoiceButton(
            {most: self.tr("最多 {n} 次").format(n=most) for most in _AGAIN_MOST},
            theme,
            page,
        )

    def _build(self) -> None:
        row = self._row
        self.card(
            [
                row(self.tr("桌面通知"), "", self.shown_switch),
                row(
                    self.tr("在通知里显示客户和内容"),
                    self.tr("关闭后只说有几条新消息"),
                    self.text_switch,
                ),
            ]
        )
        sounds = [row(self.tr("提示音"), "", self.sounds_switch)]
        sounds += [
            row(words, "", self._sound_control(kind))
            for kind, words in self._kind_words().items()
        ]
        self.card(list(sounds), self.tr("声音"))
        self.card(
            [
                row(
                    self.tr("免打扰时段"),
                    self.tr("这段时间不弹通知、不响铃；未读数照常更新"),
                    self.quiet_switch,
                ),
                row(self.tr("从"), "", self.from_box),
                row(self.tr("到"), "", self.until_box),
            ],
            self.tr("时间"),
        )
        self.card(
            [
                row(
                    self.tr("无人回复时再次提醒"),
                    self.tr("客户还在等待时，按间隔再响一次"),
                    self.again_box,
                ),
                row(self.tr("次数"), "", self.most_box),
            ],
        )
        self._rule_place.addWidget(self._rule_card)
        self.card([], self.tr("按账号")).hide()
        self.column.addLayout(self._rule_place)
        self._rule_card.hide()
        self.column.addStretch(1)

    def _row(self, name: str, explanation: str, control: QWidget) -> SettingRow:
        return SettingRow(name, explanation, control, self.page)

    def _sound_control(self, kind: Happening) -> QWidget:
        control = QWidget(self.page)
        listen = QPushButton(self.tr("试听"), control)
        listen.setProperty("tone", "small")
        words = self._kind_words()[kind]
        listen.setAccessibleName(self.tr("试听「{sound}」").format(sound=words))
        listen.clicked.connect(partial(self.sound_requested.emit, kind))
        line = QHBoxLayout(control)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(listen)
        line.addWidget(self.sound_switches[kind], 0, Qt.AlignmentFlag.AlignVCenter)
        return control

    def _rule_box(self) -> ChoiceButton[Loudness]:
        box = ChoiceButton(
            {
                Loudness.RING: self.tr("响铃并通知"),
                Loudness.SILENT: self.tr("只通知"),
                Loudness.NOTHING: self.tr("不打扰"),
            },
            self.theme,
            self.page,
        )
        box.choice_made.connect(self._on_choice_made)
        return box

    def _connect_signals(self) -> None:
        for switch in (
            self.shown_switch,
            self.text_switch,
            self.sounds_switch,
            self.quiet_switch,
            *self.sound_switches.values(),
        ):
            switch.clicked.connect(self._on_choice_made)
        for box in (self.from_box, self.until_box, self.most_box):
            box.choice_made.connect(self._on_choice_made)
        self.again_box.choice_made.connect(self._on_choice_made)

    def _kind_words(self) -> dict[Happening, str]:
        return {
            Happening.NEW_CUSTOMER: self.tr("新客户来了"),
            Happening.MESSAGE: self.tr("新消息"),
            Happening.REMINDER: self.tr("还在等待、稍后提醒"),
            Happening.FAILURE: self.tr("没有发出去"),
        }

    def _on_choice_made(self) -> None:
        before = self.preferences.notifications
        known = set(self._rules)
        others = tuple(each for each in before.rules if each.account_id not in known)
        rules = tuple(
            AccountRule(account_id, box.choice())
            for account_id, box in self._rules.items()
            if box.choice() is not Loudness.RING
        )
        chosen = NotificationChoices(
            shown=self.shown_switch.isChecked(),
            shows_text=self.text_switch.isChecked(),
            sounds=self.sounds_switch.isChecked(),
            muted=tuple(
                kind
                for kind, switch in self.sound_switches.items()
                if not switch.isChecked()
            ),
            quiet=self.quiet_switch.isChecked(),
            quiet_from=self.from_box.choice(),
            quiet_until=self.until_box.choice(),
            rules=(*others, *rules),
            again=self.again_box.choice(),
            again_most=self.most_box.choice(),
        )
        self.choose(replace(self.preferences, notifications=chosen))
        self.show_preferences(self.preferences)


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
