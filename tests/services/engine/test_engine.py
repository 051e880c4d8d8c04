"""The engine as a whole, in this process: corps, callbacks, answers, faults of one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.clock import SystemClock
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import callback_key, callback_token, corp_secret
from desktop.services.engine.callback_app import CallbackAddress
from desktop.services.engine.process import Engine
from desktop.services.storage import desk_store, organisation_store
from tests.building import CORPID, DESK, Deadline
from tests.conftest import LogGuard
from tests.sandbox_fixture import MakeSandbox
from tests.services.engine.conftest import MakeScene, Scene
from tests.services.engine.test_callback_app import free_port

TOKEN, AES_KEY = "tok", "a" * 43


def secrets(scene: Scene) -> KeyFileStore:
    assert scene.world.profile.key_file is not None
    return KeyFileStore(scene.world.profile.key_file)


@pytest.fixture
def ready(scene: Scene) -> Scene:
    """A scene whose secret the engine can find."""
    secrets(scene).set(corp_secret(CORPID), scene.sandbox.secret)
    return scene


@asynccontextmanager
async def running(
    scene: Scene, callback: CallbackAddress | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """An engine at work; it ends in order afterwards."""
    world, stop = scene.world, asyncio.Event()
    engine = Engine(world.profile, world.key, secrets(scene), SystemClock(), callback)
    task = asyncio.create_task(engine.run(stop))
    deadline = Deadline(20)
    while not world.number("SELECT count(*) FROM engine") and not task.done():
        deadline.check("start")
        await asyncio.sleep(0.01)
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(15):
            await task


async def until(condition: Callable[[], bool], what: str) -> None:
    deadline = Deadline(20)
    while not condition():
        deadline.check(what)
        await asyncio.sleep(0.02)


def heard(scene: Scene) -> int:
    return scene.world.number("SELECT count(*) FROM message WHERE origin = 3")


def health(scene: Scene, at: int = 0) -> object:
    return organisation_store.corps(scene.world.connection)[at].corp.health


async def test_a_conversation_goes_both_ways(ready: Scene) -> None:
    world = ready.world
    ready.say("在吗")
    async with running(ready):
        await until(lambda: heard(ready) == 1, "question")
        conversation = world.conversation(ready.customer)
        world.clock.jump(SystemClock().now())
        message = world.answer(conversation, "在的", "请讲")
        await until(
            lambda: world.message(message + 1).state is SendState.ACCEPTED, "answer"
        )
        await until(
            lambda: bool(world.conversation(ready.customer).customer_name), "name"
        )
        world.write(
            lambda one: desk_store.request_state(
                one, conversation.id, ServiceState.ENDED,
                by=1, initiator=DESK, now=world.now,
            )
        )  # fmt: skip
        await until(
            lambda: (
                world.conversation(ready.customer).service_state is ServiceState.ENDED
            ),
            "end",
        )
    assert [one.text for one in ready.control.ledger()] == ["在的", "请讲"]
    assert world.rows("outbox") == []


async def test_callbacks_bring_messages_without_waiting_for_a_turn(
    ready: Scene,
) -> None:
    secrets(ready).set(callback_token(CORPID), TOKEN)
    secrets(ready).set(callback_key(CORPID), AES_KEY)
    address = CallbackAddress("127.0.0.1", free_port())
    async with running(ready, address):
        await until(lambda: ready.asked("kf/sync_msg") >= 1, "first poll")
        url = f"http://127.0.0.1:{address.port}/wecom/{CORPID}"
        reply = await asyncio.to_thread(
            ready.control.callback, url, TOKEN, AES_KEY, verify=True
        )
        assert reply["verified"]
        for number in range(3):
            ready.say(f"第{number}条")
        async with asyncio.timeout(2):
            await until(lambda: heard(ready) == 3, "callbacks")


@pytest.mark.parametrize(
    ("base_url", "proxy_url"),
    [
        ("http://example.com/cgi-bin/", ""),
        ("https://example.com/cgi-bin/", "http://[::1"),
    ],
)
async def test_a_corp_that_cannot_be_reached_stops_no_other(
    ready: Scene, base_url: str, proxy_url: str
) -> None:
    ready.world.write(
        lambda one: organisation_store.connect_corp(
            one, "wwbad", "乙", base_url, proxy_url, now=ready.world.now
        )
    )
    ready.say("在吗")
    async with running(ready) as task:
        await until(lambda: heard(ready) == 1, "the good corp's message")
        await until(lambda: health(ready, 1) is not None, "the bad corp's health")
        assert not task.done()


async def test_a_malformed_callback_key_leaves_polling_alone(
    ready: Scene, log_guard: LogGuard
) -> None:
    log_guard.allow("no callbacks: AdministratorMustAct")
    secrets(ready).set(callback_token(CORPID), TOKEN)
    secrets(ready).set(callback_key(CORPID), "too short")
    ready.say("在吗")
    async with running(ready) as task:
        await until(lambda: heard(ready) == 1, "polled")
        assert not task.done()


async def test_a_missing_secret_is_shown_and_cured_without_a_restart(
    scene: Scene,
) -> None:
    scene.say("在吗")
    async with running(scene):
        expected = LocalFailure.SECRET_MISSING.reason
        await until(lambda: health(scene) == expected, "health")
        (access,) = organisation_store.corps(scene.world.connection)
        entry = SetupEntry(
            CORPID, scene.sandbox.secret, access.corp.name, access.corp.base_url
        )
        kfids = [one.open_kfid for one in scene.world.accounts]
        found = tuple(FoundAccount(one, one, True) for one in kfids)
        corps = Corps(scene.database, secrets(scene), SystemClock())
        await corps.connect(entry, found, frozenset(kfids))
        await until(lambda: heard(scene) == 1, "message")
        await until(lambda: health(scene) is None, "cured")


async def test_an_account_switched_on_is_read_at_once(ready: Scene) -> None:
    ready.world.connection.execute("UPDATE account SET enabled = 0")
    ready.say("在吗")
    async with running(ready):
        listed = [
            organisation_store.AccountListing(one.open_kfid, one.name, True)
            for one in ready.world.accounts
        ]
        ready.world.write(
            lambda one: organisation_store.store_accounts(
                one,
                ready.world.corp_id,
                listed,
                enable=frozenset({ready.world.accounts[0].open_kfid}),
                now=ready.world.now,
            )
        )
        await until(lambda: heard(ready) == 1, "message")


async def test_two_corps_use_tokens_of_their_own(
    make_scene: MakeScene, make_sandbox: MakeSandbox
) -> None:
    sandbox = make_sandbox(corps=[("wwtest", "secret"), ("wwother", "other")])
    scene = make_scene(sandbox)
    store = secrets(scene)
    store.set(corp_secret("wwtest"), "secret")
    theirs = sandbox.control.accounts(1)
    await Corps(scene.database, store, SystemClock()).connect(
        SetupEntry("wwother", "other", "乙", sandbox.base_url),
        tuple(FoundAccount(one, one, True) for one in theirs),
        frozenset(theirs),
    )
    scene.say("甲")
    sandbox.control.say(theirs[0], sandbox.control.customers(1)[0], "乙")
    async with running(scene):
        await until(lambda: heard(scene) == 2, "both")
    assert scene.asked("gettoken") == 2


async def test_an_address_that_is_taken_ends_the_engine_in_order(
    ready: Scene,
) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    world = ready.world
    engine = Engine(
        world.profile, world.key, secrets(ready), SystemClock(),
        CallbackAddress("127.0.0.1", port),
    )  # fmt: skip
    with pytest.raises(OSError, match="in use"):
        await engine.run(asyncio.Event())
    server.close()
