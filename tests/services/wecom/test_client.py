"""The calls of the client over real HTTP, against the sandbox."""

import asyncio
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from desktop.models.clock import SystemClock
from desktop.models.content import Entered, Recalled, SendFailed, Text
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.service_state import ServiceState
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import (
    AdministratorMustAct,
    OperatorMustAct,
    ProgrammerMustAct,
    RetryLater,
    SlowDown,
    WeComError,
)
from desktop.services.wecom.pacing import Pacing
from desktop.services.wecom.page import Entry
from desktop.services.wecom.send_body import encode_send, encode_send_on_event
from tests.sandbox_fixture import MakeSandbox, Sandbox
from tests.services.wecom.conftest import MakeClient

HTML = {"content-type": "text/html"}
JSON = {"content-type": "application/json"}


def errcode(code: int) -> FailureReason:
    return FailureReason(FailureSource.ERRCODE, code)


@pytest.fixture
def place(sandbox: Sandbox) -> tuple[str, str]:
    """An account and a customer who has written."""
    open_kfid = sandbox.control.accounts()[0]
    customer = sandbox.control.customers()[0]
    sandbox.control.say(open_kfid, customer, "在吗")
    return open_kfid, customer


async def everything(client: WeComClient, open_kfid: str, limit: int) -> list[Entry]:
    entries: list[Entry] = []
    cursor, more = "", True
    while more:
        page = await client.kf.sync_msg(open_kfid, cursor=cursor, limit=limit)
        entries += page.entries
        cursor, more = page.next_cursor, page.has_more
    return entries


