"""The run that counts: answers under chaos, with engine and desk killed in between."""

import json
import os
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.faults.canaries import search
from tests.faults.conditions import TookTooLongError, tick, wait_for
from tests.faults.invariants import broken_invariants
from tests.faults.judge import (
    Verdict,
    judge_answers,
    judge_drafts,
    judge_incoming,
    shown_messages,
)
from tests.faults.processes import ENGINE, WRITER
from tests.faults.scene import Scene, open_scene
from tests.faults.traffic import DRAFT, Traffic, drafts_kept

VARIANTS = {"a": "own", "b": "generic", "c": "late", "d": "ok"}
"""What WeCom may answer to a msgid that it has seen, as the sandbox calls it."""
LOOK_EVERY = 0.03
WORDS = {
    "an answer": "您好，回复第".encode(),
    "a customer's words": "还有货吗".encode(),
    "a draft": DRAFT.encode(),
}
"""Of the run's texts; none may stand anywhere in the profile as it is on disk."""
LONGEST_DELAY = 0.5
"""Seconds between the moment a kill is due and the kill."""


@dataclass(frozen=True)
class Plan:
    """One run; the same seed makes the same traffic and the same kinds of kills."""

    variant: str
    seed: int = 1
    answers: int = 60
    talks: int = 20
    incoming: int = 300
    engine_kills: int = 6
    held_kills: int = 2
    """Of the engine's: between "carried out" and "answer stored"."""
    desk_kills: int = 2
    chaos: str = "worst"
    weather: tuple[tuple[str, float], ...] = ()
    """Chances of single faults on top of the profile, in the sandbox's words."""
    accounts: int = 3
    customers: int = 20
    drafts: int = 5
    storm: float = 60.0
    """Seconds after which the weather clears.

    The pauses of one unlucky answer double with each fault that it meets, so that a
    storm without end would make the run as long as chance wants.
    """
    within: float = 240.0
    """Seconds after which the run counts as stuck: the storm and the longest pauses."""
    settle_within: float = 60.0
    """Seconds in good weather for reading what the chaos kept back."""
    engine: tuple[str, ...] = ENGINE
    desk: tuple[str, ...] = WRITER


