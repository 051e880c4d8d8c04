"""The sub-command `switchboard demo`: play with a display, a guided tour without."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from desktop.config import private_by_default
from desktop.demo.stage import Stage, StageSettings

PLAYED = StageSettings(messages_a_minute=40, opening=60)
TOURED = StageSettings(messages_a_minute=240, opening=80)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `switchboard demo`."""
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the tour's figures"
    )
    parser.add_argument(
        "--screenshots",
        type=Path,
        metavar="DIR",
        help="where the tour leaves its pictures (default: a temporary folder)",
    )
    parser.add_argument(
        "--tour", action="store_true", help="give the tour although there is a display"
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window to play with, or give the tour; 0 when all went well."""
    private_by_default()
    if not arguments.tour and has_display():
        return _play()
    from desktop.demo.tour import give_tour

    return give_tour(TOURED, arguments.json, arguments.screenshots)


def has_display() -> bool:
    """Return whether a window can be seen by somebody."""
    if sys.platform in {"win32", "darwin"}:
        return True
    offscreen = os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(display) and not offscreen


def _play() -> int:
    from desktop import app

    with (
        tempfile.TemporaryDirectory(prefix="switchboard-demo-") as folder,
        Stage(Path(folder), PLAYED) as stage,
    ):
        parser = argparse.ArgumentParser()
        app.add_arguments(parser)
        desk = [*stage.profile.arguments(), "--callback", stage.callback_address]
        return app.run(parser.parse_args(desk))
