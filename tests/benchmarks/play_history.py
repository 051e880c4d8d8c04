"""In the desk: messages come while the reader is up, and older pages come in."""

import asyncio
import time
from dataclasses import replace
from functools import partial

from desktop.models.content import Text
from desktop.models.message import Message, Origin
from desktop.services.conversations import PAGE
from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.painted_frames import frame, scrolled, turn_wheel

SETTLE = 0.02
UP = 30
"""Notches that bring the reader some screens above the newest message."""
IN_A_ROW = 200
"""Messages that come before they are taken away: a model holds a thousand."""
STRIDE = 8
"""Notches at once by which pages are passed quickly."""
PATIENCE = 30.0


async def play(desk: DrivenDesk) -> None:
    """Obey one order, samples and a long conversation; report milliseconds."""
    async for words in desk.orders():
        samples, conversation = map(int, words)
        await desk.until(lambda: desk.list.list_model.rowCount() > 100, "rows")
        await desk.open_conversation(conversation)
        await asyncio.sleep(10 * SETTLE)
        await _arrivals(desk, samples)
        await _requests(desk, samples)
        await _pages(desk, samples)
        return


async def _arrivals(desk: DrivenDesk, samples: int) -> None:
    """Let the customer write while the reader is some screens above."""
    for _ in range(UP):
        scrolled(desk.timeline.viewport(), 1)
        await asyncio.sleep(SETTLE)
    ours: list[float] = []
    last = desk.model[len(desk.model) - 1]
    while len(ours) < samples:
        count = min(IN_A_ROW, samples - len(ours))
        come = [_after(last, number) for number in range(1, count + 1)]
        for message in come:
            take = partial(desk.model.upsert, (message,))
            ours.append(frame(desk.timeline.viewport(), take))
            await asyncio.sleep(SETTLE / 4)
        desk.model.remove(message.id for message in come)
        await asyncio.sleep(SETTLE)
    assert desk.timeline.reading_place() is not None
    report("arrivals", ours=ours)


async def _requests(desk: DrivenDesk, samples: int) -> None:
    """Scroll up; time each page from the wish for it until it stands painted."""
    ours: list[float] = []
    for _ in range(samples):
        if not desk.model.has_older:
            await desk.session.conversation.paging.jump_to_newest()
        ours.append(await _request(desk))
    report("requests", ours=ours)


async def _request(desk: DrivenDesk) -> float:
    viewport = desk.timeline.viewport()
    wished: list[float] = []
    came: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def on_wish() -> None:
        wished.append(time.perf_counter())

    def on_rows(first: int, count: int) -> None:
        del first, count
        if wished and not came.done():
            viewport.repaint()
            came.set_result(time.perf_counter())

    # Last in the row of those who hear of new rows: the paint finds all of it done.
    desk.model.rows_inserted.connect(on_rows)
    desk.timeline.older_requested.connect(on_wish)
    try:
        async with asyncio.timeout(PATIENCE):
            while not came.done():
                if not wished:
                    turn_wheel(viewport, STRIDE)
                await asyncio.sleep(0.002)
    finally:
        desk.model.rows_inserted.disconnect(on_rows)
        desk.timeline.older_requested.disconnect(on_wish)
    return 1000 * (came.result() - wished[0])


async def _pages(desk: DrivenDesk, samples: int) -> None:
    """Time the one frame in which a page comes in above the reader."""
    viewport = desk.timeline.viewport()
    loaded = [desk.model[row] for row in range(len(desk.model))]
    size = min(PAGE, len(loaded) // 2)
    conversation = loaded[0].conversation_id
    ours: list[float] = []
    for number in range(samples):
        start = number * size % (len(loaded) - 2 * size + 1)
        older, page = loaded[start : start + size], loaded[start + size :][:size]
        # Nothing else runs up to the frame, so that no other page comes before.
        desk.model.set_page(conversation, page, has_older=True, has_newer=True)
        viewport.repaint()
        turn_wheel(viewport, UP)
        viewport.repaint()
        take = partial(desk.model.prepend_older, older, has_older=True)
        ours.append(frame(viewport, take))
        await asyncio.sleep(SETTLE)
    report("pages", ours=ours)


def _after(last: Message, number: int) -> Message:
    """Return words of the customer that come after a message."""
    return replace(
        last,
        id=last.id + number,
        msgid=f"arrival-{number}",
        position=last.position + number,
        origin=Origin.CUSTOMER,
        sender="",
        state=None,
        content=Text(f"请问还有其他颜色吗，我想再看看 {number}"),
    )
