"""Files of ours and answers for later, with the engine killed in between."""

import asyncio
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import pytest

from desktop.models.clock import SystemClock
from desktop.models.outgoing import AttachmentPart, TextPart
from desktop.services.attachments import Attachments
from desktop.services.inbox import Inbox
from desktop.services.schedules import Schedules
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.processes import ROOT
from tests.faults.scene import Scene
from tests.faults.talk import Agent, chats_of
from tests.services.outgoing_files import jpeg

UPLOAD = "media/upload"
Result = TypeVar("Result")
DESK = "desk"


class Hands:
    """What a person prepares at the desk, in a process that is not killed."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def picture(self, conversation: int) -> None:
        """Send one picture."""

        async def work(database: Database) -> None:
            clock, inbox = SystemClock(), Inbox(database, SystemClock())
            operator = await inbox.operator("周晓")
            media = self._scene.profile.media
            attachments = Attachments(database, clock, media, DESK)
            staged = await attachments.stage(conversation, jpeg())
            (row,) = await inbox.summaries([conversation])
            await Sending(database, clock, operator, DESK).send(
                conversation,
                [AttachmentPart(staged.id)],
                seen_through=row.position,
            )

        self._run(work)

    def for_later(self, conversation: int, text: str, after: float) -> None:
        """Let a text leave in some seconds."""

        async def work(database: Database) -> None:
            clock, inbox = SystemClock(), Inbox(database, SystemClock())
            operator = await inbox.operator("周晓")
            (row,) = await inbox.summaries([conversation])
            await Schedules(database, clock, operator, DESK).add(
                conversation,
                [TextPart(text)],
                due_at=clock.now() + timedelta(seconds=after),
                seen_through=row.position,
            )

        self._run(work)

    def _run(self, work: Callable[[Database], Awaitable[Result]]) -> None:
        async def open_and_work() -> None:
            database = Database(self._scene.profile.database, self._scene.key)
            await work(database)
            await database.close()

        asyncio.run(open_and_work())


def pictures(scene: Scene) -> int:
    """How many pictures customers were sent."""
    return sum(row.msgtype == "image" for row in scene.control.ledger())


def accepted(scene: Scene) -> int:
    return scene.number("SELECT count(*) FROM message WHERE state = 'accepted'")


@pytest.mark.parametrize("before", [True, False], ids=["on its way", "carried out"])
def test_an_engine_killed_in_an_upload_sends_the_picture_once(
    scene: Scene, before: bool
):
    scene.engine.run()
    agent = Agent(scene)
    conversation = agent.heard(chats_of(scene)[0])
    scene.control.hold(UPLOAD, before=before)
    Hands(scene).picture(conversation)
    wait_for(lambda: scene.control.get("held")["held"], "the upload")
    scene.engine.kill()
    scene.control.release()
    assert scene.number("SELECT count(*) FROM message WHERE state = 'queued'") == 1
    scene.engine.run()
    wait_for(lambda: accepted(scene) == 1, "the picture is accepted")
    assert pictures(scene) == 1
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


def test_an_engine_killed_between_upload_and_send_does_not_upload_again(
    scene: Scene,
):
    scene.engine.run()
    conversation = Agent(scene).heard(chats_of(scene)[0])
    scene.control.hold("kf/send_msg")
    Hands(scene).picture(conversation)
    wait_for(scene.control.held, "the send")
    scene.engine.kill()
    scene.control.release()
    scene.engine.run()
    wait_for(lambda: accepted(scene) == 1, "the picture is accepted")
    assert pictures(scene) == 1
    assert scene.control.metrics()["requests"][UPLOAD] == 1
    scene.engine.stop()


@pytest.mark.timeout(240)
def test_pictures_arrive_once_on_a_faulty_network_with_kills(make_scene: MakeScene):
    scene = make_scene(customers=8)
    scene.engine.run()
    agent, hands, dice = Agent(scene), Hands(scene), random.Random(11)
    chats = chats_of(scene)[:8]
    conversations = [agent.heard(chat) for chat in chats]
    scene.control.chaos(drop_before=0.1, drop_after=0.1, http_error=0.1, busy=0.1)
    for number in range(24):
        hands.picture(conversations[number % 8])
        if number % 8 == 7:
            tick(dice.uniform(0.1, 0.6))
            scene.engine.kill()
            assert broken_invariants(scene.database) == []
            scene.engine.run()
    scene.control.chaos("none")
    wait_for(lambda: accepted(scene) == 24, "all pictures are accepted", within=90)
    got = Counter(
        (row.open_kfid, row.external_userid) for row in scene.control.ledger()
    )
    assert got == Counter(dict.fromkeys(chats, 3))
    scene.engine.stop()


@pytest.mark.timeout(240)
def test_answers_for_later_leave_once_however_often_the_engine_is_killed(
    make_scene: MakeScene,
):
    """The kills fall before, into and behind the move from the table to the outbox."""
    scene = make_scene(customers=10)
    scene.engine.run()
    agent, hands, dice = Agent(scene), Hands(scene), random.Random(5)
    texts = [f"later {number}" for number in range(20)]
    conversations = [agent.heard(chat) for chat in chats_of(scene)[:10]]
    for number, text in enumerate(texts):
        hands.for_later(conversations[number % 10], text, after=1.0 + number * 0.3)
    for _ in range(6):
        tick(dice.uniform(0.3, 1.2))
        scene.engine.kill()
        assert broken_invariants(scene.database) == []
        scene.engine.run()

    def arrived() -> Counter[str]:
        return Counter(row.text for row in scene.control.ledger())

    wait_for(lambda: len(arrived()) == len(texts), "all have left")
    wait_for(lambda: accepted(scene) == len(texts), "all are accepted")
    assert arrived() == Counter(texts)
    assert scene.number("SELECT count(*) FROM scheduled") == 0
    assert scene.number("SELECT count(*) FROM prepared") == 0
    scene.engine.stop()


_STAGES_AND_DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from desktop.models.clock import SystemClock
from desktop.services.attachments import Attachments
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage.database import Database

async def main(folder, key_file, conversation):
    path = folder / "switchboard.db"
    database = Database(path, database_key(KeyFileStore(key_file), path))
    attachments = Attachments(database, SystemClock(), folder / "media", "desk")
    await attachments.stage(conversation, b"%PDF-1.7 kept", "kept.pdf")
    pipe = folder / "half"
    pipe.write_bytes(bytes(60_000_000))
    copying = asyncio.ensure_future(attachments.stage(conversation, pipe))
    while not any(one.stat().st_size > 1_000_000
                  for one in (folder / "media").rglob("*.sealed")):
        await asyncio.sleep(0)
    assert not copying.done()
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
"""


def test_attachments_outlive_a_killed_desk_and_half_copies_do_not(scene: Scene):
    scene.engine.run()
    conversation = Agent(scene).heard(chats_of(scene)[0])
    profile = scene.profile
    killed = subprocess.run(
        [sys.executable, "-c", _STAGES_AND_DIES, str(profile.folder),
         str(profile.key_file), str(conversation)],
        cwd=ROOT, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL

    async def look() -> list[str]:
        database = Database(profile.database, scene.key)
        attachments = Attachments(database, SystemClock(), profile.media, DESK)
        await attachments.sweep()
        found = await attachments.of(conversation)
        assert await attachments.content(found[0].id) == b"%PDF-1.7 kept"
        await database.close()
        return [one.name for one in found]

    assert asyncio.run(look()) == ["kept.pdf"]
    assert len(list(profile.media.rglob("*.sealed"))) == 1
    scene.engine.stop()
