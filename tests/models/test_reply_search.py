"""Old uses count less."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.reply_search import (
    HALF_LIFE,
    HOURS_IN_BAND,
    hour_band,
    weight_of_use,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "weight"),
    [
        (timedelta(), 1.0),
        (HALF_LIFE, 0.5),
        (2 * HALF_LIFE, 0.25),
        (timedelta(minutes=-5), 1.0),
    ],
)
def test_a_use_counts_half_after_each_half_life(age: timedelta, weight: float):
    assert weight_of_use(NOW - age, NOW) == pytest.approx(weight)


def test_a_day_has_as_many_bands_as_fit():
    hours = [NOW + timedelta(hours=hour) for hour in range(24)]
    assert {hour_band(hour) for hour in hours} == set(range(24 // HOURS_IN_BAND))
