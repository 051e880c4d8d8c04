"""Callbacks as a real receiver gets them."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from desktop.sandbox.crypto import signature, unseal
from tests.sandbox.conftest import Api

TOKEN = "callbacktoken"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class Receiver:
    """A web server that keeps what it gets; `status` is what it answers."""

    def __init__(self) -> None:
        self.status = 200
        self.messages: list[str] = []
        self.arrived = threading.Condition()
        self.gate = threading.Event()
        self.gate.set()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                echo, _ = unseal(KEY, query["echostr"][0])
                self.reply(200, echo.encode())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                receiver.take(parse_qs(urlsplit(self.path).query), body)
                receiver.gate.wait(10)
                self.reply(receiver.status, b"")

            def reply(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/callback"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def take(self, query: dict[str, list[str]], body: str) -> None:
        """Check the signature, decrypt, keep."""
        found = re.search(r"<Encrypt><!\[CDATA\[(.*)\]\]></Encrypt>", body)
        assert found is not None
        signed = signature(TOKEN, query["timestamp"][0], query["nonce"][0], found[1])
        message, receive_id = unseal(KEY, found[1])
        with self.arrived:
            good = signed == query["msg_signature"][0] and receive_id == "wwtest"
            self.messages.append(message if good else "forged")
            self.arrived.notify_all()

    def wait_for(self, count: int) -> list[str]:
        """The messages as soon as there are so many."""
        with self.arrived:
            self.arrived.wait_for(lambda: len(self.messages) >= count, timeout=20)
            return list(self.messages)

    def close(self) -> None:
        self.gate.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    one = Receiver()
    yield one
    one.close()


def listen(api: Api, receiver: Receiver) -> None:
    api.control.callback(receiver.url, TOKEN, KEY)


def eventually(api: Api, check: Callable[[dict[str, int]], bool]) -> dict[str, int]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        counts: dict[str, int] = api.control.metrics()["callbacks"]
        if check(counts):
            return counts
    raise AssertionError("the callbacks did not come to it")


def field(message: str, name: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", message)
    assert found is not None
    return found[1]


def test_a_message_is_announced_encrypted_with_a_token_that_works(
    api: Api, receiver: Receiver
) -> None:
    listen(api, receiver)
    api.says()
    message = receiver.wait_for(1)[0]
    assert field(message, "Event") == "kf_msg_or_event"
    assert field(message, "ToUserName") == "wwtest"
    assert field(message, "OpenKfId") == api.kfid
    assert "FromUserName" not in message
    api.control.rule(tokenless_sync_per_minute=1)
    token = field(message, "Token")
    assert [len(api.sync(token=token)["msg_list"]) for _ in range(3)] == [1] * 3


def test_one_callback_may_stand_for_many_messages(api: Api, receiver: Receiver) -> None:
    listen(api, receiver)
    receiver.gate.clear()
    api.says()
    receiver.wait_for(1)
    for _ in range(20):
        api.says()
    receiver.gate.set()
    receiver.wait_for(2)
    eventually(api, lambda counts: counts.get("delivered", 0) == 2)
    assert len(api.sync()["msg_list"]) == 21


def test_a_refused_callback_is_tried_three_times(api: Api, receiver: Receiver) -> None:
    listen(api, receiver)
    receiver.status = 500
    api.says()
    assert len(receiver.wait_for(3)) == 3
    counts = eventually(api, lambda counts: counts.get("given_up", 0) == 1)
    assert counts["retried"] == 2


def test_a_new_url_is_verified_by_its_echo(api: Api, receiver: Receiver) -> None:
    control = api.control
    assert control.callback(receiver.url, TOKEN, KEY, verify=True)["verified"] is True
    nowhere = "http://127.0.0.1:1/callback"
    refused = control.callback(nowhere, TOKEN, KEY, verify=True)
    assert refused == {"verified": False, "errcode": 40057}


@pytest.mark.parametrize(
    ("url", "key"),
    [("http://127.0.0.1:99999/", KEY), ("ftp://x/", KEY), ("http://x/", "short")],
)
def test_impossible_targets_are_refused(api: Api, url: str, key: str) -> None:
    with pytest.raises(AssertionError, match="sandbox control"):
        api.control.callback(url, TOKEN, key)


def test_callbacks_can_be_lost_doubled_and_late(api: Api, receiver: Receiver) -> None:
    listen(api, receiver)
    api.control.chaos(callback_lost=1)
    api.says()
    eventually(api, lambda counts: counts.get("lost", 0) == 1)
    api.control.chaos("none", callback_twice=1)
    api.says()
    assert len(receiver.wait_for(2)) == 2
    api.control.chaos("none", callback_late=1, callback_delay=0.05)
    api.says()
    eventually(api, lambda counts: counts.get("delivered", 0) == 3)
    assert len(receiver.messages) == 3


def test_callbacks_can_overtake_each_other(api: Api, receiver: Receiver) -> None:
    listen(api, receiver)
    first, second = api.control.accounts()
    api.control.chaos(callback_swapped=1)
    api.control.say(first, api.customer, "一")
    eventually(api, lambda counts: counts.get("swapped", 0) == 1)
    api.control.chaos("none")
    api.control.say(second, api.customer, "二")
    messages = receiver.wait_for(2)
    assert [field(one, "OpenKfId") for one in messages] == [second, first]


def test_an_empty_url_switches_callbacks_off(api: Api, receiver: Receiver) -> None:
    listen(api, receiver)
    api.says()
    receiver.wait_for(1)
    eventually(api, lambda counts: counts.get("delivered", 0) == 1)
    api.control.callback("", "", "")
    api.says()
    assert api.control.metrics()["callbacks"]["delivered"] == 1
