"""A client at a sandbox, closed after the test."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.models.clock import SettableClock
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.pacing import Pacing
from tests.sandbox_fixture import Sandbox

SECRET = "secret"
MakeClient = Callable[..., WeComClient]
QUICK = Pacing(first_pause=timedelta(seconds=10))


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands still, set to the machine's hour (Date headers)."""
    return SettableClock(datetime.now(UTC))


@pytest.fixture
async def make_client(clock: SettableClock) -> AsyncIterator[MakeClient]:
    """Opens clients: `make_client(sandbox, secret=…, pacing=…)`."""
    async with AsyncExitStack() as stack:

        def make(sandbox: Sandbox, **changes: Any) -> WeComClient:
            arguments: dict[str, Any] = {
                "base_url": sandbox.base_url,
                "corpid": sandbox.corp_id,
                "secret": lambda: SECRET,
                "clock": clock,
                "pacing": replace(QUICK),
            }
            client = WeComClient(**{**arguments, **changes})
            stack.push_async_callback(client.aclose)
            return client

        yield make


@pytest.fixture
def client(make_client: MakeClient, sandbox: Sandbox) -> WeComClient:
    """A client of the sandbox's only corp."""
    return make_client(sandbox)
