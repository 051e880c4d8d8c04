"""A server on loopback that answers raw bytes; for what no sandbox would answer."""

import asyncio
import ssl
from collections.abc import Callable

Reply = Callable[[str, dict[str, str]], bytes]
"""From the request's target and headers (lower case) to the bytes of the answer."""


class RawServer:
    """Answers each request once and closes; keeps what it was asked."""

    def __init__(self, reply: Reply, tls: ssl.SSLContext | None = None) -> None:
        self.targets: list[str] = []
        self._reply = reply
        self._tls = tls
        self._port = 0
        self._server: asyncio.Server | None = None

    @property
    def base_url(self) -> str:
        """The address under which a client takes it for WeCom."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._port}/cgi-bin/"

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=self._tls
        )
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            request, *lines = head.split("\r\n")
            target = request.split(" ")[1]
            self.targets.append(target)
            pairs = (line.split(": ", 1) for line in lines if ": " in line)
            headers = {name.lower(): value for name, value in pairs}
            await reader.readexactly(int(headers.get("content-length", "0")))
            writer.write(self._reply(target, headers))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()
