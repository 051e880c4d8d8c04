"""The polling budget: never above its rate, nobody starves, refusals slow it down."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.clock import SettableClock
from desktop.services.wecom.polling_budget import CALM, RECENT, PollingBudget

STEP = timedelta(milliseconds=250)


def clock_at_rest() -> SettableClock:
    return SettableClock(datetime(2026, 5, 1, tzinfo=UTC))


def budget_of(count: int, per_minute: int = 30) -> PollingBudget:
    budget = PollingBudget(per_minute)
    budget.set_accounts([f"wk{number}" for number in range(count)])
    return budget


def polls(
    budget: PollingBudget, clock: SettableClock, length: timedelta
) -> list[tuple[float, str]]:
    """Take every turn as it comes, for so long."""
    end = clock.monotonic() + length.total_seconds()
    taken: list[tuple[float, str]] = []
    while clock.monotonic() < end:
        account = budget.next_account(clock.monotonic())
        if account is not None:
            taken.append((clock.monotonic(), account))
        clock.advance(STEP)
    return taken


def worst_gap(taken: list[tuple[float, str]], account: str) -> float:
    moments = [moment for moment, name in taken if name == account]
    gaps = [after - before for before, after in pairwise(moments)]
    return max(gaps)


@pytest.mark.parametrize("per_minute", [1, 30, 60])
def test_no_minute_has_more_calls_than_the_budget(per_minute: int) -> None:
    budget, clock = budget_of(12, per_minute), clock_at_rest()
    taken = polls(budget, clock, timedelta(minutes=5))
    for start, _ in taken:
        within = [moment for moment, _ in taken if start <= moment < start + 60]
        assert len(within) <= per_minute


def test_idle_accounts_take_turns_evenly() -> None:
    budget, clock = budget_of(5), clock_at_rest()
    taken = polls(budget, clock, timedelta(minutes=5))
    counts = [sum(name == f"wk{i}" for _, name in taken) for i in range(5)]
    assert max(counts) - min(counts) <= 1


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 15),
    busy=st.sets(st.integers(0, 14), max_size=6),
    behind=st.sets(st.integers(0, 14), max_size=3),
)
def test_nobody_waits_longer_than_the_worst_delay(
    count: int, busy: set[int], behind: set[int]
) -> None:
    budget, clock = budget_of(count), clock_at_rest()
    taken: list[tuple[float, str]] = []
    for _ in range(600):
        for number in busy:
            budget.note_activity(f"wk{number}", clock.monotonic())
        account = budget.next_account(clock.monotonic())
        if account is not None:
            taken.append((clock.monotonic(), account))
            budget.note_read(account, has_more=int(account[2:]) in behind)
        clock.advance(timedelta(seconds=0.5))
    bound = budget.worst_delay().total_seconds()
    for number in range(count):
        assert worst_gap(taken, f"wk{number}") <= bound


def test_the_worst_delay_is_not_far_from_what_happens() -> None:
    budget, clock = budget_of(12), clock_at_rest()
    budget.note_activity("wk0", clock.monotonic())
    taken = polls(budget, clock, timedelta(minutes=8))
    assert worst_gap(taken, "wk7") >= 0.8 * budget.worst_delay().total_seconds()
    assert budget.worst_delay() == timedelta(seconds=48)
    assert budget.worst_delay(1) == timedelta(seconds=2)


def test_a_busy_account_is_read_far_more_often_for_a_while() -> None:
    budget, clock = budget_of(12), clock_at_rest()
    budget.note_activity("wk3", clock.monotonic())
    taken = polls(budget, clock, timedelta(minutes=5))
    assert worst_gap(taken, "wk3") <= 4
    clock.advance(RECENT)
    later = polls(budget, clock, timedelta(minutes=5))
    assert worst_gap(later, "wk3") >= 20


def test_an_account_with_more_to_read_gets_the_turns_between() -> None:
    budget, clock = budget_of(4), clock_at_rest()
    budget.note_read("wk2", has_more=True)
    taken = polls(budget, clock, timedelta(minutes=1))
    assert sum(name == "wk2" for _, name in taken) >= len(taken) // 2
    budget.note_read("wk2", has_more=False)
    taken = polls(budget, clock, timedelta(minutes=1))
    assert sum(name == "wk2" for _, name in taken) <= len(taken) // 4 + 1


def test_a_refusal_pauses_and_halves_the_pace() -> None:
    budget, clock = budget_of(3), clock_at_rest()
    assert budget.next_account(clock.monotonic()) is not None
    before = budget.interval
    budget.refused(clock.monotonic())
    wait = budget.wait(clock.monotonic())
    assert timedelta(seconds=60) <= wait <= timedelta(seconds=75)
    assert budget.next_account(clock.monotonic()) is None
    assert budget.interval == before * 2
    assert budget.worst_delay(now=clock.monotonic()) > budget.worst_delay()


def test_refusals_within_a_pause_count_once() -> None:
    budget, clock = budget_of(3), clock_at_rest()
    for _ in range(10):
        budget.refused(clock.monotonic())
    assert budget.interval == timedelta(seconds=4)


def test_pauses_differ_so_that_engines_do_not_come_back_together() -> None:
    waits = set()
    for _ in range(20):
        budget = budget_of(1)
        budget.refused(0.0)
        waits.add(budget.wait(0.0))
    assert len(waits) > 10


def test_the_pace_comes_back_after_calm_times() -> None:
    budget, clock = budget_of(3), clock_at_rest()
    for _ in range(3):
        budget.refused(clock.monotonic())
        clock.advance(timedelta(minutes=2))
    assert budget.interval == timedelta(seconds=16)
    for _ in range(3):
        clock.advance(CALM)
        budget.next_account(clock.monotonic())
    assert budget.interval == timedelta(seconds=2)


def test_new_accounts_come_first_and_old_ones_are_forgotten() -> None:
    budget, clock = budget_of(2), clock_at_rest()
    polls(budget, clock, timedelta(minutes=1))
    budget.set_accounts(["wk1", "wk9"])
    clock.advance(timedelta(seconds=5))
    assert budget.next_account(clock.monotonic()) == "wk9"
    assert {name for _, name in polls(budget, clock, timedelta(minutes=1))} == {
        "wk1",
        "wk9",
    }


def test_without_accounts_there_are_no_turns() -> None:
    assert PollingBudget().next_account(0.0) is None


def test_a_budget_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="one call"):
        PollingBudget(0)
