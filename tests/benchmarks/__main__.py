"""`python -m tests.benchmarks`: measures every bar and prints the report."""

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.config import Profile, private_by_default
from tests.benchmarks import (
    callback_to_pixels,
    frames,
    history,
    ingest_rate,
    library,
    materials,
    memory,
    palette,
    pictures,
    replies,
    reply_quality,
    search,
    stalls,
    start,
    window_frames,
)
from tests.benchmarks.dialogues import load_dialogues
from tests.benchmarks.figures import Figure, markdown, surroundings, write_json
from tests.benchmarks.make_database import Plan, copied, default_work, made
from tests.benchmarks.screen import screen


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is measured."""

    rounds: int
    start_rounds: int
    ingest_rows: int
    frames: int
    bubbles: int
    stall_seconds: float
    memory_messages: int
    searches: int
    replies: int


LARGE = 5_000_000
"""Messages of the second database in which is searched."""
FULL = Amounts(5, 15, 200_000, 1_000, 1_000, 600.0, 72_000, 300, 60)
QUICK = Amounts(3, 5, 20_000, 100, 100, 60.0, 14_400, 100, 15)


@dataclass(frozen=True, slots=True)
class Run:
    """What every benchmark is given."""

    environment: dict[str, str]
    work: Path
    database: Profile
    amounts: Amounts

    def copy(self, of: Profile | None = None) -> Profile:
        """Return a fresh copy of the usual database, or of another one."""
        folder = self.work / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        return copied(of or self.database, folder)


def _start(run: Run) -> list[Figure]:
    return start.measure(run.environment, run.copy(), run.amounts.start_rounds)


def _framed(
    measure: Callable[[dict[str, str], Profile, int, int], list[Figure]], percent: int
) -> Callable[[Run], list[Figure]]:
    """Return a measurement of frames on a screen with that scaling."""

    def measured(run: Run) -> list[Figure]:
        return measure(run.environment, run.copy(), run.amounts.frames, percent)

    return measured


def _memory(run: Run) -> list[Figure]:
    return memory.measure(run.environment, run.copy(), run.amounts.memory_messages)


def _ingest(run: Run) -> list[Figure]:
    return ingest_rate.measure(run.work, run.amounts.ingest_rows, run.amounts.rounds)


def _pixels(run: Run) -> list[Figure]:
    bubbles = run.amounts.bubbles
    return callback_to_pixels.measure(run.environment, run.copy(), bubbles)


def _stalls(run: Run) -> list[Figure]:
    return stalls.measure(run.environment, run.copy(), run.amounts.stall_seconds)


def _search(run: Run) -> list[Figure]:
    amounts = run.amounts
    return search.measure(run.work, run.copy(), amounts.searches, amounts.rounds)


def _search_large(run: Run) -> list[Figure]:
    amounts, large = run.amounts, made(run.work, Plan(LARGE))
    copy = run.copy(large)
    figures = search.measure(run.work, copy, amounts.searches, amounts.rounds)
    told = f"{LARGE:,}"
    return [
        each
        if told in each.subject
        else replace(each, subject=f"{each.subject}, of {told} messages")
        for each in figures
    ]


def _search_typing(run: Run) -> list[Figure]:
    return palette.measure(run.environment, run.copy(), run.amounts.frames)


def _replies(run: Run) -> list[Figure]:
    return replies.measure(run.amounts.replies)


def _reply_quality(run: Run) -> list[Figure]:
    return reply_quality.measure()


def _materials(run: Run) -> list[Figure]:
    return materials.measure(run.work, run.amounts.searches)


BENCHMARKS: dict[str, Callable[[Run], list[Figure]]] = {
    "start": _start,
    "frames": _framed(frames.measure, 100),
    "history": _framed(history.measure, 100),
    "pictures": _framed(pictures.measure, 100),
    "window": _framed(window_frames.measure, 100),
    "library": _framed(library.measure, 100),
    "materials": _materials,
    "frames_150": _framed(frames.measure, 150),
    "history_150": _framed(history.measure, 150),
    "pictures_150": _framed(pictures.measure, 150),
    "window_150": _framed(window_frames.measure, 150),
    "library_150": _framed(library.measure, 150),
    "memory": _memory,
    "ingest": _ingest,
    "pixels": _pixels,
    "stalls": _stalls,
    "search": _search,
    "search_5m": _search_large,
    "search_typing": _search_typing,
    "replies": _replies,
    "reply_quality": _reply_quality,
}
SLOW = {"search_5m"}
"""Left out of --quick: its database takes five minutes to make."""


def main() -> int:
    """Measure what was asked for; 0 when every bar was held."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS)
    parser.add_argument("--quick", action="store_true", help="fewer samples, a minute")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--work", type=Path, default=default_work(), metavar="DIR")
    arguments = parser.parse_args()
    private_by_default()
    plan = Plan(arguments.messages)
    database = made(arguments.work, plan)
    amounts = QUICK if arguments.quick else FULL
    figures: list[Figure] = []
    source = load_dialogues().source
    with screen(arguments.work) as environment:
        run = Run(environment, arguments.work, database, amounts)
        for name in arguments.only or _usual(quick=arguments.quick):
            sys.stderr.write(f"measuring {name}\n")
            figures += BENCHMARKS[name](run)
            if arguments.json:
                # After each: a long run that is ended leaves what it has found.
                write_json(arguments.json, surroundings(), figures, source)
    shutil.rmtree(arguments.work / "copy", ignore_errors=True)
    print(
        f"{plan.messages:,} messages of {plan.conversations:,} conversations: {source}"
    )
    print(markdown(surroundings(), figures))
    return 0 if all(figure.met is not False for figure in figures) else 1


def _usual(*, quick: bool) -> list[str]:
    """Return what is measured when nothing is named."""
    return [name for name in BENCHMARKS if not (quick and name in SLOW)]


if __name__ == "__main__":
    raise SystemExit(main())
