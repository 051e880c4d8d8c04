"""The web application that WeCom calls: verifies, decrypts, and pings the readers.

It listens behind a reverse proxy or tunnel. The work is done later: WeCom wants
its answer within 5 seconds, the verification within one (doc 90930).
"""

import asyncio
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.services.wecom.callbacks import (
    MAX_BODY,
    CallbackQuery,
    CallbackReader,
    CallbackRefusal,
    CallbackRefusedError,
    MessagesWaiting,
)

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from uvicorn import Server

logger = logging.getLogger(__name__)

BODY_PATIENCE = 3.0
"""Seconds for a body of one kilobyte: who drips it must not take WeCom's place."""

Ping = Callable[[str, str], None]
"""Called with open_kfid, empty for all accounts, and the token of the event."""


@dataclass(frozen=True, slots=True)
class CallbackAddress:
    """Where the application listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "CallbackAddress":
        """Return the address of HOST:PORT; raises ValueError."""
        host, _, port = text.rpartition(":")
        if not host or not 0 < int(port) < 65_536:
            raise ValueError("an address is HOST:PORT")
        return cls(host.strip("[]"), int(port))


class CallbackServer:
    """Serves `/wecom/CORPID` for every corp that has a token and a key."""

    def __init__(self) -> None:
        self._readers: dict[str, tuple[CallbackReader, Ping]] = {}
        self._server: Server | None = None
        self._serving: asyncio.Task[None] | None = None

    def listen(self, corpid: str, reader: CallbackReader, ping: Ping) -> None:
        """Accept callbacks of a corp from now on."""
        self._readers[corpid] = (reader, ping)

    def forget(self, corpid: str) -> None:
        """Accept them no more."""
        self._readers.pop(corpid, None)

    async def start(self, address: CallbackAddress) -> None:
        """Begin to serve; raises OSError where the address cannot be had."""
        import uvicorn

        listener = socket.create_server((address.host, address.port))
        listener.setblocking(False)
        config = uvicorn.Config(
            self._application(),
            access_log=False,  # its lines would hold the query
            log_config=None,
            lifespan="off",
            timeout_graceful_shutdown=2,
            limit_concurrency=200,
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(
            self._server.serve(sockets=[listener]), name="callbacks"
        )

    async def stop(self) -> None:
        """Finish the answers under way and stop."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving

    def _application(self) -> "Starlette":
        from starlette.applications import Starlette
        from starlette.routing import Route

        return Starlette(
            routes=[
                Route("/wecom/{corpid}", self._verify, methods=["GET"]),
                Route("/wecom/{corpid}", self._receive, methods=["POST"]),
            ]
        )

    async def _verify(self, request: "Request") -> "Response":
        from starlette.responses import PlainTextResponse, Response

        known = self._readers.get(request.path_params["corpid"])
        if known is None:
            return Response(status_code=404)
        try:
            words = known[0].verify_address(_query(request))
        except CallbackRefusedError as error:
            logger.warning("an address check was refused: %s", error.refusal)
            return Response(status_code=403)
        return PlainTextResponse(words)

    async def _receive(self, request: "Request") -> "Response":
        from starlette.responses import Response

        known = self._readers.get(request.path_params["corpid"])
        if known is None:
            return Response(status_code=404)
        reader, ping = known
        try:
            async with asyncio.timeout(BODY_PATIENCE):
                body = await _limited_body(request)
        except TimeoutError:
            return Response(status_code=408, headers={"Connection": "close"})
        try:
            event = reader.read(_query(request), body)
        except CallbackRefusedError as error:
            if error.refusal is CallbackRefusal.REPLAYED:
                return Response(status_code=200)
            logger.warning("a callback was refused: %s", error.refusal)
            # The rest of a body that is too long is not waited for.
            return Response(status_code=403, headers={"Connection": "close"})
        if isinstance(event, MessagesWaiting):
            ping(event.open_kfid, event.token)
        return Response(status_code=200)


def _query(request: "Request") -> CallbackQuery:
    query = request.query_params
    return CallbackQuery(
        query.get("msg_signature", ""),
        query.get("timestamp", ""),
        query.get("nonce", ""),
        query.get("echostr", ""),
    )


async def _limited_body(request: "Request") -> bytes:
    """Return the body, or a piece too long to be accepted."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            break
    return bytes(body)
