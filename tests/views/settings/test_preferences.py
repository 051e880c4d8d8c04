"""Choices survive being stored, and nothing that is stored can break a start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.list_order import ListOrder
from desktop.models.preferences import (
    CloseAction,
    LanguageChoice,
    Preferences,
    ThemeChoice,
)

ANY = st.builds(
    Preferences,
    theme=st.sampled_from(ThemeChoice),
    language=st.sampled_from(LanguageChoice),
    larger_text=st.booleans(),
    list_order=st.sampled_from(ListOrder),
    close_action=st.sampled_from(CloseAction),
)


@given(ANY)
def test_choices_come_back_as_they_were_stored(preferences: Preferences):
    assert Preferences.from_json(preferences.to_json()) == preferences


@pytest.mark.parametrize(
    "stored",
    ["", "{", "[]", "null", "3", '{"theme": "plaid"}', '{"larger_text": "yes"}', "{}"],
)
def test_what_cannot_be_read_gets_its_usual_value(stored: str):
    assert Preferences.from_json(stored) == Preferences()


def test_one_unreadable_choice_does_not_cost_the_others():
    stored = '{"theme": "dark", "list_order": 7, "from_the_future": true}'
    assert Preferences.from_json(stored) == Preferences(theme=ThemeChoice.DARK)
