"""Background tasks end together, and none begins where everything has ended."""

import asyncio

from desktop.services.tasks import Refresher, TaskGroup


async def test_what_begins_while_a_group_closes_never_runs():
    group, ran = TaskGroup("group"), []

    async def last() -> None:
        ran.append("last")

    async def begins_another_when_it_is_ended() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            group.spawn(last(), name="last")

    group.spawn(begins_another_when_it_is_ended(), name="first")
    await asyncio.sleep(0)
    await group.close()
    await group.drained()
    assert ran == []


async def test_a_wish_after_the_end_reads_nothing():
    group, ran = TaskGroup("group"), []

    async def read() -> None:
        ran.append("read")

    rows = Refresher(group, read, pause=0.0, name="rows")
    await group.close()
    rows.wish()
    rows.wish()
    await group.drained()
    assert ran == []
