"""The table of keys: complete, without clashes, and out of an input method's way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from desktop.views.window.keys import (
    KEYS,
    Command,
    command_words,
    key_lines,
    shown_key,
)

ALL_KEYS = [key for binding in KEYS for key in binding.keys]


def test_every_command_has_a_key_and_words():
    assert [binding.command for binding in KEYS] == list(Command)
    assert all(command_words(command) for command in Command)


def test_no_key_has_two_meanings():
    assert len(set(ALL_KEYS)) == len(ALL_KEYS)


@pytest.mark.parametrize("key", ALL_KEYS)
def test_no_key_is_one_that_an_input_method_composes_with(key: str):
    combination = QKeySequence(key)[0]  # type: ignore[index]
    held = combination.keyboardModifiers()
    free = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    function_key = Qt.Key.Key_F1 <= combination.key() <= Qt.Key.Key_F35
    assert held & free or function_key or key in ("Esc", "?")
    # Shift, Ctrl+Space, Ctrl+Shift and Ctrl+. switch methods or punctuation.
    assert combination.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Period)


def test_the_sheet_lists_every_command_with_arrows_as_arrows():
    lines = key_lines(KEYS)
    assert len(lines) == len(KEYS)
    assert shown_key("Alt+Shift+Down").endswith("↓")
