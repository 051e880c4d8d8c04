"""Being told: once, together, never of what is seen, never of history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.notification_choices import (
    AccountRule,
    Happening,
    Loudness,
    NotificationChoices,
    RingAgain,
)
from desktop.models.notification_rules import (
    TOGETHER,
    Announcement,
    Event,
    NotificationRules,
    Situation,
)

START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
NOON = 12 * 60
AWAY = Situation(100.0, NOON, START)


def event(
    conversation: int = 1,
    *,
    kind: Happening = Happening.MESSAGE,
    account: int = 1,
    after: float = 1,
) -> Event:
    at = START + timedelta(seconds=after)
    return Event(kind, account, conversation, f"客户{conversation}", "在吗", at)


def told(
    *events: Event,
    situation: Situation = AWAY,
    choices: NotificationChoices | None = None,
) -> Announcement | None:
    rules = NotificationRules(choices or NotificationChoices())
    rules.hear(events, situation)
    return rules.decide(situation)


def later(situation: Situation, by: float) -> Situation:
    return replace(situation, seconds=situation.seconds + by)


def test_a_message_is_shown_and_rings():
    found = told(event())
    assert found is not None
    assert (found.shown, found.rings, found.events) == (True, Happening.MESSAGE, 1)


def test_nothing_is_told_twice():
    rules = NotificationRules(NotificationChoices())
    rules.hear([event()], AWAY)
    assert rules.decide(AWAY) is not None
    assert rules.decide(later(AWAY, 60)) is None


def test_what_comes_close_together_is_told_together():
    rules = NotificationRules(NotificationChoices())
    rules.hear([event(1)], AWAY)
    assert rules.decide(AWAY) is not None
    for number in (2, 3, 3, 3):
        rules.hear([event(number)], later(AWAY, 0.5))
        assert rules.decide(later(AWAY, 0.5)) is None
    found = rules.decide(later(AWAY, TOGETHER))
    assert found is not None
    assert (found.conversations, found.events) == (3, 5)


def test_the_next_announcement_counts_what_nobody_looked_at():
    rules = NotificationRules(NotificationChoices())
    rules.hear([event(1)], AWAY)
    rules.decide(AWAY)
    rules.hear([event(2)], later(AWAY, 10))
    found = rules.decide(later(AWAY, 10))
    assert found is not None
    assert found.events == 2
    rules.look()
    rules.hear([event(3)], later(AWAY, 20))
    found = rules.decide(later(AWAY, 20))
    assert found is not None
    assert found.events == 1


def test_history_that_is_drained_at_the_start_is_silent():
    assert told(event(after=-1)) is None
    assert told(event(after=-86_400), event(2, after=-5)) is None


def test_an_account_that_catches_up_is_silent():
    behind = replace(AWAY, catching_up=frozenset({1}))
    assert told(event(account=1), situation=behind) is None
    assert told(event(account=2), situation=behind) is not None


def test_what_is_on_screen_in_the_window_in_front_is_not_told():
    seen = replace(AWAY, in_front=True, on_screen=frozenset({1}))
    assert told(event(1), situation=seen) is None
    assert told(event(1), situation=replace(seen, in_front=False)) is not None
    assert told(event(1), situation=replace(seen, covered=True)) is not None


def test_other_conversations_only_ring_while_the_window_is_in_front():
    found = told(event(2), situation=replace(AWAY, in_front=True))
    assert found is not None
    assert (found.shown, found.rings) == (False, Happening.MESSAGE)


def test_what_was_opened_before_its_turn_is_not_told():
    rules = NotificationRules(NotificationChoices())
    rules.hear([event(1)], AWAY)
    rules.decide(AWAY)
    rules.hear([event(2)], later(AWAY, 0.2))
    looking = replace(later(AWAY, 5), in_front=True, on_screen=frozenset({2}))
    assert rules.decide(looking) is None


@pytest.mark.parametrize(
    ("loudness", "shown", "rings"),
    [
        (Loudness.RING, True, Happening.MESSAGE),
        (Loudness.SILENT, True, None),
    ],
)
def test_an_account_has_its_own_loudness(
    loudness: Loudness, shown: bool, rings: Happening | None
):
    choices = NotificationChoices(rules=(AccountRule(1, loudness),))
    found = told(event(), choices=choices)
    assert found is not None
    assert (found.shown, found.rings) == (shown, rings)


def test_an_account_that_may_not_disturb_says_nothing():
    choices = NotificationChoices(rules=(AccountRule(1, Loudness.NOTHING),))
    assert told(event(), choices=choices) is None
    assert told(event(kind=Happening.FAILURE), choices=choices) is None


@pytest.mark.parametrize(
    ("start", "end", "minute", "quiet"),
    [
        (22 * 60, 8 * 60, 23 * 60, True),
        (22 * 60, 8 * 60, 7 * 60 + 59, True),
        (22 * 60, 8 * 60, 8 * 60, False),
        (22 * 60, 8 * 60, 22 * 60, True),
        (12 * 60, 13 * 60, NOON, True),
        (12 * 60, 13 * 60, 13 * 60, False),
        (NOON, NOON, NOON, False),
    ],
)
def test_quiet_hours_may_pass_midnight(start: int, end: int, minute: int, quiet: bool):
    choices = NotificationChoices(quiet=True, quiet_from=start, quiet_until=end)
    assert choices.is_quiet(minute) is quiet
    found = told(event(), situation=replace(AWAY, minute=minute), choices=choices)
    assert (found is None) is quiet
    assert not replace(choices, quiet=False).is_quiet(minute)


def test_the_gravest_of_several_kinds_gives_the_sound():
    found = told(event(1), event(2, kind=Happening.FAILURE))
    assert found is not None
    assert found.rings is Happening.FAILURE


def test_a_muted_kind_is_shown_without_its_sound():
    choices = NotificationChoices(muted=(Happening.MESSAGE,))
    found = told(event(), choices=choices)
    assert found is not None
    assert (found.shown, found.rings) == (True, None)
    both = told(event(1), event(2, kind=Happening.NEW_CUSTOMER), choices=choices)
    assert both is not None
    assert both.rings is Happening.NEW_CUSTOMER


def test_words_are_hidden_by_choice_and_while_covered():
    hidden = told(event(), choices=NotificationChoices(shows_text=False))
    covered = told(event(), situation=replace(AWAY, covered=True))
    assert hidden is not None
    assert covered is not None
    assert not hidden.shows_text
    assert not covered.shows_text


def test_without_sounds_nothing_rings():
    found = told(event(), choices=NotificationChoices(sounds=False))
    assert found is not None
    assert found.rings is None


def test_a_failure_is_told_though_the_message_is_old():
    assert told(event(kind=Happening.FAILURE, after=-900)) is not None


AGAIN = NotificationChoices(again=RingAgain.MINUTE, again_most=2)


def test_a_customer_who_still_waits_rings_again_up_to_the_limit():
    rules = NotificationRules(AGAIN)
    rules.hear([event()], AWAY)
    assert rules.decide(AWAY) is not None
    assert rules.waiting == frozenset({1})
    rings = [
        found.rings
        for second in range(1, 600)
        if (found := rules.decide(later(AWAY, second))) is not None
    ]
    assert rings == [Happening.REMINDER] * 2


def test_an_answered_customer_rings_no_more():
    rules = NotificationRules(AGAIN)
    rules.hear([event()], AWAY)
    rules.decide(AWAY)
    rules.settle([1])
    assert rules.waiting == frozenset()
    assert rules.decide(later(AWAY, 90)) is None


def test_a_reminder_waits_for_the_end_of_the_quiet_hours():
    choices = replace(AGAIN, quiet=True, quiet_from=13 * 60, quiet_until=14 * 60)
    rules = NotificationRules(choices)
    rules.hear([event()], AWAY)
    rules.decide(AWAY)
    quiet = replace(later(AWAY, 3600), minute=13 * 60)
    assert rules.decide(quiet) is None
    found = rules.decide(replace(later(AWAY, 7200), minute=14 * 60))
    assert found is not None
    assert found.rings is Happening.REMINDER


def test_without_the_choice_nobody_is_followed():
    rules = NotificationRules(NotificationChoices())
    rules.hear([event()], AWAY)
    assert rules.waiting == frozenset()


@given(
    st.lists(st.tuples(st.integers(1, 4), st.floats(0, 3), st.booleans()), max_size=40)
)
def test_two_announcements_are_never_at_once_and_no_event_is_lost(
    steps: list[tuple[int, float, bool]],
):
    rules = NotificationRules(NotificationChoices())
    now, heard, last = AWAY, 0, None
    counted = 0
    for conversation, pause, comes in steps:
        now = later(now, pause)
        if comes:
            rules.hear([event(conversation)], now)
            heard += 1
        found = rules.decide(now)
        if found is not None:
            assert last is None or now.seconds - last > TOGETHER - 1e-6
            last, counted = now.seconds, found.events
    found = rules.decide(later(now, 2 * TOGETHER))
    assert (found.events if found else counted) == heard
