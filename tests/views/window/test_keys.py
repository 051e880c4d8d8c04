"""The table of keys: complete, without clashes, and out of an input method's way."""

import pytest

from desktop.models.key_bindings import KeyOverride, normal_key, refusal
from desktop.views.window.keys import (
    KEYS,
    Command,
    KeyBinding,
    bindings_of,
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


@pytest.mark.parametrize("binding", KEYS, ids=lambda each: each.command.value)
def test_no_key_is_one_that_an_input_method_or_a_field_takes(binding: KeyBinding):
    for key in binding.keys:
        usual = key in ("Esc", "?")
        assert usual or refusal(key, in_field=binding.in_field) is None, key
        assert normal_key(key) == key


def test_choices_change_the_table_and_leave_no_key_with_two_owners():
    chosen = (KeyOverride(Command.END_SESSION.value, ("F1",)),)
    table = {each.command: each.keys for each in bindings_of(chosen)}
    assert table[Command.END_SESSION] == ("F1",)
    assert table[Command.ALL_KEYS] == ("?",)
    assert bindings_of(()) is KEYS


def test_the_sheet_lists_every_command_with_arrows_as_arrows():
    lines = key_lines(KEYS)
    assert len(lines) == len(KEYS)
    assert shown_key("Alt+Shift+Down").endswith("↓")
    assert shown_key("PgUp") == "PgUp"
