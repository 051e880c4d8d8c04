"""Keys are recorded by pressing them, and who would lose one is named before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.key_bindings import KeyOverride
from desktop.models.preferences import Preferences
from desktop.views.settings.key_row import KeyRow
from desktop.views.settings.keys_section import KeysSection
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.style import theme_named
from desktop.views.window.keys import Command

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
END = Command.END_SESSION.value


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def section(window: QWidget) -> KeysSection:
    section = KeysSection(theme_named("light"), window)
    section.resize(700, 600)
    window.resize(700, 600)
    window.show()
    window.activateWindow()
    return section


def record(
    qtbot: QtBot,
    row: KeyRow,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    row.key_button.click()
    assert row.key_button.recording
    qtbot.keyClick(row.key_button, key, held)
    assert not row.key_button.recording


def notes(row: KeyRow) -> str:
    labels = [each for each in row.findChildren(PlainLabel) if each.isVisibleTo(row)]
    return " ".join(label.text() for label in labels)


def test_a_key_that_is_free_is_had_at_once(qtbot: QtBot, section: KeysSection):
    told: list[Preferences] = []
    section.preferences_changed.connect(told.append)
    record(qtbot, section.rows[END], Qt.Key.Key_F9, CTRL)
    assert told[-1].keys == (KeyOverride(END, ("Ctrl+F9",)),)
    assert section.rows[END].key_button.text() == "Ctrl+F9"
    assert section.rows[END].reset_button.isVisibleTo(section)


def test_who_would_lose_a_key_is_named_and_asked_for(
    qtbot: QtBot, section: KeysSection
):
    told: list[Preferences] = []
    section.preferences_changed.connect(told.append)
    row = section.rows[END]
    record(qtbot, row, Qt.Key.Key_F1)
    assert told == []
    assert "全部快捷键" in notes(row)
    row.leave_button.click()
    assert row.key_button.text() == "Ctrl+Shift+E"
    record(qtbot, row, Qt.Key.Key_F1)
    row.take_button.click()
    assert row.key_button.text() == "F1"
    assert section.rows[Command.ALL_KEYS.value].key_button.text() == "?"
    assert len(told) == 1


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Space, CTRL),
        (Qt.Key.Key_Space, SHIFT),
        (Qt.Key.Key_Period, CTRL),
        (Qt.Key.Key_F, CTRL | SHIFT),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_C, CTRL),
    ],
)
def test_keys_of_input_methods_and_fields_are_refused_with_a_reason(
    qtbot: QtBot, section: KeysSection, key: Qt.Key, held: Qt.KeyboardModifier
):
    told: list[Preferences] = []
    section.preferences_changed.connect(told.append)
    row = section.rows[END]
    record(qtbot, row, key, held)
    assert told == []
    assert len(notes(row)) > len(row.words) + 6
    assert row.key_button.text() == "Ctrl+Shift+E"


def test_esc_leaves_it_and_backspace_takes_it_away(qtbot: QtBot, section: KeysSection):
    row = section.rows[END]
    record(qtbot, row, Qt.Key.Key_Escape)
    assert row.key_button.text() == "Ctrl+Shift+E"
    record(qtbot, row, Qt.Key.Key_Backspace)
    assert section.preferences.keys == (KeyOverride(END, ()),)
    assert row.key_button.text() == "无"


def test_a_modifier_alone_is_waited_with(qtbot: QtBot, section: KeysSection):
    row = section.rows[END]
    row.key_button.click()
    qtbot.keyPress(row.key_button, Qt.Key.Key_Control, CTRL)
    assert row.key_button.recording
    qtbot.keyClick(row.key_button, Qt.Key.Key_J, CTRL | SHIFT)
    assert row.key_button.text() == "Ctrl+Shift+J"


def test_while_recording_the_window_does_not_hear_its_keys(
    qtbot: QtBot, section: KeysSection
):
    heard: list[bool] = []
    action = QAction(section.window())
    action.setShortcut(QKeySequence("Ctrl+F9"))
    action.triggered.connect(lambda: heard.append(True))
    section.window().addAction(action)
    record(qtbot, section.rows[END], Qt.Key.Key_F9, CTRL)
    assert heard == []


def test_one_and_all_can_be_put_back(qtbot: QtBot, section: KeysSection):
    for name, key in ((END, Qt.Key.Key_F9), (Command.SEND.value, Qt.Key.Key_Return)):
        record(qtbot, section.rows[name], key, CTRL | SHIFT)
    section.rows[END].reset_button.click()
    assert section.rows[END].key_button.text() == "Ctrl+Shift+E"
    section.reset_all_button.click()
    assert section.preferences.keys == ()
    assert section.rows[Command.SEND.value].key_button.text() == "Enter"


def test_commands_are_found_by_words_and_by_keys(section: KeysSection):
    section.search_field.setText("结束")
    shown = [row.words for row in section.rows.values() if row.isVisibleTo(section)]
    assert shown == ["结束会话"]
    section.search_field.setText("ctrl+shift+e")
    shown = [row.words for row in section.rows.values() if row.isVisibleTo(section)]
    assert "结束会话" in shown
    section.search_field.clear()
    assert all(row.isVisibleTo(section) for row in section.rows.values())
