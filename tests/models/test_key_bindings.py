"""Which keys may carry a command, and what a change costs the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.key_bindings import (
    TAKEN_BY_INPUT_METHOD,
    TAKEN_BY_SYSTEM,
    TAKES_LETTERS,
    KeyOverride,
    keys_in_force,
    normal_key,
    owner_of,
    refusal,
    with_key,
    without_choice,
)

USUAL = {
    "next": ("Alt+Down",),
    "find": ("Ctrl+F",),
    "sheet": ("F1", "?"),
    "send": ("Return",),
}
KEYS = st.sampled_from(["Alt+Down", "Ctrl+F", "F1", "?", "Return", "Ctrl+J", "F9"])


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Shift+Ctrl+e", "Ctrl+Shift+E"),
        ("Alt+Ctrl+Shift+Down", "Ctrl+Alt+Shift+Down"),
        ("Enter", "Return"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("Ctrl+Enter", "Ctrl+Return"),
    ],
)
def test_a_key_has_one_spelling(written: str, normal: str):
    assert normal_key(written) == normal
    assert normal_key(normal) == normal


@pytest.mark.parametrize(
    "key",
    [
        "Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+,", "Shift+Ctrl+F", "Ctrl+;",
        "Meta+Space", "Ctrl+`", "F4", "Ctrl+Shift+U", "Ctrl+Alt+P",
    ],
)  # fmt: skip
def test_keys_of_input_methods_are_refused(key: str):
    assert refusal(key) is TAKEN_BY_INPUT_METHOD
    assert refusal(key, in_field=True) is TAKEN_BY_INPUT_METHOD


@pytest.mark.parametrize("key", ["A", "7", "/", "Shift+A", "Shift+1"])
def test_what_types_a_letter_is_refused(key: str):
    assert refusal(key) is TAKES_LETTERS


@pytest.mark.parametrize(
    "key", ["Ctrl+C", "Ctrl+V", "Alt+F4", "Tab", "Shift+Tab", "Up", "Shift+Left"]
)
def test_keys_of_fields_and_of_the_system_are_refused(key: str):
    assert refusal(key) is TAKEN_BY_SYSTEM


@pytest.mark.parametrize("key", ["Ctrl+J", "F9", "Alt+Shift+Down", "Ctrl+Shift+E"])
def test_keys_that_nobody_takes_may_be_had(key: str):
    assert refusal(key) is None


def test_enter_belongs_to_the_commands_of_the_field():
    assert refusal("Ctrl+Return", in_field=True) is None
    assert refusal("Return", in_field=True) is None
    assert refusal("Ctrl+Return") is TAKEN_BY_SYSTEM
    assert refusal("A", in_field=True) is not None


def test_without_choices_the_usual_keys_are_in_force():
    assert keys_in_force(USUAL, ()) == USUAL


def test_a_choice_for_a_command_that_is_gone_counts_nothing():
    assert keys_in_force(USUAL, (KeyOverride("gone", ("F1",)),)) == USUAL


def test_a_key_that_is_given_away_leaves_its_owner():
    chosen = with_key((), USUAL, "find", "F1")
    now = keys_in_force(USUAL, chosen)
    assert now["find"] == ("F1",)
    assert now["sheet"] == ("?",)
    assert owner_of("F1", now) == "find"


def test_giving_back_the_usual_key_leaves_no_choice():
    chosen = with_key((), USUAL, "find", "Ctrl+J")
    assert chosen == (KeyOverride("find", ("Ctrl+J",)),)
    assert with_key(chosen, USUAL, "find", "Ctrl+F") == ()


def test_reset_takes_the_usual_key_back_from_who_has_it():
    chosen = with_key((), USUAL, "next", "Ctrl+F")
    back = without_choice(chosen, USUAL, "find")
    now = keys_in_force(USUAL, back)
    assert now["find"] == ("Ctrl+F",)
    assert now["next"] == ()


@given(st.lists(st.tuples(st.sampled_from(sorted(USUAL)), KEYS), max_size=12))
def test_no_order_of_changes_leaves_a_key_with_two_owners(
    changes: list[tuple[str, str]],
):
    chosen: tuple[KeyOverride, ...] = ()
    for command, key in changes:
        chosen = with_key(chosen, USUAL, command, key)
        now = keys_in_force(USUAL, chosen)
        assert now[command] == (normal_key(key),)
        owned = [key for keys in now.values() for key in keys]
        assert len(owned) == len(set(owned))
    assert keys_in_force(USUAL, chosen).keys() == USUAL.keys()
