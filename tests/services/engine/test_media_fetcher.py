"""Customers' files: fetched on arrival, resumed, sealed, bounded, given up in time."""

import asyncio
import base64
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.message import MediaFile, MediaState
from desktop.services.engine import media_fetcher
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.media_fetcher import BUDGET, MediaFetcher
from desktop.services.media_files import MediaFiles, NotHereError, sealed_path
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database, Result
from desktop.services.storage.errors import DiskFullError
from desktop.services.storage.sealed_files import CHUNK, unsealed
from desktop.services.wecom.client import WeComClient
from tests.building import Deadline, World, entry
from tests.conftest import LogGuard
from tests.services.engine.conftest import Scene, line_with

GET = "media/get"


def upload(scene: Scene, content: bytes, name: str = "报价 单.pdf") -> str:
    """Bytes as a customer sends them; the media_id."""
    encoded = base64.b64encode(content).decode()
    reply = scene.control.post("media", type="file", name=name, base64=encoded)
    return str(reply["media_id"])


def arrive(world: World, content: Content) -> int:
    """A message with a file is stored; its id."""
    world.take_in(entry(content))
    return world.messages(world.conversation().id)[-1].id


def file_of(world: World, message_id: int) -> MediaFile:
    found = world.message(message_id).media
    assert found is not None
    return found


@asynccontextmanager
async def running(
    world: World, database: Database, line: CorpLine | None, budget: int = BUDGET
) -> AsyncIterator[MediaFetcher]:
    lines = {} if line is None else {world.corp_id: line}
    fetcher = MediaFetcher(database, lines, world.profile.media, world.clock, budget)
    task = asyncio.create_task(fetcher.run())
    try:
        yield fetcher
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(
    world: World,
    fetcher: MediaFetcher,
    condition: Callable[[], bool],
    step: timedelta = timedelta(0),
) -> None:
    deadline = Deadline(20)
    while not condition():
        deadline.check("media")
        world.clock.advance(step)
        fetcher.wake()
        await asyncio.sleep(0.01)


def bytes_of(world: World, message_id: int) -> bytes:
    row = world.connection.execute(
        "SELECT id, file_key FROM media WHERE message_id = ?", (message_id,)
    ).fetchone()
    return b"".join(unsealed(sealed_path(world.profile.media, row[0]), row[1]))


@pytest.mark.parametrize("size", [6, CHUNK, 3 * CHUNK + 17])
async def test_a_file_comes_with_its_name_and_is_sealed(
    scene: Scene, size: int
) -> None:
    content = os.urandom(size - 6) + b"planted"[:6]
    message = arrive(scene.world, kinds.File(upload(scene, content)))
    async with running(scene.world, scene.database, scene.line) as fetcher:
        await until(
            scene.world, fetcher,
            lambda: file_of(scene.world, message).state is MediaState.READY,
        )  # fmt: skip
    file = file_of(scene.world, message)
    assert (file.name, file.size, file.received) == ("报价 单.pdf", size, size)
    assert bytes_of(scene.world, message) == content
    (sealed,) = scene.world.profile.media.rglob("*.sealed")
    assert content[-40:] not in sealed.read_bytes()
    assert (sealed.stat().st_mode & 0o777) == 0o600


async def test_a_fetched_file_is_saved_under_a_safe_name_and_overwrites_nothing(
    scene: Scene, tmp_path: Path
) -> None:
    message = arrive(
        scene.world, kinds.File(upload(scene, b"x" * 99, "../..\\evil\u202efdp.exe"))
    )
    files = MediaFiles(scene.database, scene.world.profile.media)
    with pytest.raises(NotHereError):
        await files.proposed_name(message)
    async with running(scene.world, scene.database, scene.line) as fetcher:
        await until(
            scene.world, fetcher,
            lambda: file_of(scene.world, message).state is MediaState.READY,
        )  # fmt: skip
    name = await files.proposed_name(message)
    assert name == "evilfdp.exe"
    folder = tmp_path / "下载"
    saved = [await files.save(message, folder / name) for _ in range(3)]
    assert [one.name for one in saved] == [
        "evilfdp.exe", "evilfdp (1).exe", "evilfdp (2).exe",
    ]  # fmt: skip
    assert {one.read_bytes() for one in saved} == {b"x" * 99}
    assert {one.stat().st_mode & 0o777 for one in saved} == {0o600}


async def test_a_file_that_wecom_dropped_is_said_to_be_gone(scene: Scene) -> None:
    media_id = upload(scene, b"x" * 50)
    message = arrive(scene.world, kinds.File(media_id))
    scene.control.advance(3 * 24 * 3600 + 60)
    async with running(scene.world, scene.database, scene.line) as fetcher:
        await until(
            scene.world, fetcher,
            lambda: file_of(scene.world, message).state is MediaState.EXPIRED,
        )  # fmt: skip
    expected = FailureReason(FailureSource.ERRCODE, 40007)
    assert file_of(scene.world, message).failure == expected


async def test_a_full_budget_refuses_until_a_person_asks_again(scene: Scene) -> None:
    world = scene.world
    first = arrive(world, kinds.File(upload(scene, os.urandom(100))))
    async with running(world, scene.database, scene.line, budget=100) as fetcher:
        await until(
            world, fetcher, lambda: file_of(world, first).state is MediaState.READY
        )
        second = arrive(world, kinds.File(upload(scene, os.urandom(100))))
        await until(
            world, fetcher, lambda: file_of(world, second).state is MediaState.REFUSED
        )
    reason = LocalFailure.MEDIA_BUDGET_USED_UP.reason
    assert file_of(world, second).failure == reason
    assert scene.asked(GET) == 1


