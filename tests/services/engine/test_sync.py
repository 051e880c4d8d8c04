"""Reading accounts over real HTTP: pages, cursors, tokens, and the budget."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.account import Account
from desktop.models.clock import SystemClock
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.services.engine import account_reader, sync_runner
from desktop.services.engine.account_reader import AccountReader
from desktop.services.engine.corp_line import PATIENCE
from desktop.services.engine.sync_runner import SyncRunner
from desktop.services.storage import organisation_store
from desktop.services.storage.errors import BusyError
from desktop.services.storage.ingest import BATCH
from desktop.services.wecom.errors import WeComError
from desktop.services.wecom.polling_budget import PollingBudget
from tests.building import Deadline
from tests.conftest import LogGuard
from tests.sandbox_fixture import MakeSandbox
from tests.services.engine.conftest import FlakyDatabase, MakeScene, Scene

SYNC = "kf/sync_msg"


@pytest.fixture
def reader(scene: Scene) -> AccountReader:
    return AccountReader(scene.database, scene.line.client, SystemClock())


def stored(scene: Scene) -> list[str]:
    rows = scene.world.connection.execute("SELECT msgid FROM message ORDER BY id")
    return [row[0] for row in rows]


def cursor(scene: Scene) -> str:
    return organisation_store.cursor_of(scene.world.connection, scene.account.id)


def token(scene: Scene) -> str:
    return scene.control.callback_token(scene.account.open_kfid)


@pytest.fixture
def said_many(scene: Scene) -> list[str]:
    """More than one transaction takes in."""
    return [scene.say(f"{number}") for number in range(2 * BATCH + 50)]


async def test_what_customers_said_is_stored_with_its_cursor(
    scene: Scene, reader: AccountReader
) -> None:
    said = [scene.say(f"第{number}条") for number in range(3)]
    reading = await reader.read(scene.account)
    assert (reading.messages, reading.has_more) == (3, False)
    assert stored(scene) == said
    assert cursor(scene)
    assert scene.account.standing.caught_up
    again = await reader.read(scene.account)
    assert again.messages == 0
    assert stored(scene) == said


async def test_a_long_history_is_read_page_by_page(
    scene: Scene, reader: AccountReader
) -> None:
    said = scene.control.say_many(
        [
            {
                "open_kfid": scene.account.open_kfid,
                "external_userid": scene.customer,
                "msgtype": "text",
                "text": {"content": f"{number}"},
            }
            for number in range(2_150)
        ]
    )
    first = await reader.read(scene.account)
    assert (first.messages, first.has_more) == (1_000, True)
    assert not scene.account.standing.caught_up
    assert scene.asked(SYNC) == 1
    rest = await reader.read(scene.account, token(scene))
    assert (rest.messages, rest.has_more) == (1_150, False)
    assert stored(scene) == said
    assert scene.asked(SYNC) == 3


async def test_a_page_stored_in_part_leaves_its_cursor_where_it_was(
    scene: Scene, said_many: list[str]
) -> None:
    flaky = FlakyDatabase(scene.world.path, scene.world.key)
    flaky.failing = frozenset({2})
    reader = AccountReader(flaky, scene.line.client, SystemClock())
    with pytest.raises(BusyError):
        await reader.read(scene.account)
    assert len(stored(scene)) == BATCH
    assert cursor(scene) == ""
    assert not scene.account.standing.caught_up
    await reader.read(scene.account)
    assert stored(scene) == said_many
    await flaky.close()


async def test_empty_pages_that_say_more_are_read_on(
    scene: Scene, reader: AccountReader
) -> None:
    scene.control.chaos(empty_page=0.5)
    said = [scene.say(f"藏在空页后面 {number}") for number in range(3)]
    reading = await reader.read(scene.account, token(scene))
    assert (reading.messages, reading.has_more) == (3, False)
    assert stored(scene) == said


async def test_a_server_that_never_ends_is_left_after_a_while(
    scene: Scene, reader: AccountReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_reader, "MOST_EMPTY_PAGES", 5)
    scene.control.chaos(empty_page=1.0)
    reading = await reader.read(scene.account, token(scene))
    assert not reading.messages
    assert scene.asked(SYNC) <= 6
    scene.control.chaos("none")
    said = scene.say("后来")
    await reader.read(scene.account)
    assert stored(scene) == [said]


async def test_a_dead_token_costs_no_call_outside_the_budget(
    scene: Scene, reader: AccountReader, log_guard: LogGuard
) -> None:
    log_guard.allow("cursor or token was refused")
    dead = token(scene)
    scene.control.advance(11 * 60)
    said = scene.say("过期之后")
    reading = await reader.read(scene.account, dead)
    assert (reading.messages, reading.has_more) == (0, True)
    assert scene.asked(SYNC) == 1
    await reader.read(scene.account)
    assert stored(scene) == [said]


async def test_a_refused_cursor_begins_anew_and_doubles_nothing(
    scene: Scene, reader: AccountReader, log_guard: LogGuard
) -> None:
    log_guard.allow("cursor or token was refused")
    said = [scene.say("一")]
    await reader.read(scene.account)
    scene.world.connection.execute("UPDATE account SET cursor = 'nonsense'")
    said.append(scene.say("二"))
    reading = await reader.read(scene.account)
    assert reading.has_more
    assert cursor(scene) == "nonsense"
    reading = await reader.read(scene.account)
    assert (reading.messages, reading.has_more) == (1, False)
    assert stored(scene) == said
    assert cursor(scene) != "nonsense"


async def test_a_page_that_cannot_be_read_moves_nothing(
    scene: Scene, reader: AccountReader
) -> None:
    said = scene.say("还在")
    for body in ("<html>502</html>", "", '{"errcode":0,"msg_list":[', "null"):
        scene.control.raw(SYNC, body=body)
        with pytest.raises(WeComError):
            await reader.read(scene.account)
        assert cursor(scene) == ""
    await reader.read(scene.account)
    assert stored(scene) == [said]


NONSENSE: tuple[object, ...] = (
    {"msgid": "ok-1", "msgtype": "text", "origin": 3, "send_time": 1, "text": 7},
    {"msgid": "\x00nul", "msgtype": "text", "origin": 3, "text": {"content": "a\x00"}},
    {"msgid": "\ud800", "msgtype": "text", "origin": 3, "text": {"content": "\udfff"}},
    {"msgid": None, "msgtype": ["x"], "origin": "three"},
    {"msgid": "x" * 5_000, "msgtype": "hologram", "hologram": {"a": 1}},
    {"msgtype": "event", "origin": 4, "event": {"event_type": "from_the_future"}},
    {"msgid": 17, "msgtype": "text", "origin": 3, "send_time": "soon"},
    [],
    "just words",
    None,
)


async def test_entries_that_make_no_sense_block_nothing_and_repeat_nothing(
    scene: Scene, reader: AccountReader
) -> None:
    """R19 in little: bad ids are read twice, so that their dedupe is tried too."""
    entries = [
        {**one, "open_kfid": scene.account.open_kfid, "external_userid": scene.customer}
        if isinstance(one, dict)
        else one
        for one in NONSENSE
    ]
    page = {"errcode": 0, "next_cursor": "", "has_more": 0, "msg_list": entries}
    scene.control.raw(SYNC, body=json.dumps(page), count=2)
    reading = await reader.read(scene.account)
    assert not reading.has_more
    before = stored(scene)
    assert "ok-1" in before
    again = await reader.read(scene.account)
    assert again.messages == 0
    assert stored(scene) == before
    messages = scene.world.messages(scene.world.conversation(scene.customer).id)
    assert len(messages) >= 6


# The runner


@asynccontextmanager
async def running(scene: Scene, clock: SystemClock) -> AsyncIterator[SyncRunner]:
    runner = SyncRunner(scene.database, scene.line, clock, files_came=lambda: None)
    task = asyncio.create_task(runner.run())
    try:
        yield runner
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], bool], what: str) -> None:
    deadline = Deadline()
    while not condition():
        deadline.check(what)
        await asyncio.sleep(0.01)


def accounts(scene: Scene) -> tuple[Account, ...]:
    return organisation_store.accounts(scene.world.connection)


class FastClock(SystemClock):
    """A clock whose minutes last a tenth of a second."""

    def monotonic(self) -> float:
        return super().monotonic() * 600


class CountingClock(SystemClock):
    """Counts how often it is looked at."""

    looks = 0

    def monotonic(self) -> float:
        self.looks += 1
        return super().monotonic()


async def test_a_callback_is_read_at_once(scene: Scene) -> None:
    async with running(scene, SystemClock()) as runner:
        runner.set_accounts(accounts(scene))
        await until(lambda: scene.asked(SYNC) >= 1, "first poll")
        said = scene.say("快")
        runner.ping(scene.account.open_kfid, token(scene))
        await until(lambda: stored(scene) == [said], "callback")


async def test_a_callback_whose_reading_fails_is_followed_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One poll a minute: only the callback can bring the message in time."""
    monkeypatch.setattr(sync_runner, "PING_PAUSE", 0.05)
    scene.line.access = replace(scene.line.access, poll_per_minute=1)
    async with running(scene, SystemClock()) as runner:
        runner.set_accounts(accounts(scene))
        await until(lambda: scene.asked(SYNC) >= 1, "first poll")
        said = scene.say("快")
        scene.control.raw(SYNC, status=502, count=2)
        runner.ping(scene.account.open_kfid, token(scene))
        await until(lambda: stored(scene) == [said], "callback")


