"""R10, R11: a token that ends in a burst, and one corp that is slowed down."""

import asyncio
import contextlib
import time
from statistics import median

from desktop.sandbox.server import RunningSandbox
from tests.faults.conditions import wait_for
from tests.faults.conftest import MakeScene
from tests.faults.judge import Chat
from tests.faults.scene import Entry, Scene, connect
from tests.faults.talk import Agent, chats_of
from tests.sandbox_fixture import SandboxControl, sandbox_settings

SEND = "kf/send_msg"
BURST = 6
"""Sends that the engine has under way at once."""
OTHER_CORP = "wwother"


def test_a_token_that_ends_in_a_burst_is_renewed_once(make_scene: MakeScene):
    scene = make_scene(accounts=1, customers=BURST)
    scene.engine.run()
    scene.desk.launch()
    agent, control = Agent(scene), scene.control
    conversations = [agent.heard(chat) for chat in chats_of(scene)]
    renewals = control.metrics()["requests"]["gettoken"]
    control.hold(SEND, count=BURST, before=True)
    texts = [agent.writes(one, f"answer {one}") for one in conversations]
    wait_for(lambda: control.get("held")["held"] == BURST, "the burst")
    control.revoke_token()
    control.release()
    for text in texts:
        agent.wait_state(text, "accepted")
        assert agent.received(text) == 1
    assert control.metrics()["requests"]["gettoken"] == renewals + 1
    scene.desk.stop()
    scene.engine.stop()


def pace(agent: Agent, chats: list[Chat], name: str) -> list[float]:
    """Return the seconds from commit to acceptance of one answer in each chat."""
    delays = []
    for number, chat in enumerate(chats):
        conversation = agent.scene.conversation(*chat)
        text = agent.writes(conversation, f"{name} {number}")
        written = time.monotonic()
        agent.wait_state(text, "accepted")
        delays.append(time.monotonic() - written)
    return delays


def test_a_corp_that_is_slowed_down_delays_no_other(make_scene: MakeScene):
    scene = make_scene(accounts=2, customers=5)
    with contextlib.ExitStack() as stack:
        settings = sandbox_settings(corps=[(OTHER_CORP, "secret")], seed=2)
        running = stack.enter_context(RunningSandbox(settings))
        other = stack.enter_context(SandboxControl(running.control_url))
        asyncio.run(
            connect(scene.profile, scene.key, Entry(), running.base_url, OTHER_CORP)
        )
        scene.engine.run()
        scene.desk.launch()
        agent = Agent(scene)
        chats = chats_of(scene)
        for chat in chats:
            agent.heard(chat)
        slowed = heard_elsewhere(scene, other)
        before = pace(agent, chats[:5], "before")
        other.rule(general_per_minute=1)
        other.answer_with(SEND, 45009, count=50)
        for number, conversation in enumerate(slowed):
            agent.writes(conversation, f"slowed {number}")
        wait_for(lambda: other.metrics()["errors"].get("45009"), "the limit")
        during = pace(agent, chats[5:], "during")
        asked = other.metrics()["requests"][SEND]
        # The engine probes after a pause that doubles; 5 conversations wait.
        assert asked <= len(slowed) + 4
        assert median(during) <= 1.2 * median(before) + 0.05
        assert max(during) < 1
        scene.desk.stop()
        scene.engine.stop()


def heard_elsewhere(scene: Scene, control: SandboxControl) -> list[int]:
    """Let every customer of another sandbox speak; return their conversations."""
    open_kfid = control.accounts()[0]
    chats = [(open_kfid, customer) for customer in control.customers()]
    for chat in chats:
        control.say(*chat, "在吗")
    wait_for(lambda: all(scene.conversation(*chat) for chat in chats), "their words")
    return [scene.conversation(*chat) for chat in chats]