async def test_a_disk_without_room_refuses_and_keeps_its_reserve(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000))
    world = scene.world
    message = arrive(world, kinds.File(upload(scene, os.urandom(100))))
    async with running(world, scene.database, scene.line) as fetcher:
        await until(
            world, fetcher, lambda: file_of(world, message).state is MediaState.REFUSED
        )
    assert scene.asked(GET) == 0


async def test_busy_servers_are_tried_again_with_pauses(scene: Scene) -> None:
    world = scene.world
    message = arrive(world, kinds.File(upload(scene, b"y" * 77)))
    for _ in range(3):
        scene.control.raw(GET, status=503)
    async with running(world, scene.database, scene.line) as fetcher:
        await until(world, fetcher, lambda: file_of(world, message).failure is not None)
        assert file_of(world, message).state is MediaState.WAITING
        await until(
            world, fetcher,
            lambda: file_of(world, message).state is MediaState.READY,
            timedelta(seconds=1),
        )  # fmt: skip
    assert bytes_of(world, message) == b"y" * 77
    assert scene.asked(GET) == 4


async def test_a_file_that_never_comes_is_given_up_and_can_be_asked_for(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_fetcher, "MOST_ATTEMPTS", 2)
    world = scene.world
    message = arrive(world, kinds.File(upload(scene, b"z" * 60)))
    scene.control.raw(GET, status=502, count=3)
    async with running(world, scene.database, scene.line) as fetcher:
        await until(
            world, fetcher,
            lambda: file_of(world, message).state is MediaState.FAILED,
            timedelta(seconds=2),
        )  # fmt: skip
    assert file_of(world, message).failure == LocalFailure.SERVER_FAILED.reason


async def test_without_a_way_to_the_corp_the_file_waits(scene: Scene) -> None:
    world = scene.world
    message = arrive(world, kinds.File("m"))
    async with running(world, scene.database, None) as fetcher:
        await until(world, fetcher, lambda: file_of(world, message).failure is not None)
    assert file_of(world, message).state is MediaState.WAITING


class FullDatabase(Database):
    """A database on a full disk, until there is room again."""

    full = True
    refused = 0

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        if self.full:
            self.refused += 1
            raise DiskFullError("DiskFullError")
        return await super().write(work)


async def test_a_full_disk_is_waited_out_without_a_storm(
    scene: Scene, log_guard: LogGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R8: neither the file nor the note that it failed could be written."""
    log_guard.allow("media: DiskFullError")
    monkeypatch.setattr(media_fetcher, "LONGEST_SLEEP", 0.2)
    world = scene.world
    message = arrive(world, kinds.File(upload(scene, b"q" * 66)))
    world.profile.media.write_bytes(b"in the way")  # every write of the file fails
    database = FullDatabase(world.path, world.key)
    async with running(world, database, scene.line) as fetcher:
        await until(world, fetcher, lambda: database.refused >= 2)
        assert database.refused < 10
        world.profile.media.unlink()
        database.full = False
        await until(
            world, fetcher,
            lambda: file_of(world, message).state is MediaState.READY,
            timedelta(seconds=1),
        )  # fmt: skip
    await database.close()


class CuttingServer:
    """Answers media/get with ranges, and drops the connection in the middle."""

    def __init__(self, content: bytes, cuts: list[int]) -> None:
        self.content = content
        self.cuts = cuts
        self.starts: list[int] = []

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        if "/gettoken" in head:
            body = b'{"errcode":0,"access_token":"t","expires_in":7200}'
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            )
        else:
            self._send(writer, head)
        await writer.drain()
        writer.close()

    def _send(self, writer: asyncio.StreamWriter, head: str) -> None:
        start = 0
        if "range: bytes=" in head:
            start = int(head.split("range: bytes=")[1].split("-")[0])
        self.starts.append(start)
        total = len(self.content)
        status = b"206 Partial Content" if start else b"200 OK"
        writer.write(
            b"HTTP/1.1 %s\r\nContent-Type: application/pdf\r\n"
            b'Content-Disposition: attachment; filename="a.pdf"\r\n'
            b"Content-Length: %d\r\nConnection: close\r\n" % (status, total - start)
        )
        if start:
            writer.write(
                b"Content-Range: bytes %d-%d/%d\r\n" % (start, total - 1, total)
            )
        end = start + self.cuts.pop(0) if self.cuts else total
        writer.write(b"\r\n" + self.content[start:end])


async def test_a_broken_download_goes_on_where_it_broke_off(
    world: World, database: Database
) -> None:
    content = os.urandom(5 * CHUNK + 123)
    cutting = CuttingServer(content, [3 * CHUNK + 5, 2 * CHUNK])
    server = await asyncio.start_server(cutting.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    client = WeComClient(
        base_url=f"http://127.0.0.1:{port}/cgi-bin/", corpid="ww", secret=lambda: "s"
    )
    message = arrive(world, kinds.File("m"))
    async with client, running(world, database, line_with(world, client)) as fetcher:
        await until(
            world, fetcher,
            lambda: file_of(world, message).state is MediaState.READY,
            timedelta(seconds=1),
        )  # fmt: skip
    server.close()
    await server.wait_closed()
    assert bytes_of(world, message) == content
    assert cutting.starts[0] == 0
    assert cutting.starts[1] >= CHUNK
    assert cutting.starts == sorted(cutting.starts)
    assert file_of(world, message).name == "a.pdf"
