"""R12 for what leaves later or with files: sleep in the middle, clocks set wrong."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from desktop.models.clock import SystemClock
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.models.organisation import Operator
from desktop.models.outgoing import TextPart
from desktop.models.scheduling import Scheduled
from desktop.services.credential_stores import KeyFileStore
from desktop.services.engine.process import Engine
from desktop.services.inbox import Inbox
from desktop.services.schedules import Schedules
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.scene import Entry, Scene
from tests.faults.talk import Agent, chats_of
from tests.faults.test_files_and_times import DESK, UPLOAD, Hands, accepted, pictures
from tests.faults.test_time import SetClock
from tests.faults.toxics import Illness, Toxic

ASLEEP = 1.5
"""Seconds."""


def test_an_upload_that_is_slept_through_arrives_once(scene: Scene):
    scene.engine.run()
    conversation = Agent(scene).heard(chats_of(scene)[0])
    scene.control.hold(UPLOAD)
    Hands(scene).picture(conversation)
    wait_for(lambda: scene.control.get("held")["held"], "the upload")
    scene.freeze_engine()
    scene.control.release()
    tick(ASLEEP)
    scene.engine.signal(signal.SIGCONT)
    wait_for(lambda: accepted(scene) == 1, "the picture is accepted")
    assert pictures(scene) == 1
    assert scene.control.metrics()["requests"][UPLOAD] == 1
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


@pytest.mark.parametrize("toxic", [Toxic.RESET_BEFORE, Toxic.SILENT_AFTER])
@pytest.mark.parametrize("path", [UPLOAD, "kf/send_msg"])
def test_a_connection_that_died_in_the_sleep_doubles_no_picture(
    make_scene: MakeScene, toxic: Toxic, path: str
):
    scene = make_scene(Entry(through_proxy=True))
    scene.engine.run()
    conversation = Agent(scene).heard(chats_of(scene)[0])
    scene.proxy.fall_ill(Illness(toxic, path))
    Hands(scene).picture(conversation)
    wait_for(lambda: scene.proxy.struck, "the request")
    scene.freeze_engine()
    scene.proxy.recover()
    tick(ASLEEP)
    scene.engine.signal(signal.SIGCONT)
    wait_for(lambda: accepted(scene) == 1, "the picture is accepted")
    assert pictures(scene) == 1
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


def test_an_answer_whose_time_comes_in_the_sleep_leaves_after_it_once(scene: Scene):
    scene.engine.run()
    conversation = Agent(scene).heard(chats_of(scene)[0])
    scene.freeze_engine()
    Hands(scene).for_later(conversation, "in the morning", after=0.2)
    tick(ASLEEP)
    assert scene.control.ledger() == []
    scene.engine.signal(signal.SIGCONT)
    wait_for(lambda: accepted(scene) == 1, "it has left")
    assert [row.text for row in scene.control.ledger()] == ["in the morning"]
    assert scene.number("SELECT count(*) FROM scheduled") == 0
    scene.engine.stop()


class Night:
    """An engine in this process whose clock can be set, and a desk beside it."""

    def __init__(
        self, scene: Scene, clock: SetClock, database: Database, who: Operator
    ) -> None:
        self.scene = scene
        self.clock = clock
        self._inbox = Inbox(database, clock)
        self._schedules = Schedules(database, clock, who, DESK)
        self._sending = Sending(database, clock, who, DESK)

    async def for_later(self, conversation: int, text: str, due_at: datetime) -> None:
        (row,) = await self._inbox.summaries([conversation])
        await self._schedules.add(
            conversation, [TextPart(text)], due_at=due_at, seen_through=row.position
        )

    async def undoable(self, conversation: int, text: str) -> None:
        (row,) = await self._inbox.summaries([conversation])
        await self._sending.send(
            conversation,
            [TextPart(text)],
            seen_through=row.position,
            hold_for=timedelta(seconds=1),
        )

    async def waiting(self) -> tuple[Scheduled, ...]:
        return await self._schedules.everything()


@asynccontextmanager
async def night(scene: Scene) -> AsyncIterator[Night]:
    """Let an engine run on a clock of its own."""
    assert scene.profile.key_file is not None
    clock, stop = SetClock(), asyncio.Event()
    engine = Engine(
        scene.profile, scene.key, KeyFileStore(scene.profile.key_file), clock
    )
    running = asyncio.create_task(engine.run(stop))
    database = Database(scene.profile.database, scene.key)
    who = await Inbox(database, clock).operator("周晓")
    yield Night(scene, clock, database, who)
    stop.set()
    await running
    await database.close()


def arrived(scene: Scene) -> list[str]:
    return sorted(row.text for row in scene.control.ledger())


async def heard(scene: Scene, number: int) -> int:
    return await asyncio.to_thread(Agent(scene).heard, chats_of(scene)[number])


async def until_arrived(scene: Scene, count: int) -> None:
    await asyncio.to_thread(wait_for, lambda: len(arrived(scene)) == count, "arrivals")


async def test_a_clock_a_day_ahead_sends_what_was_due_soon_never_and_says_so(
    make_scene: MakeScene,
):
    scene = await asyncio.to_thread(make_scene)
    async with night(scene) as desk:
        first, second, third = [await heard(scene, number) for number in range(3)]
        now = SystemClock().now()
        await desk.for_later(first, "in an hour", now + timedelta(hours=1))
        await desk.for_later(second, "in three days", now + timedelta(days=3))
        await desk.undoable(third, "with a moment to take it back")
        desk.clock.wrong_by = timedelta(days=1)
        await until_arrived(scene, 1)
        stopped: list[FailureReason | None] = [None, None]
        while stopped.count(None) == 2:
            stopped = [one.stopped for one in await desk.waiting()]
        assert stopped == [LocalFailure.SCHEDULE_MISSED.reason, None]
        desk.clock.wrong_by = timedelta(0)
        # What was stopped stays so: only a person lets it go.
        await desk.undoable(third, "the clock is right again")
        await until_arrived(scene, 2)
        assert len(await desk.waiting()) == 2
    assert arrived(scene) == [
        "the clock is right again",
        "with a moment to take it back",
    ]


async def test_a_clock_a_day_behind_sends_nothing_early_and_nothing_twice(
    make_scene: MakeScene,
):
    scene = await asyncio.to_thread(make_scene)
    async with night(scene) as desk:
        first, second = [await heard(scene, number) for number in range(2)]
        now = SystemClock().now()
        await desk.for_later(first, "in two seconds", now + timedelta(seconds=2))
        await desk.undoable(second, "with a moment to take it back")
        desk.clock.wrong_by = timedelta(days=-1)
        await until_arrived(scene, 1)
        assert [one.stopped for one in await desk.waiting()] == [None]
        desk.clock.wrong_by = timedelta(0)
        await until_arrived(scene, 2)
        desk.clock.wrong_by = timedelta(days=-1)
        await desk.undoable(second, "behind again")
        await until_arrived(scene, 3)
        assert await desk.waiting() == ()
    assert arrived(scene) == [
        "behind again",
        "in two seconds",
        "with a moment to take it back",
    ]
