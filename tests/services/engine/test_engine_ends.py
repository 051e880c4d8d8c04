"""How the engine ends: with its answers, and never by halves."""

import asyncio
from contextlib import suppress

import pytest

from desktop.models.clock import SystemClock
from desktop.models.send_state import SendState
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import corp_secret
from desktop.services.engine.outbox_runner import OutboxRunner
from desktop.services.engine.process import Engine
from tests.building import CORPID, Deadline
from tests.conftest import LogGuard
from tests.services.engine.conftest import Scene


async def test_an_answer_under_way_is_heard_before_the_outbox_ends(
    scene: Scene,
) -> None:
    world = scene.world
    scene.say("在吗")
    conversation = world.say("在吗", customer=scene.customer)
    message = world.answer(conversation, "在的")
    scene.control.hold("kf/send_msg")
    runner = OutboxRunner(
        scene.database, {scene.line.corp_id: scene.line}, SystemClock()
    )
    task = asyncio.create_task(runner.run())
    deadline = Deadline()
    while not scene.control.held():
        deadline.check("the request is carried out")
        await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.sleep(0)
    scene.control.release()
    with suppress(asyncio.CancelledError):
        await task
    assert world.message(message).state is SendState.ACCEPTED
    assert world.rows("outbox") == []


async def test_a_worker_that_fails_takes_the_engine_with_it(
    scene: Scene, log_guard: LogGuard
) -> None:
    """An engine that beats, and sends nothing, would be believed for ever."""
    log_guard.allow("task engine: outbox failed")
    world = scene.world
    conversation = world.say("在吗", customer=scene.customer)
    message = world.answer(conversation, "在的")
    world.connection.execute(
        "UPDATE message SET kind = 'of a later version' WHERE id = ?", (message,)
    )
    assert world.profile.key_file is not None
    secrets = KeyFileStore(world.profile.key_file)
    secrets.set(corp_secret(CORPID), scene.sandbox.secret)
    engine = Engine(world.profile, world.key, secrets, SystemClock())
    with pytest.raises(KeyError):
        async with asyncio.timeout(20):
            await engine.run(asyncio.Event())
