"""Five messages within 48 hours of the customer's last (doc 94677)."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.allowance import SendAllowance

ASKED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WINDOW = timedelta(hours=48)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("spent", "left"), [(0, 5), (1, 4), (4, 1), (5, 0), (6, 0), (99, 0)]
)
def test_each_message_spends_a_pip_and_there_are_never_less_than_none(
    spent: int, left: int
) -> None:
    assert SendAllowance(ASKED, spent).pips_left == left


def test_a_customer_who_never_wrote_may_not_be_written_to() -> None:
    allowance = SendAllowance(None, 0)
    assert allowance.pips_left == 0
    assert allowance.time_left(ASKED) == timedelta(0)
    assert not allowance.permits(1, ASKED)


def test_the_window_closes_with_the_forty_eighth_hour() -> None:
    allowance = SendAllowance(ASKED, 0)
    assert allowance.time_left(ASKED) == WINDOW
    assert allowance.permits(1, ASKED + WINDOW - MOMENT)
    assert not allowance.permits(1, ASKED + WINDOW)
    assert allowance.time_left(ASKED + WINDOW + WINDOW) == timedelta(0)


def test_a_long_text_needs_a_pip_for_each_of_its_pieces() -> None:
    allowance = SendAllowance(ASKED, 3)
    assert allowance.permits(2, ASKED)
    assert not allowance.permits(3, ASKED)
