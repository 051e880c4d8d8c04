"""No file makes the desk or its decoder take more than is allowed (S6)."""

from pathlib import Path

import pytest

from desktop.models.media_facts import THUMBNAIL_EDGE
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.limits import MAX_DECODED, MAX_FRAME_BYTES
from desktop.services.decoding.wire import BrokenMediaError, Decoded, Task
from tests.services.decoding.bombs import bombs

_ROOM = 128 * 1024 * 1024


def _peak(process: int | str) -> int:
    """The most memory a process ever had, bytes."""
    for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("this system tells no peak")


async def _tried(decoder: Decoder, task: Task, content: bytes) -> Decoded | None:
    edge = THUMBNAIL_EDGE if task is Task.PICTURE else 0
    try:
        return await decoder.decode(task, content, edge=edge)
    except BrokenMediaError:
        return None


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
async def test_fifty_bombs_stay_within_the_limits() -> None:
    everything = list(bombs())
    assert len(everything) >= 50
    decoder = Decoder()
    try:
        await _tried(decoder, Task.PICTURE, everything[0].content)
        child = decoder.child_id
        assert child is not None
        before, before_here = _peak(child), _peak("self")
        for bomb in everything:
            for task in (Task.PICTURE, Task.FRAMES):
                found = await _tried(decoder, task, bomb.content)
                assert found is None or bomb.stands, bomb.name
                shown = found.rasters if found else ()
                taken = sum(len(raster.pixels) for raster in shown)
                assert taken <= min(MAX_DECODED, MAX_FRAME_BYTES), bomb.name
                assert decoder.child_id == child, f"{bomb.name} ended the child"
                assert _peak(child) - before <= _ROOM, bomb.name
        assert _peak("self") - before_here <= _ROOM
    finally:
        decoder.close()
