"""How long until there is a window, and until a person can work with it."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from desktop.config import Profile
from tests.benchmarks.desk_process import ReportingProcess, desk
from tests.benchmarks.figures import Figure, compared, judged

EMPTY = "empty PySide6 window"
FIRST_BAR = 1.5
USABLE_BAR = 1.0
_CACHES = Path("/proc/sys/vm/drop_caches")


@dataclass(slots=True)
class Rounds:
    """Seconds from the start of a process, one entry a round."""

    empty: list[float]
    mapped: list[float]
    usable: list[float]


def measure(surroundings: dict[str, str], profile: Profile, count: int) -> list[Figure]:
    """Return the figures of warm starts and, where caches may be dropped, cold ones."""
    _one_round(surroundings, profile)
    figures = _figures("warm", rounds(surroundings, profile, count, cold=False))
    if _may_drop_caches():
        cold = rounds(surroundings, profile, count, cold=True)
        figures += _figures("cold", cold)
    return figures


def rounds(
    surroundings: dict[str, str], profile: Profile, count: int, *, cold: bool
) -> Rounds:
    """Start both programs in turn, so many times each."""
    found = Rounds([], [], [])
    for _ in range(count):
        empty, mapped, usable = _one_round(surroundings, profile, cold=cold)
        found.empty.append(empty)
        found.mapped.append(mapped)
        found.usable.append(usable)
    return found


def _one_round(
    surroundings: dict[str, str], profile: Profile, *, cold: bool = False
) -> tuple[float, float, float]:
    if cold:
        _drop_caches()
    with ReportingProcess(surroundings, "tests.benchmarks.empty_window") as empty:
        floor = empty.wait_for("mapped").at - empty.started
    if cold:
        _drop_caches()
    with desk(surroundings, "play_start", profile, "--no-engine") as ours:
        mapped = ours.wait_for("mapped").at - ours.started
        usable = ours.wait_for("usable").at - ours.started
    return floor, mapped, usable


def _figures(kind: str, found: Rounds) -> list[Figure]:
    mapped = compared(
        f"Start, first window, {kind}", "s", found.mapped, EMPTY, found.empty
    )
    usable = compared(
        f"Start, usable inbox, {kind}", "s", found.usable, EMPTY, found.empty
    )
    ratio = mapped.ratio or 0.0
    return [
        judged(mapped, f"ratio ≤ {FIRST_BAR}", met=ratio <= FIRST_BAR),
        judged(usable, f"< {USABLE_BAR:g} s", met=usable.value < USABLE_BAR),
    ]


def _may_drop_caches() -> bool:
    return os.access(_CACHES, os.W_OK)


def _drop_caches() -> None:
    subprocess.run(["sync"], check=True)
    _CACHES.write_text("1")
