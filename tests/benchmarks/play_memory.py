"""In the desk: opens conversations on order and stays."""

import random

from tests.benchmarks.driven_desk import DrivenDesk, report


async def play(desk: DrivenDesk) -> None:
    """Obey `open`; report `opened` after each, until the pipe closes."""
    desk.come_forward()
    dice = random.Random(11)
    await desk.until(lambda: desk.list.list_model.rowCount() > 0, "rows")
    report("ready")
    async for _ in desk.orders():
        rows = desk.list.list_model.rowCount()
        await desk.open_row(desk.another_row(dice, rows))
        report("opened")
