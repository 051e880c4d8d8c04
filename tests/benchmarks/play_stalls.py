"""In the desk: a heartbeat while messages pour in and conversations are opened."""

import asyncio
import random

from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.heartbeat import Heartbeat

OPEN_EVERY = 5.0


async def play(desk: DrivenDesk) -> None:
    """Obey `begin` and `end`; report the gaps in milliseconds in between."""
    desk.come_forward()
    heartbeat = Heartbeat(desk.session)
    import gc,time
    pauses=[]
    t=[0.0]
    def cb(phase,info):
        if phase=='start': t[0]=time.monotonic()
        else: pauses.append((info['generation'],1000*(time.monotonic()-t[0])))
    gc.callbacks.append(cb)
    opening = asyncio.create_task(_open_now_and_then(desk))
    async for words in desk.orders():
        if words == ["begin"]:
            heartbeat.start_over()
        else:
            import sys
            for g in (0,1,2):
                x=sorted(p for n,p in pauses if n==g)
                print('GC',g,len(x),x[-5:],file=sys.stderr)
            print('objects',len(gc.get_objects()),file=sys.stderr)
            gaps = sorted((1000 * gap for gap in heartbeat.gaps), reverse=True)
            report("gaps", beats=len(gaps), longest=gaps[: max(200, len(gaps) // 50)])
    opening.cancel()


async def _open_now_and_then(desk: DrivenDesk) -> None:
    dice = random.Random(5)
    while True:
        await asyncio.sleep(OPEN_EVERY)
        await desk.open_row(dice.randrange(min(50, desk.list.list_model.rowCount())))
