"""Who drips a callback's body keeps no place of the callback server for long."""

import asyncio
from time import monotonic

import pytest

from desktop.models.clock import SystemClock
from desktop.services.engine import callback_app
from desktop.services.engine.callback_app import CallbackAddress, CallbackServer
from desktop.services.wecom.callbacks import CallbackReader
from tests.services.engine.test_callback_app import free_port


async def test_a_body_that_does_not_come_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(callback_app, "BODY_PATIENCE", 0.2)
    server, port = CallbackServer(), free_port()
    reader = CallbackReader(
        token="tok", aes_key="a" * 43, receive_id="ww1", clock=SystemClock()
    )
    server.listen("ww1", reader, lambda open_kfid, token: None)
    await server.start(CallbackAddress("127.0.0.1", port))
    incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
    begun = monotonic()
    outgoing.write(
        b"POST /wecom/ww1 HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n<xml>"
    )
    async with asyncio.timeout(10):
        answer = await incoming.read()
    outgoing.close()
    await outgoing.wait_closed()
    await server.stop()
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert monotonic() - begun < 5
