"""R3, R4: faulty networks neither double nor reorder; nobody waits for another."""

import time
from pathlib import Path

import pytest

from tests.faults.conditions import wait_for
from tests.faults.conftest import MakeScene
from tests.faults.exactly_once import Plan, exactly_once
from tests.faults.talk import Agent, chats_of

FIVE_PERCENT = (
    ("drop_before", 0.05), ("drop_after", 0.05), ("http_error", 0.05), ("busy", 0.05),
)  # fmt: skip


def plan(answers: int, talks: int, within: float) -> Plan:
    """Return a run without kills whose only trouble is the network."""
    return Plan(
        "a",
        answers=answers,
        talks=talks,
        incoming=answers // 2,
        engine_kills=0,
        held_kills=0,
        desk_kills=0,
        chaos="none",
        weather=FIVE_PERCENT,
        accounts=10,
        customers=30,
        within=within,
    )


def test_answers_keep_their_order_and_number_on_a_faulty_network(tmp_path: Path):
    report = exactly_once(plan(120, 12, 60), tmp_path)
    assert report.verdict.breaches == []
    assert report.verdict.inversions == 0
    assert report.verdict.unconfirmed == 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_ten_thousand_answers_keep_order_and_number(tmp_path: Path):
    report = exactly_once(plan(10_000, 100, 3_000), tmp_path)
    assert report.verdict.breaches == []
    assert report.verdict.answers == 10_000


@pytest.mark.parametrize("blocked_by", ["a held answer", "a failure"])
def test_a_blocked_conversation_delays_no_other(blocked_by: str, make_scene: MakeScene):
    scene = make_scene(accounts=2, customers=6)
    scene.engine.run()
    scene.desk.launch()
    agent = Agent(scene)
    blocked, *others = (agent.heard(chat) for chat in chats_of(scene)[:6])
    fails = blocked_by == "a failure"
    scene.control.hold("kf/send_msg", before=fails)
    agent.writes(blocked, "blocks")
    wait_for(lambda: scene.control.get("held")["held"], "the block")
    agent.writes(blocked, "behind it")
    if fails:
        scene.control.answer_with("kf/send_msg", 95018)
        scene.control.release()
        agent.wait_state("blocks", "failed")
    delays = []
    for conversation in others:
        text = agent.writes(conversation, f"answer {conversation}")
        written = time.monotonic()
        agent.wait_state(text, "accepted")
        delays.append(time.monotonic() - written)
    assert max(delays) < 1
    assert agent.received("behind it") == 0
    if fails:
        scene.desk.wish("release", blocked, 0)
    scene.control.release()
    agent.wait_state("behind it", "accepted")
    scene.desk.stop()
    scene.engine.stop()
