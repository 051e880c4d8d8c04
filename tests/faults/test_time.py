"""R12: sleep and clocks that jump; order stays, nothing is sent twice."""

import asyncio
import json
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.organisation import Operator
from desktop.models.outgoing import TextPart
from desktop.services.credential_stores import KeyFileStore
from desktop.services.engine.callback_app import CallbackAddress
from desktop.services.engine.process import Engine
from desktop.services.inbox import Inbox
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from tests.conftest import LogGuard
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.judge import Chat
from tests.faults.scene import Scene
from tests.faults.talk import Agent, chats_of

DAY = 24 * 3600
AWAKE_WITHIN = 5.0


def slept(scene: Scene, seconds: float) -> None:
    """Put the engine to sleep in the middle of everything, and wake it."""
    agent = Agent(scene)
    chat, other = chats_of(scene)[:2]
    conversation, beside = agent.heard(chat), agent.heard(other)
    scene.control.hold("kf/send_msg")
    agent.writes(conversation, "carried out before the sleep")
    wait_for(scene.control.held, "the answer")
    scene.freeze_engine()
    agent.writes(beside, "written in the sleep")
    scene.control.release()
    said = [scene.control.say(*other, f"{number}") for number in range(20)]
    tick(seconds)
    scene.engine.signal(signal.SIGCONT)
    known = (
        "SELECT count(*) FROM message WHERE msgid IN (SELECT value FROM json_each(?))"
    )
    wait_for(
        lambda: scene.number(known, json.dumps(said)) == len(said),
        "what was said in the sleep",
        within=AWAKE_WITHIN,
    )
    agent.wait_state("carried out before the sleep", "accepted")
    ended = ("accepted", "failed")
    wait_for(lambda: agent.answer("written in the sleep").state in ended, "its end")
    assert agent.received("carried out before the sleep") == 1
    accepted = agent.answer("written in the sleep").state == "accepted"
    assert agent.received("written in the sleep") == accepted


def test_a_short_sleep_loses_and_doubles_nothing(scene: Scene):
    scene.engine.run()
    scene.desk.launch()
    slept(scene, 2)
    scene.desk.stop()
    scene.engine.stop()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_minutes_of_sleep_lose_and_double_nothing(scene: Scene):
    scene.engine.run()
    scene.desk.launch()
    slept(scene, 600)


def test_a_jump_of_wecoms_clock_keeps_the_order(scene: Scene):
    scene.engine.run()
    scene.desk.launch()
    agent, chat = Agent(scene), chats_of(scene)[0]
    conversation = agent.heard(chat, "before")
    answers = []
    for number in range(3):
        scene.control.advance(DAY)
        agent.heard(chat, f"after jump {number}")
        answers.append(agent.writes(conversation, f"answer {number}"))
        agent.wait_state(answers[-1], "accepted")
    assert [row.text for row in scene.control.ledger()] == answers
    rows = scene.database.execute("SELECT id, position FROM message ORDER BY id")
    positions = [row[1] for row in rows]
    assert positions == sorted(positions)
    scene.desk.stop()
    scene.engine.stop()


class SetClock:
    """This machine's clock, set wrong by as much as wanted."""

    def __init__(self) -> None:
        self.wrong_by = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.wrong_by

    def monotonic(self) -> float:
        return time.monotonic()


async def test_a_jump_of_our_own_clock_neither_stops_nor_doubles_answers(
    make_scene: MakeScene, log_guard: LogGuard
):
    # With our clock a day wrong no callback looks fresh; polling goes on.
    log_guard.allow("a callback was refused: stale")
    scene = await asyncio.to_thread(make_scene)
    assert scene.profile.key_file is not None
    clock, stop = SetClock(), asyncio.Event()
    engine = Engine(
        scene.profile,
        scene.key,
        KeyFileStore(scene.profile.key_file),
        clock,
        CallbackAddress("127.0.0.1", scene.engine.callback_port),
    )
    running = asyncio.create_task(engine.run(stop))
    database = Database(scene.profile.database, scene.key)
    inbox = Inbox(database, clock)
    operator = await inbox.operator("周晓")
    answers = []
    for number, chat in enumerate(chats_of(scene)[:4]):
        conversation = await _heard(scene, chat)
        # The first attempt is told to come again: its pause is noted in wall time.
        scene.control.answer_with("kf/send_msg", -1)
        clock.wrong_by = timedelta(days=(0, 1, -1, 0)[number])
        answers.append(f"answer {number}")
        await _write(inbox, _sending(database, clock, operator), conversation, answers)
        clock.wrong_by = timedelta(days=(1, -1, 0, -1)[number])
        await asyncio.to_thread(Agent(scene).wait_state, answers[-1], "accepted", 20)
    stop.set()
    await running
    await database.close()
    assert [row.text for row in scene.control.ledger()] == answers


def _sending(database: Database, clock: SetClock, operator: Operator) -> Sending:
    return Sending(database, clock, operator, "desk")


async def _write(
    inbox: Inbox, sending: Sending, conversation: int, answers: list[str]
) -> None:
    (row,) = await inbox.summaries([conversation])
    await sending.send(conversation, [TextPart(answers[-1])], seen_through=row.position)


async def _heard(scene: Scene, chat: Chat) -> int:
    return await asyncio.to_thread(Agent(scene).heard, chat)
