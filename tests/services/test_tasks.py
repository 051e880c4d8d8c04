"""Background tasks end together, and none begins where everything has ended."""

import asyncio

import pytest

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


def test_nothing_begins_once_the_loop_has_ended():
    group, ran = TaskGroup("group"), []

    async def work(name: str) -> None:
        ran.append(name)

    async def run() -> None:
        await group.spawn(work("first"), name="first")

    loop = asyncio.new_event_loop()
    loop.run_until_complete(run())
    late = group.spawn(work("late"), name="late")
    loop.close()
    assert late.cancelled()
    assert ran == ["first"]


def test_a_group_that_never_had_a_loop_says_so():
    async def work() -> None:
        raise AssertionError("never begun")

    with pytest.raises(RuntimeError):
        TaskGroup("group").spawn(work(), name="work")
