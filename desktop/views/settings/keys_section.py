"""Settings: every key of the desk by group, to be recorded anew or put back."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from desktop.models.key_bindings import (
    KeyOverride,
    keys_in_force,
    normal_key,
    owner_of,
    refusal,
    with_key,
    without_choice,
)
from desktop.models.preferences import Preferences
from desktop.views.settings.choice_row import SettingRow
from desktop.views.settings.key_row import KeyRow
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import (
    KEYS,
    KeyBinding,
    KeyGroup,
    command_words,
    group_words,
    shown_key,
    usual_keys,
)


class KeysSection(SectionView):
    """The table of keys; a change counts at once."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.KEYS, theme, parent)
        self._usual = usual_keys()
        self._groups: list[tuple[PlainLabel, QFrame, list[KeyRow]]] = []
        self.rows: dict[str, KeyRow] = {}
        self.search_field = QLineEdit(self.page)
        self.search_field.setPlaceholderText(self.tr("搜索命令或按键"))
        self.search_field.setAccessibleName(self.tr("搜索快捷键"))
        self.search_field.setClearButtonEnabled(True)
        self.search_field.textChanged.connect(self._show_found)
        self.column.addWidget(self.search_field)
        self.reset_all_button = QPushButton(self.tr("全部恢复"), self.page)
        self.reset_all_button.clicked.connect(self._on_reset_all_clicked)
        for group in KeyGroup:
            self._add_group(group)
        self.card(
            [
                SettingRow(
                    self.tr("恢复默认"),
                    self.tr("点一个快捷键，再按新的；Esc 取消，退格键清除"),
                    self.reset_all_button,
                    self.page,
                )
            ]
        )
        self.column.addStretch(1)
        self._show_keys()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the keys in force."""
        super().show_preferences(preferences)
        self._show_keys()

    def _add_group(self, group: KeyGroup) -> None:
        rows = [self._row(each) for each in KEYS if each.group is group]
        if not rows:
            return
        heading = PlainLabel(group_words(group), self.page, role="heading")
        self.column.addWidget(heading)
        self._groups.append((heading, self.card(list(rows), lined=False), rows))

    def _row(self, binding: KeyBinding) -> KeyRow:
        row = KeyRow(binding, self.page)
        row.key_recorded.connect(self._on_key_recorded)
        row.reset_requested.connect(self._on_reset_requested)
        row.taking_confirmed.connect(self._give)
        self.rows[binding.command.value] = row
        return row

    def _show_keys(self) -> None:
        now = keys_in_force(self._usual, self.preferences.keys)
        for name, row in self.rows.items():
            row.show_keys(now[name], changed=now[name] != self._usual[name])
        self.reset_all_button.setEnabled(bool(self.preferences.keys))

    def _on_key_recorded(self, name: str, key: str) -> None:
        row = self.rows[name]
        if not key:
            self._take_away(name)
            return
        reason = refusal(key, in_field=row.binding.in_field)
        # The usual keys of a command may be had by it whatever the rules say.
        if reason and key not in map(normal_key, self._usual[name]):
            self._show_keys()
            row.refuse(f"{shown_key(key)}：{words(reason)}")
            return
        owner = owner_of(key, keys_in_force(self._usual, self.preferences.keys))
        if owner is None or owner == name:
            self._give(name, key)
            return
        loser = command_words(self.rows[owner].binding.command)
        question = self.tr("{key} 现在属于「{loser}」，改用后它将没有这个快捷键")
        row.ask_to_take(key, question.format(key=shown_key(key), loser=loser))

    def _give(self, name: str, key: str) -> None:
        chosen = with_key(self.preferences.keys, self._usual, name, key)
        self._choose(chosen)

    def _take_away(self, name: str) -> None:
        kept = tuple(each for each in self.preferences.keys if each.command != name)
        none = KeyOverride(name, ())
        self._choose((*kept, none))

    def _on_reset_requested(self, name: str) -> None:
        self._choose(without_choice(self.preferences.keys, self._usual, name))

    def _on_reset_all_clicked(self) -> None:
        self._choose(())

    def _choose(self, chosen: tuple[KeyOverride, ...]) -> None:
        self.choose(replace(self.preferences, keys=chosen))
        self._show_keys()

    def _show_found(self, typed: str) -> None:
        """Show only the rows in whose words or keys all that was typed is found."""
        wanted = typed.casefold().split()
        for heading, card, rows in self._groups:
            found = [row for row in rows if _matches(row, wanted)]
            for row in rows:
                row.setVisible(row in found)
            heading.setVisible(bool(found))
            card.setVisible(bool(found))


def _matches(row: KeyRow, wanted: list[str]) -> bool:
    text = f"{row.words} {row.key_button.text()}".casefold()
    return all(word in text for word in wanted)
