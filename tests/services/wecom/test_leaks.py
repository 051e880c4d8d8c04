"""No secret, token or message text in any exception or log (S8), on any path."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import pytest

from desktop.models.content import Text
from desktop.models.service_state import ServiceState
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import WeComError
from desktop.services.wecom.media import MediaKind
from desktop.services.wecom.send_body import encode_send
from desktop.services.wecom.transport import Request, failure_of
from tests.services.wecom.raw_server import RawServer, Reply

SECRET = "CANARYsecret0123456789"
TOKEN = "CANARYtoken0123456789"
WORDS = "CANARYwords金丝雀"
JSON = "200 OK\r\nContent-Type: application/json"
HTTP_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy")


def answer(head: str, body: str = "") -> bytes:
    data = body.encode()
    size = f"Content-Length: {len(data)}"
    return f"HTTP/1.1 {head}\r\n{size}\r\nConnection: close\r\n\r\n".encode() + data


def refusing(code: int) -> bytes:
    echo = f"access_token={TOKEN} corpsecret={SECRET} {WORDS} from ip: 192.0.2.1"
    return answer(JSON, f'{{"errcode":{code},"errmsg":"{echo}"}}')


TROUBLES: dict[str, bytes] = {
    **{f"errcode {code}": refusing(code) for code in (-1, 40001, 40014, 45009, 60020)},
    **{f"errcode {code}": refusing(code) for code in (95001, 48002, 40058, 45033, 77)},
    "html": answer("200 OK\r\nContent-Type: text/html", f"<p>{TOKEN}{SECRET}</p>"),
    "broken json": answer(JSON, f'{{"errcode":0,"x":"{TOKEN}'),
    "no object": answer(JSON, f'["{TOKEN}"]'),
    "gateway": answer("502 Bad Gateway", TOKEN),
    "forbidden": answer(f"403 {TOKEN}", SECRET),
    "not found": answer("404 Not Found", f"/gettoken?corpsecret={SECRET}"),
    "redirect": answer(
        f"302 Found\r\nLocation: http://127.0.0.1:9/?access_token={TOKEN}"
    ),
    "not http": f"{TOKEN} {SECRET}\r\n\r\n".encode(),
    "closed": b"",
    "bad chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "bad gzip": answer(f"{JSON}\r\nContent-Encoding: gzip", TOKEN),
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b"Content-Length: 999\r\n\r\n{",
}

Open = Callable[[Reply], Awaitable[WeComClient]]


@pytest.fixture
async def open_client() -> AsyncIterator[Open]:
    async with AsyncExitStack() as stack:

        async def opened(reply: Reply) -> WeComClient:
            server = RawServer(reply)
            await server.start()
            stack.push_async_callback(server.stop)
            client = WeComClient(
                base_url=server.base_url, corpid="ww1", secret=lambda: SECRET
            )
            stack.push_async_callback(client.aclose)
            return client

        yield opened


@pytest.fixture
def loud(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Every logger at DEBUG; the HTTP library's are turned up after it was quieted."""
    caplog.set_level(logging.DEBUG)
    return caplog


def turn_up(loud: pytest.LogCaptureFixture) -> None:
    for name in HTTP_LOGGERS:
        loud.set_level(logging.DEBUG, logger=name)


async def calls(client: WeComClient) -> list[WeComError]:
    """Make every kind of call and return what was raised."""
    body = encode_send("wk1", "wm1", "m1", Text(WORDS))

    async def download() -> None:
        async with client.media.open(f"media{WORDS}") as stream:
            async for _ in stream.chunks():
                continue

    made = await asyncio.gather(
        client.kf.send_msg(body),
        client.kf.sync_msg("wk1", cursor=WORDS, token=TOKEN),
        client.kf.accounts(),
        client.kf.servicers("wk1"),
        client.kf.move_session("wk1", "wm1", ServiceState.ENDED),
        client.kf.customers(["wm1"]),
        client.media.upload(MediaKind.FILE, f"{WORDS}.pdf", WORDS.encode()),
        client.server.api_addresses(),
        download(),
        return_exceptions=True,
    )
    for one in made:
        assert isinstance(one, WeComError), one
    return [one for one in made if isinstance(one, WeComError)]


def everything_of(error: BaseException) -> str:
    """All the words of an exception and of what hangs on it."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    assert all(isinstance(each, WeComError) for each in chain), chain
    shown = [f"{each!r}{each}{each.args}{vars(each)}" for each in chain]
    return "".join([*shown, *traceback.format_exception(error)])


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
async def test_no_trouble_of_a_call_leaks(
    open_client: Open, loud: pytest.LogCaptureFixture, trouble: bytes
) -> None:
    granted = f'{{"errcode":0,"access_token":"{TOKEN}","expires_in":7200}}'

    def reply(target: str, headers: dict[str, str]) -> bytes:
        return answer(JSON, granted) if "/gettoken" in target else trouble

    client = await open_client(reply)
    turn_up(loud)
    for error in await calls(client):
        assert "CANARY" not in everything_of(error)
    assert "CANARY" not in loud.text


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
async def test_no_trouble_of_the_token_leaks(
    open_client: Open, loud: pytest.LogCaptureFixture, trouble: bytes
) -> None:
    client = await open_client(lambda target, headers: trouble)
    turn_up(loud)
    for error in await calls(client):
        assert "CANARY" not in everything_of(error)
        assert not error.request_may_have_been_carried_out
    assert "CANARY" not in loud.text


async def test_an_unreachable_server_leaks_nothing(
    loud: pytest.LogCaptureFixture,
) -> None:
    async with WeComClient(
        base_url="http://127.0.0.1:9/", corpid="ww1", secret=lambda: SECRET
    ) as client:
        turn_up(loud)
        for error in await calls(client):
            assert "CANARY" not in everything_of(error)
    assert "CANARY" not in loud.text


@pytest.mark.parametrize(
    ("kind", "carried_out"),
    [
        (httpx.ConnectError, False),
        (httpx.ConnectTimeout, False),
        (httpx.ProxyError, False),
        (httpx.ReadTimeout, True),
        (httpx.WriteTimeout, True),
        (httpx.ReadError, True),
        (httpx.WriteError, True),
        (httpx.RemoteProtocolError, True),
        (httpx.LocalProtocolError, True),
        (httpx.DecodingError, True),
    ],
)
def test_only_what_never_connected_was_surely_not_carried_out(
    kind: type[httpx.RequestError], carried_out: bool
) -> None:
    request = httpx.Request("GET", f"https://x/?access_token={TOKEN}")
    error = failure_of(kind(f"failed at {TOKEN}", request=request))
    assert error.request_may_have_been_carried_out is carried_out
    assert "CANARY" not in everything_of(error)


def test_requests_and_clients_do_not_show_what_they_hold() -> None:
    asked = Request("POST", "kf/send_msg", {"access_token": TOKEN}, WORDS.encode())
    assert "CANARY" not in repr(asked)
    client = WeComClient(
        base_url="http://127.0.0.1:9/", corpid="ww1", secret=lambda: SECRET
    )
    assert "CANARY" not in repr(client) + repr(client.kf) + repr(client.media)
