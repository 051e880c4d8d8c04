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
    parser.add_argument(
        "--gallery",
        type=Path,
        metavar="DIR",
        help="take the pictures of docs/gallery.md on a screen of its own (needs Xvfb)",
    )
    parser.add_argument("--part", help="only this part of the gallery, on this screen")


def run(arguments: argparse.Namespace) -> int:
    """Open the window to play with, or give the tour; 0 when all went well."""
    private_by_default()
    if arguments.gallery is not None:
        return _picture(arguments.gallery, arguments.part)
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


def _picture(folder: Path, part: str | None) -> int:
    from desktop.demo.gallery import make_gallery, run_part

    return run_part(part, folder) if part else make_gallery(folder)


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
