"""The callback web app over real HTTP: what it believes, and how fast it refuses."""

import asyncio
import socket
import time
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest

from desktop.models.clock import SystemClock
from desktop.sandbox.crypto import seal, signature
from desktop.services.engine.callback_app import CallbackAddress, CallbackServer
from desktop.services.wecom.callbacks import MAX_BODY, CallbackReader
from tests.conftest import LogGuard

TOKEN, AES_KEY, CORPID = "tok", "a" * 43, "wwtest"
PATH = f"/wecom/{CORPID}"
EVENT = (
    "<xml><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[t-1]]></Token>"
    "<OpenKfId><![CDATA[wk-one]]></OpenKfId><CreateTime>1</CreateTime></xml>"
)


@dataclass
class Desk:
    """A running server, a client of it, and what it was pinged with."""

    server: CallbackServer
    http: httpx.AsyncClient
    pings: list[tuple[str, str]] = field(default_factory=list)

    def ping(self, open_kfid: str, token: str) -> None:
        self.pings.append((open_kfid, token))

    async def post(
        self, query: dict[str, str], body: str | bytes, path: str = PATH
    ) -> int:
        reply = await self.http.post(path, params=query, content=body)
        assert reply.status_code != 200 or reply.text in ("", "success")
        return reply.status_code


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    server, port = CallbackServer(), free_port()
    await server.start(CallbackAddress("127.0.0.1", port))
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=10
    ) as http:
        made = Desk(server, http)
        reader = CallbackReader(
            token=TOKEN, aes_key=AES_KEY, receive_id=CORPID, clock=SystemClock()
        )
        server.listen(CORPID, reader, made.ping)
        yield made
    await server.stop()


def sealed(
    message: str = EVENT,
    *,
    receive_id: str = CORPID,
    age: timedelta = timedelta(0),
    nonce: str = "n1",
) -> tuple[dict[str, str], str]:
    """Query and body as WeCom makes them."""
    encrypted = seal(AES_KEY, message, receive_id)
    timestamp = str(int(time.time() - age.total_seconds()))
    query = {
        "timestamp": timestamp,
        "nonce": nonce,
        "msg_signature": signature(TOKEN, timestamp, nonce, encrypted),
    }
    return query, f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"


async def test_a_good_callback_pings_the_reader(desk: Desk) -> None:
    assert await desk.post(*sealed()) == 200
    assert desk.pings == [("wk-one", "t-1")]


async def test_wecoms_own_repeat_is_thanked_and_done_once(desk: Desk) -> None:
    callback = sealed()
    assert [await desk.post(*callback) for _ in range(3)] == [200] * 3
    assert len(desk.pings) == 1


async def test_the_address_is_verified_with_the_decrypted_echo(desk: Desk) -> None:
    query, _ = sealed()
    encrypted = seal(AES_KEY, "echo-20-characters", CORPID)
    query["msg_signature"] = signature(
        TOKEN, query["timestamp"], query["nonce"], encrypted
    )
    reply = await desk.http.get(PATH, params={**query, "echostr": encrypted})
    assert (reply.status_code, reply.text) == (200, "echo-20-characters")


async def test_an_address_check_with_a_wrong_signature_learns_nothing(
    desk: Desk, log_guard: LogGuard
) -> None:
    log_guard.allow("address check was refused")
    query, _ = sealed()
    echo = seal(AES_KEY, "echo", CORPID)
    reply = await desk.http.get(PATH, params={**query, "echostr": echo})
    assert (reply.status_code, reply.text) == (403, "")


