"""Sends kf_msg_or_event callbacks, encrypted, with retries, and with chaos on top."""

import asyncio
import contextlib
from collections.abc import Coroutine

import httpx

from .chaos import Chaos
from .clock import SandboxClock
from .crypto import seal, signature
from .ids import IdMaker
from .metrics import Metrics
from .settings import CallbackSettings
from .store import Account
from .tokens import CallbackTokens

TIMEOUT = 5.0
ATTEMPTS = 3


class CallbackSender:
    """Tells each corp's URL that an account has something new (90930).

    One callback may stand for many messages: while one is under way for an account,
    what comes in meanwhile shares the next. Not 200 within 5 s: 3 attempts in all.
    """

    def __init__(
        self,
        clock: SandboxClock,
        chaos: Chaos,
        ids: IdMaker,
        tokens: CallbackTokens,
        metrics: Metrics,
    ) -> None:
        self._clock = clock
        self._chaos = chaos
        self._ids = ids
        self._tokens = tokens
        self._metrics = metrics
        self._targets: dict[str, CallbackSettings] = {}
        self._client: httpx.AsyncClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: dict[str, bool] = {}
        self._swapped: list[tuple[CallbackSettings, Account]] = []

    async def close(self) -> None:
        """Stop what is under way."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def direct(self, target: CallbackSettings) -> None:
        """Send callbacks of this corp (all, if it names none) there from now on.

        An empty URL switches them off.
        """
        self._targets[target.corp_id] = target

    async def verify(self, target: CallbackSettings, corp_id: str) -> bool:
        """The GET check of a new URL: True if the decrypted echo came back in time."""
        echo = self._ids.new("", 20)
        query = self._signed(target, seal(target.aes_key, echo, corp_id))
        query["echostr"] = query.pop("encrypted")
        try:
            reply = await self._http().get(target.url, params=query, timeout=1.0)
        except httpx.HTTPError:
            return False
        return reply.status_code == 200 and reply.text == echo

    def ping(self, account: Account) -> None:
        """Something new in this account's list."""
        target = self._targets.get(account.corp.corp_id) or self._targets.get("")
        if target is None or not target.url:
            return
        if account.open_kfid in self._busy:
            self._busy[account.open_kfid] = True
            return
        self._busy[account.open_kfid] = False
        self._spawn(self._run(target, account))

    async def _run(self, target: CallbackSettings, account: Account) -> None:
        try:
            while True:
                await self._unsettle(target, account)
                if not self._busy[account.open_kfid]:
                    return
                self._busy[account.open_kfid] = False
        finally:
            del self._busy[account.open_kfid]

    async def _unsettle(self, target: CallbackSettings, account: Account) -> None:
        """Deliver once, or as often, late and disordered as chaos wants."""
        chances = self._chaos.profile
        if self._chaos.happens(chances.callback_lost):
            self._metrics.callbacks["lost"] += 1
            return
        if self._chaos.happens(chances.callback_swapped):
            # Kept until the next callback of any account has overtaken it.
            self._metrics.callbacks["swapped"] += 1
            self._swapped.append((target, account))
            return
        if self._chaos.happens(chances.callback_late):
            self._metrics.callbacks["late"] += 1
            self._spawn(self._later(target, account, chances.callback_delay))
            return
        await self._deliver(target, account)
        if self._chaos.happens(chances.callback_twice):
            self._metrics.callbacks["twice"] += 1
            await self._deliver(target, account)
        while self._swapped:
            await self._deliver(*self._swapped.pop())

    async def _later(
        self, target: CallbackSettings, account: Account, delay: float
    ) -> None:
        await asyncio.sleep(delay)
        await self._deliver(target, account)

    async def _deliver(self, target: CallbackSettings, account: Account) -> None:
        query, body = self._sealed(target, account)
        for attempt in range(ATTEMPTS):
            if attempt:
                self._metrics.callbacks["retried"] += 1
            if await self._post(target.url, query, body):
                self._metrics.callbacks["delivered"] += 1
                return
        self._metrics.callbacks["given_up"] += 1

    async def _post(self, url: str, query: dict[str, str], body: str) -> bool:
        try:
            reply = await self._http().post(
                url,
                params=query,
                content=body.encode(),
                headers={"content-type": "text/xml; charset=utf-8"},
            )
        except httpx.HTTPError:
            return False
        return reply.status_code == 200

    def _http(self) -> httpx.AsyncClient:
        """The client, made when first needed: most sandboxes call nobody back."""
        if self._client is None:
            limits = httpx.Limits(max_connections=50)
            self._client = httpx.AsyncClient(
                timeout=TIMEOUT, limits=limits, trust_env=False
            )
        return self._client

    def _sealed(
        self, target: CallbackSettings, account: Account
    ) -> tuple[dict[str, str], str]:
        corp_id = account.corp.corp_id
        now = self._clock.now()
        token = self._tokens.issue(corp_id, now)
        message = (
            f"<xml><ToUserName><![CDATA[{corp_id}]]></ToUserName>"
            f"<CreateTime>{int(now)}</CreateTime>"
            "<MsgType><![CDATA[event]]></MsgType>"
            "<Event><![CDATA[kf_msg_or_event]]></Event>"
            f"<Token><![CDATA[{token}]]></Token>"
            f"<OpenKfId><![CDATA[{account.open_kfid}]]></OpenKfId></xml>"
        )
        query = self._signed(target, seal(target.aes_key, message, corp_id))
        encrypted = query.pop("encrypted")
        body = (
            f"<xml><ToUserName><![CDATA[{corp_id}]]></ToUserName>"
            f"<Encrypt><![CDATA[{encrypted}]]></Encrypt>"
            "<AgentID><![CDATA[]]></AgentID></xml>"
        )
        return query, body

    def _signed(self, target: CallbackSettings, encrypted: str) -> dict[str, str]:
        timestamp, nonce = str(int(self._clock.now())), self._ids.new("", 10)
        return {
            "msg_signature": signature(target.token, timestamp, nonce, encrypted),
            "timestamp": timestamp,
            "nonce": nonce,
            "encrypted": encrypted,
        }

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        with contextlib.suppress(asyncio.CancelledError):
            if task.exception() is not None:
                self._metrics.callbacks["broken"] += 1
