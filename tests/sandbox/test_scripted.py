"""Faults by name: scripted errors, raw replies, held calls."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.sandbox.conftest import Api


def wait_held(api: Api, count: int) -> list[str]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        held = api.control.held()
        if len(held) == count:
            return held
    raise AssertionError(f"not {count} calls held")


def test_the_next_calls_answer_the_scripted_error(api: Api) -> None:
    api.says()
    api.control.answer_with("kf/send_msg", 48002, count=2)
    refused = api.send(msgid="m1")
    assert refused["errcode"] == 48002
    assert "api forbidden" in refused["errmsg"]
    assert api.send(msgid="m1")["errcode"] == 48002
    assert api.send(msgid="m1")["errcode"] == 0
    assert api.control.metrics()["errors"] == {"48002": 2}


def test_a_raw_reply_is_sent_as_it_is(api: Api) -> None:
    headers = {"content-type": "text/html", "location": "http://127.0.0.1/"}
    page = "<html>登录</html>"
    api.control.raw("kf/send_msg", status=302, body=page, headers=headers)
    reply = api.request("POST", "kf/send_msg", json={})
    assert (reply.status_code, reply.text) == (302, page)
    assert reply.headers["location"] == "http://127.0.0.1/"
    api.control.raw("gettoken", body="{broken")
    assert api.http.get("gettoken").text == "{broken"


def test_a_held_answer_was_carried_out_and_waits(api: Api) -> None:
    api.says()
    api.get_token()
    api.control.hold("kf/send_msg")
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(api.send, msgid="m1")
        assert wait_held(api, 1) == ["m1"]
        assert [row.msgid for row in api.control.ledger()] == ["m1"]
        assert not waiting.done()
        assert api.control.release() == 1
        assert waiting.result(10)["errcode"] == 0
    assert api.control.held() == []


def test_a_request_can_be_held_before_it_is_carried_out(api: Api) -> None:
    api.says()
    api.get_token()
    api.control.hold("kf/send_msg", before=True)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(api.send, msgid="m1")
        wait_held(api, 1)
        assert api.control.ledger() == []
        api.control.release()
        assert waiting.result(10)["errcode"] == 0
    assert len(api.control.ledger()) == 1


@pytest.mark.parametrize(("before", "delivered"), [(False, 1), (True, 0)])
def test_a_client_that_dies_while_held_frees_its_place(
    api: Api, before: bool, delivered: int
) -> None:
    api.says()
    api.get_token()
    api.control.hold("kf/send_msg", count=2, before=before)
    api.http.timeout = httpx.Timeout(0.3)
    with pytest.raises(httpx.ReadTimeout):
        api.send(msgid="m1")
    wait_held(api, 0)
    assert len(api.control.ledger()) == delivered
    assert api.control.metrics()["in_flight"] == 0


def test_several_calls_are_held_together(api: Api) -> None:
    api.says()
    api.get_token()
    api.control.hold("kf/send_msg", count=3)
    with ThreadPoolExecutor() as pool:
        calls = [pool.submit(api.send, msgid=f"m{number}") for number in range(3)]
        assert sorted(wait_held(api, 3)) == ["m0", "m1", "m2"]
        assert api.control.metrics()["max_in_flight"] == 3
        api.control.release()
        assert [call.result(10)["errcode"] for call in calls] == [0, 0, 0]


def test_too_many_calls_at_once_can_be_refused(api: Api) -> None:
    api.get_token()
    api.control.rule(max_parallel=1)
    api.control.hold("getcallbackip")
    with ThreadPoolExecutor() as pool:
        first = pool.submit(api.get, "getcallbackip")
        wait_held(api, 1)
        assert api.get("getcallbackip")["errcode"] == 45033
        api.control.release()
        assert first.result(10)["errcode"] == 0


def test_wrong_control_requests_are_answered_with_a_reason(api: Api) -> None:
    control = api.control
    with pytest.raises(AssertionError, match="unknown rule"):
        control.rule(gravity=1)
    with pytest.raises(AssertionError, match="open_kfid not exist"):
        control.say("wkother", api.customer, "x")
    with pytest.raises(AssertionError, match="text missing"):
        control.post("say", open_kfid=api.kfid, external_userid=api.customer)


def test_many_messages_are_said_at_once_each_with_its_own_id(
    api: Api,
) -> None:
    message = {
        "open_kfid": api.kfid,
        "external_userid": api.customer,
        "msgtype": "text",
        "text": {"content": "量"},
    }
    msgids = api.control.say_many([message] * 12_000)
    assert len(set(msgids)) == 12_000
    assert api.control.state()["corps"][0]["accounts"][0]["entries"] == 12_000
