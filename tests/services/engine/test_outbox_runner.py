"""The outbox at work with a WeCom of the test's own: attempts, repeats, ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from desktop.models import content as kinds
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.outbox_runner import AT_ONCE, OutboxRunner
from desktop.services.storage import outgoing
from desktop.services.storage.database import Database
from desktop.services.wecom.errors import WeComError, local, refusal
from tests.building import DESK, Deadline, World, entry, event
from tests.conftest import LogGuard
from tests.services.engine.conftest import FlakyDatabase, line_with

LOST = local(LocalFailure.CONNECTION_LOST, may_have_been_carried_out=True)


@dataclass
class ScriptedKf:
    """Answers each send as the script says, then with yes; keeps every body."""

    script: list[WeComError | None] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    inside: int = 0
    most: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    async def send_msg(self, body: bytes) -> str:
        self.bodies.append(body)
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.gate.wait()
        self.inside -= 1
        self.before_answer()
        error = self.script.pop(0) if self.script else None
        if error is not None:
            raise error.again()
        return "msgid"

    @property
    def texts(self) -> list[str]:
        return [json.loads(body)["text"]["content"] for body in self.bodies]


@dataclass
class ScriptedClient:
    """The part of a client that the outbox uses."""

    kf: ScriptedKf


@pytest.fixture
def kf() -> ScriptedKf:
    return ScriptedKf()


@pytest.fixture
def line(world: World, kf: ScriptedKf) -> CorpLine:
    return line_with(world, ScriptedClient(kf))


@asynccontextmanager
async def running(
    world: World, database: Database, lines: Mapping[int, CorpLine]
) -> AsyncIterator[OutboxRunner]:
    runner = OutboxRunner(database, lines, world.clock, jitter=lambda: 0.0)
    task = asyncio.create_task(runner.run())
    try:
        yield runner
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(
    world: World,
    runner: OutboxRunner,
    condition: Callable[[], bool],
    *,
    step: timedelta = timedelta(seconds=0),
) -> None:
    """Wake the runner, and move the clock, until something is so."""
    deadline = Deadline()
    while not condition():
        deadline.check("outbox")
        world.clock.advance(step)
        runner.wake()
        await asyncio.sleep(0.005)


def settled(world: World, message_id: int) -> Callable[[], bool]:
    open_states = {SendState.QUEUED, SendState.SENDING}
    return lambda: world.message(message_id).state not in open_states


async def test_an_answer_goes_out_once_and_is_accepted(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    conversation = world.say("您好")
    first = world.answer(conversation, "在的")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
    assert world.message(first).state is SendState.ACCEPTED
    (body,) = kf.bodies
    sent = json.loads(body)
    assert sent == {
        "touser": "wm-anna",
        "open_kfid": world.accounts[0].open_kfid,
        "msgid": world.message(first).msgid,
        "msgtype": "text",
        "text": {"content": "在的"},
    }


async def test_every_repeat_is_the_same_to_the_byte(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    kf.script = [LOST, refusal(-1), local(LocalFailure.NETWORK_DOWN), LOST]
    first = world.answer(world.say("您好"), "重复 \u2028 也一样")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first), step=timedelta(seconds=1))
    assert world.message(first).state is SendState.ACCEPTED
    assert len(kf.bodies) == 5
    assert len({*kf.bodies}) == 1


async def test_a_killed_engine_is_followed_by_one_that_repeats(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    first = world.answer(world.say("您好"), "一次")
    kf.gate.clear()
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, lambda: len(kf.bodies) == 1)
        assert world.message(first).state is SendState.SENDING
    kf.gate.set()
    kf.script = [refusal(40058)]
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
    assert world.message(first).state is SendState.ACCEPTED
    assert kf.bodies[0] == kf.bodies[1]


async def test_a_repeat_sends_the_bytes_that_were_stored_and_no_new_ones(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    """The program may have been updated between an attempt and its repeat."""
    first = world.answer(world.say("您好"), "一")
    kf.gate.clear()
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, lambda: len(kf.bodies) == 1)
    kf.gate.set()
    older = kf.bodies[0].replace(b'":"', b'": "')
    world.connection.execute("UPDATE outbox SET body = ?", (older,))
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
    assert kf.bodies[1] == older != kf.bodies[0]


async def test_the_order_is_kept_and_only_one_is_under_way(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    kf.script = [LOST, None, LOST]
    words = [f"第{number}句" for number in range(4)]
    first = world.answer(world.say("您好"), *words)
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first + 3), step=timedelta(seconds=1))
    assert list(dict.fromkeys(kf.texts)) == words
    assert kf.most == 1


async def test_conversations_do_not_wait_for_each_other_up_to_a_limit(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    kf.gate.clear()
    ids = []
    for number in range(AT_ONCE + 3):
        conversation = world.say("q", customer=f"wm-{number}")
        ids.append(world.answer(conversation, f"a{number}"))
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, lambda: kf.inside == AT_ONCE)
        kf.gate.set()
        await until(world, runner, lambda: all(settled(world, one)() for one in ids))
    assert kf.most == AT_ONCE
    assert sorted(kf.texts) == sorted(f"a{number}" for number in range(len(ids)))


async def test_a_refused_first_attempt_fails_and_holds_the_rest(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    kf.script = [refusal(95018)]
    first = world.answer(world.say("您好"), "一", "二")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
        await until(world, runner, lambda: world.conversation().held)
    message = world.message(first)
    assert message.state is SendState.FAILED
    assert message.failure == FailureReason(FailureSource.ERRCODE, 95018)
    assert kf.texts == ["一"]
    assert world.number("SELECT state_wanted_at IS NOT NULL FROM conversation")
    assert world.number("SELECT errcode FROM first_rejection") == 95018


async def test_another_refusal_of_a_repeat_leaves_it_unconfirmed(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    kf.script = [LOST, refusal(95001)]
    first = world.answer(world.say("您好"), "一", "二")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first), step=timedelta(seconds=1))
    assert world.message(first).state is SendState.UNCONFIRMED
    assert world.conversation().allowance.pips_left == 3
    assert world.conversation().held
    assert kf.texts == ["一", "一"]


async def test_a_failure_told_before_the_answer_stands(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    first = world.answer(world.say("您好"), "一")
    msgid = world.message(first).msgid

    def fail_first() -> None:
        world.take_in(event(kinds.SendFailed(msgid, 10)))

    kf.before_answer = fail_first
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, lambda: bool(kf.bodies) and not kf.inside)
        await until(world, runner, settled(world, first))
    assert world.message(first).state is SendState.FAILED
    assert len(kf.bodies) == 1


@pytest.mark.parametrize("failing", [1, 2])
async def test_a_database_that_fails_for_a_moment_loses_and_doubles_nothing(
    world: World, kf: ScriptedKf, line: CorpLine, failing: int,
    log_guard: LogGuard, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Write 1 begins the attempt, write 2 stores its answer."""
    log_guard.allow("outbox: BusyError")
    monkeypatch.setattr("desktop.services.engine.outbox_runner.STORAGE_PAUSE", 0.01)
    flaky = FlakyDatabase(world.path, world.key)
    flaky.failing = frozenset({failing})
    kf.script = [None, refusal(95033)]  # the sandbox's word for a used msgid
    first = world.answer(world.say("您好"), "一")
    async with running(world, flaky, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
    await flaky.close()
    assert world.message(first).state is SendState.ACCEPTED
    assert len(kf.bodies) == failing
    assert len({*kf.bodies}) == 1


async def test_without_a_way_to_the_corp_the_message_waits_unjudged(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    lines: dict[int, CorpLine] = {}
    first = world.answer(world.say("您好"), "一")

    def put_off() -> bool:
        return world.number("SELECT due_at FROM outbox") > world.now

    async with running(world, database, lines) as runner:
        await until(world, runner, put_off)
        assert world.message(first).state is SendState.QUEUED
        lines[world.corp_id] = line
        await until(world, runner, settled(world, first), step=timedelta(seconds=1))
    assert world.message(first).state is SendState.ACCEPTED


async def test_an_answer_for_a_corp_that_was_disconnected_does_not_wait_for_its_return(
    world: World, database: Database
) -> None:
    first = world.answer(world.say("您好"), "一")
    world.connection.execute("UPDATE account SET enabled = 0")
    async with running(world, database, {}) as runner:
        await until(world, runner, settled(world, first))
    message = world.message(first)
    refusal = LocalFailure.ACCOUNT_DISABLED.reason
    assert (message.state, message.failure) == (SendState.FAILED, refusal)


async def test_text_that_cannot_be_sent_fails_before_any_request(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    first = world.answer(world.say("您好"), "字" * 700)
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
    assert world.message(first).failure == LocalFailure.TEXT_TOO_LONG.reason
    assert kf.bodies == []


Change = Callable[[World], None]


def _set(column: str, value: object, table: str = "conversation") -> Change:
    def change(world: World) -> None:
        world.connection.execute(f"UPDATE {table} SET {column} = ?", (value,))

    return change


def _wait_too_long(world: World) -> None:
    world.clock.advance(timedelta(hours=48))


def _write_meanwhile(world: World) -> None:
    world.take_in(entry("还有", seconds=10, msgid="meanwhile"))


CHECKS: tuple[tuple[LocalFailure, Change], ...] = (
    (LocalFailure.ACCOUNT_DISABLED, _set("enabled", 0, "account")),
    (LocalFailure.ACCOUNT_NOT_MANAGEABLE, _set("manageable", 0, "account")),
    (LocalFailure.COLLEAGUE_HAS_SESSION, _set("service_state", 3)),
    (LocalFailure.CUSTOMER_REFUSED, _set("rejected", 1)),
    (LocalFailure.WINDOW_CLOSED, _wait_too_long),
    (LocalFailure.STATE_FORBIDS, _set("service_state", int(ServiceState.QUEUED))),
    (LocalFailure.STATE_FORBIDS, _set("service_state", int(ServiceState.ENDED))),
    (LocalFailure.CUSTOMER_WROTE_MEANWHILE, _write_meanwhile),
)
IDS = [f"{number}-{failure.name}" for number, (failure, _) in enumerate(CHECKS)]


@pytest.mark.parametrize(("failure", "change"), CHECKS, ids=IDS)
async def test_what_speaks_against_a_first_attempt_stops_it(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine,
    failure: LocalFailure, change: Change,
) -> None:  # fmt: skip
    first = world.answer(world.say("您好"), "一")
    change(world)
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first))
    message = world.message(first)
    assert (message.state, message.failure) == (SendState.FAILED, failure.reason)
    assert kf.bodies == []


@pytest.mark.parametrize(("failure", "change"), CHECKS, ids=IDS)
async def test_nothing_stops_a_repeat_of_what_was_begun(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine,
    failure: LocalFailure, change: Change,
) -> None:  # fmt: skip
    kf.script = [LOST]
    first = world.answer(world.say("您好"), "一")
    kf.before_answer = lambda: change(world) if len(kf.bodies) == 1 else None
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first), step=timedelta(seconds=1))
    assert world.message(first).state is SendState.ACCEPTED, failure
    assert len(kf.bodies) == 2


async def test_the_sixth_message_is_not_tried(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    first = world.answer(world.say("您好"), *"123456")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first + 5))
    assert kf.texts == [*"12345"]
    assert world.message(first + 5).failure == LocalFailure.NO_PIPS_LEFT.reason


async def test_a_person_may_let_an_unconfirmed_message_be_repeated(
    world: World, database: Database, kf: ScriptedKf, line: CorpLine
) -> None:
    kf.script = [LOST, refusal(95018), refusal(95033)]
    first = world.answer(world.say("您好"), "一")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, first), step=timedelta(seconds=1))
        assert world.message(first).state is SendState.UNCONFIRMED
        world.write(
            lambda one: outgoing.resend_unconfirmed(
                one, first, initiator=DESK, now=world.now
            )
        )
        await until(world, runner, settled(world, first), step=timedelta(seconds=1))
    assert world.message(first).state is SendState.ACCEPTED
    assert len({*kf.bodies}) == 1
