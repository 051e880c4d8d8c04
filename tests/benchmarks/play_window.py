"""In the desk: the window is resized as by a hand, and its theme changed."""

import asyncio
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from desktop.models.preferences import Preferences, ThemeChoice
from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.painted_frames import frame

SETTLE = 0.02
STEP = 12
"""Pixels that an edge is dragged between two frames."""
NARROWEST = 0.5
"""Of the room on the screen; on the way the side panel and the list give way."""
WIDEST = 0.95


async def play(desk: DrivenDesk) -> None:
    """Obey one order, samples and a long conversation; report milliseconds."""
    async for words in desk.orders():
        samples, conversation = map(int, words)
        await desk.until(lambda: desk.list.list_model.rowCount() > 100, "rows")
        await desk.open_conversation(conversation)
        await asyncio.sleep(10 * SETTLE)
        await _resizing(desk, samples)
        await _theming(desk, samples)
        return


async def _resizing(desk: DrivenDesk, samples: int) -> None:
    """Drag the corner to and fro, each step laid out and painted whole."""
    window, viewport = desk.timeline.window(), desk.timeline.viewport()
    room = window.screen().availableSize()
    narrow, wide = int(room.width() * NARROWEST), int(room.width() * WIDEST)
    low = int(room.height() * WIDEST) - (wide - narrow) // 2
    empty = QWidget()
    empty.show()
    ours: list[float] = []
    floor: list[float] = []
    widths: set[int] = set()
    for number in range(samples):
        at = _to_and_fro(number * STEP, wide - narrow)
        size = QSize(narrow + at, low + at // 2)
        ours.append(frame(window, partial(_resize, window, size)))
        widths.add(viewport.width())
        await asyncio.sleep(SETTLE)
        floor.append(frame(empty, partial(_resize, empty, size)))
        await asyncio.sleep(SETTLE)
    empty.close()
    report("resizing", ours=ours, floor=floor, widths=len(widths))


def _resize(window: QWidget, size: QSize) -> None:
    window.resize(size)
    _lay_out()


def _lay_out() -> None:
    """Do what the layouts put off: it belongs to the same frame."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _to_and_fro(way: int, length: int) -> int:
    """Return the place on a line that is walked forth and back."""
    return length - abs(way % (2 * length) - length)


async def _theming(desk: DrivenDesk, samples: int) -> None:
    """Change between light and dark as the settings do."""
    window = desk.timeline.window()
    light = replace(Preferences(), theme=ThemeChoice.LIGHT)
    dark = replace(light, theme=ThemeChoice.DARK)
    desk.session.wear(light)
    await asyncio.sleep(10 * SETTLE)
    ours: list[float] = []
    for number in range(samples):
        preferences = light if number % 2 else dark
        ours.append(frame(window, partial(_wear, desk, preferences)))
        await asyncio.sleep(SETTLE)
    report("theming", ours=ours)


def _wear(desk: DrivenDesk, preferences: Preferences) -> None:
    desk.session.wear(preferences)
    _lay_out()
