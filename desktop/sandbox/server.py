"""Serving a sandbox on loopback: in the foreground, or beside a test."""

import socket
import threading
from types import TracebackType

import uvicorn

from .app import build_app
from .connections import DroppableProtocol
from .settings import SandboxSettings

_HOST = "127.0.0.1"
_STOP_WITHIN = 10.0


def listen(port: int) -> socket.socket:
    """A listening socket on loopback; port 0 takes a free one. Raises OSError."""
    # Named as TCP, or asyncio does not switch Nagle off and each answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(512)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


def build_server(settings: SandboxSettings) -> "SandboxServer":
    """A server without access log: the log would print tokens from the query."""
    return SandboxServer(
        uvicorn.Config(
            build_app(settings),
            http=DroppableProtocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,  # the platform's clock can be moved: DatedReplies
            timeout_graceful_shutdown=1,
            timeout_keep_alive=60,
        )
    )


class SandboxServer(uvicorn.Server):
    """Knows when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.ready.set()


class RunningSandbox:
    """A sandbox served from a background thread; a context manager.

    base_url: what a client takes for WeCom's base, ending in `/cgi-bin/`.
    control_url: the control endpoints, ending in `/sandbox/`.
    """

    def __init__(self, settings: SandboxSettings) -> None:
        self._listener = listen(settings.port)
        self.port: int = self._listener.getsockname()[1]
        self.base_url = f"http://{_HOST}:{self.port}/cgi-bin/"
        self.control_url = f"http://{_HOST}:{self.port}/sandbox/"
        try:
            self._server = build_server(settings)
        except BaseException:
            self._listener.close()
            raise
        self._thread = threading.Thread(target=self._serve, name="sandbox")

    def __enter__(self) -> "RunningSandbox":
        self._thread.start()
        self._server.ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(_STOP_WITHIN)
        self._listener.close()

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._server.ready.set()
