"""Starts the real desk in a process of its own, with a director in the room.

`python -m tests.benchmarks.directed_desk SCENARIO [flags of the desk]`: SCENARIO names
a module of this package with `async def play(desk: DrivenDesk)`.
"""

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop import app
from tests.benchmarks.child_facts import FirstExposure, report

if TYPE_CHECKING:
    import asyncio

    from desktop.desk.session import DeskSession

LOOK_MS = 2


class Director(QObject):
    """Waits until the desk is joined, then plays the scenario once."""

    def __init__(self, application: QApplication, scenario: str) -> None:
        super().__init__(application)
        self._scenario = scenario
        self._play: asyncio.Task[None] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        session = _session()
        if session is not None and hasattr(session, "pages"):
            # Imported by then; before the window it would be charged to the desk.
            import asyncio

            self._timer.stop()
            self._play = asyncio.get_running_loop().create_task(self._run(session))

    async def _run(self, session: "DeskSession") -> None:
        module = importlib.import_module(f"tests.benchmarks.{self._scenario}")
        driven = importlib.import_module("tests.benchmarks.driven_desk")
        try:
            await module.play(driven.DrivenDesk(session))
        except BaseException as error:
            report("failed", words=repr(error))
            raise
        finally:
            session.quit()


def _session() -> "DeskSession | None":
    """Return the session once its module was imported and it was made."""
    module = sys.modules.get("desktop.desk.session")
    kind = getattr(module, "DeskSession", None)
    if kind is None:
        return None
    for window in QApplication.topLevelWidgets():
        found: DeskSession | None = window.findChild(kind)
        if found is not None:
            return found
    return None


def main() -> int:
    """Run the desk as `switchboard` does."""
    scenario = sys.argv[1]
    parser = argparse.ArgumentParser()
    app.add_arguments(parser)
    arguments = parser.parse_args(sys.argv[2:])
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    application = QApplication(sys.argv[:1])
    application.installEventFilter(FirstExposure(application))
    Director(application, scenario)
    return app.run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
