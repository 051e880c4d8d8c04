"""Figures with their spread, and the surroundings in which they were measured."""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

_NAMED = ("pyside6-essentials", "sqlcipher3", "qasync", "httpx", "msgspec")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the report."""

    subject: str
    value: float
    unit: str
    bar: str = ""
    """What it must hold, empty where it only stands beside another figure."""
    met: bool | None = None
    floor: str = ""
    """The name of what was measured beside it in the same run."""
    floor_value: float | None = None
    ratio: float | None = None
    samples: int = 1
    spread: str = ""
    """Best to worst round, or percentiles."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine and the versions of a run."""

    cores: int
    processor: str
    system: str
    python: str
    versions: dict[str, str]
    load: tuple[float, float, float]


def surroundings() -> Surroundings:
    """Return what the figures of this run depend on."""
    return Surroundings(
        os.cpu_count() or 1,
        _processor(),
        f"{platform.system()} {platform.release()}",
        platform.python_version(),
        {name: version(name) for name in _NAMED},
        os.getloadavg(),
    )


def percentile(samples: Iterable[float], share: float) -> float:
    """Return the sample below which `share` of all lie (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread_of(samples: Sequence[float], digits: int = 1) -> str:
    """Return median, 95th and 99th percentile and maximum in words."""
    parts = [percentile(samples, share) for share in (0.5, 0.95, 0.99)]
    named = zip(("p50", "p95", "p99", "max"), [*parts, max(samples)], strict=True)
    return ", ".join(f"{name} {value:.{digits}f}" for name, value in named)


def rounds_of(samples: Sequence[float], digits: int = 2) -> str:
    """Return best and worst of some rounds."""
    return f"{min(samples):.{digits}f} to {max(samples):.{digits}f}"


def compared(
    subject: str, unit: str, ours: Sequence[float], floor: str, theirs: Sequence[float]
) -> Figure:
    """Return medians of alternating rounds and their ratio."""
    value, floor_value = statistics.median(ours), statistics.median(theirs)
    spread = f"{rounds_of(ours)}; floor {rounds_of(theirs)}"
    return Figure(
        subject, value, unit, floor=floor, floor_value=floor_value,
        ratio=value / floor_value, samples=len(ours), spread=spread,
    )  # fmt: skip


def frame_figure(
    subject: str, samples: Sequence[float], bar: float, share: float = 0.99
) -> Figure:
    """Return a percentile of milliseconds, held against a bar."""
    value = percentile(samples, share)
    figure = Figure(
        f"{subject}, p{share * 100:.0f}", value, "ms",
        samples=len(samples), spread=spread_of(samples),
    )  # fmt: skip
    return judged(figure, f"< {bar:g} ms", met=value < bar)


def judged(figure: Figure, bar: str, *, met: bool) -> Figure:
    """Return the figure with the bar it is held against."""
    return replace(figure, bar=bar, met=met)


def markdown(around: Surroundings, figures: Sequence[Figure]) -> str:
    """Return the report as it stands in docs/benchmarks.md."""
    versions = ", ".join(f"{name} {value}" for name, value in around.versions.items())
    lines = [
        f"{around.cores} cores ({around.processor}), {around.system}, Python"
        f" {around.python}, {versions}; load at the end"
        f" {' '.join(f'{value:.1f}' for value in around.load)}.",
        "",
        "| Subject | Figure | Floor | Ratio | Bar | Held | Samples | Spread |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_line(figure) for figure in figures)])


def write_json(
    path: Path, around: Surroundings, figures: Sequence[Figure], source: str
) -> None:
    """Write all that was measured."""
    report = {
        "surroundings": asdict(around),
        "dialogues": source,
        "figures": [asdict(figure) for figure in figures],
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


def _line(figure: Figure) -> str:
    floor = ratio = ""
    if figure.floor_value is not None:
        floor = f"{figure.floor}: {figure.floor_value:.4g} {figure.unit}"
    if figure.ratio is not None:
        ratio = f"{figure.ratio:.2f}"
    held = {True: "yes", False: "NO", None: ""}[figure.met]
    cells = (
        figure.subject, f"{figure.value:.4g} {figure.unit}", floor, ratio, figure.bar,
        held, str(figure.samples), figure.spread,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