BOMBS = {
    "billion laughs": '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><xml><Encrypt>&j;</Encrypt></xml>",
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 9_000}">]>'
    f"<xml>{'&a;' * 9_000}</xml>",
    "external": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<xml><Encrypt>&a;</Encrypt></xml>",
    "dtd": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><xml/>',
    "deep": "<a>" * 20_000,
    "not xml": "\x00\x01\x02 words",
    "empty": "",
    "json list": "[]",
    "json deep": '{"encrypt":' + "[" * 9_000 + "]" * 9_000 + "}",
}


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_quickly_and_costs_little(
    desk: Desk, log_guard: LogGuard, name: str
) -> None:
    """S7, outside; the same inside of what only WeCom can sign is below."""
    log_guard.allow("a callback was refused")
    query, _ = sealed()
    await desk.post(query, "<xml/>")  # what is imported at the first call
    tracemalloc.start()
    begun = time.perf_counter()
    status = await desk.post(query, BOMBS[name].encode())
    passed, (_, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert status == 403
    assert peak < 20 * 1024**2
    assert passed < 1.0
    assert desk.pings == []


@pytest.mark.parametrize("name", [one for one in BOMBS if "json" not in one])
async def test_a_bomb_in_a_signed_message_is_refused_too(
    desk: Desk, log_guard: LogGuard, name: str
) -> None:
    log_guard.allow("a callback was refused")
    assert await desk.post(*sealed(BOMBS[name][:30_000])) == 403
    assert desk.pings == []


async def test_what_is_too_big_is_refused_before_it_was_read(
    desk: Desk, log_guard: LogGuard
) -> None:
    log_guard.allow("a callback was refused")
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 200 * 1024**2:
            sent += MAX_BODY
            yield b"x" * MAX_BODY

    query, _ = sealed()
    async with asyncio.timeout(5):
        try:
            reply = await desk.http.post(PATH, params=query, content=endless())
            assert reply.status_code == 403
        except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            pass  # the server need not listen to the end
    assert sent < 100 * 1024**2
    assert await desk.post(*sealed()) == 200


@pytest.mark.parametrize(
    "change",
    ["signature", "nonce", "timestamp", "body", "stale", "early", "receive_id", "none"],
)
async def test_what_is_not_proved_is_not_believed(
    desk: Desk, log_guard: LogGuard, change: str
) -> None:
    log_guard.allow("a callback was refused")
    query, body = sealed()
    match change:
        case "signature":
            query["msg_signature"] = "0" * 40
        case "nonce" | "timestamp":
            query[change] += "1"
        case "body":
            body = sealed("<xml>other</xml>")[1]
        case "stale":
            query, body = sealed(age=timedelta(minutes=6))
        case "early":
            query, body = sealed(age=timedelta(minutes=-6))
        case "receive_id":
            query, body = sealed(receive_id="wwother")
        case "none":
            query = {}
    assert await desk.post(query, body) == 403
    assert desk.pings == []


async def test_a_refused_callback_does_not_use_up_the_good_one(
    desk: Desk, log_guard: LogGuard
) -> None:
    log_guard.allow("a callback was refused")
    query, body = sealed()
    assert await desk.post({**query, "msg_signature": "f" * 40}, body) == 403
    assert await desk.post(query, body) == 200
    assert len(desk.pings) == 1


@pytest.mark.parametrize("path", ["/wecom/wwother", "/wecom/", "/", "/wecom/a/b"])
async def test_other_addresses_are_nobodys(desk: Desk, path: str) -> None:
    query, body = sealed()
    assert await desk.post(query, body, path) == 404
    reply = await desk.http.get(path, params=query)
    assert reply.status_code == 404


async def test_a_corp_that_was_let_go_is_listened_to_no_more(desk: Desk) -> None:
    desk.server.forget(CORPID)
    assert await desk.post(*sealed()) == 404


async def test_an_address_in_use_is_an_error_at_the_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            await CallbackServer().start(CallbackAddress("127.0.0.1", port))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8080", CallbackAddress("127.0.0.1", 8080)),
        ("[::1]:80", CallbackAddress("::1", 80)),
        ("example.com:65535", CallbackAddress("example.com", 65_535)),
    ],
)
def test_an_address_is_host_and_port(text: str, address: CallbackAddress) -> None:
    assert CallbackAddress.parse(text) == address


@pytest.mark.parametrize("text", ["", "8080", ":80", "h:", "h:0", "h:65536", "h:x"])
def test_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        CallbackAddress.parse(text)
