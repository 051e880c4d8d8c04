"""The gallery: every kind of message and every part of the desk, as pictures."""

import asyncio
import contextlib
import faulthandler
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.demo.stage import Stage, StageSettings
from desktop.resources import resource_folder
from desktop.services.launch import own_command

SCREEN = "2400x1700x24"
QUIET = StageSettings(messages_a_minute=0, opening=0)
COLOURS = 256
GROUNDS = 32
"""Colours that are kept exactly: those of the largest areas."""
LONGEST = 240.0
"""Seconds of one part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the desk: a part needs one of its own, for its scale or its start."""

    name: str
    scale: str = "1"


CRASHED = "report"
PARTS = (
    Part("kinds"),
    Part("writing"),
    Part("finding"),
    Part("order"),
    Part("replies"),
    Part("book"),
    Part("library"),
    Part(CRASHED),
    Part("scale", "1.5"),
)


def make_gallery(folder: Path) -> int:
    """Run all parts one after the other; 0 when every picture was taken.

    Only then do they take the place of the pictures that were there before.
    """
    with tempfile.TemporaryDirectory(prefix="switchboard-pictures-") as taken:
        failure = _take_all(Path(taken))
        if failure:
            return failure
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        for picture in sorted(Path(taken).glob("*.png")):
            shrink(picture)
            shutil.copyfile(picture, folder / picture.name)
    return 0


def _take_all(folder: Path) -> int:
    with _screen() as surroundings:
        for part in PARTS:
            done = subprocess.run(
                own_command("demo", "--gallery", str(folder), "--part", part.name),
                env=dict(surroundings, QT_SCALE_FACTOR=part.scale),
                check=False,
            )
            if done.returncode:
                return done.returncode
    return 0


def run_part(name: str, folder: Path) -> int:
    """Run one part in this process; 0 when its pictures were taken."""
    with (
        tempfile.TemporaryDirectory(prefix="switchboard-gallery-") as profile,
        Stage(Path(profile), QUIET) as stage,
    ):
        if name == CRASHED:
            leave_a_trace(stage.profile.logs)
        return _run(name, stage, folder)


def _run(name: str, stage: Stage, folder: Path) -> int:
    from qasync import QEventLoop

    from desktop.app import first_window
    from desktop.demo.gallery_desk import GalleryDesk, GalleryError
    from desktop.demo.gallery_scenes import SCENES
    from desktop.desk.session import DeskSession
    from desktop.models.clock import SystemClock
    from desktop.services.desk import open_desk

    application, window, state = first_window(stage.profile)
    application.setCursorFlashTime(0)
    callback = ("--callback", stage.callback_address)
    session = DeskSession(application, window, stage.profile, state, callback)

    async def main() -> None:
        running = asyncio.create_task(session.run(), name="desk")
        behind = await open_desk(stage.profile, stage.credentials, SystemClock())
        desk = GalleryDesk(session, window, behind, stage.control_url, folder)
        try:
            async with asyncio.timeout(LONGEST):
                await SCENES[name](desk)
        finally:
            await desk.close()
            await behind.close()
            session.quit()
            await running

    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        try:
            runner.run(main())
        except (GalleryError, TimeoutError) as error:
            sys.stderr.write(f"gallery: {name}: {error}\n")
            return 1
    return 0


def leave_a_trace(logs: Path) -> None:
    """Write what a crash leaves: the stacks of this process, which is well."""
    logs.mkdir(parents=True, exist_ok=True)
    trace = logs / "desk.crash"
    with trace.open("w", encoding="utf-8") as file:
        file.write("Fatal Python error: Aborted\n\n")
        file.flush()
        faulthandler.dump_traceback(file)
    # Where this checkout lies is nobody's business.
    here, text = str(resource_folder().parent), trace.read_text("utf-8")
    trace.write_text(text.replace(here, "~/switchboard"), "utf-8")


def shrink(picture: Path) -> None:
    """Write a picture with few colours, without what else a PNG may carry.

    The grounds, which are most of it, keep their exact colours; of the others every
    one counts, however small its patch: account dots, faces, stars.
    """
    from PIL import Image, ImageChops

    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    grounds = [colour for _, colour in counted[:GROUNDS] if isinstance(colour, tuple)]
    others = COLOURS - len(grounds)
    rest = image.quantize(others, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    known = [value for colour in grounds for value in colour]
    palette.putpalette([*known, *rest[: 3 * others]])
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    for index, ground in enumerate(grounds):
        bands = ImageChops.difference(image, Image.new("RGB", image.size, ground))
        red, green, blue = bands.split()
        far = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        few.paste(index, mask=far.point([255, *[0] * 255]))
    few.save(picture, optimize=True)


@contextlib.contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Yield the surroundings of a part: an X server of its own, with a manager.

    The pictures must not depend on what else stands on somebody's screen.
    """
    surroundings = dict(os.environ, QT_QPA_PLATFORM="xcb", QT_IM_MODULE="none")
    with contextlib.ExitStack() as stack:
        surroundings["DISPLAY"] = stack.enter_context(_server())
        manager = shutil.which("openbox")
        if manager:
            stack.enter_context(_beside([manager], surroundings))
        yield surroundings


@contextlib.contextmanager
def _server() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN]
    with _beside([*command, "-nolisten", "tcp"], dict(os.environ), writing):
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"


@contextlib.contextmanager
def _beside(
    command: list[str], surroundings: dict[str, str], *handles: int
) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=handles,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
