"""The application: `/cgi-bin/` the platform, `/sandbox/` its control."""

import contextlib
from collections.abc import AsyncIterator
from email.utils import formatdate

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .clock import SandboxClock
from .control import Control
from .crowd import Crowd
from .platform import Platform
from .prologue import tell_prologue
from .settings import SandboxSettings
from .world import World


def build_app(settings: SandboxSettings) -> Starlette:
    """One sandbox; its callbacks and customers live as long as the application.

    Raises ValueError for impossible settings and OSError for unreadable dialogues.
    """
    world = World(settings)
    crowd = Crowd(world, tell_prologue(world) if settings.prologue else [])

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with crowd.running():
            yield
        await world.callbacks.close()

    routes = [
        Mount("/cgi-bin", Platform(world)),
        Mount("/sandbox", routes=Control(world).routes()),
    ]
    dated = Middleware(DatedReplies, clock=world.clock)
    return Starlette(routes=routes, lifespan=lifespan, middleware=[dated])


class DatedReplies:
    """Puts the sandbox's own time into `Date`: clients measure their skew by it."""

    def __init__(self, app: ASGIApp, clock: SandboxClock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on everything, with a date on each reply."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["date"] = formatdate(self._clock.now(), usegmt=True)
            await send(message)

        await self._app(scope, receive, dated)
