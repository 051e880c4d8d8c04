"""The long run of exactly once: its four plans, its bars and its report."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.faults.exactly_once import VARIANTS, Plan, Report, exactly_once
from tests.faults.processes import DRIVEN_DESK

MOST_UNCONFIRMED = 0.02
"""Of the answers, in the variants in which a repeat can be understood."""


def long_plan(variant: str, seed: int = 1) -> Plan:
    """Return a run of 1,000 answers with 50 kills of the engine and 10 of the desk."""
    return Plan(
        variant,
        seed=seed,
        answers=1_000,
        talks=40,
        incoming=5_000,
        engine_kills=50,
        held_kills=20,
        desk_kills=10,
        accounts=12,
        customers=30,
        drafts=20,
        storm=1_200,
        within=1_500,
        desk=DRIVEN_DESK,
    )


LONG = {variant: long_plan(variant) for variant in VARIANTS}


def short_of(report: Report) -> list[str]:
    """Return what a long run did not hold or did not reach."""
    verdict, plan = report.verdict, report.plan
    reached = {
        "answers": (verdict.answers, plan.answers),
        "incoming": (verdict.incoming, plan.incoming),
        "engine killed": (sum(report.engine_kills.values()), plan.engine_kills),
        "desk killed": (sum(report.desk_kills.values()), plan.desk_kills),
        "killed in the gap": (report.kills_in_the_gap, 15),
    }
    missing = [
        f"{what}: {found} of {wanted}"
        for what, (found, wanted) in reached.items()
        if found < wanted
    ]
    if report.acknowledged_lost:
        missing.append(f"acknowledged and lost: {report.acknowledged_lost}")
    if plan.variant != "c" and report.unconfirmed_share >= MOST_UNCONFIRMED:
        missing.append(f"unconfirmed: {report.unconfirmed_share:.1%}")
    return missing + verdict.breaches


def run_all(seed: int, variants: str = "abcd") -> Iterator[Report]:
    """Carry out the long run under the given variants, each in a folder of its own."""
    for variant in variants:
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            yield exactly_once(long_plan(variant, seed), Path(folder))


def as_json(reports: list[Report]) -> str:
    """Return the figures of all runs."""
    return json.dumps(
        [json.loads(report.as_json()) for report in reports],
        ensure_ascii=False,
        indent=2,
    )
