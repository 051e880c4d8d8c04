"""What the desk concludes from the engine's signs of life."""

from datetime import UTC, datetime, timedelta

from desktop.models.engine_status import DEAD_AFTER, EngineStatus

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def status(previous: datetime | None) -> EngineStatus:
    return EngineStatus(1, START, START, False, timedelta(0), previous)


def test_the_first_engine_of_a_database_followed_no_rest():
    assert status(None).rest_before == timedelta(0)


def test_the_rest_is_what_lies_between_two_engines():
    rest = timedelta(days=3, hours=7)
    assert status(START - rest).rest_before == rest


def test_a_clock_that_was_set_back_makes_no_negative_rest():
    assert status(START + timedelta(hours=1)).rest_before == timedelta(0)


def test_an_engine_is_alive_until_it_has_been_silent_for_too_long():
    assert status(None).alive(START + DEAD_AFTER - timedelta(seconds=1))
    assert not status(None).alive(START + DEAD_AFTER)
