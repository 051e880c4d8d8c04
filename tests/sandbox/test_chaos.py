"""Faults by chance: each kind alone, and that they never break the ledger's truth."""

import httpx
import pytest

from desktop.sandbox.chaos import PROFILES, Chaos
from tests.sandbox.conftest import Api, MakeApi
from tests.sandbox_fixture import MakeSandbox

LOST = (httpx.RemoteProtocolError, httpx.ReadError)


def ready(api: Api) -> Api:
    api.get_token()
    api.says()
    return api


def test_a_drop_before_leaves_nothing_done(api: Api) -> None:
    ready(api).control.chaos(drop_before=1)
    with pytest.raises(LOST):
        api.send(msgid="m1")
    assert api.control.ledger() == []
    assert api.control.metrics()["faults"] == {"drop_before": 1}


def test_a_drop_after_has_delivered(api: Api) -> None:
    ready(api).control.chaos(drop_after=1)
    with pytest.raises(LOST):
        api.send(msgid="m1")
    assert [row.msgid for row in api.control.ledger()] == ["m1"]
    api.control.chaos("none")
    assert api.send(msgid="m1")["errcode"] == 95033
    assert len(api.control.ledger()) == 1


def test_a_drop_leaves_the_counters_right(api: Api) -> None:
    ready(api).control.chaos(drop_after=1)
    with pytest.raises(LOST):
        api.send()
    assert api.control.metrics()["in_flight"] == 0


@pytest.mark.parametrize(("fault", "code"), [("busy", -1), ("too_fast", 45009)])
def test_busy_and_too_fast_carry_nothing_out(api: Api, fault: str, code: int) -> None:
    ready(api).control.chaos("none", **{fault: 1.0})
    assert api.send()["errcode"] == code
    assert api.control.ledger() == []


def test_http_errors_are_pages_not_json(api: Api) -> None:
    ready(api).control.chaos(http_error=1)
    reply = api.request("POST", "kf/send_msg", json={})
    assert reply.status_code in (502, 503)
    assert reply.headers["content-type"] == "text/html"


def test_tokens_can_be_revoked_on_the_way(api: Api) -> None:
    ready(api).control.chaos(revoke=1)
    assert api.send()["errcode"] == 40014


def test_a_page_can_be_empty_with_more_to_come(api: Api) -> None:
    msgid = api.says()
    api.control.chaos(empty_page=1)
    page = api.sync()
    assert (page["msg_list"], page["has_more"]) == ([], 1)
    api.control.chaos("none")
    again = api.sync(page["next_cursor"])
    assert [one["msgid"] for one in again["msg_list"]] == [msgid]


def test_the_failure_can_come_before_the_answer(api: Api) -> None:
    ready(api).control.chaos(send_fail=1, fail_first=1)
    reply = api.send(msgid="m1")
    assert reply["errcode"] == 0
    assert api.last_event()["fail_msgid"] == "m1"
    assert api.control.ledger()[0].failed is not None


def test_latency_delays_the_answer(api: Api) -> None:
    ready(api).control.chaos(latency_min=0.2, latency_max=0.2)
    assert api.request("GET", "getcallbackip").elapsed.total_seconds() >= 0.2


def test_profiles_and_single_chances_can_be_mixed(api: Api) -> None:
    api.control.chaos("lossy", drop_after=0.5)
    profile = api.control.post("chaos")
    assert profile["drop_after"] == 0.5
    assert profile["http_error"] == PROFILES["lossy"].http_error
    with pytest.raises(AssertionError, match="unknown chaos"):
        api.control.chaos(gravity=1)
    with pytest.raises(AssertionError, match="unknown chaos profile"):
        api.control.chaos("terrible")


def test_the_same_seed_throws_the_same_dice() -> None:
    one, two = Chaos("worst", 3), Chaos("worst", 3)
    chances = [0.5] * 50
    assert [one.happens(p) for p in chances] == [two.happens(p) for p in chances]


@pytest.mark.parametrize("variant", ["own", "generic", "late", "ok"])
def test_repeating_under_the_worst_profile_never_delivers_twice(
    make_sandbox: MakeSandbox, make_api: MakeApi, variant: str
) -> None:
    api = make_api(make_sandbox(duplicate=variant, seed=11))
    customers = api.control.customers()
    for customer in customers:
        api.says(customer=customer)
    api.get_token()
    api.control.chaos("worst", latency_max=0.01, send_fail=0)
    wanted = []
    for number in range(20):
        msgid = f"m{number}"
        wanted.append(msgid)
        repeat_until_answered(api, msgid, customers[number % 5])
    ledger = api.control.ledger()
    assert [row.msgid for row in ledger] == wanted


def repeat_until_answered(api: Api, msgid: str, customer: str) -> None:
    for _ in range(100):
        try:
            reply = api.send(msgid, customer=customer, msgid=msgid)
        except (*LOST, ValueError):
            continue
        if reply["errcode"] in (40014, 42001):
            refresh(api)
        elif reply["errcode"] not in (-1, 45009):
            return
    raise AssertionError("no answer in 100 tries")


def refresh(api: Api) -> None:
    for _ in range(100):
        try:
            if api.get_token().get("errcode") == 0:
                return
        except (*LOST, ValueError):
            continue