async def test_a_callback_without_an_account_reads_them_all(scene: Scene) -> None:
    first, second = scene.control.accounts()
    async with running(scene, SystemClock()) as runner:
        runner.set_accounts(accounts(scene))
        said = {scene.say("一"), scene.control.say(second, scene.customer, "二")}
        runner.ping("", token(scene))
        await until(lambda: {*stored(scene)} == said, "both accounts")
    assert first != second


async def test_a_callback_of_an_account_that_is_switched_off_is_passed_over(
    scene: Scene,
) -> None:
    async with running(scene, SystemClock()) as runner:
        runner.set_accounts(())
        scene.say("不读")
        runner.ping(scene.account.open_kfid, token(scene))
        await asyncio.sleep(0)
    assert scene.asked(SYNC) == 0


async def test_polling_never_asks_more_than_the_budget(
    make_scene: MakeScene, make_sandbox: MakeSandbox
) -> None:
    scene = make_scene(make_sandbox(accounts=4))
    budget = PollingBudget(scene.line.access.poll_per_minute)
    begun = FastClock().monotonic()
    async with running(scene, FastClock()) as runner:
        runner.set_accounts(accounts(scene))
        await until(lambda: scene.asked(SYNC) >= 40, "forty polls")
        asked = scene.asked(SYNC)
        passed = FastClock().monotonic() - begun
    assert asked <= passed / budget.interval.total_seconds() + 1
    standings = [one.standing.last_read_at for one in accounts(scene)]
    assert all(standings)