@dataclass
class Report:
    """What a run showed."""

    plan: Plan
    verdict: Verdict = field(default_factory=Verdict)
    engine_kills: dict[str, int] = field(default_factory=dict)
    """By the outbox at the kill: the furthest step of what was in flight."""
    outbox_at_kills: list[dict[str, int]] = field(default_factory=list)
    """Rows of each state at each kill of the engine, in order."""
    kills_in_the_gap: int = 0
    kills_at_start: int = 0
    desk_kills: dict[str, int] = field(default_factory=dict)
    acknowledged_lost: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    load: float = 0.0

    @property
    def unconfirmed_share(self) -> float:
        """Unconfirmed answers as a share of all."""
        return self.verdict.unconfirmed / max(1, self.verdict.answers)

    def as_json(self) -> str:
        """Return the figures, seed and load included."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)


def exactly_once(plan: Plan, folder: Path) -> Report:
    """Carry out a run in an empty folder and return its report."""
    with open_scene(
        folder,
        engine=plan.engine,
        desk=plan.desk,
        duplicate=VARIANTS[plan.variant],
        chaos="none",
        accounts=plan.accounts,
        customers=plan.customers,
        seed=plan.seed,
    ) as scene:
        return _Run(plan, scene).carry_out()


class _Run:
    def __init__(self, plan: Plan, scene: Scene) -> None:
        self._plan = plan
        self._scene = scene
        self._dice = random.Random(plan.seed)
        self._report = Report(plan)
        self._traffic = Traffic(
            scene, self._dice, plan.talks, plan.answers, plan.incoming
        )
        kinds = [True] * plan.held_kills
        kinds += [False] * (plan.engine_kills - plan.held_kills)
        self._dice.shuffle(kinds)
        self._held_kills = kinds
        self._engine_killed = 0
        self._desk_killed = 0
        self._holding = False
        self._engine_at = 0.0
        self._desk_at = 0.0

    def carry_out(self) -> Report:
        began = time.monotonic()
        self._scene.engine.run()
        self._scene.desk.launch()
        self._scene.control.chaos(self._plan.chaos, **dict(self._plan.weather))
        clears, deadline = began + self._plan.storm, began + self._plan.within
        while not (self._traffic.done and self._all_killed()):
            now = time.monotonic()
            assert now < deadline, f"stuck: {self._standing()}"
            if now > clears:
                clears = float("inf")
                self._scene.control.chaos("none")
            self._scene.engine.must_live()
            self._scene.desk.must_live()
            self._traffic.step()
            self._traffic.leave_drafts(self._plan.drafts)
            self._perhaps_kill_engine()
            self._perhaps_kill_desk()
            tick(LOOK_EVERY)
        self._settle()
        self._report.seconds = round(time.monotonic() - began, 1)
        self._report.load = round(os.getloadavg()[0], 1)
        self._judge()
        return self._report

    def _standing(self) -> str:
        states = Counter(one.state for one in self._traffic.shown if one.origin == 1)
        kills = f"{self._engine_killed} and {self._desk_killed} kills"
        now = time.time() * 1000
        outbox = [
            f"{row[0]} after {row[1]} attempts, due in {row[2] - now:.0f} ms"
            for row in self._scene.database.execute(
                "SELECT state, attempts, due_at FROM outbox"
            )
        ]
        return f"seed {self._plan.seed}, {dict(states)}, {outbox}, {kills}"

    def _all_killed(self) -> bool:
        return (self._engine_killed, self._desk_killed) == (
            self._plan.engine_kills,
            self._plan.desk_kills,
        )

    def _is_due(self, done: int, wanted: int) -> bool:
        """Kills are spread over the run: each waits for its share of the answers."""
        share = (done + 0.5) / (wanted + 1) if wanted else 1
        return done < wanted and self._traffic.settled >= share * self._plan.answers

    def _perhaps_kill_engine(self) -> None:
        if not self._is_due(self._engine_killed, self._plan.engine_kills):
            return
        if self._held_kills[self._engine_killed]:
            self._kill_in_the_gap()
            return
        now = time.monotonic()
        self._engine_at = self._engine_at or now + self._dice.random() * LONGEST_DELAY
        if now < self._engine_at:
            return
        self._kill_engine()
        if self._dice.random() < 0.2:
            tick(self._dice.random() * 0.4)
            self._scene.engine.kill()
            self._scene.engine.launch()
            self._report.kills_at_start += 1
        self._scene.engine.wait_ready()

    def _kill_in_the_gap(self) -> None:
        """Kill when the sandbox has carried a request out and holds the answer."""
        control = self._scene.control
        if not self._holding:
            control.hold("kf/send_msg", count=self._dice.choice((1, 1, 2, 4)))
            self._holding = True
            return
        held = control.get("held")
        if not held["held"]:
            return
        msgids = [msgid for msgid in held["msgids"] if msgid]
        self._holding = False
        if not msgids:
            control.release()
            return
        self._kill_engine()
        control.release()
        self._report.kills_in_the_gap += self._is_in_the_gap(msgids)
        self._scene.engine.wait_ready()

    def _is_in_the_gap(self, msgids: list[str]) -> bool:
        """Whether a held request is in the ledger and shown as sending: by its text."""
        received = {
            row.text for row in self._scene.control.ledger() if row.msgid in msgids
        }
        shown = shown_messages(self._scene.database)
        return any(one.text in received and one.state == "sending" for one in shown)

    def _kill_engine(self) -> None:
        self._scene.engine.kill()
        self._report.outbox_at_kills.append(self._outbox())
        self._count(self._report.engine_kills)
        self._check_database("engine")
        self._engine_killed += 1
        self._engine_at = 0.0
        self._scene.engine.launch()

    def _perhaps_kill_desk(self) -> None:
        if not self._is_due(self._desk_killed, self._plan.desk_kills):
            return
        now = time.monotonic()
        self._desk_at = self._desk_at or now + self._dice.random() * LONGEST_DELAY
        if now < self._desk_at:
            return
        desk = self._scene.desk
        desk.kill()
        self._count(self._report.desk_kills)
        self._check_database("desk")
        self._desk_killed += 1
        self._desk_at = 0.0
        self._traffic.desk_died()
        self._find_drafts_again()
        desk.launch()

    def _find_drafts_again(self) -> None:
        """What was typed and not sent is still there after the kill."""
        desk, traffic = self._scene.desk, self._traffic
        stored = {shown.text for shown in traffic.shown}
        for talk in traffic.talks:
            begun = [
                answer
                for answer in talk.turn
                if answer.serial in desk.drafted and answer.text not in stored
            ]
            if begun:
                kept = drafts_kept(self._scene, [talk.chat])
                judge_drafts(self._report.verdict, {talk.chat: begun[-1].text}, kept)

    def _count(self, kills: dict[str, int]) -> None:
        """Count a kill by the furthest step of what is in flight."""
        found = self._outbox()
        order = ("sending", "queued", "held")
        step = next((step for step in order if step in found), "settled")
        kills[step] = kills.get(step, 0) + 1

    def _outbox(self) -> dict[str, int]:
        rows = self._scene.database.execute(
            "SELECT state, count(*) FROM outbox GROUP BY state"
        )
        return {row[0]: row[1] for row in rows}

    def _check_database(self, who: str) -> None:
        found = [*broken_invariants(self._scene.database), *self._scene.damage()]
        self._report.verdict.breaches += [f"{who} killed: {what}" for what in found]

    def _settle(self) -> None:
        """Wait in good weather until everything that was said and told is read."""
        control = self._scene.control
        control.chaos("none")
        said = {row.msgid for row in control.incoming()}
        failed = {row.msgid for row in control.ledger() if row.failed is not None}

        def all_read() -> bool:
            shown = shown_messages(self._scene.database)
            told = {one.msgid for one in shown if one.state == "failed"}
            return said <= {one.msgid for one in shown} and failed <= told

        try:
            wait_for(all_read, "all read", within=self._plan.settle_within, every=0.1)
        except TookTooLongError as error:
            self._report.verdict.breaches.append(str(error))
        self._scene.desk.stop()
        self._scene.engine.stop()

    def _judge(self) -> None:
        scene, verdict = self._scene, self._report.verdict
        shown = shown_messages(scene.database)
        control = scene.control
        judge_answers(verdict, self._traffic.answers, shown, control.ledger())
        judge_incoming(verdict, control.incoming(), shown)
        drafts = self._traffic.drafts
        judge_drafts(verdict, drafts, drafts_kept(scene, drafts))
        self._check_database("in the end")
        texts = {one.text for one in shown}
        self._report.acknowledged_lost = sum(
            answer.serial in scene.desk.written and answer.text not in texts
            for answer in self._traffic.answers
        )
        verdict.breaches += search([scene.profile.folder], WORDS)
        self._report.faults = control.metrics()["faults"]
