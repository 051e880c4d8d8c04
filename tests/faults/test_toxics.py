"""R9: every illness of the network at every endpoint, on and off; nothing sticks."""

import random
import time
from pathlib import Path

import psutil
import pytest

from tests.faults.conditions import tick, wait_for
from tests.faults.exactly_once import LOOK_EVERY
from tests.faults.judge import Verdict, judge_answers, judge_incoming, shown_messages
from tests.faults.scene import Entry, Scene, open_scene
from tests.faults.toxics import ENDPOINTS, Illness, Toxic
from tests.faults.traffic import Traffic

UNHANDLED = ("Traceback", "uncaught", "event loop:", "failed\n", "CRITICAL", "ERROR")
CAUGHT_UP_WITHIN = 10.0
SEED = 9


class Fever:
    """Lets illnesses come and go over a proxy, for a time."""

    def __init__(self, scene: Scene, dice: random.Random, longest: float) -> None:
        self._proxy = scene.proxy
        self._dice = dice
        self._longest = longest
        self._until = 0.0
        self._ill = False
        self._illnesses = [
            Illness(toxic, endpoint) for toxic in Toxic for endpoint in ENDPOINTS
        ]
        dice.shuffle(self._illnesses)
        self._next = 0

    def step(self) -> None:
        """Change from ill to well or back when it is time."""
        now = time.monotonic()
        if now < self._until:
            return
        self._ill = not self._ill
        share = self._dice.uniform(0.1, 1) * (1 if self._ill else 0.4)
        self._until = now + share * self._longest
        if self._ill:
            self._proxy.fall_ill(self._illnesses[self._next % len(self._illnesses)])
            self._next += 1
        else:
            self._proxy.recover()


def ordeal(folder: Path, *, seconds: float, longest: float, answers: int) -> Verdict:
    """Talk through a feverish proxy; judge what came of it."""
    dice = random.Random(SEED)
    entry = Entry(through_proxy=True)
    with open_scene(folder, entry, accounts=3, customers=20) as scene:
        scene.engine.run()
        scene.desk.launch()
        traffic = Traffic(scene, dice, talks=20, answers=answers, incoming=answers * 2)
        fever = Fever(scene, dice, longest)
        engine = psutil.Process(scene.engine.process.pid)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            fever.step()
            traffic.step()
            scene.engine.must_live()
            tick(LOOK_EVERY)
        assert scene.proxy.struck > 10
        scene.proxy.recover()
        wait_for(lambda: heard_all(scene), "caught up", within=CAUGHT_UP_WITHIN)
        while not traffic.done:
            assert time.monotonic() < until + 120, "answers are stuck"
            traffic.step()
            tick(LOOK_EVERY)
        wait_for(lambda: heard_all(scene), "the rest", within=CAUGHT_UP_WITHIN)
        assert engine.num_fds() < 100
        assert engine.num_threads() < 40
        verdict = Verdict()
        shown = shown_messages(scene.database)
        judge_answers(verdict, traffic.answers, shown, scene.control.ledger())
        judge_incoming(verdict, scene.control.incoming(), shown)
        scene.desk.stop()
        scene.engine.stop()
        log = (scene.profile.logs / "engine.log").read_text("utf-8")
        assert [line for line in log.splitlines(True) if tells_trouble(line)] == []
        return verdict


def heard_all(scene: Scene) -> bool:
    """Whether everything that customers said is stored."""
    stored = scene.number("SELECT count(*) FROM message WHERE origin IN (3, 5)")
    said: int = scene.control.metrics()["incoming"]
    return stored == said


def tells_trouble(line: str) -> bool:
    """Whether a line of the log tells of something that nobody handled."""
    return any(sign in line for sign in UNHANDLED)


def test_twenty_seconds_of_a_sick_network_lose_nothing(tmp_path: Path):
    verdict = ordeal(tmp_path, seconds=20, longest=1.5, answers=300)
    assert verdict.breaches == []
    assert verdict.accepted > 250


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_half_an_hour_of_a_sick_network_loses_nothing(tmp_path: Path):
    verdict = ordeal(tmp_path, seconds=1800, longest=30, answers=12_000)
    assert verdict.breaches == []
