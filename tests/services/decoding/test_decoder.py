"""The child that decodes: started late, replaced when it dies, ended when idle."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator

import psutil
import pytest

from desktop.models.media_facts import BrokenReason
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.limits import MAX_CONTENT
from desktop.services.decoding.wire import BrokenMediaError, Task
from tests.building import Deadline
from tests.conftest import LogGuard
from tests.services.decoding.samples import demo, moving, picture

PNG = picture("PNG")


@contextlib.asynccontextmanager
async def decoder_with(
    *, idle: float = 60.0, job_seconds: float = 30.0
) -> AsyncIterator[Decoder]:
    made = Decoder(idle=idle, job_seconds=job_seconds)
    try:
        yield made
    finally:
        made.close()


async def _broken(decoder: Decoder, content: bytes) -> BrokenReason:
    with pytest.raises(BrokenMediaError) as caught:
        await decoder.decode(Task.PICTURE, content)
    return caught.value.reason


async def test_nothing_runs_before_something_is_decoded() -> None:
    async with decoder_with() as decoder:
        assert decoder.child_id is None
        await decoder.decode(Task.PICTURE, PNG)
        assert decoder.child_id is not None


async def test_all_tasks_go_through_one_child() -> None:
    async with decoder_with() as decoder:
        picture_found, frames, voice, sound, film = await asyncio.gather(
            decoder.decode(Task.PICTURE, PNG, edge=30),
            decoder.decode(Task.FRAMES, moving(4)),
            decoder.decode(Task.VOICE, demo(".amr")),
            decoder.decode(Task.SOUND, demo(".amr"), speed=2.0),
            decoder.decode(Task.FILM, demo(".mp4"), edge=90),
        )
        assert picture_found.rasters[0].width == 30
        assert len(frames.rasters) == 4
        assert voice.duration_ms == pytest.approx(sound.duration_ms * 2, rel=0.05)
        assert film.rasters[0].height == 90
        assert decoder.started == 1


async def test_damaged_bytes_leave_the_child_alive() -> None:
    async with decoder_with() as decoder:
        assert await _broken(decoder, PNG[:80]) is BrokenReason.DAMAGED
        assert await _broken(decoder, b"no picture") is BrokenReason.NOT_ITS_KIND
        await decoder.decode(Task.PICTURE, PNG)
        assert decoder.started == 1


async def test_too_many_bytes_are_not_even_sent() -> None:
    async with decoder_with() as decoder:
        huge = bytes(MAX_CONTENT + 1)
        assert await _broken(decoder, huge) is BrokenReason.TOO_LARGE
        assert decoder.started == 0


async def test_a_child_that_died_is_replaced() -> None:
    async with decoder_with() as decoder:
        await decoder.decode(Task.PICTURE, PNG)
        child = decoder.child_id
        assert child is not None
        os.kill(child, signal.SIGKILL)
        deadline = Deadline()
        while _runs(child):
            deadline.check("the child is dead")
            await asyncio.sleep(0.01)
        await decoder.decode(Task.PICTURE, PNG)
        assert decoder.started == 2


def _runs(child: int) -> bool:
    """False for a process that has ended, though nobody has asked how."""
    status = psutil.Process(child).status()
    return bool(status != psutil.STATUS_ZOMBIE)


async def test_a_job_without_end_is_ended_and_counts_as_damaged(
    log_guard: LogGuard,
) -> None:
    log_guard.allow("the decoder ended at a picture")
    async with decoder_with(job_seconds=0.0) as decoder:
        assert await _broken(decoder, PNG) is BrokenReason.DAMAGED


async def test_an_idle_child_gives_its_memory_back() -> None:
    async with decoder_with(idle=0.2) as decoder:
        await decoder.decode(Task.PICTURE, PNG)
        deadline = Deadline()
        while decoder.child_id is not None:
            deadline.check("the child has ended")
            await asyncio.sleep(0.01)
        await decoder.decode(Task.PICTURE, PNG)
        assert decoder.started == 2


async def test_work_that_outlasts_the_rest_is_not_broken_off() -> None:
    async with decoder_with(idle=0.0) as decoder:
        jobs = [decoder.decode(Task.PICTURE, PNG) for _ in range(5)]
        assert len(await asyncio.gather(*jobs)) == 5
        assert decoder.started == 1


async def test_a_closed_decoder_starts_nothing() -> None:
    async with decoder_with() as decoder:
        decoder.close()
        with pytest.raises((OSError, RuntimeError)):
            await decoder.decode(Task.PICTURE, PNG)
