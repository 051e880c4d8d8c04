"""What is known of an account's reading, and of who waits how long."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.account import HISTORY_LIFE, Health, SyncStanding
from desktop.models.engine_status import DEAD_AFTER, EngineStatus
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.service_state import ServiceState, can_send, legal_next

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DELAY = timedelta(seconds=24)
REASON = FailureReason(FailureSource.ERRCODE, 95004)


def read(ago: timedelta, *, caught_up: bool = True) -> SyncStanding:
    return SyncStanding(NOW - ago, caught_up)


@pytest.mark.parametrize(
    ("standing", "health"),
    [
        (SyncStanding(None, caught_up=False), Health.UNKNOWN),
        (read(timedelta(0)), Health.GOOD),
        (read(DELAY * 3), Health.GOOD),
        (read(DELAY * 3 + timedelta(seconds=1)), Health.BEHIND),
        (read(timedelta(0), caught_up=False), Health.BEHIND),
        (SyncStanding(NOW, True, REASON), Health.BROKEN),
        (SyncStanding(None, False, REASON), Health.BROKEN),
    ],
)
def test_the_light_says_how_well_an_account_is_read(
    standing: SyncStanding, health: Health
) -> None:
    assert standing.health(NOW, DELAY) is health


def test_a_short_delay_is_not_held_against_a_busy_machine() -> None:
    assert read(timedelta(seconds=30)).health(NOW, timedelta(seconds=1)) is Health.GOOD


def test_what_wecom_will_drop_is_counted_down() -> None:
    closed = timedelta(days=2, hours=7)
    standing = read(closed)
    assert standing.gap(NOW) == closed
    assert standing.until_loss(NOW) == timedelta(hours=17)
    assert read(timedelta(days=4)).until_loss(NOW) == -timedelta(days=1)
    assert SyncStanding(None, caught_up=False).until_loss(NOW) is None
    assert timedelta(days=3) == HISTORY_LIFE


def test_an_engine_that_is_silent_is_dead_however_the_clock_was_set() -> None:
    status = EngineStatus(1, NOW, NOW, False, DELAY)
    assert status.alive(NOW + DEAD_AFTER - timedelta(seconds=1))
    assert not status.alive(NOW + DEAD_AFTER)
    assert not status.alive(NOW - DEAD_AFTER)


@pytest.mark.parametrize(
    ("state", "targets"),
    [
        (ServiceState.NEW, {1, 2, 3, 4}),
        (ServiceState.ASSISTANT, {2, 3, 4}),
        (ServiceState.QUEUED, {3}),
        (ServiceState.SERVICER, {3, 4}),
        (ServiceState.ENDED, set()),
    ],
)
def test_only_legal_steps_of_a_session_are_offered(
    state: ServiceState, targets: set[int]
) -> None:
    assert set(legal_next(state)) == targets
    assert can_send(state) is (state in {ServiceState.NEW, ServiceState.ASSISTANT})


@pytest.mark.parametrize("source", FailureSource)
@pytest.mark.parametrize("code", [-1, 0, 95018])
def test_a_reason_survives_being_stored(source: FailureSource, code: int) -> None:
    reason = FailureReason(source, code)
    assert FailureReason.parse(str(reason)) == reason


@pytest.mark.parametrize("stored", ["", "errcode", "errcode:", "nobody:1", "95018"])
def test_another_text_is_no_reason(stored: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        FailureReason.parse(stored)
