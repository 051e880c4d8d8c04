"""The guided tour: the whole product without a display, judged by the ledger."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.demo.stage import ACCOUNTS, Stage, StageSettings
from desktop.demo.tour_figures import TourFigures

if TYPE_CHECKING:
    from desktop.desk.session import DeskSession
    from desktop.views.window.main_window import MainWindow

LONGEST = 50.0
"""Seconds of the tour from the end of the set-up."""


def give_tour(
    settings: StageSettings, figures_file: Path | None, pictures: Path | None
) -> int:
    """Give the tour; 0 only if all went as it should."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = pictures or Path(tempfile.mkdtemp(prefix="switchboard-tour-"))
    folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="switchboard-demo-") as profile,
        Stage(Path(profile), settings) as stage,
    ):
        faults = _run(stage, figures_file, folder)
    for fault in faults:
        _say(f"✗ {fault}")
    mark = "✗" if faults else "✓"
    _say(f"{mark} {time.monotonic() - started:.0f} s, pictures in {folder}")
    return 1 if faults else 0


def _run(stage: Stage, figures_file: Path | None, folder: Path) -> list[str]:
    """Run desk and guide side by side; return what did not go as it should."""
    from qasync import QEventLoop

    from desktop.app import first_window
    from desktop.demo.pictures import EmptyPictureError, NoChineseError
    from desktop.demo.tour_guide import PICTURES, TYPED, TourError
    from desktop.desk.session import DeskSession

    application, window, state = first_window(stage.profile)
    session = DeskSession(
        application,
        window,
        stage.profile,
        state,
        ("--callback", stage.callback_address),
    )

    async def main() -> TourFigures:
        desk = asyncio.create_task(session.run(), name="desk")
        try:
            async with asyncio.timeout(LONGEST):
                return await _guided(session, window, stage, folder)
        finally:
            session.quit()
            await desk

    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        try:
            figures = runner.run(main())
        except (TourError, NoChineseError, EmptyPictureError) as error:
            return [str(error)]
        except TimeoutError:
            return [f"took longer than {LONGEST:.0f} s"]
    _tell(figures)
    if figures_file is not None:
        figures.write(figures_file)
    return figures.faults(accounts=ACCOUNTS, answers=TYPED, screenshots=PICTURES)


async def _guided(
    session: "DeskSession", window: "MainWindow", stage: Stage, folder: Path
) -> TourFigures:
    from desktop.demo.ledger import LedgerReader
    from desktop.demo.tour_guide import TourGuide
    from desktop.models.clock import SystemClock
    from desktop.models.organisation import Operator, Role
    from desktop.services.conversations import Conversations
    from desktop.services.storage.database import Database

    database = Database(stage.profile.database, stage.key())
    watcher = Operator(0, "tour", Role.LEAD)
    eyes = Conversations(database, SystemClock(), watcher, "tour")
    ledger = LedgerReader(stage.control_url)
    guide = TourGuide(session, window, database, eyes, ledger, folder, _say)
    try:
        return await guide.give()
    finally:
        await ledger.close()
        await database.close()


def _tell(figures: TourFigures) -> None:
    _say(
        f"{figures.messages_in} messages of {figures.conversations} conversations on"
        f" {figures.accounts} accounts; {figures.answers_accepted} of"
        f" {figures.answers_sent} answers accepted, {figures.lost} lost,"
        f" {figures.duplicated} duplicated, {figures.unconfirmed} unconfirmed"
    )


def _say(words: str) -> None:
    sys.stdout.write(f"demo: {words}\n")
    sys.stdout.flush()
