"""In the desk: words are typed into the palette, and jumps lead to far hits."""

import asyncio
import time

from desktop.models.search import Place
from tests.benchmarks.driven_desk import DrivenDesk, report

REST = 0.02
PATIENCE = 30.0


async def play(desk: DrivenDesk) -> None:
    """Obey two orders: words to type; a conversation and places to jump to."""
    async for words in desk.orders():
        await desk.until(lambda: desk.list.list_model.rowCount() > 100, "rows")
        if words[0] == "type":
            await _typing(desk, words[1:])
        else:
            numbers = [int(word) for word in words[1:]]
            places = list(zip(numbers[1::2], numbers[2::2], strict=True))
            await _jumps(desk, numbers[0], places)
            return


async def _typing(desk: DrivenDesk, words: list[str]) -> None:
    """Type each word sign by sign; report milliseconds from the key to the paint."""
    palette = desk.session.search.palette
    palette.toggle()
    view = palette.view
    assert view is not None
    await asyncio.sleep(10 * REST)
    listed = asyncio.Event()
    palette.listed.connect(listed.set)
    ours: list[float] = []
    for word in words:
        view.field.line.clear()
        await asyncio.sleep(REST)
        for sign in word:
            listed.clear()
            started = time.monotonic()
            view.field.line.insert(sign)
            await asyncio.wait_for(listed.wait(), PATIENCE)
            view.list.viewport().repaint()
            ours.append(1000 * (time.monotonic() - started))
            await asyncio.sleep(REST)
    palette.close()
    report("typing", ours=ours)


async def _jumps(desk: DrivenDesk, conversation: int, places: list[Place]) -> None:
    """Jump through one conversation; report milliseconds until the target is seen."""
    await desk.open_conversation(conversation)
    await asyncio.sleep(10 * REST)
    ours: list[float] = []
    for place in places:
        ours.append(1000 * await _jump(desk, conversation, place))
        await asyncio.sleep(REST)
    report("jumps", ours=ours)


async def _jump(desk: DrivenDesk, conversation: int, place: Place) -> float:
    painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def on_painted(message_id: int) -> None:
        if message_id == place[1] and not painted.done():
            painted.set_result(time.monotonic())

    desk.timeline.painted.connect(on_painted)
    started = time.monotonic()
    desk.session.conversation.open(conversation, place)
    try:
        return await asyncio.wait_for(painted, PATIENCE) - started
    finally:
        desk.timeline.painted.disconnect(on_painted)
