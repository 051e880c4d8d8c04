"""A desk starts no engine too many: neither at its end nor beside another one."""

import asyncio
from pathlib import Path

import pytest

from desktop.services import engine_child
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import DATABASE_KEY
from desktop.services.engine.ownership import ProcessLock
from desktop.services.engine_child import EngineChild, EngineNews
from tests.building import Deadline, make_world

PROCESSES = Path("/proc")

pytestmark = pytest.mark.skipif(
    not PROCESSES.is_dir(), reason="looks for processes in /proc"
)


class CountedLock(ProcessLock):
    """A lock that knows how often anybody has tried it."""

    looks = 0

    def acquire(self) -> None:
        """Try it."""
        CountedLock.looks += 1
        super().acquire()


def engines_of(folder: Path) -> list[str]:
    """The processes that run on a profile."""
    found = []
    for line in PROCESSES.glob("[0-9]*/cmdline"):
        try:
            words = line.read_bytes()
        except OSError:
            continue
        if str(folder).encode() in words:
            found.append(line.parent.name)
    return found


@pytest.mark.parametrize("moment", [0.0, 0.001, 0.003, 0.01, 0.05])
async def test_no_engine_outlives_a_desk_that_ends_at_once(
    tmp_path: Path, moment: float
) -> None:
    world = make_world(tmp_path / "profile")
    world.close()
    assert world.profile.key_file is not None
    KeyFileStore(world.profile.key_file).set(DATABASE_KEY, world.key.raw.hex())
    told: list[EngineNews] = []
    child = EngineChild(world.profile, told.append)
    running = asyncio.create_task(child.run())
    await asyncio.sleep(moment)
    await child.stop()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
    deadline = Deadline(5)
    while engines_of(tmp_path):
        deadline.check("no engine is left")
        await asyncio.sleep(0.02)


async def test_beside_a_foreign_engine_one_process_is_started_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_child, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(engine_child, "ProcessLock", CountedLock)
    world = make_world(tmp_path / "profile")
    world.close()
    assert world.profile.key_file is not None
    KeyFileStore(world.profile.key_file).set(DATABASE_KEY, world.key.raw.hex())
    told: list[EngineNews] = []
    child = EngineChild(world.profile, told.append)
    deadline = Deadline(20)
    with ProcessLock(world.profile.engine_lock):
        running = asyncio.create_task(child.run())
        while not told or child.process_id is not None:
            deadline.check("it has found the other one")
            await asyncio.sleep(0.02)
        seen = CountedLock.looks
        while CountedLock.looks < seen + 5:
            deadline.check("it looks again and again")
            await asyncio.sleep(0.02)
        assert len(told) == 1
    while len(told) < 2:
        deadline.check("its own engine is started")
        await asyncio.sleep(0.02)
    await child.stop()
    await running
