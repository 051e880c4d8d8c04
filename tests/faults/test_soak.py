"""R20: engine and desk work on and on, with faults, and take no more than at first."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.faults.conditions import tick, wait_for
from tests.faults.exactly_once import LOOK_EVERY
from tests.faults.invariants import broken_invariants
from tests.faults.judge import Verdict, judge_answers, judge_incoming, shown_messages
from tests.faults.processes import DRIVEN_DESK, Child
from tests.faults.scene import Entry, Scene, open_scene
from tests.faults.test_toxics import Fever, heard_all, tells_trouble
from tests.faults.traffic import Traffic

HOUR = 3_600.0
CAUGHT_UP_WITHIN = 60.0
SOME_MORE = 6
"""File descriptors and threads by which a process may differ between two looks."""
MOST_GROWTH = 1.15
"""Of the memory, between the end of the first tenth and the end."""
SEED = 20


@dataclass(frozen=True)
class Plan:
    """How long, and what happens meanwhile, spread over the whole time."""

    seconds: float
    answers: int
    incoming: int
    """Of customers; three of a hundred bring a picture."""
    illness: float
    """Seconds that the network is ill at most, each time."""
    settle: float = 120.0


@dataclass
class Vitals:
    """What one process took, look by look."""

    memory: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)

    def look(self, child: Child) -> None:
        """Add a look at a process that lives."""
        child.must_live()
        process = psutil.Process(child.process.pid)
        self.memory.append(process.memory_info().rss)
        self.files.append(process.num_fds())
        self.threads.append(process.num_threads())

    @property
    def growth(self) -> float:
        """Memory at the end as a share of what it was after the first tenth."""
        tenth = max(1, len(self.memory) // 10)
        return max(self.memory[-tenth:]) / max(self.memory[: 2 * tenth])

    def leaks(self) -> list[str]:
        """Name what there is more of in the last third than in the first two."""
        third = max(1, len(self.files) // 3)
        return [
            f"{what}: {max(looks[:-third])} and then {max(looks[-third:])}"
            for what, looks in (("files", self.files), ("threads", self.threads))
            if min(looks[-third:]) > max(looks[:-third]) + SOME_MORE
        ]


@dataclass
class Soaked:
    """What a soak showed."""

    verdict: Verdict
    engine: Vitals
    desk: Vitals


def soak(folder: Path, plan: Plan) -> Soaked:
    """Let people work for a time on a network that falls ill; judge what came of it."""
    dice = random.Random(SEED)
    entry = Entry(through_proxy=True)
    with open_scene(folder, entry, desk=DRIVEN_DESK, accounts=4, customers=25) as scene:
        scene.engine.run()
        scene.desk.launch()
        traffic = Traffic(scene, dice, 20, plan.answers, plan.incoming)
        fever = Fever(scene, dice, plan.illness)
        engine, desk = Vitals(), Vitals()
        _work(scene, plan, traffic, fever, (engine, desk))
        scene.proxy.recover()
        until = time.monotonic() + plan.settle
        while not traffic.done:
            assert time.monotonic() < until, "answers are stuck"
            traffic.step()
            tick(LOOK_EVERY)
        wait_for(lambda: heard_all(scene), "the rest", within=CAUGHT_UP_WITHIN)
        return Soaked(_judged(scene, traffic), engine, desk)


def _work(
    scene: Scene,
    plan: Plan,
    traffic: Traffic,
    fever: Fever,
    vitals: tuple[Vitals, Vitals],
) -> None:
    """Spread the work over the time and look at the processes a hundred times."""
    began = time.monotonic()
    looked = 0
    while (gone := time.monotonic() - began) < plan.seconds:
        fever.step()
        if traffic.settled <= plan.answers * gone / plan.seconds:
            traffic.step()
        if gone >= plan.seconds * looked / 100:
            looked += 1
            vitals[0].look(scene.engine)
            vitals[1].look(scene.desk)
        tick(LOOK_EVERY)


def _judged(scene: Scene, traffic: Traffic) -> Verdict:
    verdict = Verdict()
    shown = shown_messages(scene.database)
    judge_answers(verdict, traffic.answers, shown, scene.control.ledger())
    judge_incoming(verdict, scene.control.incoming(), shown)
    assert broken_invariants(scene.database) == []
    scene.desk.stop()
    scene.engine.stop()
    assert scene.damage() == []
    for name in ("engine.log", "desk.log"):
        log = scene.profile.logs / name
        lines = log.read_text("utf-8").splitlines(True) if log.exists() else []
        assert [line for line in lines if tells_trouble(line)] == []
    return verdict


@pytest.mark.timeout(240)
def test_a_short_soak_loses_nothing_and_leaves_no_file_or_thread_open(tmp_path: Path):
    soaked = soak(tmp_path, Plan(seconds=10, answers=40, incoming=400, illness=1.0))
    assert soaked.verdict.breaches == []
    assert soaked.verdict.accepted >= 30
    assert soaked.engine.leaks() == soaked.desk.leaks() == []


@pytest.mark.slow
@pytest.mark.timeout(9 * HOUR)
def test_eight_hours_take_no_more_than_the_first(tmp_path: Path):
    plan = Plan(
        seconds=8 * HOUR, answers=5_000, incoming=100_000, illness=60, settle=900
    )
    soaked = soak(tmp_path, plan)
    assert soaked.verdict.breaches == []
    for vitals in (soaked.engine, soaked.desk):
        assert vitals.leaks() == []
        assert vitals.growth <= MOST_GROWTH


@pytest.mark.parametrize(
    ("looks", "leaking"),
    [([10] * 90, False), ([10] * 60 + [30] * 30, True), ([10] * 89 + [99], False)],
)
def test_what_is_left_open_is_noticed(looks: list[int], leaking: bool):
    vitals = Vitals(looks, looks, looks)
    assert bool(vitals.leaks()) is leaking
