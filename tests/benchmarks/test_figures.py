"""The report says what was measured, and whether it held."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.figures import (
    Figure,
    compared,
    judged,
    markdown,
    percentile,
    surroundings,
    write_json,
)


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 51), (0.99, 100)])
def test_a_percentile_is_a_sample_that_was_measured(share: float, value: int):
    assert percentile(range(100, 0, -1), share) == value


def test_sides_are_compared_by_their_medians():
    figure = compared("x", "s", [3.0, 1.0, 2.0], "floor", [8.0, 4.0, 1.0])
    assert (figure.value, figure.floor_value, figure.ratio) == (2.0, 4.0, 0.5)
    assert figure.samples == 3


def test_a_missed_bar_stands_out_in_the_table():
    held = judged(Figure("a", 1.0, "ms"), "< 2 ms", met=True)
    missed = judged(Figure("b", 3.0, "ms"), "< 2 ms", met=False)
    lines = markdown(surroundings(), [held, missed]).splitlines()
    assert lines[-2].startswith("| a | 1 ms |")
    assert "| yes |" in lines[-2]
    assert "| NO |" in lines[-1]


def test_the_json_names_machine_and_dialogues(tmp_path: Path):
    path = tmp_path / "figures.json"
    write_json(path, surroundings(), [Figure("a", 1.0, "ms")], "demo")
    written = json.loads(path.read_text("utf-8"))
    assert written["dialogues"] == "demo"
    assert written["surroundings"]["cores"] >= 1
    assert written["figures"][0]["subject"] == "a"