async def test_a_conversation_goes_both_ways(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    open_kfid, customer = place
    (entry,) = await everything(client, open_kfid, 1000)
    assert entry.content == Text("在吗")
    assert (entry.open_kfid, entry.external_userid) == place
    body = encode_send(open_kfid, customer, "answer-1", Text("在的，亲😊"))
    assert await client.kf.send_msg(body) == "answer-1"
    (delivery,) = sandbox.control.ledger()
    assert (delivery.msgid, delivery.text) == ("answer-1", "在的，亲😊")


async def test_pages_follow_the_cursor_without_loss(
    client: WeComClient, sandbox: Sandbox
) -> None:
    open_kfid, customer = sandbox.control.accounts()[0], sandbox.control.customers()[0]
    messages = [
        {
            "open_kfid": open_kfid,
            "external_userid": customer,
            "msgtype": "text",
            "text": {"content": f"第{number}句"},
        }
        for number in range(230)
    ]
    msgids = sandbox.control.say_many(messages)
    entries = await everything(client, open_kfid, 50)
    assert [entry.msgid for entry in entries] == msgids


async def test_events_come_as_content(client: WeComClient, sandbox: Sandbox) -> None:
    open_kfid, customer = sandbox.control.accounts()[0], sandbox.control.customers()[0]
    sandbox.control.enter(open_kfid, customer, scene="window")
    msgid = sandbox.control.say(open_kfid, customer, "发错了")
    sandbox.control.recall(open_kfid, customer, msgid)
    entered, _, recalled = await everything(client, open_kfid, 1000)
    assert isinstance(entered.content, Entered)
    assert entered.content.scene.scene == "window"
    assert recalled.content == Recalled(msgid)
    welcome = encode_send_on_event(
        entered.content.welcome_code, "welcome-1", Text("欢迎光临")
    )
    assert await client.kf.send_msg_on_event(welcome) == "welcome-1"
    with pytest.raises(OperatorMustAct) as caught:
        await client.kf.send_msg_on_event(welcome)
    assert caught.value.reason == errcode(95007)


async def test_a_failure_after_the_acceptance_names_the_message(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    sandbox.control.rule(fail_delay=0.0)
    sandbox.control.fail(place[1], fail_type=10)
    await client.kf.send_msg(encode_send(*place, "answer-1", Text("在的")))
    failures: list[Entry] = []
    async with asyncio.timeout(10):
        while not failures:
            entries = await everything(client, place[0], 1000)
            failures = [one for one in entries if isinstance(one.content, SendFailed)]
    assert failures[0].content == SendFailed("answer-1", 10)


async def test_all_accounts_are_listed_page_by_page(
    make_client: MakeClient, make_sandbox: MakeSandbox
) -> None:
    sandbox = make_sandbox(accounts=230, customers=1)
    accounts = await make_client(sandbox).kf.accounts()
    assert [one.open_kfid for one in accounts] == sandbox.control.accounts()
    assert all(one.manageable and one.name for one in accounts)


async def test_sessions_are_read_and_moved(
    client: WeComClient, place: tuple[str, str]
) -> None:
    kf = client.kf
    assert (await kf.service_state(*place)).state is ServiceState.NEW
    servicer = (await kf.servicers(place[0]))[0]
    assert servicer.serving
    await kf.move_session(*place, ServiceState.SERVICER, servicer.userid)
    standing = await kf.service_state(*place)
    assert standing.state is ServiceState.SERVICER
    assert standing.servicer_userid == servicer.userid
    with pytest.raises(OperatorMustAct) as caught:
        await kf.move_session(*place, ServiceState.QUEUED)
    assert caught.value.reason == errcode(95016)
    with pytest.raises(OperatorMustAct) as caught:
        await kf.send_msg(encode_send(*place, "answer-1", Text("在的")))
    assert caught.value.reason == errcode(95018)


async def test_profiles_tell_who_is_known_and_who_is_not(
    client: WeComClient, place: tuple[str, str]
) -> None:
    batch = await client.kf.customers([place[1], "wmNobody"], with_last_entry=True)
    assert [one.external_userid for one in batch.profiles] == [place[1]]
    assert batch.profiles[0].nickname
    assert batch.unknown == ("wmNobody",)
    with pytest.raises(ProgrammerMustAct):
        await client.kf.customers([])
    with pytest.raises(ProgrammerMustAct):
        await client.kf.customers(["wm"] * 101)


async def test_a_link_carries_its_scene(
    client: WeComClient, place: tuple[str, str]
) -> None:
    url = await client.kf.add_contact_way(place[0], "window_3")
    assert "enc_scene" in parse_qs(urlsplit(url).query)
    with pytest.raises(ProgrammerMustAct):
        await client.kf.add_contact_way(place[0], "汉字")


async def test_addresses_and_the_clock_are_told(client: WeComClient) -> None:
    before = client.clock_skew
    assert before is None
    assert await client.server.api_addresses()
    assert await client.server.callback_addresses()
    skew = client.clock_skew
    assert skew is not None
    assert abs(skew) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("status", "body", "headers", "failure"),
    [
        (
            200,
            "<html>sign in</html>",
            {"content-type": "text/html"},
            "UNEXPECTED_ANSWER",
        ),
        (200, '{"errcode":0}', {"content-type": "image/png"}, "UNEXPECTED_ANSWER"),
        (
            200,
            '{"errcode":0,',
            {"content-type": "application/json"},
            "UNEXPECTED_ANSWER",
        ),
        (200, "", {"content-type": "application/json"}, "UNEXPECTED_ANSWER"),
        (200, "[]", {"content-type": "application/json"}, "UNEXPECTED_ANSWER"),
        (403, "no", {}, "UNEXPECTED_ANSWER"),
        (502, "<html>bad gateway</html>", {}, "SERVER_FAILED"),
        (503, "", {}, "SERVER_FAILED"),
        (301, "", {"location": "http://127.0.0.1:9/elsewhere"}, "REDIRECTED"),
        (302, "", {"location": "https://example.com/"}, "REDIRECTED"),
    ],
)
async def test_answers_that_are_not_wecoms_leave_the_outcome_open(
    client: WeComClient,
    sandbox: Sandbox,
    place: tuple[str, str],
    status: int,
    body: str,
    headers: dict[str, str],
    failure: str,
) -> None:
    await client.sign_in()
    sandbox.control.raw("kf/send_msg", status=status, body=body, headers=headers)
    with pytest.raises(RetryLater) as caught:
        await client.kf.send_msg(encode_send(*place, "answer-1", Text("在的")))
    assert caught.value.reason == LocalFailure[failure].reason
    assert caught.value.request_may_have_been_carried_out


async def test_an_unknown_path_means_a_wrong_address(
    make_client: MakeClient, sandbox: Sandbox
) -> None:
    client = make_client(sandbox, base_url=sandbox.base_url + "elsewhere/")
    with pytest.raises(AdministratorMustAct) as caught:
        await client.sign_in()
    assert caught.value.reason == LocalFailure.WRONG_ADDRESS.reason


async def test_a_connection_closed_before_the_answer_leaves_the_outcome_open(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    await client.sign_in()
    sandbox.control.chaos(drop_after=1.0)
    with pytest.raises(RetryLater) as caught:
        await client.kf.send_msg(encode_send(*place, "answer-1", Text("在的")))
    assert caught.value.request_may_have_been_carried_out
    assert len(sandbox.control.ledger()) == 1


async def test_without_a_server_nothing_can_have_been_carried_out(
    make_client: MakeClient, sandbox: Sandbox
) -> None:
    client = make_client(sandbox, base_url="http://127.0.0.1:9/cgi-bin/")
    with pytest.raises(RetryLater) as caught:
        await client.sign_in()
    assert caught.value.reason == LocalFailure.NETWORK_DOWN.reason
    assert not caught.value.request_may_have_been_carried_out


async def test_a_token_that_cannot_be_fetched_means_that_nothing_was_sent(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    sandbox.control.raw("gettoken", status=502, body="")
    with pytest.raises(RetryLater) as caught:
        await client.kf.send_msg(encode_send(*place, "answer-1", Text("在的")))
    assert not caught.value.request_may_have_been_carried_out


@pytest.mark.parametrize(
    "base_url",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/",
        "http://10.0.0.1/cgi-bin/",
        "ftp://127.0.0.1/",
        "qyapi.weixin.qq.com",
        "https:///cgi-bin/",
        "https://host/cgi-bin/?x=1",
        "",
    ],
)
def test_secrets_never_travel_in_the_clear(base_url: str) -> None:
    with pytest.raises(AdministratorMustAct) as caught:
        WeComClient(base_url=base_url, corpid="ww1", secret=str)
    assert caught.value.reason == LocalFailure.UNSAFE_ADDRESS.reason


def test_a_proxy_that_cannot_be_read_is_named_without_its_password() -> None:
    with pytest.raises(RetryLater) as caught:
        WeComClient(
            base_url="https://example.com/",
            corpid="ww1",
            secret=str,
            proxy="gopher://user:CANARY@host:1",
        )
    assert caught.value.reason == LocalFailure.PROXY_REFUSED.reason
    assert "CANARY" not in repr(caught.value)
    assert caught.value.__context__ is None


async def test_the_address_that_wecom_refuses_is_named(
    client: WeComClient, sandbox: Sandbox
) -> None:
    sandbox.control.rule(trusted_ip=False, seen_ip="198.51.100.9")
    with pytest.raises(AdministratorMustAct) as caught:
        await client.kf.accounts()
    assert caught.value.reason == errcode(60020)
    assert caught.value.detail == "198.51.100.9"


async def test_one_limited_corp_does_not_slow_the_others(
    make_client: MakeClient, make_sandbox: MakeSandbox
) -> None:
    corps = (("ww1", "secret"), ("ww2", "secret"))
    sandbox = make_sandbox(corps=corps)
    first = make_client(sandbox, corpid="ww1")
    second = make_client(sandbox, corpid="ww2")
    await first.kf.accounts()
    await second.sign_in()
    sandbox.control.answer_with("kf/account/list", 45009)
    outcome = await asyncio.gather(first.kf.accounts(), return_exceptions=True)
    assert isinstance(outcome[0], SlowDown)
    assert len(await second.kf.accounts()) == 2


async def test_never_more_than_eight_calls_are_under_way(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    await client.sign_in()
    sandbox.control.chaos(latency_min=0.02, latency_max=0.04)
    calls = [client.kf.service_state(*place) for _ in range(60)]
    await asyncio.gather(*calls)
    assert sandbox.control.metrics()["max_in_flight"] <= 8


async def test_the_secret_provider_may_fail_without_words(
    make_client: MakeClient, sandbox: Sandbox
) -> None:
    def locked() -> str:
        raise RuntimeError("CANARY")

    with pytest.raises(AdministratorMustAct) as caught:
        await make_client(sandbox, secret=locked).sign_in()
    assert caught.value.reason == LocalFailure.KEYRING_LOCKED.reason
    assert caught.value.__context__ is None
    with pytest.raises(AdministratorMustAct) as caught:
        await make_client(sandbox, secret=str).sign_in()
    assert caught.value.reason == LocalFailure.SECRET_MISSING.reason


async def test_a_cancelled_call_gives_its_place_back(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    await client.sign_in()
    sandbox.control.hold("kf/service_state/get", count=20)
    calls = [asyncio.create_task(client.kf.service_state(*place)) for _ in range(20)]
    async with asyncio.timeout(10):
        while len(await asyncio.to_thread(sandbox.control.held)) < 6:
            continue
    for call in calls:
        call.cancel()
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in results)
    sandbox.control.release()
    assert isinstance(await client.kf.accounts(), tuple)
    assert (await client.kf.service_state(*place)).state is ServiceState.NEW


async def test_every_error_is_one_of_the_tree(
    client: WeComClient, sandbox: Sandbox, place: tuple[str, str]
) -> None:
    for code in (-1, 45009, 45033, 48002, 60020, 95001, 95018, 40058, 123456):
        sandbox.control.answer_with("kf/service_state/get", code)
        with pytest.raises(WeComError):
            await client.kf.service_state(*place)


async def test_under_the_worst_chaos_only_errors_of_the_tree_come(
    make_client: MakeClient, make_sandbox: MakeSandbox
) -> None:
    sandbox = make_sandbox(chaos="worst", customers=40)
    sandbox.control.chaos(latency_max=0.02)
    open_kfid = sandbox.control.accounts()[0]
    customers = sandbox.control.customers()
    for customer in customers:
        sandbox.control.say(open_kfid, customer, "在吗")
    pacing = Pacing(first_pause=timedelta(milliseconds=1))
    client = make_client(sandbox, pacing=pacing, clock=SystemClock())

    async def send(customer: str, number: int) -> str:
        """Send until it is known; the msgid and the bytes stay the same."""
        msgid = f"m{number}-{customer[-8:]}"
        body = encode_send(open_kfid, customer, msgid, Text("在的"))
        while True:
            try:
                return await client.kf.send_msg(body)
            except (OperatorMustAct, ProgrammerMustAct):
                return msgid
            except WeComError:
                await asyncio.sleep(0)  # a pause that is on is refused without one

    async with asyncio.timeout(60):
        sent = await asyncio.gather(
            *(send(customer, number) for customer in customers for number in range(2))
        )
    received = [delivery.msgid for delivery in sandbox.control.ledger()]
    assert sorted(received) == sorted(sent)
