"""Gaps of the main thread while 200 messages a second come in.

A heartbeat in an idle process beside the desk tells what the machine itself holds up.
"""

import time

from desktop.config import Profile
from tests.benchmarks.desk_process import Fact, ReportingProcess, desk
from tests.benchmarks.figures import Figure, judged
from tests.benchmarks.heartbeat import STALL
from tests.benchmarks.live_stage import LiveStage, live_stage

RATE = 200
CHUNKS = 10
"""Requests a second by which the customers speak."""
WARM_UP = 60.0


def measure(
    surroundings: dict[str, str], profile: Profile, seconds: float
) -> list[Figure]:
    """Return how often the desk stalled in so many seconds."""
    with (
        live_stage(profile) as stage,
        ReportingProcess(surroundings, "tests.benchmarks.idle_heartbeat") as idle,
        desk(
            surroundings, "play_stalls", profile, "--callback", stage.callback_address
        ) as child,
    ):
        child.wait_for("mapped")
        _pour(stage, min(WARM_UP, seconds))
        before = _stored(stage)
        for process in (idle, child):
            process.order("begin")
        _pour(stage, seconds)
        child.order("end")
        ours = child.wait_for("gaps")
        stored = _stored(stage) - before
        idle.close_orders()
        floor = idle.wait_for("gaps")
    return [_figure(ours, floor, seconds, stored)]


def _pour(stage: LiveStage, seconds: float) -> None:
    started = time.monotonic()
    for number in range(int(seconds * CHUNKS)):
        time.sleep(max(0.0, started + number / CHUNKS - time.monotonic()))
        messages = [stage.message(*stage.anybody()) for _ in range(RATE // CHUNKS)]
        stage.control.say_many(messages)


def _stored(stage: LiveStage) -> int:
    row = stage.database.execute("SELECT count(*) FROM message").fetchone()
    return int(row[0])


def _figure(ours: Fact, floor: Fact, seconds: float, stored: int) -> Figure:
    """Count the gaps; tell apart those in which the machine served others."""
    limit = 1000 * STALL
    gaps, idle = ours.numbers("longest"), floor.numbers("longest")
    without_core = ours.numbers("without_core")
    stalls = sum(gap > limit for gap in gaps)
    own = [gap - waited for gap, waited in zip(gaps, without_core, strict=True)]
    share = min(int(ours.number("beats")) // 100, len(gaps) - 1)
    spread = (
        f"p99 {gaps[share]:.0f} ms, longest {gaps[0]:.0f} ms; without the time that the"
        f" thread queued for a core {sum(gap > limit for gap in own)} stalls, longest"
        f" {max(own):.0f} ms; idle longest {idle[0]:.0f} ms;"
        f" {stored / seconds:.0f} messages stored a second"
    )
    figure = Figure(
        f"Stalls over 50 ms in {seconds:g} s at {RATE} messages a second",
        stalls, "stalls", floor="idle heartbeat beside it",
        floor_value=sum(gap > limit for gap in idle),
        samples=int(ours.number("beats")), spread=spread,
    )  # fmt: skip
    return judged(figure, "0", met=stalls == 0)
