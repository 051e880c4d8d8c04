"""R13, R16: one engine for a profile; lost and wrong keys destroy nothing."""

import os
import time

import pytest

from tests.faults.conftest import MakeScene
from tests.faults.processes import EngineChild
from tests.faults.scene import Scene
from tests.faults.talk import Agent, chats_of

OWNED_ELSEWHERE = 3
CANNOT_START = 4
ENDS_WITHIN = 1.0
"""Seconds on a quiet machine; three of them on a loaded one."""


def second_engine(scene: Scene) -> EngineChild:
    """Return another engine on the same profile, not yet started."""
    folder = scene.folder / "second"
    folder.mkdir()
    return EngineChild(scene.profile, folder)


def contents(scene: Scene) -> list[tuple[object, ...]]:
    """Return every message as it is stored."""
    return scene.database.execute("SELECT * FROM message ORDER BY id").fetchall()


def test_a_second_engine_ends_with_a_sentence_and_the_first_works_on(scene: Scene):
    scene.engine.run()
    scene.desk.launch()
    second = second_engine(scene)
    began = time.monotonic()
    second.launch()
    status = second.wait_ended()
    assert time.monotonic() - began < 3 * ENDS_WITHIN
    assert status == OWNED_ELSEWHERE
    assert "另一个引擎正在使用这个数据库" in second.said()
    agent = Agent(scene)
    text = agent.writes(agent.heard(chats_of(scene)[0]), "the first lives")
    agent.wait_state(text, "accepted")
    scene.desk.stop()
    scene.engine.stop()


def test_many_engines_started_at_once_leave_exactly_one(make_scene: MakeScene):
    scene = make_scene()
    rivals = []
    for number in range(4):
        folder = scene.folder / f"{number}"
        folder.mkdir()
        rivals.append(EngineChild(scene.profile, folder))
    for rival in rivals:
        rival.launch()
    try:
        statuses: list[int] = []
        while len(statuses) < 3:
            ended = [rival for rival in rivals if not rival.alive]
            statuses = [rival.process.returncode for rival in ended]
        (winner,) = [rival for rival in rivals if rival.alive]
        winner.wait_ready()
        owner = scene.number("SELECT process_id FROM engine")
    finally:
        for rival in rivals:
            if rival.alive:
                rival.kill()
    assert statuses == [OWNED_ELSEWHERE] * 3
    assert owner == winner.process.pid


def test_the_lock_of_a_killed_engine_is_free_at_once(scene: Scene):
    for _ in range(3):
        scene.engine.run()
        scene.engine.kill()
    scene.engine.run()
    scene.engine.stop()


@pytest.mark.parametrize("trouble", ["lost", "wrong", "garbled", "open to others"])
def test_without_its_key_the_database_is_left_alone(trouble: str, scene: Scene):
    scene.engine.run()
    Agent(scene).heard(chats_of(scene)[0], "stays")
    scene.engine.kill()
    key_file = scene.profile.key_file
    assert key_file is not None
    kept, before = key_file.read_bytes(), contents(scene)
    if trouble == "lost":
        key_file.unlink()
    elif trouble == "wrong":
        key_file.write_text("ab" * 32)
    elif trouble == "garbled":
        key_file.write_text("{")
    else:
        key_file.chmod(0o644)
    scene.engine.launch()
    assert scene.engine.wait_ended() == CANNOT_START
    said = scene.engine.said().strip()
    assert said.startswith("switchboard engine: ")
    assert "Traceback" not in said
    key_file.write_bytes(kept)
    key_file.chmod(0o600)
    scene.engine.run()
    assert contents(scene) == before != []
    assert scene.damage() == []
    scene.engine.stop()


def test_a_profile_that_cannot_be_written_is_refused_with_a_sentence(scene: Scene):
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere; run as another user")
    scene.profile.folder.chmod(0o500)
    try:
        scene.engine.launch()
        assert scene.engine.wait_ended() == CANNOT_START
        assert "Traceback" not in scene.engine.said()
    finally:
        scene.profile.folder.chmod(0o700)


def test_a_profile_below_a_file_is_refused_with_a_sentence(scene: Scene):
    blocked = scene.folder / "file"
    blocked.write_text("")
    child = second_engine(scene)
    child.start(["--profile", str(blocked / "profile"), *_key_file(scene)])
    assert child.wait_ended() == CANNOT_START
    assert child.said().startswith("switchboard engine: ")
    assert "Traceback" not in child.said()


def _key_file(scene: Scene) -> list[str]:
    return ["--key-file", str(scene.profile.key_file)]
