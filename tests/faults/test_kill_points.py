"""R2: the engine is killed at every step of an answer's way out.

The steps are reached from outside: the sandbox holds a request or its answer, or the
test holds the write lock of the database, so that the engine cannot take the next.
"""

import contextlib
import signal
from collections.abc import Callable, Iterator

import pytest

from desktop.services.storage.connection import open_connection
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.exactly_once import VARIANTS
from tests.faults.invariants import broken_invariants
from tests.faults.scene import Scene
from tests.faults.talk import Agent, chats_of

SEND = "kf/send_msg"
ROUNDS = 100
"""Kills at each step in the long form."""


@contextlib.contextmanager
def write_lock(scene: Scene) -> Iterator[None]:
    """Hold the database's write lock: nothing can be committed meanwhile."""
    connection = open_connection(scene.profile.database, scene.key)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
    finally:
        connection.close()


def queued(agent: Agent, conversation: int, text: str) -> None:
    """Committed by the desk while no engine lives."""
    agent.scene.engine.kill()
    agent.writes(conversation, text)
    assert agent.answer(text).state == "queued"


def claimed(agent: Agent, conversation: int, text: str) -> None:
    """The engine has seen the row and waits to commit it as sending."""
    engine = agent.scene.engine
    agent.scene.freeze_engine()
    agent.writes(conversation, text)
    with write_lock(agent.scene):
        engine.signal(signal.SIGCONT)
        tick(0.2)
        engine.kill()
    assert agent.answer(text).state == "queued"


def written(agent: Agent, conversation: int, text: str) -> None:
    """The request is at WeCom, which has not looked at it yet."""
    agent.scene.control.hold(SEND, before=True)
    agent.writes(conversation, text)
    wait_for(lambda: agent.scene.control.get("held")["held"], "the request")
    agent.scene.engine.kill()
    agent.scene.control.release()
    assert agent.answer(text).state == "sending"


def carried_out(agent: Agent, conversation: int, text: str) -> None:
    """WeCom has carried it out, its answer is on the way."""
    agent.scene.control.hold(SEND)
    agent.writes(conversation, text)
    wait_for(agent.scene.control.held, "the answer")
    agent.scene.engine.kill()
    agent.scene.control.release()
    assert agent.answer(text).state == "sending"
    assert agent.received(text) == 1


def answer_read(agent: Agent, conversation: int, text: str) -> None:
    """The engine has the answer and waits to commit it."""
    control = agent.scene.control
    control.hold(SEND)
    agent.writes(conversation, text)
    wait_for(control.held, "the answer")
    with write_lock(agent.scene):
        control.release()
        wait_for(lambda: not control.metrics()["in_flight"], "all answered")
        tick(0.05)
        agent.scene.engine.kill()
    assert agent.answer(text).state == "sending"


def committed(agent: Agent, conversation: int, text: str) -> None:
    """Everything is stored."""
    agent.writes(conversation, text)
    agent.wait_state(text, "accepted")
    agent.scene.engine.kill()


Step = Callable[[Agent, int, str], None]
STEPS: tuple[Step, ...] = (
    queued, claimed, written, carried_out, answer_read, committed,
)  # fmt: skip


def kill_at(agent: Agent, step: Step, number: int) -> None:
    """Kill at a step, start again, and look how often the customer got the answer."""
    scene = agent.scene
    chats = chats_of(scene)
    text = f"{step.__name__} {number}"
    conversation = agent.heard(chats[number % len(chats)])
    step(agent, conversation, text)
    assert broken_invariants(scene.database) == []
    assert scene.damage() == []
    asked = scene.control.metrics()["requests"].get(SEND, 0)
    scene.engine.run()
    agent.wait_state(text, "accepted")
    assert agent.received(text) == 1
    if step is committed:
        assert scene.control.metrics()["requests"][SEND] == asked


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_answer_arrives_once_whichever_step_the_engine_is_killed_at(
    variant: str, make_scene: MakeScene
):
    scene = make_scene(duplicate=VARIANTS[variant])
    scene.desk.launch()
    scene.engine.run()
    agent = Agent(scene)
    for number, step in enumerate(STEPS):
        kill_at(agent, step, number)
    scene.desk.stop()
    scene.engine.stop()


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("step", STEPS)
def test_a_hundred_kills_at_each_step_send_nothing_twice(
    step: Step, make_scene: MakeScene
):
    scene = make_scene(customers=50)
    scene.desk.launch()
    scene.engine.run()
    agent = Agent(scene)
    for number in range(ROUNDS):
        kill_at(agent, step, number)


def test_the_repeat_of_an_accepted_fifth_answer_is_never_shown_as_failed(
    make_scene: MakeScene,
):
    scene = make_scene(duplicate="late")
    scene.desk.launch()
    scene.engine.run()
    agent = Agent(scene)
    conversation = agent.heard(chats_of(scene)[0])
    for number in range(4):
        committed(agent, conversation, f"{number}")
        scene.engine.run()
    carried_out(agent, conversation, "fifth")
    scene.engine.run()
    agent.wait_state("fifth", "unconfirmed")
    assert agent.received("fifth") == 1
