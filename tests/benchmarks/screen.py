"""The screen of the measured windows: an X server without anybody before it."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SIZE = "1920x1080x24"


@contextlib.contextmanager
def screen(work: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a child with a window: Xvfb, or the display there is.

    A window manager is started beside Xvfb where there is one, so that a window can
    be the active one, as it is for a person.
    """
    surroundings = dict(os.environ, QT_QPA_PLATFORM="xcb")
    # As for a person: the second start finds its modules compiled.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    surroundings["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    if surroundings.get("DISPLAY"):
        yield surroundings
        return
    with contextlib.ExitStack() as stack:
        surroundings["DISPLAY"] = stack.enter_context(_server())
        manager = shutil.which("openbox")
        if manager:
            stack.enter_context(_running([manager], surroundings))
        yield surroundings


def scaled(surroundings: dict[str, str], percent: int) -> dict[str, str]:
    """Return the environment of a window on a screen with that scaling."""
    return surroundings | {"QT_SCALE_FACTOR": str(percent / 100)}


def at_scale(percent: int) -> str:
    """Return what a subject says of the scaling; nothing of the usual one."""
    return "" if percent == 100 else f" at {percent} %"


@contextlib.contextmanager
def _server() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten"]
    server = subprocess.Popen(
        [*command, "tcp"], pass_fds=(writing,), stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def _running(command: list[str], surroundings: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
