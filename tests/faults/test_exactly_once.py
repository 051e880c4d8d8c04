"""Exactly once, short in the suite and long by `make faults`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.exactly_once import VARIANTS, Plan, Report, exactly_once
from tests.faults.long_run import LONG, short_of
from tests.faults.mutant_engine import doubt_is_forgotten, new_msgid_on_every_retry
from tests.faults.processes import DRIVEN_DESK, WRITER


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("variant", "desk"),
    [("a", DRIVEN_DESK), ("b", WRITER), ("c", DRIVEN_DESK), ("d", WRITER)],
)
def test_every_answer_arrives_once_though_engine_and_desk_are_killed(
    variant: str, desk: tuple[str, ...], tmp_path: Path
):
    report = exactly_once(Plan(variant, seed=ord(variant), desk=desk), tmp_path)
    assert report.verdict.breaches == []
    assert report.acknowledged_lost == 0
    assert report.verdict.answers == 60
    assert sum(report.engine_kills.values()) == 6
    assert report.kills_in_the_gap >= 1
    assert report.verdict.accepted > 45


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("mutation", "crime"),
    [
        (new_msgid_on_every_retry, r"answer \d+: received \d+ times"),
        (doubt_is_forgotten, r"answer \d+: failed, but received"),
    ],
)
def test_the_judge_finds_an_engine_that_breaks_the_promise(
    mutation: Callable[[], None], crime: str, tmp_path: Path
):
    plan = Plan(
        "a",
        answers=40,
        incoming=50,
        engine_kills=3,
        held_kills=3,
        desk_kills=0,
        settle_within=2,
        chaos="none",
        weather=(("drop_after", 0.25),),
        engine=("tests.faults.mutant_engine", mutation.__name__),
    )
    report = exactly_once(plan, tmp_path)
    assert report.kills_in_the_gap >= 1
    assert [one for one in report.verdict.breaches if re.fullmatch(crime, one)]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_thousand_answers_arrive_once_under_the_worst_chaos(
    variant: str, tmp_path: Path
):
    report: Report = exactly_once(LONG[variant], tmp_path)
    assert short_of(report) == [], report.as_json()


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_thousand_kills_lose_and_double_nothing(tmp_path: Path):
    plan = Plan(
        "a",
        answers=6_000,
        talks=60,
        incoming=10_000,
        engine_kills=1_000,
        held_kills=100,
        desk_kills=20,
        accounts=12,
        customers=30,
        storm=6_000,
        within=7_000,
    )
    report = exactly_once(plan, tmp_path)
    assert report.verdict.breaches == [], report.as_json()
    assert sum(report.engine_kills.values()) == 1_000
