"""In the desk: conversations are opened, messages appended, the history scrolled."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from desktop.models.content import Text
from desktop.models.message import Message
from tests.benchmarks.bare_area import BareArea
from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.heartbeat import STALL, Heartbeat
from tests.benchmarks.painted_frames import scrolled

ROUNDS = 5
WARM_UP = 20
PIXELS = 72
SETTLE = 0.02


async def play(desk: DrivenDesk) -> None:
    """Obey one order, samples and the longest conversation; report milliseconds."""
    async for words in desk.orders():
        samples, longest = map(int, words)
        await desk.until(lambda: desk.list.list_model.rowCount() > 100, "rows")
        bare = _bare_beside(desk)
        await _openings(desk, bare, samples)
        await desk.open_conversation(longest)
        await asyncio.sleep(10 * SETTLE)
        await _appends(desk, bare, samples)
        await _scrolling(desk, bare, samples)
        return


def _bare_beside(desk: DrivenDesk) -> BareArea:
    bare = BareArea()
    bare.resize(desk.timeline.size())
    bare.move(0, 0)
    bare.show()
    return bare


async def _openings(desk: DrivenDesk, bare: BareArea, samples: int) -> None:
    rows = desk.list.list_model.rowCount()
    dice = random.Random(1)
    ours, floor = [], []
    for number in range(samples + WARM_UP):
        taken = await desk.open_row(desk.another_row(dice, rows))
        shown = [_plain(desk.model[at]) for at in range(len(desk.model))]
        beside = await _until_painted(bare, partial(bare.set_rows, shown))
        if number >= WARM_UP:
            ours.append(taken * 1000)
            floor.append(beside * 1000)
        await asyncio.sleep(SETTLE)
    report("openings", ours=ours, floor=floor)


async def _appends(desk: DrivenDesk, bare: BareArea, samples: int) -> None:
    bare.set_rows([_plain(desk.model[at]) for at in range(len(desk.model))])
    ours, floor = [], []
    for number in range(samples):
        last = desk.model[len(desk.model) - 1]
        message = replace(
            last,
            id=last.id + 1,
            msgid=f"append-{number}",
            position=last.position + 1,
            content=Text(f"好的，我这就给您查一下 {number}"),
        )
        ours.append(1000 * await _append(desk, message))
        row = _plain(message)
        taken = await _until_painted(bare, partial(bare.append, row))
        floor.append(1000 * taken)
        await asyncio.sleep(SETTLE / 4)
    report("appends", ours=ours, floor=floor)


async def _scrolling(desk: DrivenDesk, bare: BareArea, samples: int) -> None:
    heartbeat = Heartbeat(desk.session)
    ours: list[float] = []
    floor: list[float] = []
    for number in range(ROUNDS):
        steps = samples // ROUNDS
        direction = 1 if number % 2 == 0 else -1
        for _ in range(steps):
            ours.append(scrolled(desk.timeline.viewport(), direction))
            await asyncio.sleep(0.004)
        shown = [_plain(desk.model[at]) for at in range(len(desk.model))]
        bare.set_rows(shown)
        for _ in range(steps):
            floor.append(1000 * _scrolled_bare(bare, direction))
            await asyncio.sleep(0.001)
    report(
        "scrolling",
        ours=ours,
        floor=floor,
        rows=len(desk.model),
        stalls=sum(gap.length > STALL for gap in heartbeat.gaps),
    )


async def _append(desk: DrivenDesk, message: Message) -> float:
    painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def on_painted(message_id: int) -> None:
        if message_id == message.id and not painted.done():
            painted.set_result(time.monotonic())

    desk.timeline.painted.connect(on_painted)
    started = time.monotonic()
    desk.model.upsert((message,))
    try:
        return await asyncio.wait_for(painted, 10) - started
    finally:
        desk.timeline.painted.disconnect(on_painted)


async def _until_painted(bare: BareArea, change: Callable[[], None]) -> float:
    painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def on_painted() -> None:
        if not painted.done():
            painted.set_result(time.monotonic())

    bare.painted.connect(on_painted)
    started = time.monotonic()
    change()
    try:
        return await asyncio.wait_for(painted, 10) - started
    finally:
        bare.painted.disconnect(on_painted)


def _scrolled_bare(bare: BareArea, direction: int) -> float:
    started = time.monotonic()
    bare.scroll_by(direction * PIXELS)
    bare.viewport().repaint()
    return time.monotonic() - started


def _plain(message: Message) -> tuple[str, bool]:
    content = message.content
    words = content.text if isinstance(content, Text) else content.__class__.__name__
    return words, message.state is None
