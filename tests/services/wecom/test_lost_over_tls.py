"""A TLS connection that breaks after the request proves nothing about the request."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import RetryLater
from tests.services.wecom.test_hosts import HERE, JSON, TOKEN_ANSWER, Authority

GRANT = JSON + f"Content-Length: {len(TOKEN_ANSWER)}\r\n\r\n".encode() + TOKEN_ANSWER
CUT_ANSWER = JSON + b'Content-Length: 500\r\n\r\n{"errcode":'


def _request_of(connection: ssl.SSLSocket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request or (b"POST" in request and b"}" not in request):
        piece = connection.recv(65_536)
        if not piece:
            break
        request += piece
    return request


@contextmanager
def cutting_server(context: ssl.SSLContext, answer: bytes, cut: str) -> Iterator[str]:
    """Serve tokens, and break the connection of every other request it has read."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with context.wrap_socket(plain, server_side=True) as connection:
                if b"gettoken" in _request_of(connection):
                    connection.sendall(GRANT)
                    continue
                if answer:
                    connection.sendall(answer)
                if cut == "garbage":
                    raw = socket.socket(fileno=connection.detach())
                    raw.sendall(b"\x17\x03\x03\x00\x20" + b"x" * 32)
                    raw.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}/cgi-bin/"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


@pytest.mark.parametrize("answer", [b"", CUT_ANSWER], ids=["no answer", "half of it"])
@pytest.mark.parametrize("cut", ["end without close_notify", "garbage"])
async def test_a_request_that_was_read_may_have_been_carried_out(
    tmp_path: Path, answer: bytes, cut: str
) -> None:
    authority = Authority(tmp_path)
    with cutting_server(authority.context(HERE), answer, cut) as base_url:
        client = WeComClient(
            base_url=base_url,
            corpid="ww1",
            secret=lambda: "CANARYsecret",
            ca_file=authority.file,
        )
        async with client:
            with pytest.raises(RetryLater) as caught:
                await client.kf.send_msg(b'{"msgid":"1"}')
    assert caught.value.request_may_have_been_carried_out
