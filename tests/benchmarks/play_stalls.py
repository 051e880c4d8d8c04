"""In the desk: a heartbeat while messages pour in and conversations are opened."""

import asyncio
import contextlib
import random

from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.heartbeat import Heartbeat

OPEN_EVERY = 5.0
REACH = 50
"""Rows from the top among which a conversation is chosen."""


async def play(desk: DrivenDesk) -> None:
    """Obey `begin` and `end`; report the gaps in milliseconds in between."""
    desk.come_forward()
    heartbeat = Heartbeat(desk.session)
    opening = asyncio.create_task(_open_now_and_then(desk))
    async for words in desk.orders():
        if words == ["begin"]:
            heartbeat.start_over()
        else:
            report("gaps", **heartbeat.facts())
    opening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await opening


async def _open_now_and_then(desk: DrivenDesk) -> None:
    dice = random.Random(5)
    while True:
        await asyncio.sleep(OPEN_EVERY)
        await desk.open_row(desk.another_row(dice, REACH))