async def test_a_limit_answered_halves_the_pace_and_harms_nothing(
    scene: Scene,
) -> None:
    scene.control.answer_with(SYNC, 45009)
    async with running(scene, SystemClock()) as runner:
        before = runner.budget.interval
        runner.set_accounts(accounts(scene))
        await until(lambda: runner.budget.interval == before * 2, "slower")
        assert runner.budget.wait(SystemClock().monotonic()) > timedelta(0)
    assert scene.account.standing.failure is None


async def test_a_corp_without_accounts_lets_the_machine_rest(scene: Scene) -> None:
    """Without anything to read the loop must not turn and turn."""
    clock = CountingClock()
    async with running(scene, clock) as runner:
        runner.set_accounts(())
        for _ in range(200):
            await asyncio.sleep(0)
        with suppress(TimeoutError):
            async with asyncio.timeout(0.2):
                await asyncio.Event().wait()
    assert clock.looks < 10


async def test_all_readers_busy_let_the_machine_rest(
    make_scene: MakeScene, make_sandbox: MakeSandbox
) -> None:
    scene = make_scene(make_sandbox(accounts=4))
    clock = CountingClock()
    scene.control.hold(SYNC, count=8)
    async with running(scene, clock) as runner:
        runner.set_accounts(accounts(scene))
        runner.ping("", token(scene))
        await until(lambda: int(scene.control.metrics()["held"]) == 3, "three held")
        seen = clock.looks
        with suppress(TimeoutError):
            async with asyncio.timeout(0.2):
                await asyncio.Event().wait()
        assert clock.looks - seen < 50
        scene.control.release()


async def test_a_refusal_is_shown_at_its_account_and_cured_by_the_next_answer(
    scene: Scene,
) -> None:
    scene.control.rule(kf_refusal=95004)
    async with running(scene, FastClock()) as runner:
        runner.set_accounts(accounts(scene)[:1])
        expected = FailureReason(FailureSource.ERRCODE, 95004)
        await until(lambda: scene.account.standing.failure == expected, "failure")
        scene.control.rule(kf_refusal=0)
        await until(lambda: scene.account.standing.failure is None, "cured")


async def test_a_corp_out_of_reach_is_told_after_a_few_misses(scene: Scene) -> None:
    scene.control.chaos(http_error=1.0)
    async with running(scene, FastClock()) as runner:
        runner.set_accounts(accounts(scene))
        await until(lambda: scene.line.failure is not None, "out of reach")
        assert scene.line.failure == LocalFailure.SERVER_FAILED.reason
        assert scene.line.misses >= PATIENCE
        scene.control.chaos("none")
        await until(lambda: scene.line.failure is None, "back")
