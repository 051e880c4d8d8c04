"""The real desk is started, worked with and measured as the benchmarks do it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import (
    callback_to_pixels,
    frames,
    history,
    pictures,
    start,
    window_frames,
)
from tests.benchmarks.make_database import Plan, made
from tests.benchmarks.screen import screen

pytestmark = pytest.mark.needs_display
PLAN = Plan(3_000, 400)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with screen(tmp_path) as found:
        yield found


def test_a_start_is_measured_to_the_key_that_is_shown(
    environment: dict[str, str], tmp_path: Path
):
    figures = start.rounds(environment, made(tmp_path, PLAN), 1, cold=False)
    (mapped,), (usable,) = figures.mapped, figures.usable
    assert 0 < mapped < usable


def test_frames_are_measured_beside_the_bare_area(
    environment: dict[str, str], tmp_path: Path
):
    figures = frames.measure(environment, made(tmp_path, PLAN), 10)
    assert [figure.samples for figure in figures] == [10, 10, 10]
    assert all(figure.floor_value for figure in figures)


def test_arrivals_and_older_pages_are_measured_where_somebody_reads(
    environment: dict[str, str], tmp_path: Path
):
    figures = history.measure(environment, made(tmp_path, PLAN), 10)
    assert [figure.samples for figure in figures] == [10, 10, 10]


def test_pictures_are_decoded_while_they_are_scrolled(
    environment: dict[str, str], tmp_path: Path
):
    first, again = pictures.measure(environment, made(tmp_path, PLAN), 10)
    assert (first.samples, again.samples) == (10, 10)
    assert "decoded in 0;" not in again.spread


def test_a_resize_lays_the_timeline_out_anew_at_every_scaling(
    environment: dict[str, str], tmp_path: Path
):
    resized, themed = window_frames.measure(environment, made(tmp_path, PLAN), 10, 150)
    assert (resized.samples, themed.samples) == (10, 10)
    assert resized.subject.endswith("at 150 %, p99")
    assert "; 0 widths" not in resized.spread
    assert "; 1 widths" not in resized.spread


def test_each_message_said_is_painted(environment: dict[str, str], tmp_path: Path):
    profile = made(tmp_path, PLAN)
    (figure,) = callback_to_pixels.measure(environment, profile, 10, warm_up=0.5)
    assert figure.samples == 10
    assert figure.value > 0
