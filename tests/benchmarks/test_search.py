"""The benchmark of the search judges what it says it judges."""

from pathlib import Path

from tests.benchmarks import search
from tests.benchmarks.make_database import Plan, made


def test_answers_are_exact_and_nothing_committed_is_missed(tmp_path: Path) -> None:
    profile = made(tmp_path / "made", Plan(2_000, 100))
    figures = search.measure(tmp_path / "work", profile, samples=20, rounds=1)
    held = {figure.subject: figure.met for figure in figures}
    assert held["Search, questions answered as LIKE answers"]
    assert held["Search, committed messages that the next question finds"]
    assert not (tmp_path / "work" / "search").exists()
