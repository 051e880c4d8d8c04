"""Limits are kept here first, and refusals for pace are waited out (R11)."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.clock import SettableClock
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import SlowDown
from desktop.services.wecom.pacing import Backoff, Gate, InterfacePace, Pacing
from tests.sandbox_fixture import Sandbox
from tests.services.wecom.conftest import MakeClient

TOO_FAST = FailureReason(FailureSource.ERRCODE, 45009)
TOO_MANY = FailureReason(FailureSource.ERRCODE, 45033)


def pace_with(**limits: object) -> tuple[InterfacePace, SettableClock]:
    clock = SettableClock(datetime(2026, 5, 1, tzinfo=UTC))
    return InterfacePace(Pacing(**limits), clock), clock  # type: ignore[arg-type]


def lists(sandbox: Sandbox) -> int:
    """How often account/list was called."""
    return int(sandbox.control.metrics()["requests"].get("kf/account/list", 0))


def test_pauses_double_up_to_the_longest() -> None:
    backoff = Backoff(timedelta(seconds=1), timedelta(seconds=60))
    pauses = [backoff.next().total_seconds() for _ in range(12)]
    for step, pause in enumerate(pauses):
        middle = min(2**step, 60)
        assert 0.75 * middle <= pause <= 1.25 * middle
    backoff.reset()
    assert backoff.next() <= timedelta(seconds=1.25)


def test_pauses_differ_from_client_to_client() -> None:
    assert len({Backoff(timedelta(1), timedelta(9)).next() for _ in range(20)}) > 10


async def test_a_gate_lets_in_its_width_in_order() -> None:
    gate, inside, order, widest = Gate(3), 0, list[int](), 0

    async def pass_through(number: int) -> None:
        nonlocal inside, widest
        async with gate:
            order.append(number)
            inside += 1
            widest = max(widest, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(pass_through(number) for number in range(20)))
    assert (widest, order) == (3, list(range(20)))


async def test_a_turn_given_to_a_cancelled_waiter_is_passed_on() -> None:
    gate = Gate(1)

    async def enter() -> bool:
        async with gate:
            return True

    async with gate:
        first = asyncio.create_task(enter())
        second = asyncio.create_task(enter())
        await asyncio.sleep(0)
    first.cancel()
    async with asyncio.timeout(5):
        assert await second
        with pytest.raises(asyncio.CancelledError):
            await first
        assert await enter()


async def test_a_full_minute_is_refused_here_and_then_opens_again() -> None:
    pace, clock = pace_with(calls_a_minute=3)
    for _ in range(3):
        async with pace.turn():
            clock.advance(timedelta(seconds=10))
    with pytest.raises(SlowDown) as caught:
        async with pace.turn():
            pass
    assert caught.value.reason == LocalFailure.OWN_PACE.reason
    assert caught.value.retry_after == timedelta(seconds=30)
    clock.advance(caught.value.retry_after)
    async with pace.turn():
        pass


async def test_too_many_at_once_halves_the_width_and_good_answers_restore_it() -> None:
    pace, clock = pace_with(calls_at_once=6)
    pace.limited(TOO_MANY)
    clock.advance(timedelta(seconds=5))

    async def widest_of(calls: int) -> int:
        inside = widest = 0

        async def call() -> None:
            nonlocal inside, widest
            async with pace.turn() as begun:
                inside += 1
                widest = max(widest, inside)
                await asyncio.sleep(0)
                inside -= 1
                pace.answered(begun)

        await asyncio.gather(*(call() for _ in range(calls)))
        return widest

    async with pace.turn() as begun:
        pace.answered(begun)
    assert await widest_of(10) == 3
    await widest_of(80)
    assert await widest_of(30) == 6


async def test_an_answer_from_before_the_pause_does_not_end_it() -> None:
    pace, _ = pace_with()
    async with pace.turn() as begun:
        pace.limited(TOO_FAST)
        pace.answered(begun)
    with pytest.raises(SlowDown):
        async with pace.turn():
            pass


async def test_one_probe_a_step_while_the_limit_lasts(
    client: WeComClient, sandbox: Sandbox, clock: SettableClock
) -> None:
    await client.sign_in()
    sandbox.control.answer_with("kf/account/list", 45009, count=1_000)
    steps = 0
    waits: list[float] = []
    for _ in range(5):
        results = await asyncio.gather(
            *(client.kf.accounts() for _ in range(10)), return_exceptions=True
        )
        refused = [one for one in results if isinstance(one, SlowDown)]
        assert len(refused) == 10
        assert all(one.reason == TOO_FAST for one in refused)
        waits.append(max(one.retry_after.total_seconds() for one in refused))
        steps += 1
        clock.advance(timedelta(seconds=waits[-1]))
    # The first burst goes out together; from then on one call asks for all.
    assert lists(sandbox) <= 6 + (steps - 1)
    assert waits[-1] > waits[0]


async def test_other_interfaces_go_on_while_one_is_limited(
    client: WeComClient, sandbox: Sandbox
) -> None:
    sandbox.control.answer_with("kf/account/list", 45009)
    with pytest.raises(SlowDown):
        await client.kf.accounts()
    kfid, customer = sandbox.control.accounts()[0], sandbox.control.customers()[0]
    for _ in range(20):
        await client.kf.service_state(kfid, customer)
    assert lists(sandbox) == 1


async def test_a_good_probe_opens_the_interface_for_all(
    client: WeComClient, sandbox: Sandbox, clock: SettableClock
) -> None:
    sandbox.control.answer_with("kf/account/list", 45009)
    with pytest.raises(SlowDown) as caught:
        await client.kf.accounts()
    clock.advance(caught.value.retry_after)
    assert await client.kf.accounts()
    assert len(await asyncio.gather(*(client.kf.accounts() for _ in range(12)))) == 12


async def test_the_sandboxs_own_limit_is_met_with_pauses_not_with_a_flood(
    make_client: MakeClient, sandbox: Sandbox, clock: SettableClock
) -> None:
    sandbox.control.rule(tokenless_sync_per_minute=5)
    client = make_client(sandbox)
    kfid = sandbox.control.accounts()[0]
    refused = 0
    for _ in range(60):
        try:
            await client.kf.sync_msg(kfid)
        except SlowDown:
            refused += 1
        clock.advance(timedelta(seconds=1))
    asked = sandbox.control.metrics()["requests"]["kf/sync_msg"]
    assert refused == 55
    assert asked <= 5 + 4
