"""A TCP proxy on loopback that makes the way to the sandbox ill, endpoint by endpoint.

It reads so much HTTP as to know which endpoint a request is for; every other byte is
handed on as it comes.
"""

import asyncio
import contextlib
import random
import re
import socket
import struct
import threading
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Self

_REQUEST = re.compile(rb"(?:GET|POST) /cgi-bin/([a-z_/]+)")
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER that makes closing a reset."""
_SLOW_PIECE = 32
ENDPOINTS = (
    "gettoken", "kf/sync_msg", "kf/send_msg", "kf/customer/batchget", "media/get",
)  # fmt: skip


class Toxic(Enum):
    """What happens to a request or to its answer."""

    LATENCY = "the request waits half a second"
    JITTER = "the request waits up to a second"
    RESET_BEFORE = "the connection is reset instead of the request"
    RESET_AFTER = "the connection is reset instead of the answer"
    BLACKHOLE = "the request is swallowed until the illness ends"
    SLOW = "the answer trickles"
    CUT = "the answer ends in its middle"
    SILENT_AFTER = "the request is carried out and its answer swallowed"


@dataclass(frozen=True)
class Illness:
    """A toxic at one endpoint; an empty endpoint is all of them."""

    toxic: Toxic
    endpoint: str = ""

    def strikes(self, path: str) -> bool:
        """Whether a request for this path is hit."""
        return self.endpoint in {"", path}


class ToxicProxy:
    """Serves from a thread of its own, healthy until told to fall ill."""

    def __init__(self, target_port: int) -> None:
        self._target = target_port
        self._illness: Illness | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="toxics")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._stop = asyncio.Event()
        self._recovered = asyncio.Event()
        self._relays: set[asyncio.Task[None]] = set()
        self.struck = 0
        """Requests that were hit so far."""
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/cgi-bin/"

    def fall_ill(self, illness: Illness) -> None:
        """Let an illness begin, after the one before has ended."""
        self._loop.call_soon_threadsafe(self._set, illness)

    def recover(self) -> None:
        """End the illness; what it swallowed is reset."""
        self._loop.call_soon_threadsafe(self._set, None)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def _set(self, illness: Illness | None) -> None:
        self._illness = illness
        self._recovered.set()
        self._recovered = asyncio.Event()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._accept())

    async def _accept(self) -> None:
        server = await asyncio.start_server(self._take, sock=self._listener)
        async with server:
            await self._stop.wait()
            for relay in tuple(self._relays):
                relay.cancel()
            await asyncio.gather(*self._relays, return_exceptions=True)

    async def _take(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        relay = asyncio.current_task()
        assert relay is not None
        self._relays.add(relay)
        try:
            await _Relay(self, reader, writer, self._target).run()
        except (OSError, asyncio.CancelledError):
            return
        finally:
            self._relays.discard(relay)

    def illness_for(self, path: str) -> Toxic | None:
        """Return what hits a request for this path now."""
        illness = self._illness
        if illness is None or not illness.strikes(path):
            return None
        self.struck += 1
        return illness.toxic

    async def until_recovered(self) -> None:
        """Wait for the end of the present illness."""
        await self._recovered.wait()


class _Relay:
    """One connection of the client and the one behind it."""

    def __init__(
        self,
        proxy: ToxicProxy,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        target: int,
    ) -> None:
        self._proxy = proxy
        self._client_in, self._client_out = reader, writer
        self._target = target
        self._toxic: Toxic | None = None

    async def run(self) -> None:
        server_in, server_out = await asyncio.open_connection("127.0.0.1", self._target)
        ways = [
            asyncio.create_task(self._requests(server_out)),
            asyncio.create_task(self._answers(server_in)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for out in (server_out, self._client_out):
                out.close()
                with contextlib.suppress(OSError):
                    await out.wait_closed()

    async def _requests(self, out: asyncio.StreamWriter) -> None:
        while chunk := await self._client_in.read(65_536):
            if match := _REQUEST.match(chunk):
                self._toxic = self._proxy.illness_for(match[1].decode())
                if await self._before(self._toxic):
                    return
            out.write(chunk)
            await out.drain()

    async def _before(self, toxic: Toxic | None) -> bool:
        """Do what comes before the request; True if it is never handed on."""
        if toxic is Toxic.LATENCY:
            await asyncio.sleep(0.5)
        elif toxic is Toxic.JITTER:
            await asyncio.sleep(random.random())
        elif toxic is Toxic.BLACKHOLE:
            await self._proxy.until_recovered()
        if toxic in {Toxic.RESET_BEFORE, Toxic.BLACKHOLE}:
            self._reset()
            return True
        return False

    async def _answers(self, server_in: asyncio.StreamReader) -> None:
        while chunk := await server_in.read(65_536):
            if self._toxic is Toxic.SILENT_AFTER:
                await self._proxy.until_recovered()
            if self._toxic in {Toxic.RESET_AFTER, Toxic.SILENT_AFTER}:
                self._reset()
                return
            if self._toxic is Toxic.CUT:
                self._client_out.write(chunk[: len(chunk) // 2])
                return
            await self._hand_out(chunk)

    async def _hand_out(self, chunk: bytes) -> None:
        if self._toxic is not Toxic.SLOW:
            self._client_out.write(chunk)
            await self._client_out.drain()
            return
        for start in range(0, len(chunk), _SLOW_PIECE):
            self._client_out.write(chunk[start : start + _SLOW_PIECE])
            await self._client_out.drain()
            await asyncio.sleep(0.02)

    def _reset(self) -> None:
        bare: socket.socket = self._client_out.get_extra_info("socket")
        bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._client_out.transport.abort()
