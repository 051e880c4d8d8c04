"""Crash reports of this machine: gathered at the next start, shown, never sent.

A hard crash leaves the stacks that faulthandler wrote, an uncaught exception its
kind and places; neither holds a word of a message, a name or a secret.
"""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from desktop import __version__
from desktop.models.crash_report import CrashReport

MOST_KEPT = 20
MOST_BYTES = 64_000
"""What is taken of one trace; a crash in a deep recursion writes megabytes."""
_PREFIX = "report-"
_SOURCES = ("desk.crash", "desk.uncaught", "engine.crash", "engine.uncaught")
_PARTS = ("PySide6-Essentials", "qasync", "sqlcipher3", "httpx")


def gather(folder: Path, now: datetime) -> CrashReport | None:
    """Make one report of what the last run left, None when it left nothing.

    Blocking; raises OSError.
    """
    traces = [(name, _take(folder / name)) for name in _SOURCES]
    told = [(name, trace) for name, trace in traces if trace.strip()]
    if not told:
        return None
    lines = [_head(now)]
    for name, trace in told:
        lines += [f"== {name}", _without_home(trace).rstrip(), ""]
    text = "\n".join(lines)
    name = f"{_PREFIX}{now:%Y%m%d-%H%M%S}.txt"
    (folder / name).write_text(text, "utf-8")
    _drop_oldest(folder)
    return CrashReport(name, now, text)


def reports(folder: Path) -> tuple[CrashReport, ...]:
    """Return what is kept, the newest first. Blocking; raises OSError."""
    found = sorted(folder.glob(f"{_PREFIX}*.txt"), reverse=True)
    return tuple(
        CrashReport(
            path.name,
            datetime.fromtimestamp(path.stat().st_mtime, UTC),
            path.read_text("utf-8", "replace"),
        )
        for path in found
    )


def delete(folder: Path, name: str) -> None:
    """Delete a report; one that is gone is no error. Blocking; raises OSError."""
    if name.startswith(_PREFIX) and Path(name).name == name:
        (folder / name).unlink(missing_ok=True)


def _take(path: Path) -> str:
    """Return what a trace file holds and empty it: the next crash is another."""
    if not path.exists() or path.stat().st_size == 0:
        return ""
    with path.open("r+", encoding="utf-8", errors="replace") as file:
        text = file.read(MOST_BYTES)
        file.truncate(0)
    return text


def _head(now: datetime) -> str:
    versions = []
    for part in _PARTS:
        try:
            versions.append(f"{part} {metadata.version(part)}")
        except metadata.PackageNotFoundError:
            continue
    return "\n".join(
        (
            f"总机 Switchboard {__version__}",
            f"{now.astimezone():%Y-%m-%d %H:%M:%S %z}",
            f"Python {platform.python_version()} · {platform.platform()}",
            " · ".join(versions),
            "frozen" if getattr(sys, "frozen", False) else "",
            "",
        )
    )


def _without_home(trace: str) -> str:
    """Return a trace whose paths do not tell the person's name."""
    home = os.path.expanduser("~")  # noqa: PTH111 - the text of it is wanted
    return trace.replace(home, "~") if len(home) > 1 else trace


def _drop_oldest(folder: Path) -> None:
    for path in sorted(folder.glob(f"{_PREFIX}*.txt"))[:-MOST_KEPT]:
        path.unlink(missing_ok=True)
