"""Wrong tries are slowed down, whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.lock_rules import FREE_TRIES, LockState, pin_trouble

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


def tried(tries: int, ago: float = 0) -> LockState:
    return LockState(True, 5, tries, NOW - timedelta(seconds=ago))


def test_the_first_tries_cost_nothing():
    assert [tried(n).wait(NOW) for n in range(FREE_TRIES + 1)] == [timedelta(0)] * 4


def test_each_further_try_costs_more_up_to_a_bound():
    waits = [tried(n).wait(NOW).total_seconds() for n in range(4, 12)]
    assert waits == sorted(waits)
    assert waits[0] == 5
    assert waits[-1] == 300


def test_the_wait_ends():
    assert tried(4, ago=5).wait(NOW) == timedelta(0)


def test_a_clock_that_was_set_back_does_not_lock_for_longer():
    assert tried(4, ago=-86_400).wait(NOW) == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("pin", "again", "fits"),
    [
        ("2580", "2580", True),
        ("258", "258", False),
        ("1111", "1111", False),
        ("2580", "2581", False),
        ("12" * 33, "12" * 33, False),
        ("一二三四", "一二三四", True),
    ],
)
def test_a_pin_is_long_enough_and_typed_twice(pin: str, again: str, fits: bool):
    assert (pin_trouble(pin, again) is None) is fits
