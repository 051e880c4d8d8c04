"""Closing a client's connection without an answer, which ASGI has no word for."""

import asyncio
from typing import ClassVar

from starlette.types import Receive, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_Ends = tuple[tuple[str, int], tuple[str, int]]


class DroppableProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 protocol that remembers its open connections by their ends."""

    open: ClassVar[dict[_Ends, asyncio.Transport]] = {}

    # uvicorn narrows the type of the transport the same way.
    def connection_made(  # type: ignore[override]
        self, transport: asyncio.Transport
    ) -> None:
        super().connection_made(transport)
        if self.client is not None and self.server is not None:
            port = self.server[1] or 0
            self.open[(self.client, (self.server[0], port))] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client is not None and self.server is not None:
            self.open.pop((self.client, (self.server[0], self.server[1] or 0)), None)
        super().connection_lost(exc)


async def hang_up(scope: Scope, receive: Receive) -> None:
    """Close the connection now; the client reads an end where an answer should be."""
    client, server = scope["client"], scope["server"]
    transport = DroppableProtocol.open.get((tuple(client), tuple(server)))
    if transport is not None:
        transport.close()
    # The server counts the request as gone only after it has seen the end itself.
    while (await receive())["type"] != "http.disconnect":
        pass
