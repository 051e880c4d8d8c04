"""The application: `/cgi-bin/` the platform, `/sandbox/` its control."""

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.routing import Mount

from .control import Control
from .crowd import Crowd
from .platform import Platform
from .settings import SandboxSettings
from .world import World


def build_app(settings: SandboxSettings) -> Starlette:
    """One sandbox; its callbacks and customers live as long as the application.

    Raises ValueError for impossible settings and OSError for unreadable dialogues.
    """
    world = World(settings)
    crowd = Crowd(world)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with crowd.running():
            yield
        await world.callbacks.close()

    routes = [
        Mount("/cgi-bin", Platform(world)),
        Mount("/sandbox", routes=Control(world).routes()),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
