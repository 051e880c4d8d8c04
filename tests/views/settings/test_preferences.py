"""Choices survive being stored, and nothing that is stored can break a start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.key_bindings import KeyOverride
from desktop.models.list_order import ListOrder
from desktop.models.notification_choices import (
    AccountRule,
    Happening,
    Loudness,
    NotificationChoices,
    RingAgain,
)
from desktop.models.preferences import (
    CloseAction,
    CoverAfter,
    LanguageChoice,
    Preferences,
    TextSize,
    ThemeChoice,
)

ANY = st.builds(
    Preferences,
    theme=st.sampled_from(ThemeChoice),
    language=st.sampled_from(LanguageChoice),
    text_size=st.sampled_from(TextSize),
    list_order=st.sampled_from(ListOrder),
    close_action=st.sampled_from(CloseAction),
    keys=st.lists(
        st.builds(KeyOverride, command=st.text(), keys=st.lists(st.text()).map(tuple))
    ).map(tuple),
    notifications=st.builds(
        NotificationChoices,
        shown=st.booleans(),
        shows_text=st.booleans(),
        muted=st.lists(st.sampled_from(Happening)).map(tuple),
        quiet_from=st.integers(),
        rules=st.lists(
            st.builds(
                AccountRule,
                account_id=st.integers(),
                loudness=st.sampled_from(Loudness),
            )
        ).map(tuple),
        again=st.sampled_from(RingAgain),
    ),
    cover_after=st.sampled_from(CoverAfter),
)


@given(ANY)
def test_choices_come_back_as_they_were_stored(preferences: Preferences):
    assert Preferences.from_json(preferences.to_json()) == preferences


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '{"theme": "plaid"}',
        '{"larger_text": "yes"}',
        "{}",
        '{"text_size": 99}',
        '{"text_size": true}',
        '{"keys": [3, {"command": 1}]}',
        '{"notifications": {"shown": 1, "rules": [{"account_id": 1}]}}',
    ],
)
def test_what_cannot_be_read_gets_its_usual_value(stored: str):
    assert Preferences.from_json(stored) == Preferences()


def test_one_unreadable_choice_does_not_cost_the_others():
    stored = '{"theme": "dark", "list_order": 7, "from_the_future": true}'
    assert Preferences.from_json(stored) == Preferences(theme=ThemeChoice.DARK)


def test_the_one_larger_size_of_old_becomes_a_size():
    found = Preferences.from_json('{"larger_text": true, "theme": "dark"}')
    assert found == Preferences(theme=ThemeChoice.DARK, text_size=TextSize.LARGE)


def test_one_unreadable_rule_does_not_cost_the_others():
    stored = (
        '{"notifications": {"sounds": false, "rules": [{"account_id": 3,'
        ' "loudness": "silent"}, {"account_id": 4, "loudness": "roar"}]}}'
    )
    assert Preferences.from_json(stored).notifications == NotificationChoices(
        sounds=False, rules=(AccountRule(3, Loudness.SILENT),)
    )
