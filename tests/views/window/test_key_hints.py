"""Tool tips and caps name the keys in force, also after a change."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.models.key_bindings import KeyOverride
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.window.key_hints import keys_of, name_keys, set_bindings, shown_keys
from desktop.views.window.keys import KEYS, Command, bindings_of

END = Command.END_SESSION


@pytest.fixture(autouse=True)
def usual_keys_again() -> Iterator[None]:
    yield
    set_bindings(KEYS)


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    room = QWidget()
    qtbot.addWidget(room)
    return room


def choose(*keys: str) -> None:
    set_bindings(bindings_of((KeyOverride(END.value, keys),)))


def test_a_tool_tip_follows_the_key(room: QWidget):
    button = QPushButton(room)
    name_keys(button, "结束会话", END)
    assert "结束会话 (Ctrl+Shift+E)" in button.toolTip()
    choose("Ctrl+F9")
    assert "结束会话 (Ctrl+F9)" in button.toolTip()
    choose()
    assert "结束会话" in button.toolTip()
    assert "(" not in button.toolTip()


def test_a_cap_shows_the_keys_of_several_commands(room: QWidget):
    cap = PlainLabel("", room, role="key")
    name_keys(cap, "", Command.NEXT_CONVERSATION, Command.PREVIOUS_CONVERSATION)
    assert cap.text() == "Alt+↓  Alt+↑"


def test_widgets_that_are_gone_are_forgotten(room: QWidget):
    button = QPushButton(room)
    name_keys(button, "结束会话", END)
    delete(button)
    choose("Ctrl+F9")
    assert keys_of(END) == ("Ctrl+F9",)
    assert shown_keys(END) == "Ctrl+F9"


def test_other_words_take_the_place_of_the_first(room: QWidget):
    button = QPushButton(room)
    name_keys(button, "结束会话", END)
    name_keys(button, "End", END)
    choose("Ctrl+F9")
    assert "End (Ctrl+F9)" in button.toolTip()
