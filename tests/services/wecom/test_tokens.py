"""One token for all who wait (R10), and no hammering of a secret that is wrong."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.clock import SettableClock
from desktop.models.failures import FailureReason, FailureSource
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import (
    AdministratorMustAct,
    RetryLater,
    SlowDown,
    TokenRefused,
    WeComError,
    refusal,
)
from desktop.services.wecom.pacing import Pacing
from desktop.services.wecom.tokens import Grant, TokenSource
from tests.sandbox_fixture import MakeSandbox, Sandbox
from tests.services.wecom.conftest import MakeClient

LIFE = timedelta(hours=2)
INVALID_TOKEN = FailureReason(FailureSource.ERRCODE, 40014)


class Issuer:
    """Stands where gettoken is: gives numbered tokens, or what it is told."""

    def __init__(self) -> None:
        self.asked = 0
        self.failure: WeComError | None = None
        self.life = LIFE

    async def __call__(self) -> Grant:
        self.asked += 1
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure.again()
        return Grant(f"token{self.asked}", self.life)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(datetime(2026, 5, 1, tzinfo=UTC))


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def tokens(issuer: Issuer, clock: SettableClock) -> TokenSource:
    return TokenSource(issuer, clock, Pacing())


async def test_many_who_wait_cause_one_fetch(
    tokens: TokenSource, issuer: Issuer
) -> None:
    found = await asyncio.gather(*(tokens.current() for _ in range(50)))
    assert set(found) == {"token1"}
    assert issuer.asked == 1


async def test_it_is_renewed_a_few_minutes_early(
    tokens: TokenSource, clock: SettableClock
) -> None:
    assert await tokens.current() == "token1"
    clock.advance(LIFE - timedelta(minutes=6))
    assert await tokens.current() == "token1"
    clock.advance(timedelta(minutes=2))
    assert await tokens.current() == "token2"


async def test_a_short_life_is_used_to_its_end(
    tokens: TokenSource, issuer: Issuer, clock: SettableClock
) -> None:
    issuer.life = timedelta(seconds=20)
    await tokens.current()
    clock.advance(timedelta(seconds=17))
    assert await tokens.current() == "token1"
    assert tokens.life_left() == timedelta(seconds=3)


async def test_many_who_were_refused_cause_one_renewal(
    tokens: TokenSource, issuer: Issuer
) -> None:
    old = await tokens.current()
    found = await asyncio.gather(*(tokens.renewed(old) for _ in range(50)))
    assert set(found) == {"token2"}
    assert issuer.asked == 2


async def test_a_cancelled_waiter_does_not_spoil_it_for_the_others(
    tokens: TokenSource, issuer: Issuer
) -> None:
    waiting = [asyncio.create_task(tokens.current()) for _ in range(5)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert len({str(one) for one in found[1:]}) == 1
    assert issuer.asked <= 2


async def test_a_wrong_secret_is_not_tried_again_before_a_growing_pause(
    tokens: TokenSource, issuer: Issuer, clock: SettableClock
) -> None:
    issuer.failure = refusal(40001)
    for _ in range(3_600):
        with pytest.raises(AdministratorMustAct):
            await tokens.current()
        clock.advance(timedelta(seconds=1))
    assert 3 <= issuer.asked <= 7


async def test_all_who_wait_share_one_failure(
    tokens: TokenSource, issuer: Issuer
) -> None:
    issuer.failure = RetryLater(FailureReason(FailureSource.LOCAL, 40))
    found = await asyncio.gather(
        *(tokens.current() for _ in range(50)), return_exceptions=True
    )
    assert all(isinstance(one, RetryLater) for one in found)
    assert len({id(one) for one in found}) == 50
    assert issuer.asked == 1


async def test_a_network_failure_is_tried_again_at_the_next_call(
    tokens: TokenSource, issuer: Issuer
) -> None:
    issuer.failure = RetryLater(FailureReason(FailureSource.LOCAL, 40))
    with pytest.raises(RetryLater) as caught:
        await tokens.current()
    assert not caught.value.request_may_have_been_carried_out
    issuer.failure = None
    assert await tokens.current() == "token2"


async def test_a_banned_address_waits_and_says_how_long(
    tokens: TokenSource, issuer: Issuer, clock: SettableClock
) -> None:
    issuer.failure = refusal(45009)
    with pytest.raises(SlowDown) as caught:
        await tokens.current()
    wait = caught.value.retry_after
    assert timedelta(0) < wait < timedelta(minutes=1)
    with pytest.raises(SlowDown):
        await tokens.current()
    assert issuer.asked == 1
    clock.advance(wait)
    issuer.failure = None
    assert await tokens.current() == "token2"


async def test_new_tokens_that_are_always_refused_are_not_fetched_for_ever(
    tokens: TokenSource, issuer: Issuer, clock: SettableClock
) -> None:
    for _ in range(600):
        try:
            await tokens.renewed(await tokens.current())
        except TokenRefused as error:
            assert error.reason == INVALID_TOKEN  # noqa: PT017 - each time
        clock.advance(timedelta(seconds=1))
    assert issuer.asked <= 30


async def test_a_token_that_worked_may_be_renewed_at_once(
    tokens: TokenSource, issuer: Issuer
) -> None:
    token = await tokens.current()
    for number in range(2, 20):
        tokens.worked(token)
        token = await tokens.renewed(token)
        assert token == f"token{number}"


async def test_fifty_calls_in_flight_survive_the_end_of_their_token(
    make_client: MakeClient, make_sandbox: MakeSandbox
) -> None:
    sandbox = make_sandbox()
    client = make_client(sandbox)
    kfid, customer = sandbox.control.accounts()[0], sandbox.control.customers()[0]
    await client.kf.service_state(kfid, customer)
    sandbox.control.hold("kf/service_state/get", count=6, before=True)
    calls = [
        asyncio.create_task(client.kf.service_state(kfid, customer)) for _ in range(50)
    ]
    async with asyncio.timeout(20):
        while len((await asyncio.to_thread(sandbox.control.get, "held"))["msgids"]) < 6:
            continue
    asked_before = fetches(sandbox)
    sandbox.control.revoke_token()
    sandbox.control.release()
    results = await asyncio.gather(*calls)
    assert len(results) == 50
    assert fetches(sandbox) - asked_before == 1


async def test_two_corps_never_share_a_token(
    make_client: MakeClient, make_sandbox: MakeSandbox
) -> None:
    corps = (("ww1", "secret"), ("ww2", "secret"))
    sandbox = make_sandbox(corps=corps, accounts=3)
    clients = [make_client(sandbox, corpid=corpid) for corpid, _ in corps]
    expected = [tuple(sandbox.control.accounts(number)) for number in (0, 1)]

    async def names(number: int) -> tuple[str, ...]:
        accounts = await clients[number].kf.accounts()
        return tuple(one.open_kfid for one in accounts)

    found = await asyncio.gather(*(names(call % 2) for call in range(300)))
    assert all(one == expected[call % 2] for call, one in enumerate(found))
    assert fetches(sandbox) == 2


async def test_a_wrong_secret_is_asked_of_wecom_once(
    make_client: MakeClient, sandbox: Sandbox
) -> None:
    client = make_client(sandbox, secret=lambda: "wrong")
    for _ in range(20):
        with pytest.raises(AdministratorMustAct):
            await client.kf.accounts()
    assert fetches(sandbox) == 1


async def test_a_token_refused_twice_is_not_asked_for_a_third_time(
    client: WeComClient, sandbox: Sandbox
) -> None:
    await client.kf.accounts()
    before = fetches(sandbox)
    sandbox.control.answer_with("kf/account/list", 40014, count=2)
    with pytest.raises(TokenRefused) as caught:
        await client.kf.accounts()
    assert not caught.value.request_may_have_been_carried_out
    assert fetches(sandbox) - before == 1
    assert await client.kf.accounts()


def fetches(sandbox: Sandbox) -> int:
    """How often gettoken was called."""
    return int(sandbox.control.metrics()["requests"].get("gettoken", 0))
