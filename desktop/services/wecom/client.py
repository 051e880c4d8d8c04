"""The client of one corp: everything that is asked of WeCom begins here."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.models.clock import Clock, SystemClock
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.calls import Calls
from desktop.services.wecom.errors import WeComError, local
from desktop.services.wecom.kf import KfCalls
from desktop.services.wecom.media import MediaCalls
from desktop.services.wecom.pacing import Pacing
from desktop.services.wecom.server import ServerCalls
from desktop.services.wecom.transport import Transport


class WeComClient:
    """One corp's connection; make one and keep it (making one costs 30 ms of TLS).

    Raises AdministratorMustAct for an address that is neither https nor this machine,
    and for a proxy address that cannot be read.
    """

    def __init__(
        self,
        *,
        base_url: str,
        corpid: str,
        secret: Callable[[], str],
        clock: Clock | None = None,
        proxy: str = "",
        ca_file: Path | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        clock = clock or SystemClock()
        pacing = pacing or Pacing()
        self._secret = secret
        self._transport = Transport(
            base_url, clock, pacing, proxy=proxy, ca_file=ca_file
        )
        self._calls = Calls(self._transport, corpid, self._read_secret, clock, pacing)
        self.kf = KfCalls(self._calls)
        self.media = MediaCalls(self._calls)
        self.server = ServerCalls(self._calls)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def sign_in(self) -> timedelta:
        """Make sure that there is a token and return how long it lives."""
        await self._calls.tokens.current()
        return self._calls.tokens.life_left()

    @property
    def clock_skew(self) -> timedelta | None:
        """WeCom's time minus ours as of the last answer; None before the first."""
        return self._transport.clock_skew

    async def _read_secret(self) -> str:
        """Keyrings may ask a person and block: never in the loop's own thread."""
        failure: WeComError | None = None
        secret = ""
        try:
            secret = await asyncio.to_thread(self._secret)
        except WeComError as error:
            failure = error.again()
        except Exception:  # whatever a keyring backend raises may hold the secret
            failure = local(LocalFailure.KEYRING_LOCKED)
        if failure is not None:
            raise failure
        return secret
