"""R8, R13 at a desk: a full disk loses nothing, a read-only one is named."""

import asyncio
import os
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.config import Profile
from desktop.desk.refusal import wants_another_try
from desktop.models.clock import SystemClock
from desktop.models.outgoing import NotStagedError, TextPart
from desktop.services.credential_stores import KeyFileStore
from desktop.services.desk import Desk, open_desk
from desktop.services.storage.errors import DiskFullError, NotWritableError
from desktop.views.theme.style import theme_named
from desktop.views.window.main_window import MainWindow
from tests.building import make_world
from tests.faults.conditions import wait_for
from tests.faults.invariants import broken_invariants
from tests.faults.processes import EngineChild
from tests.faults.scene import Scene, open_scene
from tests.faults.talk import Agent, chats_of
from tests.faults.test_damage import fill, small_disk
from tests.services.outgoing_files import noise

CANNOT_START = 4
ROOM = 300_000
"""Bytes that are left on the disk: some answers find room."""
PIPS = 5
"""Answers that WeCom allows after a customer's message."""
LONG = "写得很长，" * 100


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MiB."""
    with small_disk(tmp_path, 8) as place:
        yield place


@asynccontextmanager
async def desk_of(profile: Profile) -> AsyncIterator[Desk]:
    """What people do at a desk, without its window."""
    assert profile.key_file is not None
    desk = await open_desk(profile, KeyFileStore(profile.key_file), SystemClock())
    try:
        yield desk
    finally:
        await desk.close()


async def until_refused(write: Callable[[int], Awaitable[object]]) -> list[int]:
    """Write again and again; return the numbers of what was accepted."""
    accepted: list[int] = []
    while True:
        try:
            await write(len(accepted))
        except DiskFullError:
            return accepted
        accepted.append(len(accepted))


async def write_until_the_disk_is_full(scene: Scene, conversation: int) -> list[str]:
    """Schedule, note, keep drafts; return the answers whose commit was acknowledged."""
    async with desk_of(scene.profile) as desk:
        (row,) = await desk.inbox.summaries([conversation])
        now = SystemClock().now()
        soon, later_on = now + timedelta(seconds=1), now + timedelta(hours=1)

        async def for_later(number: int) -> None:
            await desk.schedules.add(
                conversation,
                [TextPart(f"later {number} {LONG}")],
                due_at=soon if number < PIPS else later_on,
                seen_through=row.position,
            )

        ballast = fill(scene.folder)
        os.truncate(ballast, ballast.stat().st_size - ROOM)
        later = await until_refused(for_later)
        notes = await until_refused(lambda n: desk.notes.add(conversation, LONG))
        drafts = await until_refused(
            lambda n: desk.conversations.keep_draft(conversation, f"{n} {LONG}")
        )
        with pytest.raises((NotStagedError, DiskFullError)) as refused:
            await desk.attachments.stage(conversation, noise(900, 900), "big.png")
        assert isinstance(refused.value, NotStagedError | DiskFullError)
        assert "磁盘已满" in refused.value.sentence.zh
        assert await desk.attachments.of(conversation) == ()
        held = await desk.schedules.everything()
        assert len(held) == len(later)
        kept = await desk.conversations.draft(conversation)
        assert kept == (f"{drafts[-1]} {LONG}" if drafts else "")
        stored = await desk.conversations.newest(conversation)
        assert sum(one.msgid.startswith("note-") for one in stored) == len(notes)
        ballast.unlink()
    return [f"later {number} {LONG}" for number in later]


@pytest.mark.timeout(180)
def test_what_was_accepted_on_a_full_disk_leaves_once_and_the_rest_was_refused(
    place: Path,
):
    with open_scene(place) as scene:
        scene.engine.run()
        conversation = Agent(scene).heard(chats_of(scene)[0])
        accepted = asyncio.run(write_until_the_disk_is_full(scene, conversation))
        scene.engine.must_live()
        due = Counter(accepted[:PIPS])
        assert due
        wait_for(lambda: len(scene.control.ledger()) == due.total(), "all that is due")
        assert Counter(row.text for row in scene.control.ledger()) == due
        waiting = scene.number("SELECT count(*) FROM scheduled WHERE failure IS NULL")
        assert waiting == len(accepted) - due.total()
        assert broken_invariants(scene.database) == []
        assert scene.damage() == []
        assert not list(scene.profile.media.rglob("*.part"))
        scene.engine.stop()


@pytest.fixture
def read_only(place: Path) -> Iterator[Profile]:
    """A profile with a message, on a disk that was mounted read-only since."""
    world = make_world(place / "profile")
    world.say("stays")
    KeyFileStore(place / "profile" / "key.json").set(
        "database-key", world.key.raw.hex()
    )
    world.close()
    remount(place, "ro")
    yield Profile(place / "profile", place / "profile" / "key.json")
    remount(place, "rw")


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


def test_an_engine_on_a_read_only_disk_ends_with_the_reason(
    read_only: Profile, tmp_path: Path
):
    engine = EngineChild(read_only, tmp_path)
    engine.launch()
    assert engine.wait_ended() == CANNOT_START
    assert "磁盘是只读的" in engine.said()
    assert "Traceback" not in engine.said()


async def test_a_desk_on_a_read_only_disk_is_told_so_and_opens_when_it_is_not(
    read_only: Profile,
):
    with pytest.raises(NotWritableError) as refused:
        async with desk_of(read_only):
            pass
    assert "磁盘是只读的" in refused.value.sentence.zh
    remount(read_only.folder.parent, "rw")
    async with desk_of(read_only) as desk:
        assert len(await desk.conversations.newest(1)) == 1


@pytest.mark.parametrize(("button", "again"), [("重试", True), ("退出", False)])
def test_a_desk_that_cannot_even_begin_says_why_in_its_window(
    qapp: QApplication, button: str, again: bool
):
    window = MainWindow(theme_named("light"))
    window.show()
    said: list[str] = []

    def answer() -> None:
        buttons = [one for one in window.findChildren(QPushButton) if one.isVisible()]
        asked = [one for one in buttons if one.text() == button]
        if asked:
            said.extend(label.text() for label in window.findChildren(QLabel))
            asked[0].click()

    asking = QTimer(window)
    asking.timeout.connect(answer)
    asking.start(10)
    assert wants_another_try(qapp, window, NotWritableError.sentence) is again
    assert NotWritableError.sentence.zh in said
