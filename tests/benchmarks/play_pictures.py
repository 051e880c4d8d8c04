"""In the desk: a conversation full of pictures is scrolled, up and down again."""

import asyncio
import time

from desktop.models.media_facts import PictureFacts
from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.painted_frames import scrolled

SETTLE = 0.02
REFRESH = 1 / 60
"""Seconds between two frames of a usual screen."""


async def play(desk: DrivenDesk) -> None:
    """Obey one order, samples and the conversation; report milliseconds."""
    async for words in desk.orders():
        samples, conversation = map(int, words)
        await desk.until(lambda: desk.list.list_model.rowCount() > 100, "rows")
        await desk.open_conversation(conversation)
        await desk.session.conversation.paging.jump_to_newest()
        await desk.until(lambda: _known(desk), "the first small pictures")
        await asyncio.sleep(10 * SETTLE)
        heartbeat = Heartbeat(desk.session)
        for name, direction in (("first", 1), ("again", -1)):
            heartbeat.start_over()
            ours, known = await _scrolling(desk, samples, direction)
            longest = max(gap.length for gap in heartbeat.gaps)
            report(name, ours=ours, known=known, longest=1000 * longest)
        return


async def _scrolling(
    desk: DrivenDesk, samples: int, direction: int
) -> tuple[list[float], int]:
    """Return the frames, and how many began with all pictures in sight decoded."""
    ours: list[float] = []
    known = 0
    due = time.perf_counter()
    for _ in range(samples):
        known += _known(desk)
        ours.append(scrolled(desk.timeline.viewport(), direction))
        due = max(due + REFRESH, time.perf_counter())
        await asyncio.sleep(due - time.perf_counter())
    return ours, known


def _known(desk: DrivenDesk) -> bool:
    """Whether the pictures at the edges of what is in sight were decoded once."""
    timeline = desk.timeline
    for message in (timeline.top_message(), timeline.bottom_message()):
        facts = None if message is None else timeline.extras(message).facts
        if facts is None or not isinstance(facts.face, PictureFacts):
            return False
    return True
